"""Numbers as people write them, exactly: 2.01万, 一千二百, 5,000, eighteen, 1.2 million."""

from __future__ import annotations

import re
from decimal import Decimal

LONGEST = 60
"""Characters beyond which a text is no number."""

_FORMAL = str.maketrans(
    "〇○两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", "零零二二一二二三三四五六六七八九十百千万亿"
)
_HANZI = "零一二三四五六七八九"
_DIGITS = {digit: value for value, digit in enumerate(_HANZI)} | {str(n): n for n in range(10)}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_PLAIN = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,20})?|[0-9]{1,3}(?:,[0-9]{3}){1,9}(?:\.[0-9]{1,20})?")

_TEENS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(_TEENS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def read(text: str) -> Decimal | None:
    """Return the number that the whole text is, or None.

    Args:
        text: half-width, lower case. Three-digit groups may be set off by commas.

    Colloquial shortenings with two readings (``一万二``) are no numbers.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    if text.isascii():
        return _english(text)
    return _chinese(text.translate(_FORMAL).replace(" ", ""))


def _plain(text: str) -> Decimal | None:
    """Return a number in Arabic digits."""
    return Decimal(text.replace(",", "")) if _PLAIN.fullmatch(text) else None


def _english(text: str) -> Decimal | None:
    """Return digits, number words, or digits before thousand, million or billion."""
    if (plain := _plain(text)) is not None:
        return plain
    head, _, last = text.rpartition(" ")
    if last in _LARGE and (amount := _plain(head)) is not None:
        return amount * _LARGE[last]
    total = group = 0
    largest = 10**12
    words = [word for word in re.split(r"[ -]+", text) if word != "and"]
    room = 10**12
    for word in words or [""]:
        if word in _SMALL and _SMALL[word] < room:
            group += _SMALL[word]
            room = 10 if _SMALL[word] >= 20 else 0
        elif word == "hundred" and 0 < group < 10:
            group, room = group * 100, 100
        elif word in _LARGE and group and _LARGE[word] < largest:
            total, group, largest, room = total + group * _LARGE[word], 0, _LARGE[word], 10**12
        else:
            return None
    return Decimal(total + group)


def _chinese(text: str) -> Decimal | None:
    """Return a Chinese or mixed number, split at 亿 and then at 万."""
    if len(text) > 1 and all(char in _HANZI for char in text):
        if len(text) < 4 and "零" not in text[1:]:  # 三五个, 两三次: a range
            return None
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        left, found, right = text.rpartition(mark)
        if not found:
            continue
        upper = _chinese(left)
        if upper is None:
            return None
        if not right:
            return upper * unit
        lower = _chinese(right.removeprefix("零"))
        if lower is None or lower >= unit or upper % 1 or len(right) == 1:
            return None
        return upper * unit + lower
    return _section(text)


def _section(text: str) -> Decimal | None:
    """Return a number below ten thousand, or Arabic digits with at most one unit behind them."""
    if text and text[-1] in _UNITS and (amount := _plain(text[:-1])) is not None:
        return amount * _UNITS[text[-1]]
    if (plain := _plain(text)) is not None:
        return plain
    total, last, gap, at = 0, 10_000, False, 0
    while at < len(text):
        if text[at] == "零" and not gap and len(text) > 1:
            gap, at = True, at + 1
            continue
        if text[at] == "十" and at == 0:
            digit = 1
        elif text[at] in _DIGITS:
            digit, at = _DIGITS[text[at]], at + 1
        else:
            return None
        unit = _UNITS.get(text[at]) if at < len(text) else 1
        if unit is None or unit >= last or (unit == 1 and last > 10 and last < 10_000 and not gap):
            return None
        total, last, gap, at = total + digit * unit, unit, False, at + 1
    return Decimal(total) if text and not gap else None
