"""What JSON values hold: members of objects, text of strings and numbers, fit to be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from facelaw.scoring import unicode

MEMBERS = 2_000
"""Members of an object and entries of a list that are read; a longer one answers nothing."""

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")

Given = list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a JSON object in order, repeated keys kept."""

    pairs: Given


class Number(str):
    """A JSON number as it was written; never a float."""

    __slots__ = ()


def entries(value: object) -> list[object] | None:
    """Return the entries of an array, at most one more than are read, None for anything else."""
    return cast("list[object]", value)[: MEMBERS + 1] if isinstance(value, list) else None


def members(value: object) -> Given | None:
    """Return the members of an object, repeated keys kept, None for anything else.

    At most one more than are read.
    """
    if isinstance(value, Members):
        return value.pairs[: MEMBERS + 1]
    given = mapping(value)
    return None if given is None else list(given.items())[: MEMBERS + 1]


def mapping(value: object) -> dict[str, object] | None:
    """Return a decoded object as it is, None for anything else."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def table(value: object) -> Given | None:
    """Return the members of an object, or of an array of ``{"key": …, "value": …}``."""
    listed = entries(value)
    if listed is None:
        return members(value)
    pairs: Given = []
    for entry in listed:
        found = dict(members(entry) or ())
        key = found.get("key")
        if len(found) != 2 or "value" not in found or not isinstance(key, str):
            return None
        pairs.append((key, found["value"]))
    return pairs or None


def text_of(value: object) -> str:
    """Return a string or a number as text, ``""`` for other values."""
    if isinstance(value, Number):
        return _decimal(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else ""
    return _decimal(repr(value))


def _decimal(number: str) -> str:
    """Return a JSON number without exponent, ``""`` for absurd ones."""
    if len(number) > 40 or not NUMBER.fullmatch(number):
        return ""
    exact = Decimal(number)
    return f"{exact:f}" if -20 < exact.adjusted() < 30 else ""


def words(text: str, longest: int) -> str:
    """Return visible text with single blanks, cut, fit to be written as UTF-8."""
    return " ".join(unicode.whole(unicode.visible(text)).split())[:longest].strip()
