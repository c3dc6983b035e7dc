"""Grading at speed: lines of a prediction file against the key, repeated answers graded once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, NamedTuple

from facelaw.scoring.answers import ReadPair, read, read_structured
from facelaw.scoring.grade import PLAIN, Judge, Parts, grade
from facelaw.scoring.key import Item, Key
from facelaw.scoring.predictions import Prediction
from facelaw.scoring.values import mapping


class Graded(NamedTuple):
    """One line by both readings; the same object twice where they agree."""

    strict: Parts
    lenient: Parts


class _Shape(NamedTuple):
    """Items that differ in nothing that a plain answer can get right or wrong."""

    said: Callable[[Any], object]
    claims: int
    labels: frozenset[str]
    known: dict[object, Graded]


class Grader:
    """Grades the lines of one run.

    Answers to ``map`` items in exact codes are looked up: of n claims with m labels there are
    m ** n answers, so a file of any length grades each but once.
    """

    def __init__(self, key: Key, judge: Judge = PLAIN) -> None:
        self.key = key
        self.judge = judge
        shapes: dict[object, _Shape] = {}
        self._shapes = [_shape(item, shapes) for item in key.items]

    def __call__(self, index: int, prediction: Prediction) -> Graded:
        """Grade one line.

        Args:
            index: the item's place in the key.
            prediction: of :func:`facelaw.scoring.predictions.stream`.
        """
        shape = self._shapes[index]
        if shape is None:
            return self._slowly(index, prediction)
        answer: Any = prediction.answer
        try:
            known = shape.known[shape.said(answer)]
            return known if len(answer) == shape.claims else self._slowly(index, prediction)
        except (KeyError, TypeError):
            graded = self._slowly(index, prediction)
        given = mapping(answer)
        if given is not None and len(given) == shape.claims and _exact(given.values(), shape):
            shape.known[shape.said(answer)] = graded
        return graded

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
    return read(item, prediction.raw, prediction.finish_reason)


def _exact(values: Iterable[object], shape: _Shape) -> bool:
    """Whether every value is one of the labels as they are spelt in the key."""
    return all(isinstance(value, str) and value in shape.labels for value in values)


def _shape(item: Item, shapes: dict[object, _Shape]) -> _Shape | None:
    """Return the shape of an item, shared by all that have it; None where there is no such."""
    if item.answer_type != "map":
        return None
    mark = (item.gold, item.labels)
    found = shapes.get(mark)
    if found is None:
        said = itemgetter(*(pair.key for pair in item.gold))
        found = shapes[mark] = _Shape(said, len(item.gold), frozenset(item.labels), {})
    return found
