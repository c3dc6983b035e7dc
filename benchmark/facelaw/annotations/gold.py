"""A family's own facts and derived verdicts as one more annotator, ``derived``."""

from __future__ import annotations

from facelaw.annotations.records import Record
from facelaw.gold.derived import Derived
from facelaw.gold.hand import derived_answer
from facelaw.interop.labelstudio import fact_keys, questions

NAME = "derived"


def reading(d: Derived, like: Record) -> Record:
    """Return what the family says where an annotator made the record ``like``."""
    known = set(fact_keys([d]))
    lang = like["lang"]
    facts = [
        {"key": k, "value": e.value, "spans": [{"text": q.text} for q in e.every_quote(lang)]}
        for k, e in sorted(d.scenario.facts.items())
        if k in known
    ]
    verdicts = [
        {"key": ask, "value": derived_answer(d, ask, option)}
        | ({"option": option} if option else {})
        for ask, option in questions(d)
    ]
    what = like["what"]
    mine = {"facts": facts if what == "facts" else []}
    return like | mine | {"annotator": NAME, "verdicts": verdicts if what == "verdicts" else []}
