"""Grading at speed: lines of a prediction file against the key, repeated answers graded once."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, NamedTuple, cast

from facelaw.scoring.answers import ReadPair, read_structured
from facelaw.scoring.grade import PLAIN, Judge, Parts, grade
from facelaw.scoring.key import Item, Key
from facelaw.scoring.predictions import Prediction
from facelaw.scoring.values import MEMBERS


class Graded(NamedTuple):
    """One line by both readings; the same object twice where they agree."""

    strict: Parts
    lenient: Parts


class _Map(NamedTuple):
    """Claims that are asked together, with the same labels."""

    said: Callable[[Any], Any]
    claims: int
    labels: frozenset[str]
    known: dict[object, tuple[str, ...]]


class _Set(NamedTuple):
    """Sets of codes that differ in nothing."""

    codes: frozenset[str]
    gold: frozenset[str]
    known: dict[tuple[int, int], Graded]


class Grader:
    """Grades the lines of one run.

    Of n claims with m labels there are m ** n structured answers in exact codes, which are looked
    at once each (:meth:`exact`); of a set only the hits and the size matter.
    """

    def __init__(self, key: Key, judge: Judge = PLAIN) -> None:
        self.key = key
        self.judge = judge
        shapes: dict[object, _Map | _Set | None] = {}
        self._shapes = [_shape(item, shapes) for item in key.items]

    def exact(self, index: int, answer: Any) -> tuple[str, ...] | None:
        """Return what a structured answer says to each claim, in the order of the gold.

        Args:
            index: the item's place in the key.
            answer: of a prediction line.

        Returns:
            None unless it names every claim and nothing else, each with a label as the key
            spells it; both readings of such an answer are what it says.
        """
        shape = self._shapes[index]
        if type(shape) is not _Map:
            return None
        try:
            said = shape.said(answer)
            known = shape.known.get(said)
            if len(answer) != shape.claims:
                return None
        except (KeyError, TypeError):
            return None
        if known is None:
            labels = (said,) if shape.claims == 1 else said
            if not all(isinstance(label, str) and label in shape.labels for label in labels):
                return None
            known = shape.known[said] = labels
        return known

    def __call__(self, index: int, prediction: Prediction) -> Graded:
        """Grade one line.

        Args:
            index: the item's place in the key.
            prediction: of :func:`facelaw.scoring.predictions.stream`.
        """
        shape = self._shapes[index]
        if type(shape) is _Set and type(prediction.answer) is list:
            return self._set(shape, index, prediction)
        return self._slowly(index, prediction)

    def _set(self, shape: _Set, index: int, prediction: Prediction) -> Graded:
        """Look up a list of codes."""
        listed = cast("list[str]", prediction.answer)
        try:
            given = frozenset(listed)
        except TypeError:
            return self._slowly(index, prediction)
        if not given or not given <= shape.codes or len(listed) > MEMBERS:
            return self._slowly(index, prediction)
        mark = (len(given & shape.gold), len(given))
        known = shape.known.get(mark)
        if known is None:
            known = shape.known[mark] = self._slowly(index, prediction)
        return known

    def _slowly(self, index: int, prediction: Prediction) -> Graded:
        """Read and grade a line."""
        item = self.key.items[index]
        return self.pair(item, reading(item, prediction))

    def pair(self, item: Item, readings: ReadPair) -> Graded:
        """Grade both readings of an output."""
        strict = grade(item, readings.strict, self.judge)
        if readings.lenient is readings.strict:
            return Graded(strict, strict)
        return Graded(strict, grade(item, readings.lenient, self.judge))


def reading(item: Item, prediction: Prediction) -> ReadPair:
    """Read a line: its structured answer, or else its raw output."""
    if prediction.structured:
        return read_structured(item, prediction.answer)
    from facelaw.scoring import output

    return output.read(item, prediction.raw, prediction.finish_reason)


def _shape(item: Item, shapes: dict[object, _Map | _Set | None]) -> _Map | _Set | None:
    """Return the shape of an item, shared by all that have it; None where there is no such."""
    mark = (item.answer_type, id(item.gold), id(item.keys), id(item.labels))
    if mark not in shapes:
        shapes[mark] = _made(item, shapes)
    return shapes[mark]


def _made(item: Item, shapes: dict[object, _Map | _Set | None]) -> _Map | _Set | None:
    """Return a new shape, or that of claims which differ in their gold alone."""
    gold = tuple(pair.key for pair in item.gold)
    if item.answer_type == "map":
        made = _Map(itemgetter(*gold), len(gold), frozenset(item.labels), {})
        return shapes.setdefault((gold, item.labels), made)
    if item.answer_type == "set":
        return _Set(frozenset(item.keys), frozenset(gold), {})
    return None
