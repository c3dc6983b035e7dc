"""Variants: a flip, a control, and a gap or a date, each found by deriving what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facelaw.generate.choose import Chooser
from facelaw.generate.state import AGAIN, State
from facelaw.generate.strand import GAP
from facelaw.generate.stream import Stream
from facelaw.generate.tell import tells
from facelaw.law.derive import Contradiction, Derivation
from facelaw.law.proof import applied

TRIES = 24
"""Changes tried for one variant at most; the first that fits is taken."""


@dataclass(frozen=True)
class Change:
    """One change of a cast: its states afterwards, the places it touches, what moves."""

    states: tuple[State, ...]
    touched: frozenset[str]
    moved: frozenset[str]


class Varier:
    """Finds changes of one cast; derivations are shared between the kinds of variant."""

    def __init__(
        self, chooser: Chooser, states: Sequence[State], asks: Sequence[str], asked_on: str
    ) -> None:
        self.chooser, self.states, self.asked_on = chooser, tuple(states), asked_on
        self.asks = tuple(asks)
        self.base = chooser.derive(states, asked_on)
        self.before = {ask: self.base.verdict(ask) for ask in self.asks}

    def flips(self, stream: Stream) -> Iterator[Change]:
        """Yield changes of one place, to another option, that move a verdict."""
        for at, entry, option in self._options(stream, inert=False):
            change = self._change(at, self.states[at].choose(entry, option), entry)
            if change and change.moved:
                yield change

    def controls(self, stream: Stream) -> Iterator[Change]:
        """Yield changes that leave every verdict, element and norm as it was."""
        inert = list(self._options(stream.sub("inert"), inert=True))
        lures = list(self._options(stream.sub("lure"), inert=False))
        order = [*lures, *inert] if stream.chance(0.5) else [*inert, *lures]
        for at, entry, option in order[:TRIES]:
            change = self._change(at, self.states[at].choose(entry, option), entry, same=True)
            if change and not change.moved:
                yield change

    def gaps(self, stream: Stream, moving: bool) -> Iterator[Change]:
        """Yield changes that lose the facts of one place, with or without moving a verdict."""
        places = [
            (at, entry.id)
            for at, state in enumerate(self.states)
            for entry in state.placed.strand.tell.values()
            if entry.gap and state.options[entry.id] != GAP
            if self._possible(state, entry.id, GAP)
        ]
        for at, entry in stream.shuffled(places)[:TRIES]:
            change = self._change(at, self.states[at].choose(entry, GAP), entry)
            if change and bool(change.moved) == moving:
                yield change

    def moves(self, stream: Stream, moving: bool) -> Iterator[Change]:
        """Yield changes of one day to another of its bands, or within its own."""
        places = [
            (at, day.name, band)
            for at, state in enumerate(self.states)
            for day in state.placed.strand.days.values()
            if day.bands
            for band in (*day.bands, state.bands[day.name] + AGAIN)
            if band != state.bands[day.name] and tells(state, day.name)
        ]
        for at, day, band in stream.shuffled(places)[:TRIES]:
            change = self._change(at, self.states[at].move(day, band), f"day {day}")
            if change and bool(change.moved) == moving:
                yield change

    def _options(self, stream: Stream, inert: bool) -> Iterator[tuple[int, str, str]]:
        found = [
            (at, entry.id, option)
            for at, state in enumerate(self.states)
            for entry in state.placed.strand.tell.values()
            if entry.inert == inert
            for option in entry.options
            if option != state.options[entry.id] and self._possible(state, entry.id, option)
        ]
        yield from stream.shuffled(found)[:TRIES]

    @staticmethod
    def _possible(state: State, entry: str, option: str) -> bool:
        """Tell whether an option goes with the other choices."""
        chosen = {**state.options, entry: option}
        return all(
            chosen[other] in wanted
            for place in state.placed.strand.tell.values()
            if chosen[place.id] != GAP
            for other, wanted in place.options[chosen[place.id]].needs.items()
        )

    def _change(self, at: int, state: State, entry: str, same: bool = False) -> Change | None:
        states = (*self.states[:at], state, *self.states[at + 1 :])
        try:
            after = self.chooser.derive(states, self.asked_on)
        except Contradiction:
            return None
        if same and not self._alike(after):
            return None
        moved = frozenset(ask for ask in self.asks if after.verdict(ask) != self.before[ask])
        return Change(states, frozenset({f"{at}.{entry}"}), moved)

    def _alike(self, after: Derivation) -> bool:
        """Tell whether elements and applied norms are the same too."""
        return all(
            after.elements(ask) == self.base.elements(ask)
            and _norms(after, ask) == _norms(self.base, ask)
            for ask in self.asks
        )


def _norms(derivation: Derivation, ask: str) -> frozenset[str]:
    return frozenset(rule.norm for rule in applied(derivation.proof(ask)))


def verdicts(derivation: Derivation, asks: Sequence[str]) -> Mapping[str, str]:
    """Return the verdict of each question."""
    return {ask: derivation.verdict(ask) for ask in asks}
