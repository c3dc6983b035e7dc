"""Pages: units in order, joined to the text of one document, with unique words for every fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facelaw.generate.tell import Mark, Unit
from facelaw.scenarios.family import Edit, Quote
from facelaw.scenarios.text import LANGS


@dataclass(frozen=True)
class Page:
    """One document: units and the words between them (``gaps`` go before each unit)."""

    document: str
    units: tuple[Unit, ...]
    gaps: tuple[tuple[str, str], ...]

    def text(self, at: int) -> str:
        """Return the text in the language with this index."""
        return "".join(
            gap[at] + unit.text[at] for gap, unit in zip(self.gaps, self.units, strict=True)
        )

    def starts(self, at: int) -> list[int]:
        """Return where each unit begins."""
        out: list[int] = []
        done = 0
        for gap, unit in zip(self.gaps, self.units, strict=True):
            out.append(done + len(gap[at]))
            done += len(gap[at]) + len(unit.text[at])
        return out

    def quotes(self) -> Iterator[tuple[Mark, dict[str, tuple[Quote, ...]]]]:
        """Yield every mark with its quotes: the marked words, or so much around them as is unique.

        Both languages grow alike, unit by unit, so that they go on saying the same.
        """
        texts = [self.text(at) for at in range(2)]
        starts = [self.starts(at) for at in range(2)]
        known: dict[tuple[tuple[int, int], ...], tuple[str, ...]] = {}
        for number, unit in enumerate(self.units):
            for mark in unit.marks:
                spans = tuple(
                    (starts[at][number] + mark.spans[at][0], starts[at][number] + mark.spans[at][1])
                    for at in range(2)
                )
                if spans not in known:
                    known[spans] = self._grown(texts, starts, spans, number)
                found: dict[str, tuple[Quote, ...]] = {
                    lang: (Quote(words, self.document),)
                    for lang, words in zip(LANGS, known[spans], strict=True)
                }
                yield mark, found

    def _grown(
        self,
        texts: Sequence[str],
        starts: Sequence[Sequence[int]],
        spans: Sequence[tuple[int, int]],
        number: int,
    ) -> tuple[str, ...]:
        """Return words that occur once in both languages: marked ones, their unit, units around."""
        words = tuple(text[start:end] for text, (start, end) in zip(texts, spans, strict=True))
        first = last = number
        while not all(once(text, w) for text, w in zip(texts, words, strict=True)):
            words = tuple(
                text[begun[first] : begun[last] + len(self.units[last].text[at])]
                for at, (text, begun) in enumerate(zip(texts, starts, strict=True))
            )
            if first == 0 and last == len(self.units) - 1:
                break
            last += first == 0
            first = max(0, first - 1)
        return words


def once(text: str, words: str) -> bool:
    """Tell whether words occur exactly once."""
    first = text.find(words)
    return text.find(words, first + 1) < 0


def edits(base: Sequence[Page], varied: Sequence[Page]) -> list[Edit]:
    """Return what has to be replaced to make one page of the other, unit by unit.

    Raises:
        ValueError: the pages have not the same units.
    """
    out: list[Edit] = []
    for page, other in zip(base, varied, strict=True):
        if [u.id for u in page.units] != [u.id for u in other.units]:
            raise ValueError(f"{page.document}: a variant tells as many things as its base")
        for at, lang in enumerate(LANGS):
            text, starts = page.text(at), page.starts(at)
            spans: list[tuple[int, int, str]] = []
            for number, (unit, new) in enumerate(zip(page.units, other.units, strict=True)):
                if unit.text[at] != new.text[at]:
                    span = (starts[number], starts[number] + len(unit.text[at]), new.text[at])
                    _add(text, spans, *span)
            out += [
                Edit(page.document, lang, *trimmed(text, text[start:end], new))
                for start, end, new in spans
            ]
    return out


def _add(text: str, spans: list[tuple[int, int, str]], start: int, end: int, new: str) -> None:
    """Add a replacement, lengthened to the left until its words occur once.

    Where it meets the replacement before it, the two become one.
    """
    first = start
    while not once(text, text[start:end]) and start:
        start -= 1
        if spans and start < spans[-1][1]:
            before, _, words = spans.pop()
            new = words + text[start + 1 : first] + new
            start = first = before
    spans.append((start, end, text[start:first] + new))


def trimmed(text: str, old: str, new: str) -> tuple[str, str]:
    """Return an edit without the clauses that both sides begin and end with, while it is unique."""
    head = _clauses(old, new)
    tail = _clauses(old[head:][::-1], new[head:][::-1])
    shorter = (old[head : len(old) - tail], new[head : len(new) - tail])
    if shorter[0] and shorter[1] and once(text, shorter[0]):
        return shorter
    return old, new


def _clauses(one: str, other: str) -> int:
    """Return how many characters of whole clauses two texts begin with in common."""
    same = 0
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            break
        if a in "，。；：！？、\n" or (a == " " and at):
            same = at + 1
    return same
