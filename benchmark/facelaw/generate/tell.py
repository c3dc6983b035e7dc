"""Telling: from a strand's state to sentences and lines whose marked words state its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facelaw.generate.names import Name
from facelaw.generate.rows import recount, split
from facelaw.generate.state import State
from facelaw.generate.strand import GAP, Entry, Option, Words
from facelaw.generate.stream import Stream
from facelaw.generate.wording import capital, day_words, moment_words, number_words
from facelaw.scenarios.family import Row

MARK = re.compile(r"\[\[([^|\]]+)\|(.+?)\]\]", re.DOTALL)
PLACE = re.compile(r"\{([A-Za-z_]+)(?:\.([a-z]+))?\}")

SLIP = ".slip"
"""Ends the id of a unit that tells something wrongly, which another then puts right."""

LEADS = 0.35
"""Share of narratives that begin with how it ended, where the strand has words for that."""

UNREADABLE = Words("第{k}项：数据损坏，读不出来", "Item {k}: damaged data, cannot be read")
"""A row that would count, where nobody can say how many there are."""


@dataclass(frozen=True)
class Mark:
    """Words of a unit that state a fact (or one row of it): key and span in each language."""

    key: str
    spans: tuple[tuple[int, int], tuple[int, int]]
    row: Row | None = None


@dataclass(frozen=True)
class Unit:
    """One sentence or line of a file. ``id`` is the same in every variant."""

    id: str
    kind: str
    day: str
    text: tuple[str, str]
    marks: tuple[Mark, ...] = ()
    line: bool = False


@dataclass(frozen=True)
class Teller:
    """What the placeholders of one strand stand for, in the names of its family.

    ``names`` are by local letter, ``words`` by word; ``prefix`` makes unit ids unique; ``base``
    is the state that a variant departs from; ``turns`` draws rows. ``ways`` chooses among ways of
    saying it, alike for all strands of one kind in a family: the ``nth`` of them takes the next.
    """

    names: Mapping[str, Name]
    words: Mapping[str, Words]
    prefix: str
    base: State
    turns: Stream
    ways: Stream
    nth: int = 0

    def units(self, state: State, dossier: bool, slips: Sequence[str] = ()) -> Iterator[Unit]:
        """Yield the strand's units in the order of a plain telling, or the outcome first."""
        entries = list(state.placed.strand.tell.values())
        leading = [entry for entry in entries if entry.leads]
        if leading and not dossier and self.turns.sub("leads").chance(LEADS):
            first = self.turns.sub("lead").pick(leading)
            entries = [first, *(entry for entry in entries if entry is not first)]
        for entry in entries:
            option = _option(state, entry)
            if dossier and entry.tally and entry.tally.rows:
                yield from self._rows(state, entry, option)
            else:
                yield self._unit(state, entry, option, dossier, entry.id in slips)
            if entry.id in slips and option.slip:
                text = self._fill(option.slip, state, {})
                day = _when(state, entry)
                yield Unit(f"{self.prefix}.{entry.id}{SLIP}", option.slip_in, day, text)

    def _unit(self, state: State, entry: Entry, option: Option, dossier: bool, slip: bool) -> Unit:
        line = dossier and bool(option.lines) and not slip
        ways = option.lines if line else option.said
        turn = self.ways.sub(entry.id, "line" if line else "said")
        words = ways[(turn.below(840) + self.nth) % len(ways)]
        if slip and option.mend:
            words, line = option.mend, False
        extra: dict[str, Words] = {}
        rows: list[Row] = []
        if entry.tally and option.id != GAP:
            extra["total"] = number_words(state.total(entry))
        if entry.clock and option.id != GAP:
            start, end = state.moments(entry)
            extra |= {"start": moment_words(start), "end": moment_words(end)}
            rows = [Row({}, at=moment.isoformat(timespec="minutes")) for moment in (start, end)]
        clock = entry.clock.fact if entry.clock else ""
        text, marks = self._marked(state, words, extra, clock, rows)
        return Unit(f"{self.prefix}.{entry.id}", entry.kind, _when(state, entry), text, marks, line)

    def _rows(self, state: State, entry: Entry, option: Option) -> Iterator[Unit]:
        """Yield the rows of a quantity, and among them those that must not be counted.

        There are as many in every variant; in a gap one says what nobody knows, and the others
        that count cannot be read.
        """
        tally = entry.tally
        assert tally is not None
        draw = self.turns.sub("rows", entry.id)
        lowest = min(low for low, _ in tally.bands.values())
        told = self.base.options[entry.id]
        whole = self.base.total(entry, next(iter(tally.bands)) if told == GAP else told)
        parts = split(draw, whole, max(1, min(self.base.rows, lowest // 2)))
        if option.id != GAP:
            parts = recount(parts, state.total(entry))
        least = max(1, whole // 20)
        idle = [draw.between(least, max(2, whole // 3)) for _ in range(1 + self.base.rows // 3)]
        rows = [(n, True) for n in parts] + [(n, False) for n in idle]
        order = draw.shuffled(range(len(rows)))
        for k, at in enumerate(order, 1):
            number, counts = rows[at]
            ways = tally.rows if counts else tally.beside
            words = ways[draw.below(len(ways))]
            extra = {"n": number_words(number), "k": Words(str(k), str(k))}
            row = [Row({}, value=str(number))] if counts else []
            fact = tally.fact
            if option.id == GAP and counts:
                words, row, fact = (option.said[0] if at == 0 else UNREADABLE), [], ""
            text, marks = self._marked(state, words, extra, fact, row)
            unit = f"{self.prefix}.{entry.id}.r{at}"
            yield Unit(unit, entry.kind, _when(state, entry), text, marks, True)

    def _marked(
        self,
        state: State,
        words: Words,
        extra: Mapping[str, Words],
        counted: str,
        rows: Sequence[Row],
    ) -> tuple[tuple[str, str], tuple[Mark, ...]]:
        """Take the marks out of filled words and return where they were."""
        filled = self._fill(words, state, extra)
        texts: list[str] = []
        spans: list[list[tuple[str, tuple[int, int]]]] = []
        for text in filled:
            plain, found, last = "", list[tuple[str, tuple[int, int]]](), 0
            for mark in MARK.finditer(text):
                plain += text[last : mark.start()]
                start = len(plain)
                plain += mark.group(2)
                found += [(key, (start, len(plain))) for key in mark.group(1).split(",")]
                last = mark.end()
            texts.append(plain + text[last:])
            spans.append(found)
        marks: list[Mark] = []
        pending = list(rows)
        zh, en = (_by_key(found) for found in spans)
        for key, places in zh.items():
            for at, span in enumerate(places):
                row = pending.pop(0) if key == "#" else None
                name = state.placed.key(counted if key == "#" else key)
                marks.append(Mark(name, (span, en[key][at]), row))
        return (texts[0], texts[1]), tuple(marks)

    def _fill(self, words: Words, state: State, extra: Mapping[str, Words]) -> tuple[str, str]:
        """Put names, days and numbers into words."""

        def value(name: str, form: str, lang: str) -> str:
            if name in extra:
                return extra[name][lang]
            if name in self.names:
                return self.names[name].form(form)[lang]
            if name in self.words:
                return self.words[name][lang]
            if name in state.days:
                return _later(state, name)[lang] if form else day_words(state.days[name])[lang]
            return number_words(state.number(name))[lang]

        def filled(lang: str) -> str:
            return PLACE.sub(lambda m: value(m.group(1), m.group(2) or "", lang), words[lang])

        return filled("zh").replace("的的", "的"), capital(filled("en"))


def _by_key(
    found: Sequence[tuple[str, tuple[int, int]]],
) -> dict[str, list[tuple[int, int]]]:
    out: dict[str, list[tuple[int, int]]] = {}
    for key, span in found:
        out.setdefault(key, []).append(span)
    return out


def tells(state: State, day: str) -> bool:
    """Tell whether some place names a day, one that is counted from it, or a moment of it."""
    named = {day}
    for name, each in state.placed.strand.days.items():
        if each.after in named:
            named.add(name)
    for entry in state.placed.strand.tell.values():
        option = _option(state, entry)
        if entry.clock and entry.clock.day in named and option.id != GAP:
            return True
        ways = [*option.said, *option.lines]
        if ways and all(named & {name for name, _ in PLACE.findall(w.zh)} for w in ways):
            return True
    return False


def _option(state: State, entry: Entry) -> Option:
    chosen = state.options[entry.id]
    option = entry.gap if chosen == GAP else entry.options[chosen]
    assert option is not None
    return option


def _when(state: State, entry: Entry) -> str:
    """Return the day that an entry belongs to: the latest that it names."""
    option = _option(state, entry)
    named = {name for words in option.said for name, _ in PLACE.findall(words.zh)}
    days = [state.days[name] for name in named if name in state.days]
    if entry.clock and option.id != GAP:
        days.append(state.moments(entry)[1].date())
    return max(days or state.days.values()).isoformat()


def _later(state: State, name: str) -> Words:
    """Return how long after the day before it a day is."""
    gap = (state.days[name] - state.days[state.placed.strand.days[name].after]).days
    if gap == 1:
        return Words("第二天", "the next day")
    return Words(f"过了{gap}天", f"{gap} days later")
