"""款 and 项 after an article: 第1、2款, 第一款第（二）项至第（四）项, (1)(2), para. 1 item 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facelaw.citations.tokens import Token

LOOK = 24
"""Tokens looked ahead for the 条 or 款 that closes a list."""
SPREAD = 20
"""A range of more 款 or 项 than this is read as its two ends."""

UNIT = re.compile(
    r" ?(?:[年月日号岁人个部项次万元%倍篇张件名度页章编节楼时分秒]|人次|-[0-9]{2}-[0-9]|[.][0-9]"
    r"|(?:people|persons?|days?|months?|years?|hours?|yuan|rmb|items?|videos?|views?|members?|times"
    r"|files?|percent|million|thousand|users?|cases?|defendants?|plaintiffs?|st|nd|rd|th)\b)",
    re.I,
)
"""What follows a number that is no article."""

Detail = tuple[int, int, int, bool]
"""款, 项, folded end, whether the 款 was a lone number in brackets."""
Numbers = list[tuple[int, int]]
"""Numbers with the folded end of each."""


@dataclass(frozen=True)
class Spot:
    """One place: article, 款 and 项 (0: not said), and where it was written.

    Attributes:
        number, sub: 253 and 1 for 第二百五十三条之一.
        paragraph, item: 0 where none is written.
        ranged: the other end of a range that the spot before it begins.
        dashed: the n of ``253-n``, which may be a 之n, a 款 or the end of a range.
        code: written as an id (``刑法-253-1``), where ``-n`` means a 款.
        loose: the 款 was one number in brackets, which some mean as a 项.
        marker: ``Art.`` stands before it.
    """

    number: int
    sub: int = 0
    paragraph: int = 0
    item: int = 0
    start: int = 0
    end: int = 0
    ranged: bool = False
    dashed: int = 0
    code: bool = False
    loose: bool = False
    marker: bool = False


def spread(base: Spot, details: list[Detail]) -> list[Spot]:
    """Return one spot for each 款 and 项 of an article."""
    return [
        replace(
            base,
            paragraph=p,
            item=n,
            end=max(end, base.end),
            loose=loose,
            marker=base.marker and not k,
            ranged=base.ranged and not k,
        )
        for k, (p, n, end, loose) in enumerate(details)
    ]


class Details:
    """Reads 款 and 项 from tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def kind(self, i: int) -> str:
        """Return the kind of a token; "" past the end."""
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def details(self, j: int) -> tuple[list[Detail], int]:
        """Read 款 and 项 in all their forms."""
        out: list[Detail] = []
        paragraph, bracketed = 0, False
        while True:
            k = j
            if out:
                if self.kind(j) not in ("joint", "dash"):
                    break
                k = j + 1
            found = self._paragraphs(k, first=not out, bracketed=bracketed)
            if found is not None and not (out and out[-1][1] and found[2]):
                numbers, j, bracketed = found
                if self.kind(k - 1) == "dash" and out:
                    numbers = [*_between(out[-1][0], numbers[0][0], numbers[0][1]), *numbers]
                out += [(n, 0, end, bracketed and len(numbers) == 1) for n, end in numbers]
                paragraph = out[-1][0]
                items = self._items(j, paragraph, bracketed)
                if items is not None:
                    out.pop()
                    out += [(paragraph, n, end, False) for n, end in items[0]]
                    j = items[1]
                continue
            items = self._items(k, paragraph, bracketed)
            if items is None:
                break
            numbers, j = items
            if self.kind(k - 1) == "dash" and out:
                numbers = [*_between(out[-1][1], numbers[0][0], numbers[0][1]), *numbers]
            out += [(paragraph, n, end, False) for n, end in numbers]
        return out, j

    def _paragraphs(
        self, j: int, *, first: bool, bracketed: bool
    ) -> tuple[Numbers, int, bool] | None:
        """Return 款 numbers with their ends, the next token, and whether they stood in brackets."""
        closed = self.closed(j, "paragraph")
        if closed is not None:
            return _filled(closed[0]), closed[1], False
        k = j + 1 if self.kind(j) in ("joint", "of") and first else j
        if self.kind(k) == "paragraph_en":
            numbers, after = self.listed(k + 1)
            return (numbers, after, False) if numbers else None
        if self.kind(j) == "mark" and not self.tokens[j].chinese and (first or bracketed):
            token = self.tokens[j]
            if self.kind(j + 1) not in ("item", "paragraph") and token.word.isdigit():
                return [(token.number, token.end)], j + 1, True
        return None

    def _items(self, j: int, paragraph: int, bracketed: bool) -> tuple[Numbers, int] | None:
        """Return 项 numbers with their ends, and the next token."""
        closed = self.closed(j, "item")
        if closed is not None:
            return _filled(closed[0]), closed[1]
        k = j + 1 if self.kind(j) in ("joint", "of") else j
        if self.kind(k) == "item_en":
            numbers, after = self.listed(k + 1)
            return (numbers, after) if numbers else None
        if self.kind(j) == "mark" and (paragraph or self.tokens[j].chinese or bracketed):
            return [(self.tokens[j].number, self.tokens[j].end)], j + 1
        return None

    def closed(self, j: int, closer: str) -> tuple[list[tuple[int, bool, int]], int] | None:
        """Return ``(number, end of a range?, folded end)`` of 第1、2款 up to its closing word."""
        out: list[tuple[int, bool, int]] = []
        start, ranged = j, False
        while j - start < LOOK:
            j += self.kind(j) == "nth"
            if self.kind(j) not in ("number", "mark"):
                return None
            token = self.tokens[j]
            out.append((token.number, ranged, token.end))
            j += 1
            if self.kind(j) == closer:
                return [(n, r, self.tokens[j].end) for n, r, _ in out], j + 1
            if self.kind(j) not in ("joint", "dash"):
                return None
            ranged = self.kind(j) == "dash"
            j += 1
        return None

    def listed(self, j: int) -> tuple[Numbers, int]:
        """Return the numbers after ``paragraphs``: 1, 2 and 4; 1–3."""
        out: Numbers = []
        while self.kind(j) in ("number", "mark"):
            token = self.tokens[j]
            if out and self.kind(j - 1) == "dash":
                out += _between(out[-1][0], token.number, token.end)
            out.append((token.number, token.end))
            j += 1
            if self.kind(j) in ("joint", "dash") and self.kind(j + 1) in ("number", "mark"):
                if UNIT.match(self.text, self.tokens[j + 1].end):
                    break
                j += 1
            else:
                break
        return out, j


def _between(first: int, last: int, end: int) -> Numbers:
    """Return the numbers strictly between two."""
    return [(n, end) for n in range(first + 1, last)] if last - first <= SPREAD else []


def _filled(numbers: list[tuple[int, bool, int]]) -> Numbers:
    """Fill the ranges of a list."""
    out: Numbers = []
    for n, ranged, end in numbers:
        if ranged and out:
            out += _between(out[-1][0], n, end)
        out.append((n, end))
    return out
