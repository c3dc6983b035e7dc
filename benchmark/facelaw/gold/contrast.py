"""Flips worth writing: changes of one fact or date that would change an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from facelaw.gold.derived import Derived, case_of
from facelaw.law.derive import Contradiction
from facelaw.law.settle import Case
from facelaw.law.shape import Variable


@dataclass(frozen=True)
class Flip:
    """One change and what it does: claim to (before, after), under one option."""

    key: str
    before: str
    after: str
    option: str
    changes: Mapping[str, tuple[str, str]]

    @property
    def fact(self) -> bool:
        """Whether a fact changes; else an act is moved to another day."""
        return not self.key.startswith("act_")

    def words(self, derived: Derived, lang: str) -> str:
        """Return what changes, in words."""
        if self.fact:
            return derived.renderer(lang, self.option).input_words(self.key)
        act = self.key.partition("@")[2]
        return derived.act_words(act, lang) + {"zh": "改到这一天", "en": ", moved"}[lang]


def flips(
    derived: Derived, option: str | None = None, asks: Sequence[str] | None = None
) -> Iterator[Flip]:
    """Yield every single change that changes an asked answer, most selective first.

    A change that moves one claim and leaves the others is worth more than one that moves all;
    facts come before dates.

    Args:
        derived: what is changed.
        option: of the open reading; by default the headline's.
        asks: the claims looked at; by default all that are asked.
    """
    option = derived.headline if option is None else option
    derivation = derived.by_option[option]
    before = {ask: derivation.verdict(ask) for ask in asks or derived.scenario.ask}
    readings = {**derived.scenario.readings}
    if derived.family.open_reading:
        readings[derived.family.open_reading] = option
    case = case_of(derived.scenario, readings)
    found: list[Flip] = []
    asks = derivation.asks
    for key, setting in derivation.settings.items():
        variable = derivation.program.variables[key]
        for value, changed in _changes(case, variable, setting.value):
            try:
                after = derived.engine.derive(changed, asks)
            except (Contradiction, ValueError):
                continue
            moved = {
                ask: (before[ask], after.verdict(ask))
                for ask in before
                if after.verdict(ask) != before[ask]
            }
            if moved:
                found.append(Flip(key, setting.value, value, option, moved))
    yield from sorted(found, key=lambda f: (not f.fact, len(f.changes), f.key, f.after))


def _changes(case: Case, v: Variable, value: str) -> Iterator[tuple[str, Case]]:
    """Yield the other values of an input, each with the case that has it."""
    if v.key.startswith("reading:"):
        return
    if not v.fact:
        yield from _dates(case, v)
        return
    if v.type == "bool":
        values = ["yes", "no"]
    elif v.type == "enum":
        values = list(v.values)
    else:
        values = sorted({w for cut in v.values for w in (cut, _below(v.type, cut))})
    if case.stage == "advice":
        values.append("unknown")
    for other in values:
        if other != value:
            yield other, replace(case, facts={**case.facts, v.key: other})


def _below(kind: str, cut: str) -> str:
    """Return the largest whole value short of a cut point."""
    if kind == "date":
        from datetime import date, timedelta

        return (date.fromisoformat(cut) - timedelta(days=1)).isoformat()
    return str(int(float(cut)) - 1)


def _dates(case: Case, v: Variable) -> Iterator[tuple[str, Case]]:
    """Yield the act moved whole to either side of each date that matters to it."""
    name, _, act = v.key.partition("@")
    if name != "act_until":
        return
    first, last = case.dates[act]
    for cut in v.values:
        side = _below("date", cut) if first >= cut else cut if last < cut else ""
        if side and side <= case.asked_on:
            yield side, replace(case, dates={**case.dates, act: (side, side)})
