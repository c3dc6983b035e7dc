"""Quotes against the words that state an element's facts, by characters in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facelaw.scoring import unicode

COMPARED = 4_000
"""Characters of a quote that are compared; further ones count as wrong."""

_EXCUSED = re.compile(r"[\s\"'“”‘’「」『』«»]+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Characters of all asked elements together: in both, in the answer, in the evidence."""

    common: int = 0
    given: int = 0
    gold: int = 0

    @property
    def f1(self) -> Fraction:
        """Return 2 common / (given + gold), from 0 to 1; 0 where there is nothing."""
        whole = self.given + self.gold
        return Fraction(2 * self.common, whole) if whole else Fraction(0)


def grade(quotes: Mapping[str, str], evidence: Mapping[str, Sequence[str]]) -> Overlap:
    """Return how far quotes are the evidence.

    Args:
        quotes: element to the quote given for it.
        evidence: element to its quotes in the key. An element without any is not compared.

    Of several quotes in the key, that one counts which comes nearest, or all in their order.
    """
    common = given = gold = 0
    for element, wanted in evidence.items():
        if not wanted:
            continue
        best = nearest(quotes.get(element, ""), wanted)
        common, given, gold = common + best.common, given + best.given, gold + best.gold
    return Overlap(common, given, gold)


def nearest(quote: str, wanted: Sequence[str]) -> Overlap:
    """Return the overlap with the nearest of some quotes; of equally near ones, the first."""
    said = plain(quote)
    options = dict.fromkeys((*(plain(text) for text in wanted), plain("".join(wanted))))
    found = [Overlap(in_order(text, said[:COMPARED]), len(said), len(text)) for text in options]
    return max(found, key=lambda overlap: overlap.f1)


def plain(text: str) -> str:
    """Return text in half-width without quotation marks and white space; an ellipsis stays."""
    return _EXCUSED.sub("", "…".join(unicode.narrow(part) for part in text.split("…")))


def in_order(a: str, b: str) -> int:
    """Return the length of the longest common subsequence of characters.

    Bit-parallel (Crochemore et al., Information Processing Letters 80, 2001): one addition of
    ``len(a)``-bit numbers for each character of ``b``.
    """
    places: dict[str, int] = {}
    for index, char in enumerate(a):
        places[char] = places.get(char, 0) | 1 << index
    full = (1 << len(a)) - 1
    row = full
    for char in b:
        met = row & places.get(char, 0)
        row = ((row + met) | (row - met)) & full
    return len(a) - row.bit_count()
