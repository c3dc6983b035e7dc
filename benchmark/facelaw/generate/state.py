"""What was chosen in a strand, and what follows: days, numbers, the values of facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from facelaw.generate.cast import Placed
from facelaw.generate.strand import GAP, OPEN, Entry
from facelaw.generate.stream import Stream

AGAIN = " again"
"""After the name of a band: another day of the same band."""


@dataclass(frozen=True)
class State:
    """A placed strand with its choices; equal choices give equal days, numbers and facts.

    ``options`` maps an entry to its option (or ``gap``), ``bands`` a day to its band; ``rows`` is
    over how many rows a tally is spread in a dossier.
    """

    placed: Placed
    stream: Stream
    stage: str
    options: Mapping[str, str]
    bands: Mapping[str, str]
    rows: int = 1

    def choose(self, entry: str, option: str) -> State:
        """Return the state with another option at one place."""
        return replace(self, options={**self.options, entry: option})

    def move(self, day: str, band: str) -> State:
        """Return the state with a day in another of its bands."""
        return replace(self, bands={**self.bands, day: band})

    @cached_property
    def days(self) -> dict[str, date]:
        """Every named day of the strand."""
        out: dict[str, date] = {}
        for name, day in self.placed.strand.days.items():
            if day.after:
                out[name] = out[day.after] + timedelta(self._drawn("day", name, day.days))
            else:
                band = self.bands[name]
                first, last = map(date.fromisoformat, day.bands[band.removesuffix(AGAIN)])
                span = (0, (last - first).days)
                out[name] = first + timedelta(self._drawn("day", f"{name}.{band}", span))
        return out

    def number(self, name: str) -> int:
        """Return a named number."""
        return self._drawn("number", name, self.placed.strand.numbers[name])

    def total(self, entry: Entry, option: str = "") -> int:
        """Return what a tally comes to, or how many hours a clock runs."""
        counted = entry.tally or entry.clock
        assert counted is not None
        band = option or self.options[entry.id]
        return self._drawn("total", f"{entry.id}.{band}", counted.bands[band])

    def moments(self, entry: Entry) -> tuple[datetime, datetime]:
        """Return the two moments of a clock; the minutes beyond whole hours do not count."""
        assert entry.clock is not None
        day = self.days[entry.clock.day]
        minutes = self._drawn("start", entry.id, (8 * 60, 18 * 60))
        start = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
        over = self._drawn("over", entry.id, (1, 50))
        return start, start + timedelta(hours=self.total(entry), minutes=over)

    def day(self, name: str) -> date:
        """Return a named day, or the day on which a clock ends."""
        if name in self.days:
            return self.days[name]
        entry = self.placed.strand.tell[name]
        if self.options.get(name, GAP) == GAP:
            assert entry.clock is not None
            return self.days[entry.clock.day]
        return self.moments(entry)[1].date()

    @cached_property
    def facts(self) -> dict[str, str]:
        """The facts of the strand in the names of its cast."""
        missing = "unknown" if self.stage == "advice" else "unproved"
        out: dict[str, str] = {}
        for entry in self.placed.strand.tell.values():
            chosen = self.options[entry.id]
            option = entry.gap if chosen == GAP else entry.options[chosen]
            assert option is not None
            for key, value in option.facts.items():
                counted = entry.tally or entry.clock
                if counted and key == counted.fact and chosen != GAP:
                    value = str(self.total(entry))
                out[self.placed.key(key)] = missing if value == OPEN else value
        return out

    @cached_property
    def dates(self) -> dict[str, tuple[str, str]]:
        """First and last day of each act of the strand, in the names of its cast."""
        return {
            self.placed.acts[name]: (
                self.day(act.start).isoformat(),
                max(self.day(act.start), self.day(act.until)).isoformat(),
            )
            for name, act in self.placed.strand.acts.items()
        }

    def _drawn(self, what: str, name: str, span: tuple[int, int]) -> int:
        return self.stream.sub(what, name).between(*span)
