"""Grading at speed: lines of a prediction file against the key, repeated answers graded once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, NamedTuple, cast

from facelaw.scoring.answers import ReadPair, read_structured
from facelaw.scoring.grade import PLAIN, Judge, Parts, grade
from facelaw.scoring.key import Item, Key
from facelaw.scoring.predictions import Prediction
from facelaw.scoring.values import MEMBERS, mapping


class Graded(NamedTuple):
    """One line by both readings; the same object twice where they agree."""

    strict: Parts
    lenient: Parts


class _Map(NamedTuple):
    """Claims that differ in nothing that a plain answer can get right or wrong."""

    said: Callable[[Any], object]
    claims: int
    labels: frozenset[str]
    known: dict[object, Graded]


class _Set(NamedTuple):
    """Sets of codes that differ in nothing."""

    codes: frozenset[str]
    gold: frozenset[str]
    known: dict[tuple[int, int], Graded]


class Grader:
    """Grades the lines of one run.

    Structured answers in exact codes are graded once and looked up after that: of n claims with
    m labels there are m ** n answers, and of a set only the hits and the size matter.
    """

    def __init__(self, key: Key, judge: Judge = PLAIN) -> None:
        self.key = key
        self.judge = judge
        shapes: dict[object, _Map | _Set | None] = {}
        self._shapes = [_shape(item, shapes) for item in key.items]

    def __call__(self, index: int, prediction: Prediction) -> Graded:
        """Grade one line.

        Args:
            index: the item's place in the key.
            prediction: of :func:`facelaw.scoring.predictions.stream`.
        """
        shape = self._shapes[index]
        if type(shape) is _Map:
            return self._map(shape, index, prediction)
        if type(shape) is _Set and type(prediction.answer) is list:
            return self._set(shape, index, prediction)
        return self._slowly(index, prediction)

    def _map(self, shape: _Map, index: int, prediction: Prediction) -> Graded:
        """Look up an answer to claims."""
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


def _exact(values: Iterable[object], shape: _Map) -> bool:
    """Whether every value is one of the labels as they are spelt in the key."""
    return all(isinstance(value, str) and value in shape.labels for value in values)


def _shape(item: Item, shapes: dict[object, _Map | _Set | None]) -> _Map | _Set | None:
    """Return the shape of an item, shared by all that have it; None where there is no such."""
    mark = (item.answer_type, id(item.gold), id(item.keys), id(item.labels))
    if mark not in shapes:
        shapes[mark] = _made(item)
    return shapes[mark]


def _made(item: Item) -> _Map | _Set | None:
    """Return a new shape."""
    gold = [pair.key for pair in item.gold]
    if item.answer_type == "map":
        return _Map(itemgetter(*gold), len(gold), frozenset(item.labels), {})
    if item.answer_type == "set":
        return _Set(frozenset(item.keys), frozenset(gold), {})
    return None
