"""Answers written as tables and lists outside JSON, for lenient reading alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from facelaw.scoring import markers, unicode

LINES = 5_000
"""Lines of a text that are looked at, counted from the end."""
LONGEST = 1_000
"""Characters beyond which a line is none of a table."""
CELLS = 8
"""Cells of a row in which the key is looked for."""

_BULLET = re.compile(r"\s*(?:[-*+•·>#]+|\(?[0-9]{1,2}[.)、）]|（[0-9一二三四五六七八九十]+）)?\s*")
_BETWEEN = re.compile(r"=>|->|——|[:：=→\t—]")
_SEPARATOR = re.compile(r"[、,，;；]|\s+and\s+|以及|和")
_MARKS = re.compile(r"[*`]+")


def table(text: str, key: Callable[[str], str], value: Callable[[str, str], str]) -> dict[str, str]:
    """Return the pairs of lines such as ``key：value`` and ``| key | … | value |``.

    Args:
        text: prose.
        key: returns the code of an asked key that a text names, ``""`` if none.
        value: returns what the text after a key states for it, ``""`` if nothing.

    A key with two different values has none.
    """
    found: dict[str, set[str]] = {}
    for line in _lines(text):
        for left, *rights in _splits(line):
            if any(right.strip() for right in rights) and (code := key(left)):
                said = {value(code, right) for right in rights} - {""}
                found.setdefault(code, set()).update(said or {""})
                break
    one = {code: seen.pop() for code, seen in found.items() if len(seen) == 1}
    return {code: stated for code, stated in one.items() if stated}


def listed(text: str, code: Callable[[str], str]) -> tuple[str, ...]:
    """Return the codes that a text lists, if it lists nothing else.

    What follows the last marker, or else the whole text, has one code a line, or codes between
    separators on one line. Lines after that one are excused where a marker stands before it.
    """
    rest = markers.following(text)
    lines = _lines(text if rest is None else rest)
    if lines and not all(code(line) for line in lines):
        alone = len(lines) == 1 or rest is not None
        lines = _SEPARATOR.split(lines[0].strip(" 。.")) if alone else []
    codes = [code(line) for line in lines if line.strip()]
    return tuple(dict.fromkeys(codes)) if all(codes) else ()


def _lines(text: str) -> list[str]:
    """Return the lines that are not blank, without bullets and emphasis."""
    lines = unicode.visible(text).split("\n")[-LINES:]
    short = (_MARKS.sub("", line) for line in lines if len(line) <= LONGEST)
    return [kept for line in short if (kept := line[_end(line) :].strip())]


def _end(line: str) -> int:
    """Return where a line's bullet ends."""
    match = _BULLET.match(line)
    return match.end() if match else 0


def _splits(line: str) -> list[list[str]]:
    """Return the ways in which a line may be a key and what is said of it."""
    if line.startswith("|"):
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        return [cells[at:] for at in range(min(len(cells), CELLS))]
    return [[line[: m.start()], line[m.end() :]] for m in list(_BETWEEN.finditer(line))[:8]]
