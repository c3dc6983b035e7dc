"""Numbers as statutes and their readers write them: 1019, １０１９, 一千零一十九, 一〇一九, iv."""

from __future__ import annotations

DIGITS = {
    **{"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5},
    **{"六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5},
    **{"陆": 6, "柒": 7, "捌": 8, "玖": 9},
}
UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
CHINESE = "".join(DIGITS) + "".join(UNITS)
"""Every character a Chinese numeral may hold."""

LONGEST = 14
"""A numeral of more characters is no article number and is not read."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


def read(text: str) -> int | None:
    """Return the number that ``text`` spells, or None where it spells none.

    >>> read("一千零一十九"), read("一〇一九"), read("1,019"), read("十三"), read("百十")
    (1019, 1019, 1019, 13, None)
    """
    if not 0 < len(text) <= LONGEST:
        return None
    plain = text.replace(",", "")
    if plain.isascii():
        return int(plain) if plain.isdigit() else None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    """Read 三百六十三 and its like; units must fall, digits may not touch."""
    total, digit, last = 0, -1, 10_000
    for at, char in enumerate(text):
        if char in UNITS:
            unit = UNITS[char]
            if unit >= last or digit == 0 or (digit < 0 and not (unit == 10 and at == 0)):
                return None
            total += (1 if digit < 0 else digit) * unit
            digit, last = -1, unit
        elif char in DIGITS:
            if digit > 0:
                return None
            digit = DIGITS[char]
        else:
            return None
    return total + max(digit, 0)


def read_mark(text: str) -> int | None:
    """Return the number of an item's mark: ``2``, ``二``, ``ii`` or ``b``.

    >>> read_mark("ii"), read_mark("b"), read_mark("二"), read_mark("?")
    (2, 2, 2, None)
    """
    low = text.lower()
    if low in _ROMAN:
        return _ROMAN.index(low) + 1
    if len(low) == 1 and "a" <= low <= "z":
        return ord(low) - ord("a") + 1
    return read(text)


def write(number: int) -> str:
    """Return a number below 10,000 in Chinese, as statutes print it.

    >>> write(1019), write(13), write(110), write(253)
    ('一千零一十九', '十三', '一百一十', '二百五十三')
    """
    names = "零一二三四五六七八九"
    if not 0 <= number < 10_000:
        return str(number)
    if number < 10:
        return names[number]
    out, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + names[digit] + mark
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out
