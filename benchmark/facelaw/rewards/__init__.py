"""What an answer earns in training: pure, from 0 to 1, never more than it earns in the scorer.

Half of a reward is for an answer that is right as a whole, half for its parts. The strict reading
counts; whatever is not answered (abstained, refused, cut off, unreadable) earns nothing. Where
parts can be had without knowing anything, they are worth nothing: see :func:`reward_parts`.
"""

from __future__ import annotations

from typing import NamedTuple

from facelaw.scoring import output
from facelaw.scoring.grade import Judge, Parts, grade
from facelaw.scoring.item import Item

ARTICLES = 6
"""Citations that a prompt asks for at most; an answer with more earns nothing for them."""
NONE = "none"
"""The code of an empty set; with others beside it, it is a hedge."""


class Earned(NamedTuple):
    """What an answer earns, each from 0 to 1; None where the item does not ask for it.

    Attributes:
        right: the whole answer is right, as the scorer counts it.
        keys: share of the asked claims, fields or elements; of a set, see :func:`reward_parts`.
        articles: F1 of the citations at 条 against the nearest proof.
        quotes: F1 of the quotes by characters.
    """

    right: float
    keys: float
    articles: float | None = None
    quotes: float | None = None

    @property
    def total(self) -> float:
        """The mean of ``right`` and of the mean of all other parts; 1 is a perfect answer."""
        parts = [part for part in self[1:] if part is not None]
        return (self.right + sum(parts) / len(parts)) / 2


def reward(item: Item, text: str | None, finish_reason: str = "", lang: str = "zh") -> float:
    """Return what a raw output earns, from 0 to 1.

    Args:
        item: of a key, or of a generated case.
        text: the whole output.
        finish_reason: as the endpoint told it, ``""`` if unknown.
        lang: language of the prompt, whose quotes are compared.

    Pure: the same arguments give the same value, whatever was read before.
    """
    return reward_parts(item, text, finish_reason, lang).total


def reward_parts(item: Item, text: str | None, finish_reason: str = "", lang: str = "zh") -> Earned:
    """Return what each part of a raw output earns; arguments as of :func:`reward`.

    Of a set, ``keys`` is the F1 of its codes, and no more than the share of right codes named
    less the share of wrong ones (Youden, Index for rating diagnostic tests, Cancer 3, 1950):
    naming everything earns nothing, and neither does ``none`` with others beside it. More than
    :data:`ARTICLES` citations earn nothing for citations.
    """
    reading = output.read_strict(item, text, finish_reason)
    parts = grade(item, reading, Judge(lang=lang))
    return Earned(
        float(parts.right),
        _keys(item, parts, (NONE, "yes") in reading.answer),
        _articles(parts) if item.proofs else None,
        float(parts.quoted.f1) if item.answer_type == "argument" and item.quoted else None,
    )


def _keys(item: Item, parts: Parts, none: bool) -> float:
    """Return the share of an answer's keys that is right."""
    if item.answer_type == "label":
        return float(parts.right)
    if item.answer_type != "set":
        return sum(parts.hits) / len(parts.hits)
    if not parts.tp or (none and parts.tp + parts.fp > 1):
        return 0.0
    gold = parts.tp + parts.fn
    wrong = len([key for key in item.keys if key != NONE]) - gold
    informed = parts.tp / gold - (parts.fp / wrong if wrong > 0 else float(parts.fp > 0))
    return max(0.0, min(2 * parts.tp / (2 * parts.tp + parts.fp + parts.fn), informed))


def _articles(parts: Parts) -> float:
    """Return what an argument's citations earn."""
    return float(parts.cited.article.f1) if parts.cited.cited <= ARTICLES else 0.0
