"""Families under a stated amendment: gold derived again from the patched law.

An amendment is asked of a variant of the core quartet where it changes the answer to an asked
claim and leaves no doubt: only claims that it says it touches change, every act's fact that it
newly turns on is told in the narrative, and no further reading or several gaps come into play.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from facelaw.errors import DataError, Problem
from facelaw.gold.derived import Derived, case_of
from facelaw.law.alter import Alteration
from facelaw.law.alter import load as load_alterations
from facelaw.law.check_proof import check_proof
from facelaw.law.decide import sufficient
from facelaw.law.derive import Derivation, Engine
from facelaw.law.model import Fact, Law, Norm

MOST_OPEN = 10
"""Open facts that may bear on a claim, as in an unaltered item."""
PER_FAMILY = 2
"""Variants of a family that one amendment is asked of: more would only repeat it."""


@dataclass(frozen=True)
class Amended:
    """A variant under an amendment, beside the same variant under the law as it is.

    ``dropped`` are the readings on which no asked answer turns once the law is amended. Nothing
    is assumed of them in the prompt, so that no assumption can speak against the amendment.
    """

    alteration: Alteration
    plain: Derived
    derived: Derived
    dropped: frozenset[str] = frozenset()

    @property
    def changed(self) -> tuple[str, ...]:
        """The asked claims whose verdict the amendment changes."""
        old, new = self.plain.main, self.derived.main
        return tuple(a for a in self.plain.scenario.ask if old.verdict(a) != new.verdict(a))


@dataclass(frozen=True)
class Amender:
    """All amendments with an engine for each, kept over the families."""

    law: Law
    engines: tuple[tuple[Alteration, Engine], ...]

    @classmethod
    def of(cls, law: Law) -> Amender:
        """Load the amendments of a law."""
        return cls(law, tuple((a, Engine(a.law)) for a in load_alterations(law)))

    def family(self, variants: Sequence[Derived]) -> Iterator[Amended]:
        """Yield every amendment of every variant that makes an item.

        Raises:
            DataError: a proof under the patched law does not hold.
        """
        problems: list[Problem] = []
        for alteration, engine in self.engines:
            seen: list[tuple[str, ...]] = []
            for plain in variants:
                found = self._amend(alteration, engine, plain)
                if found is None:
                    continue
                answers = (*_verdicts(plain), *_verdicts(found.derived))
                if len(seen) == PER_FAMILY or answers in seen:
                    continue
                seen.append(answers)
                problems += _faults(found)
                yield found
        if problems:
            raise DataError(problems)

    def _amend(self, alteration: Alteration, engine: Engine, plain: Derived) -> Amended | None:
        """Return a variant under an amendment, or None where it makes no item."""
        scenario = plain.scenario
        touched = any(ask.split(".")[1] in alteration.touches for ask in scenario.ask)
        if not scenario.core or not touched:
            return None
        option = plain.headline
        readings = dict(scenario.readings)
        if option:
            readings[plain.family.open_reading] = option
        derivation = engine.derive(case_of(scenario, readings), scenario.ask)
        derived = replace(plain, engine=engine, by_option={option: derivation})
        amended = Amended(alteration, plain, derived)
        claims = {ask.split(".")[1] for ask in amended.changed}
        if not claims or not claims <= set(alteration.touches):
            return None
        if _untold(plain, alteration.law, derivation) or not _settled(derived, derivation):
            return None
        return replace(amended, dropped=_idle(derivation, readings))


def _idle(derivation: Derivation, readings: Mapping[str, str]) -> frozenset[str]:
    """Return the readings of which every option gives the same answers."""
    engine, asks = derivation.engine, derivation.asks
    wanted = [derivation.verdict(ask) for ask in asks]
    moving: set[str] = set()
    for name, option in readings.items():
        if f"reading:{name}" not in derivation.program.variables:
            continue
        for other in engine.law.readings[name].options:
            if other.id != option and name not in moving:
                case = replace(derivation.case, readings={**readings, name: other.id})
                came = engine.derive(case, asks)
                if [came.verdict(ask) for ask in asks] != wanted:
                    moving.add(name)
    return frozenset(set(readings) - moving)


def _verdicts(derived: Derived) -> Iterator[str]:
    return (derived.main.verdict(ask) for ask in derived.scenario.ask)


def _untold(plain: Derived, patched: Law, derivation: Derivation) -> list[str]:
    """Return the inputs about acts that the amendment newly turns on and nobody mentions.

    A defence that the asked claims knew before is no such input: where it is not mentioned the
    prompt says that there was none.
    """
    law = plain.law
    turned: set[str] = set()
    for norm in patched.norms.values():
        old = law.norms.get(norm.id)
        if old is not norm:
            turned |= _names(norm) - (_names(old) if old else set())
    return [
        key
        for key, setting in derivation.settings.items()
        if (name := key.partition("@")[0]) in turned
        and name in law.facts
        and law.facts[name].of in ("act", "act_party")
        and key not in derivation.case.facts
        and setting.why != "implied"
        and not (_defence(law.facts[name]) and key in plain.main.program.variables)
    ]


def _defence(fact: Fact) -> bool:
    return fact.type == "bool" and fact.burden == "defendant" and fact.silence == "no"


def _names(norm: Norm) -> set[str]:
    return {c.name for c in (*norm.when, *norm.unless, *norm.among)}


def _settled(derived: Derived, derivation: Derivation) -> bool:
    """Whether what stays open is a gap with a name: as in an unaltered item."""
    for ask in derived.scenario.ask:
        if derivation.verdict(ask) != "undetermined":
            continue
        deciding = derivation.deciding(ask)
        if (
            derived.scenario.stage == "trial"
            or not 0 < len(deciding) <= MOST_OPEN
            or any(key not in derivation.case.facts for key in deciding)
            or not sufficient(derivation.program, derivation.known, derivation.atom(ask), deciding)
        ):
            return False
    return True


def _faults(amended: Amended) -> Iterator[Problem]:
    """Yield what the checker refuses in the proofs under the patched law."""
    derivation = amended.derived.main
    for ask in amended.derived.scenario.ask:
        for fault in check_proof(derivation.program, derivation.known, derivation.proof(ask)):
            yield amended.plain.family.problem(
                (), f"{amended.alteration.id}: a proof of {ask} that holds", fault
            )
