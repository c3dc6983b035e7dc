"""How alike two narratives are: shared runs of five characters (Jaccard)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from facelaw.scenarios.family import Family

GRAM = 5
"""Characters in a run."""

TOO_NEAR = 0.5
"""At this share of common runs a new family is refused as a copy of another."""

LINKED = 0.3
"""From this share on two families fall into one split."""

_NOISE = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"[0-9]+")


def shingles(text: str) -> frozenset[str]:
    """Return the runs of five characters of a text.

    Width and case of letters, punctuation, spaces and the digits of numbers are left out of
    account, since a copy differs in them first.
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
    plain = _DIGITS.sub("0", plain)
    return frozenset(plain[at : at + GRAM] for at in range(max(1, len(plain) - GRAM + 1)))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common runs among all runs of two texts.

    >>> jaccard(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def fingerprint(family: Family) -> frozenset[str]:
    """Return the runs of a family's Chinese base text, all its documents together."""
    return shingles("\n".join(part.text.get("zh", "") for part in family.parts))


def alike(prints: Mapping[str, frozenset[str]], least: float) -> list[tuple[str, str, float]]:
    """Return the pairs of ids whose texts share at least ``least`` of their runs.

    Two sets whose sizes differ by more than that share cannot reach it and are not compared.
    """
    order = sorted(prints, key=lambda name: (len(prints[name]), name))
    found: list[tuple[str, str, float]] = []
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            if len(prints[one]) < least * len(prints[other]):
                break
            share = jaccard(prints[one], prints[other])
            if share >= least:
                found.append((min(one, other), max(one, other), share))
    return sorted(found)


def nearest_to(
    text: frozenset[str], others: Iterable[tuple[str, frozenset[str]]]
) -> tuple[str, float]:
    """Return the id of the most similar text and the share; ("", 0.0) where there is none."""
    scored = [(jaccard(text, other), name) for name, other in others]
    share, name = max(scored, default=(0.0, ""))
    return name, share
