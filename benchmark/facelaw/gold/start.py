"""What a new family starts from: nothing but its questions, a reported case, or another family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facelaw import _paths
from facelaw.errors import UsageError
from facelaw.gold.contrast import flips
from facelaw.gold.derived import derive
from facelaw.law.derive import Engine, Target
from facelaw.law.shape import ActShape, Shape
from facelaw.scenarios.family import Act, Family, Party
from facelaw.scenarios.terms import near

ASKS = ("A.portrait_right.B", "A.personal_information.B", "A.reputation_right.B")
"""Asked where nothing else is said."""

FLIPS = 20
"""Flips that a file written in contrast to a family names at most."""


@dataclass(frozen=True)
class Start:
    """Parties, acts and questions of a new family, and what is known of it beforehand.

    Attributes:
        asks: questions as ``left.claim.right``.
        parties: in the order of the file.
        acts: in the order of the file.
        stage: ``advice`` or ``trial``.
        asked_on: the day of answering.
        readings: reading to option.
        values: fact key to the value that the case or family gives it.
        told: lines for the author, printed as comments at the top.
        cases: reported cases it draws on.
        contrast_of: the family it is written in contrast to.
    """

    asks: tuple[str, ...]
    parties: tuple[Party, ...]
    acts: tuple[Act, ...]
    stage: str = "advice"
    asked_on: str = "2026-01-15"
    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    told: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    contrast_of: str = ""

    @property
    def shape(self) -> Shape:
        """Parties and acts as the engine takes them."""
        acts = tuple(ActShape(a.id, a.by, a.to, a.on) for a in self.acts)
        return Shape(tuple(p.id for p in self.parties), acts)


def from_questions(asks: Sequence[str]) -> Start:
    """Return a start with one act for each defendant, towards every claimant.

    Raises:
        ValueError: a question has not the form ``left.claim.right``.
    """
    targets = [Target.parse(ask) for ask in asks]
    victims = tuple(dict.fromkeys(t.left for t in targets if t.left != "state")) or ("A",)
    doers = list(dict.fromkeys(t.right for t in targets))
    ids = dict.fromkeys([*victims, *doers])
    parties = tuple(Party(p, "person", "姓名", "Name") for p in ids)
    acts = tuple(
        Act(f"a{i}", doer, victims, "2025-06-01", "2025-06-30") for i, doer in enumerate(doers, 1)
    )
    return Start(tuple(asks), parties, acts)


def from_case(engine: Engine, case: str) -> Start:
    """Return a start with a reported case's parties, acts, facts, readings and holdings.

    Raises:
        UsageError: there is no such case.
    """
    from facelaw.files import load_yaml

    folder = _paths.root() / "data" / "cases"
    path = folder / f"{case}.yaml"
    if not path.is_file():
        raise UsageError(
            f"no case {case!r}; {near(case, {p.stem: p for p in folder.glob('*.yaml')})}"
        )
    raw: dict[str, Any] = load_yaml(path).value
    if not raw.get("holds"):
        raise UsageError(f"{case} is told without facts and holdings; start from questions, --ask")
    held: dict[str, dict[str, Any]] = raw["holds"]
    asks = [ask for ask in held if engine.law.claims[Target.parse(ask).claim].holds]
    told = [f"案情 / reported: {raw['title']['zh']} · {raw['title']['en']}"]
    told += [f"  {line}" for lang in ("zh", "en") for line in raw["summary"][lang].splitlines()]
    told += [f"法院认定 / held: {ask}: {held[ask]['verdict']}" for ask in asks]
    told.append("姓名、公司和情节都要另起 / invent names, companies and circumstances of your own")
    acts = [
        Act(k, a["by"], tuple(a["to"]), a["from"], a.get("until", a["from"]), a.get("on", ""))
        for k, a in raw["acts"].items()
    ]
    return Start(
        tuple(asks) or ASKS,
        tuple(Party(k, v["role"], "姓名", "Name") for k, v in raw["parties"].items()),
        tuple(acts),
        raw["stage"],
        raw["asked_on"],
        raw.get("readings", {}),
        {key: entry["value"] for key, entry in raw["facts"].items()},
        tuple(told),
        (case,),
    )


def from_family(engine: Engine, family: Family) -> Start:
    """Return a start like another family, with the flips of it that would change an answer."""
    derived = derive(family, family.scenario(), engine)
    told = [f"与 {family.id} 对照；改下列一处，答案就变 / one of these changes an answer:"]
    for flip in list(flips(derived))[:FLIPS]:
        moved = "; ".join(f"{ask}: {a} -> {b}" for ask, (a, b) in flip.changes.items())
        told.append(f"  {flip.key} = {flip.after}  {flip.words(derived, 'zh')}  {moved}")
    return Start(
        family.ask,
        tuple(Party(p.id, p.role, "姓名", "Name") for p in family.parties.values()),
        tuple(family.acts.values()),
        family.stage,
        family.asked_on,
        family.readings,
        {key: entry.value for key, entry in family.facts.items()},
        tuple(told),
        family.cases,
        family.id,
    )
