"""Quotes against the words that state an element's facts, by characters in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

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
    said, options = plain(quote), _options(tuple(wanted))
    if not said:
        return Overlap(0, 0, len(options[0]))
    if len(said) <= COMPARED and said in options:
        return Overlap(len(said), len(said), len(said))
    found = [Overlap(in_order(text, said[:COMPARED]), len(said), len(text)) for text in options]
    return max(found, key=lambda overlap: overlap.f1)


@lru_cache(maxsize=16_384)
def _options(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a quote may be: each of some quotes, and all in their order."""
    return tuple(dict.fromkeys((*(plain(text) for text in wanted), plain("".join(wanted)))))


def plain(text: str) -> str:
    """Return text in half-width without quotation marks and white space; an ellipsis stays."""
    return _EXCUSED.sub("", "…".join(unicode.narrow(part) for part in text.split("…")))


def in_order(a: str, b: str) -> int:
    """Return the length of the longest common subsequence of characters.

    Bit-parallel (Crochemore et al., Information Processing Letters 80, 2001): one addition of
    ``len(a)``-bit numbers for each character of ``b``.
    """
    places = _places(a)
    full = row = (1 << len(a)) - 1
    for char in b:
        met = row & places.get(char, 0)
        row = ((row + met) | (row - met)) & full
    return len(a) - row.bit_count()


@lru_cache(maxsize=16_384)
def _places(text: str) -> Mapping[str, int]:
    """Return each character's places in a text as the bits of a number."""
    places: dict[str, int] = {}
    for index, char in enumerate(text):
        places[char] = places.get(char, 0) | 1 << index
    return places
