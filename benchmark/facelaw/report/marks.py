"""What changed between two texts: by character in Chinese, by word in English."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Change = int | tuple[str, str]
"""An unchanged stretch as its length in UTF-16 units (as a browser counts), or (old, new)."""

TOO_MANY = 4_000_000
"""Pairs of units beyond which a comparison goes by sentence (some seconds' work otherwise)."""

_ZH = re.compile(r"[A-Za-z0-9.,%]*[A-Za-z0-9%]|.", re.DOTALL)
_EN = re.compile(r"\w+(?:['’-]\w+)*|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？；.!?;\n]*[。！？；.!?;\n]*")


def changes(old: str, new: str, lang: str) -> tuple[Change, ...]:
    """Return how ``old`` became ``new``.

    Numbers and Latin words are never cut. Changes with next to nothing between them (up to two
    characters in Chinese, a space in English) are told as one, since that reads better.

    >>> changes("他于2021年发布", "他于2023年发布", "zh")
    (2, ('2021', '2023'), 3)
    """
    unit = _ZH if lang == "zh" else _EN
    a, b = unit.findall(old), unit.findall(new)
    head, tail = _common(a, b)
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(middle_a) * len(middle_b) > TOO_MANY:
        middle_a = _SENTENCE.findall("".join(middle_a))
        middle_b = _SENTENCE.findall("".join(middle_b))
    pieces: list[tuple[str, str]] = [("".join(a[:head]), "".join(b[:head]))]
    for tag, i, j, k, m in SequenceMatcher(None, middle_a, middle_b, False).get_opcodes():
        was, now = "".join(middle_a[i:j]), "".join(middle_b[k:m])
        if tag == "equal" and len(pieces) > 1 and _slight(was, lang) and m < len(middle_b):
            _extend(pieces, was, now)
        elif tag == "equal" or pieces[-1][0] == pieces[-1][1]:
            pieces.append((was, now))
        else:
            _extend(pieces, was, now)
    pieces.append(("".join(a[len(a) - tail :]), "".join(b[len(b) - tail :])))
    return _packed(pieces)


def _common(a: list[str], b: list[str]) -> tuple[int, int]:
    """Return how many units two texts share at the start and, apart from those, at the end."""
    most = min(len(a), len(b))
    head = next((i for i in range(most) if a[i] != b[i]), most)
    left = most - head
    return head, next((i for i in range(left) if a[-1 - i] != b[-1 - i]), left)


def _slight(between: str, lang: str) -> bool:
    """Tell whether an unchanged stretch is too short to be worth showing as such."""
    return len(between) <= 2 if lang == "zh" else not between.strip()


def _extend(pieces: list[tuple[str, str]], was: str, now: str) -> None:
    """Add to the last piece."""
    pieces[-1] = (pieces[-1][0] + was, pieces[-1][1] + now)


def _packed(pieces: list[tuple[str, str]]) -> tuple[Change, ...]:
    """Join neighbouring unchanged pieces and turn them into lengths."""
    out: list[Change] = []
    for was, now in pieces:
        if was != now:
            out.append((was, now))
        elif was:
            length = len(was.encode("utf-16-le")) // 2
            if out and isinstance(last := out[-1], int):
                out[-1] = last + length
            else:
                out.append(length)
    return tuple(out)
