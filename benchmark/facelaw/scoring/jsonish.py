"""JSON in running text: found wherever it stands, and mended where only one reading is possible.

Mended: single, curly and full-width quotes; full-width braces, brackets, colons and commas;
trailing commas; comments; Python's ``None``, ``True``, ``False``; raw line ends in strings.
Not mended: unescaped quotes inside a string, missing commas, missing braces.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from facelaw.scoring.unicode import INVISIBLE
from facelaw.scoring.values import NUMBER, Members, Number

DEEPEST = 32
"""Nesting beyond which mending gives up."""
STARTS = 2_000
"""Places in one text at which JSON is looked for, counted from the end."""
STEPS = 100_000
"""Values that mending reads in one text."""

QUOTES = {'"': '"', "'": "'", "＂": "＂", "“": "“”", "”": "“”", "‘": "‘’", "’": "‘’"}
CONSTANTS = {
    "true": True, "false": False, "null": None, "True": True, "False": False, "None": None,
}  # fmt: skip

_BLANK = re.compile(rf"(?:[\s{INVISIBLE}]++|//[^\n]*+|/\*.*?\*/|\#[^\n]*+)*+", re.DOTALL)
_WORD = re.compile(r"""[^\s,:，：{}\[\]｛｝［］"'“”‘’＂]++""")
_STRING = {
    opening: re.compile(rf"((?:[^{closing}\\]|\\.)*+)[{closing}]", re.DOTALL)
    for opening, closing in QUOTES.items()
}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_HEAD = rf"[\s{INVISIBLE}]*+"
_START = re.compile(
    rf"""[{{｛](?={_HEAD}(?:["'“”‘’＂}}｝/\#]|\Z))|[\[［](?={_HEAD}(?:["'“”‘’＂{{｛\]］]|\Z))"""
)
_LOOSE_START = re.compile(rf"[{{｛](?={_HEAD}(?:[^\s{{｛]|\Z))|{_START.pattern}")


class Malformed(ValueError):
    """No JSON begins here."""


class Unclosed(ValueError):
    """JSON begins here and the text ends inside it."""


@dataclass(frozen=True)
class Found:
    """Outermost JSON values of a text, with their place, and whether the last never closes."""

    values: tuple[tuple[int, int, object], ...]
    unclosed: bool


def find(text: str, loose: bool = False) -> Found:
    """Return the outermost objects and arrays of a text; those inside others are not looked for.

    Args:
        text: any text; work is linear in its length.
        loose: also read words without quotes as strings.
    """
    starts = [match.start() for match in (_LOOSE_START if loose else _START).finditer(text)]
    values: list[tuple[int, int, object]] = []
    mender = _Mender(text, loose)
    reached = 0
    for start in starts[-STARTS:]:
        if start < reached:
            continue
        try:
            value, reached = _value(mender, start)
        except Malformed:
            continue
        except Unclosed:
            return Found(tuple(values), True)
        values.append((start, reached, value))
    return Found(tuple(values), False)


_DECODER = json.JSONDecoder(
    object_pairs_hook=Members,
    parse_int=Number,
    parse_float=Number,
    parse_constant=str,
    strict=False,
)


def _value(mender: _Mender, start: int) -> tuple[object, int]:
    """Return the value that begins at ``start`` and where it ends."""
    try:
        return _DECODER.raw_decode(mender.text, start)
    except RecursionError:
        raise Malformed from None
    except ValueError:
        return mender.value(start, 0)


class _Mender:
    """A reader of nearly-JSON over one text."""

    def __init__(self, text: str, loose: bool) -> None:
        self.text = text
        self.loose = loose
        self.left = STEPS

    def value(self, at: int, depth: int) -> tuple[object, int]:
        """Return the value at ``at`` (blanks before it are skipped) and where it ends."""
        self.left -= 1
        if depth > DEEPEST or self.left < 0:
            raise Malformed
        at, first = self._next(at)
        if first in "{｛":
            return self._object(at + 1, depth)
        if first in "[［":
            return self._array(at + 1, depth)
        if first in QUOTES:
            return self._string(at, first)
        match = _WORD.match(self.text, at)
        if match is None:
            raise Malformed
        word = match[0]
        if match.end() == len(self.text):
            raise Unclosed
        if word in CONSTANTS:
            return CONSTANTS[word], match.end()
        if NUMBER.fullmatch(word):
            return Number(word), match.end()
        if not self.loose:
            raise Malformed
        return word, match.end()

    def _next(self, at: int) -> tuple[int, str]:
        """Return the place and the character of what follows blanks and comments."""
        match = _BLANK.match(self.text, at)
        at = match.end() if match else at
        if at >= len(self.text):
            raise Unclosed
        return at, self.text[at]

    def _string(self, at: int, opening: str) -> tuple[str, int]:
        """Return the string whose opening mark stands at ``at``."""
        match = _STRING[opening].match(self.text, at + 1)
        if match is None:
            raise Unclosed
        return _ESCAPE.sub(_unescape, match[1]), match.end()

    def _object(self, at: int, depth: int) -> tuple[Members, int]:
        """Return the members of the object whose brace stands before ``at``."""
        members: list[tuple[str, object]] = []
        at, mark = self._next(at)
        while mark not in "}｝":
            if mark not in QUOTES and not self.loose:
                raise Malformed
            key, at = self.value(at, depth + 1)
            at, mark = self._next(at)
            if mark not in ":：" or not isinstance(key, str):
                raise Malformed
            value, at = self.value(at + 1, depth + 1)
            members.append((key, value))
            at, mark = self._after(at, "}｝")
        return Members(members), at + 1

    def _array(self, at: int, depth: int) -> tuple[list[object], int]:
        """Return the elements of the array whose bracket stands before ``at``."""
        elements: list[object] = []
        at, mark = self._next(at)
        while mark not in "]］":
            value, at = self.value(at, depth + 1)
            elements.append(value)
            at, mark = self._after(at, "]］")
        return elements, at + 1

    def _after(self, at: int, closing: str) -> tuple[int, str]:
        """Return the place and character of the next part, or of the closing mark."""
        at, mark = self._next(at)
        if mark in ",，":
            return self._next(at + 1)
        if mark not in closing:
            raise Malformed
        return at, mark


def _unescape(match: re.Match[str]) -> str:
    """Return the character that an escape stands for."""
    code = match[1]
    if len(code) == 5:
        return chr(int(code[1:], 16))
    return _PLAIN.get(code, code)
