"""From the law model to its picture: what ``explorer.json`` says about the law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from facelaw.report.content import (
    ClaimView,
    ElementView,
    LawPicture,
    LawView,
    Need,
    NormView,
    ReadingView,
    Step,
)
from facelaw.report.places import place

if TYPE_CHECKING:
    from facelaw.law.model import Claim, Condition, Law, Norm

_WHO = {
    "victim": ("权利人", "the victim"),
    "base": ("基础行为", "the base act"),
    "base doer": ("基础行为的行为人", "the doer of the base act"),
}
_SIGNS = {">=": "≥", "<": "<", "=": "=", "!=": "≠"}


def picture(law: Law) -> LawPicture:
    """Return the law model as the page draws it."""
    steps = {
        f.id: Step(
            dict(f.text),
            fact=True,
            values={value: dict(text) for value, text in f.values.items()},
            unit=dict(f.unit),
        )
        for f in law.facts.values()
    }
    for c in law.conclusions.values():
        steps[c.id] = Step(_letters(c.text), tuple(n.id for n in law.by_head.get(c.id, ())))
    return LawPicture(
        claims=tuple(_claim(c) for c in law.claims.values()),
        steps=steps,
        norms={n.id: _norm(n, law) for n in law.norms.values()},
        readings=tuple(
            ReadingView(r.id, dict(r.question), {o.id: dict(o.text) for o in r.options})
            for r in law.readings.values()
        ),
        laws=tuple(_laws(law)),
    )


def _laws(law: Law) -> Iterator[LawView]:
    """Yield every edition of every law, with how many norms rest on it."""
    norms = [n for n in law.norms.values() if n.citation]
    counts = Counter(n.citation.partition("-")[0] for n in norms)
    authority = {n.citation.partition("-")[0]: n.authority for n in norms}
    for e in law.editions:
        rank = authority.get(e.code, "")
        yield LawView(e.law, e.en, rank, e.start, e.until, counts[e.code], e.code)


def _letters(text: Mapping[str, str]) -> dict[str, str]:
    """Show the roles ``{A}`` and ``{B}`` as plain letters."""
    return {lang: t.replace("{", "").replace("}", "") for lang, t in text.items()}


def _claim(claim: Claim) -> ClaimView:
    """Return a claim's tree; what it asks keeps its roles as letters."""
    return ClaimView(
        claim.id,
        claim.kind,
        _letters(claim.text),
        _letters(claim.asks),
        tuple(ElementView(_letters(e.text), e.met, e.none_of) for e in claim.elements),
        tuple(ElementView(_letters(o.text), (o.holds,) if o.holds else ()) for o in claim.options),
        claim.core,
        claim.also,
    )


def _norm(norm: Norm, law: Law) -> NormView:
    """Return one norm with its conditions in words."""
    return NormView(
        norm.id,
        place(norm.law, norm.law_en, norm.article, norm.paragraph, norm.item),
        _letters(norm.gist),
        norm.law,
        norm.start,
        norm.until,
        norm.authority,
        norm.role,
        tuple(_need(c, law) for c in norm.when),
        tuple(_need(c, law) for c in norm.unless),
        norm.at_least,
        tuple(_need(c, law) for c in norm.among),
        dict(norm.reading),
        norm.citation,
    )


def _need(condition: Condition, law: Law) -> Need:
    """Return a condition as (step, whose and how much in zh, the same in en)."""
    who = _WHO.get(condition.who, ("", ""))
    if not condition.op:
        return (condition.name, who[0], who[1])
    sign = _SIGNS.get(condition.op, condition.op)
    fact = law.facts.get(condition.name)
    value: Mapping[str, str] = fact.values.get(condition.value, {}) if fact else {}
    unit: Mapping[str, str] = fact.unit if fact else {}
    zh = f"{sign} {value.get('zh', condition.value)} {unit.get('zh', '')}".strip()
    en = f"{sign} {value.get('en', condition.value)} {unit.get('en', '')}".strip()
    return (condition.name, f"{who[0]} {zh}".strip(), f"{who[1]} {en}".strip())
