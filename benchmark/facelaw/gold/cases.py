"""Reported cases as the law model's regression test: what courts held against what follows.

A case is ``reproduced`` where every holding is derived from its reported facts under its court's
reading; else it gives a reason, and the reason is checked too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from facelaw.errors import DataError, Problem
from facelaw.gold.case_files import Reported
from facelaw.law.derive import Contradiction, Engine, Target

STATES = {
    "reproduced": "come out as held",
    "facts_not_reported": "would with a fact that no report gives",
    "law_doubt": "differ and say why",
    "outside_model": "turn on law outside the model",
    "unverified": "unverified",
}
"""What may become of a case, in words."""


def differing(
    engine: Engine, r: Reported, given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the questions on which what follows is not what was held, with what follows.

    Args:
        engine: derives what follows.
        r: the case.
        given: facts to add to those reported.

    Raises:
        DataError: the facts contradict each other.
    """
    if r.case is None:
        return {}
    case = replace(r.case, facts={**r.case.facts, **(given or {})})
    try:
        derivation = engine.derive(case, tuple(r.holds))
    except Contradiction as error:
        problem = r.document.problem(("facts",), "facts that can all be true", str(error))
        raise DataError([problem]) from None
    out: dict[str, str] = {}
    for question, held in r.holds.items():
        if engine.law.claims[Target.parse(question).claim].holds:
            came: str = derivation.verdict(question)
            agrees = held.verdict == (came,)
        else:
            options = derivation.options(question)
            came = ", ".join(o for o, v in options.items() if v) or "none"
            agrees = all(options.get(o) is True for o in held.verdict)
            agrees &= all(options.get(o, False) is False for o in held.refused)
        if not agrees:
            out[question] = came
    return out


def problems_of(engine: Engine, r: Reported) -> list[Problem]:
    """Return holdings neither derived nor explained, and explanations that do not explain."""
    say = r.document.problem
    differ = differing(engine, r)
    if r.reason == "facts_not_reported":
        if not differ:
            return [say(("not_reproduced",), "a holding that differs", "none", "take this out")]
        left = differing(engine, r, r.given)
        expected = "{} once 'given' is added"
        return [say(("holds", q), expected.format(_held(r, q)), came) for q, came in left.items()]
    out: list[Problem] = []
    for question, held in r.holds.items():
        if question in differ and not held.explained:
            hint = "mend the case or the law, or say why in 'differs'"
            out.append(say(("holds", question), _held(r, question), differ[question], hint))
        elif question not in differ and held.explained:
            hint = "take 'differs' out"
            out.append(say(("holds", question), "a holding that differs", "as held", hint))
    if differ and not r.reason:
        out.append(say((), "not_reproduced, since a holding differs", "nothing", "give the reason"))
    return out


def _held(r: Reported, question: str) -> str:
    held = r.holds[question]
    refused = f" without {', '.join(held.refused)}" if held.refused else ""
    return f"{', '.join(held.verdict) or 'any'}{refused}"


def state(r: Reported) -> str:
    """Return what became of a case that has no :func:`problems_of`: a key of :data:`STATES`."""
    return r.reason or "reproduced"


def tally(cases: Iterable[Reported]) -> str:
    """Return one line that counts cases by what became of them."""
    counts = Counter(map(state, cases))
    parts = [f"{counts[name]} {words}" for name, words in STATES.items() if counts[name]]
    return f"{counts.total()} reported cases: {'; '.join(parts)}"


def row(r: Reported) -> str:
    """Return a case's row in the table of docs/cases.md."""
    holdings = "; ".join(f"`{q}` {_held(r, q)}" for q in r.holds)
    return f"| `{r.id}` | {r.document.value['title']['zh']} | {holdings or '–'} | {state(r)} |"
