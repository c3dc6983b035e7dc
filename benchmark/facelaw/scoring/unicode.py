"""Characters that mean the same or nothing: invisible ones, full-width forms, quotation marks."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e007f"
)
"""Soft hyphen, joiners, bidi marks, variation selectors, fillers, BOM, tags: a character class."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_BLANK = re.compile(r"\s+")


def visible(text: str) -> str:
    """Return ``text`` without characters that print nothing."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def narrow(text: str) -> str:
    """Return visible text in compatibility form (NFKC: full-width becomes half-width)."""
    shown = visible(text)
    return shown if shown.isascii() else unicodedata.normalize("NFKC", shown)


def one_line(text: str) -> str:
    """Return narrow text, lower case, with runs of white space as single blanks."""
    return _BLANK.sub(" ", narrow(text).casefold()).strip()


def whole(text: str) -> str:
    """Return text that can be written as UTF-8: halves of surrogate pairs joined or replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
