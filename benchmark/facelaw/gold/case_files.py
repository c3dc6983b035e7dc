"""Reported cases read from ``data/cases``: the facts as reported, the readings, the holdings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facelaw import _paths
from facelaw.errors import DataError, Problem
from facelaw.files import Document, Path_, load_yaml
from facelaw.law.derive import Target
from facelaw.law.model import Law
from facelaw.law.references import near
from facelaw.law.settle import Case, values
from facelaw.law.shape import ActShape, Shape, Variable
from facelaw.schema import check

Fault = tuple[Path_, str, str, str]


@dataclass(frozen=True)
class Holding:
    """What was held on one question.

    ``verdict`` is a status, or for a question with options those that must hold; ``refused``
    are options that must not. ``explained`` tells that the file says why it is not derived.
    """

    verdict: tuple[str, ...]
    refused: tuple[str, ...]
    explained: bool


@dataclass(frozen=True)
class Reported:
    """One reported case; ``case`` is None where it is only told.

    ``reason`` says why it is not reproduced ("" where it is), ``given`` the facts that no
    report gives and from which the holdings would follow.
    """

    id: str
    document: Document
    case: Case | None
    holds: Mapping[str, Holding]
    reason: str
    given: Mapping[str, str]


def load_cases(law: Law, folder: Path | None = None) -> list[Reported]:
    """Return the cases of a folder (by default the project's) in order of their names.

    Raises:
        DataError: with every schema fault, unknown name and value that does not fit, of all.
    """
    out: list[Reported] = []
    problems: list[Problem] = []
    for path in sorted((folder or _paths.data("cases")).glob("*.yaml")):
        try:
            document = load_yaml(path)
        except DataError as error:
            problems += error.problems
            continue
        faults = check("case", document)
        if not faults:
            out.append(_reported(law, document))
            faults = [document.problem(*fault) for fault in _faults(law, out[-1], path.stem)]
        problems += faults
    if problems:
        raise DataError(problems)
    return out


def _reported(law: Law, document: Document) -> Reported:
    raw: dict[str, Any] = document.value
    why = raw.get("not_reproduced", {})
    given: dict[str, str] = why.get("given", {})
    case = None
    holds: dict[str, Holding] = {}
    for question, held in raw.get("holds", {}).items():
        verdict = held["verdict"]
        listed = (verdict,) if isinstance(verdict, str) else tuple(verdict)
        holds[question] = Holding(listed, tuple(held.get("refused", ())), "differs" in held)
    if holds:
        raws = raw["acts"].items()
        acts = {k: ActShape(k, a["by"], tuple(a["to"]), a.get("on", "")) for k, a in raws}
        days = {k: (a["from"], a.get("until", a["from"])) for k, a in raws}
        facts = {_key(law, k, acts): v["value"] for k, v in raw["facts"].items()}
        given = {_key(law, k, acts): v for k, v in given.items()}
        shape = Shape(tuple(raw["parties"]), tuple(acts.values()))
        on, filed = raw["asked_on"], raw.get("filed_on", "")
        case = Case(shape, days, on, raw["stage"], facts, raw["readings"], filed)
    return Reported(raw["id"], document, case, holds, why.get("reason", ""), given)


def _key(law: Law, key: str, acts: Mapping[str, ActShape]) -> str:
    """Return ``fact@a1`` as ``fact@a1:A`` where the act was done to one person alone."""
    name, _, of = key.partition("@")
    lone = name in law.facts and law.facts[name].of == "act_party" and of in acts
    return f"{key}:{acts[of].to[0]}" if lone and len(acts[of].to) == 1 else key


def _faults(law: Law, r: Reported, stem: str) -> Iterator[Fault]:
    """Yield what the schema cannot see: place, what was expected, what came, the way out."""
    if r.id != stem:
        yield ("id",), f"the id {stem!r}, as the file is named", r.id, ""
    if r.case is None:
        return
    for key, value in r.case.facts.items():
        yield from _fact(law, r.case.shape, ("facts",), key, value)
    for key, value in r.given.items():
        yield from _fact(law, r.case.shape, ("not_reproduced", "given"), key, value)
    for name, option in r.case.readings.items():
        known = [o.id for o in law.readings[name].options] if name in law.readings else []
        if option not in known:
            expected = f"one of {', '.join(known)}" if known else "a reading"
            yield ("readings", name), expected, option if known else name, near(name, law.readings)
    for question, held in r.holds.items():
        name = Target.parse(question).claim
        claim = law.claims.get(name)
        if claim is None:
            yield ("holds", question), "a claim", name, near(name, law.claims)
            continue
        options = {o.id for o in claim.options} or {"established", "not_established"}
        stray = {*held.verdict, *held.refused} - options
        if stray:
            expected = f"of {', '.join(sorted(options))}"
            yield ("holds", question), expected, ", ".join(sorted(stray)), ""


def _fact(law: Law, shape: Shape, at: Path_, key: str, value: str) -> Iterator[Fault]:
    name, _, of = key.partition("@")
    fact = law.facts.get(name)
    if fact is None:
        yield at, "a known fact", name, near(name, law.facts)
        return
    places = {
        "case": [""],
        "party": list(shape.parties),
        "act": [a.id for a in shape.acts],
        "act_party": [f"{a.id}:{p}" for a in shape.acts for p in a.to],
        "pair": [f"{p}:{q}" for p in shape.parties for q in shape.parties if p != q],
    }[fact.of]
    if of not in places:
        yield at, f"{name} of one of: {', '.join(places)}", key, ""
    options = law.cuts.get(name, ()) if fact.ordered else tuple(fact.values)
    try:
        values(Variable(key, name, fact.type, options), value.replace("unproved", "unknown"))
    except ValueError as error:
        yield at, f"{key}: {error}", value, ""
