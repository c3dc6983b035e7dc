"""Frames: how files of a kind begin, go on and end, and idle words, from ``frames.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from facelaw import _paths
from facelaw.files import load_yaml
from facelaw.generate.names import Namer, lists
from facelaw.generate.strand import Words
from facelaw.generate.stream import Stream
from facelaw.generate.wording import day_words

Frame = Mapping[str, str]
"""The same words in both languages, with places to fill."""


@cache
def frames() -> dict[str, Any]:
    """Return ``data/generate/frames.yaml``."""
    return dict(load_yaml(_paths.data("generate", "frames.yaml")).value)


@dataclass(frozen=True)
class Filler:
    """Fills the places of a frame: a city, a bystander, a number, the day of the document."""

    namer: Namer
    day: str

    def __call__(self, words: Frame, draw: Stream, **known: Words) -> tuple[str, str]:
        """Return the words in both languages; ``known`` are places with a value of their own."""
        values = {"day": day_words(date.fromisoformat(self.day)), **known}
        values["year"] = Words(self.day[:4], self.day[:4])
        values["k"] = _same(draw.sub("k").between(3, 97))
        hour, minute = draw.sub("hour").between(9, 17), draw.sub("minute").between(0, 59)
        values["time"] = _same(f"{hour}:{minute:02}")
        if "{city}" in words["zh"]:
            values["city"] = draw.sub("city").pick(lists()["cities"])
        if "{person}" in words["zh"]:
            key = ".".join(map(str, draw.path))
            values["person"] = self.namer.party("person", f"by.{key}").full
        zh, en = words["zh"], words["en"]
        for name, value in values.items():
            zh, en = zh.replace(f"{{{name}}}", value.zh), en.replace(f"{{{name}}}", value.en)
        return zh, en


@dataclass
class Idle:
    """Hands out idle words by list, none twice before all of them were used.

    A list that may come ``again`` starts anew when it is used up; another is then silent.
    """

    stream: Stream
    left: dict[str, Iterator[Frame]] = field(default_factory=dict[str, Iterator[Frame]])

    def next(self, name: str, some: Sequence[Frame], again: bool = False) -> Frame | None:
        """Return the next words of a list, or None where it has no more."""
        if name not in self.left:
            self.left[name] = self._order(name, some, again)
        return next(self.left[name], None)

    def _order(self, name: str, some: Sequence[Frame], again: bool) -> Iterator[Frame]:
        yield from self.stream.sub(name, 0).shuffled(some)
        turn = 1
        while again and some:
            yield from self.stream.sub(name, turn).shuffled(some)
            turn += 1


def _same(value: int | str) -> Words:
    return Words(str(value), str(value))
