"""Money, counts, terms of imprisonment and dates: read exactly, with the relation they state.

Decimal arithmetic throughout: 2.01万元 is 20,100元, 1年6个月 is 18 months. 余, 约, 以上 and the
like are kept as a relation and compared. A text that states two quantities states none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from facelaw.scoring import dates, numerals, unicode
from facelaw.scoring.quantity_words import (
    CURRENCIES,
    LIFE,
    MEASURES,
    PENALTIES,
    RELATIONS,
    affix,
    by_length,
)

LONGEST = 100
"""Characters beyond which a text is no quantity."""

_RELATIONS = by_length(RELATIONS)
_CURRENCIES = by_length(CURRENCIES)
_PENALTIES = by_length(PENALTIES)
_MEASURES = sorted(MEASURES, key=len, reverse=True)
_SMALL = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c]")
"""Raised and lowered digits: an exponent or a footnote, no digit of the number."""
_MORE = re.compile(r"(?<=[0-9零〇一二两三四五六七八九十百千万亿])(?:余|多(?!于))")


@dataclass(frozen=True)
class Quantity:
    """A quantity in one spelling.

    Attributes:
        kind: ``money``, ``count``, ``term`` or ``date``.
        amount: yuan or another currency's unit, a number, or months.
        days: of a term, beside its months.
        unit: currency, or the kind of penalty where the text names it.
        day: of a date, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        relation: a key of :data:`~facelaw.scoring.quantity_words.RELATIONS`, ``""`` for exactly.
    """

    kind: str
    amount: Decimal = Decimal(0)
    days: int = 0
    unit: str = ""
    day: str = ""
    relation: str = ""

    def __str__(self) -> str:
        """The one spelling; reading it again gives an equal quantity."""
        if self.kind == "date":
            return self.relation + self.day
        number = f"{self.amount:f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
        if self.kind != "term":
            return self.relation + number + self.unit
        if self.unit == LIFE:
            return LIFE
        months = f"{number}个月" if self.amount or not self.days else ""
        return self.unit + self.relation + months + (f"{self.days}日" if self.days else "")


def read(text: str, kind: str) -> Quantity | None:
    """Return the quantity that the whole text states, or None.

    Args:
        text: for example ``2.01万元``, ``1,200余部``, ``一年半``, ``August 23, 2023``.
        kind: ``money``, ``count``, ``term`` or ``date``.

    ``5000元（五千元）`` states one quantity twice and is read; two different ones are not.
    """
    if len(text) > LONGEST or _SMALL.search(text):
        return None
    plain = unicode.one_line(text).strip(" .。,;\"'“”*`")
    if found := _once(plain, kind):
        return found
    twice = re.fullmatch(r"(.+?) ?\((.+)\)", plain)
    if twice is None:
        return None
    first, second = _once(twice[1], kind), _once(twice[2], kind)
    return first if first == second else None


def same(given: Quantity, gold: Quantity) -> bool:
    """Whether an answered quantity is the gold one.

    Amount, currency, date and relation are equal. A penalty that only one side names must be
    one of imprisonment, detention or surveillance: a suspension is never taken for a term.
    """
    if given.kind == "term" and given.unit != gold.unit:
        named = given.unit or gold.unit
        if (given.unit and gold.unit) or named in ("缓刑", LIFE):
            return False
        return same(given, Quantity("term", gold.amount, gold.days, given.unit, "", gold.relation))
    return given == gold


def _once(text: str, kind: str) -> Quantity | None:
    """Read half-width lower-case text that states a quantity once."""
    unit = ""
    if kind == "term":
        unit, text = affix(text, _PENALTIES)
    relation, text = affix(text, _RELATIONS)
    if kind != "date":
        text, more = _MORE.subn("", text)
        if more > 1 or (more and relation not in ("", "超过")):
            return None
        relation = "超过" if more else relation
    again, text = affix(text, _RELATIONS)
    if again not in ("", relation):
        return None
    found = _READERS[kind](re.sub(r"^(?:共计|总计|合计|共|总共|a total of )", "", text).strip())
    if found is None or (found.unit and unit):
        return None
    return Quantity(kind, found.amount, found.days, found.unit or unit, found.day, relation)


_CHANGE = re.compile(r"(?:(.+?)(?:元|块))?(?:(?P<tenth>.)角)?(?:(?P<hundredth>.)分)?")


def _money(text: str) -> Quantity | None:
    """Read an amount with at most one currency on either side; yuan without any."""
    currency, rest = affix(text, _CURRENCIES)
    again, rest = affix(rest, _CURRENCIES)
    if again and again != currency:
        return None
    change = _CHANGE.fullmatch(rest) if currency in ("", "元") else None
    if change and (change["tenth"] or change["hundredth"]):
        parts = [numerals.read(part) if part else Decimal(0) for part in change.groups()]
        if None in parts:
            return None
        whole, tenths, hundredths = (part or Decimal(0) for part in parts)
        return Quantity("money", whole + tenths / 10 + hundredths / 100, unit="元")
    amount = numerals.read(_grouped(rest))
    return None if amount is None else Quantity("money", amount, unit=currency or "元")


def _count(text: str) -> Quantity | None:
    """Read a number with at most one measure word."""
    amount = numerals.read(_grouped(text))
    for word in _MEASURES:
        if amount is None and text.endswith(word):
            amount = numerals.read(_grouped(text[: -len(word)]))
            break
    return None if amount is None else Quantity("count", amount)


def _grouped(text: str) -> str:
    """Return text whose three-digit groups are set off by commas, not blanks; no other blanks."""
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,3}(?: [0-9]{3})+", text):
        return text.replace(" ", ",")
    return text if text.isascii() else re.sub(r" (?![0-9])|(?<![0-9]) ", "", text)


_TERM = re.compile(
    r"(?:(?P<years>[^年月日天个半]+)年)?(?P<half>半)?零?(?:(?P<months>[^年月日天个半]+)个?月)?"
    r"零?(?:(?P<days>[^年月日天个半]+)[日天])?"
)
_TERM_EN = re.compile(
    r"(?:(?P<years>[a-z0-9. ]+?)[ -]years?)?(?P<half> and a half)?(?:,? ?(?:and )?"
    r"(?P<months>[a-z0-9. ]+?)[ -]months?)?(?:,? ?(?:and )?(?P<days>[a-z0-9. ]+?)[ -]days?)?"
)


def _term(text: str) -> Quantity | None:
    """Read years, months and days; 半年 and 一年半 are six and eighteen months."""
    if text in (LIFE, "life imprisonment", "life"):
        return Quantity("term", unit=LIFE)
    english = text.isascii()
    text = text.removesuffix(" imprisonment")
    if not english:
        text = text.replace(" ", "")
        if text in ("半年", "半个月"):
            return Quantity("term", Decimal(6)) if text == "半年" else Quantity("term", days=15)
    match = (_TERM_EN if english else _TERM).fullmatch(text)
    if match is None or not any(match.groups()) or (match["half"] and not match["years"]):
        return None
    numbers: list[Decimal] = []
    for name in ("years", "months", "days"):
        number = numerals.read(match[name]) if match[name] else Decimal(0)
        if number is None:
            return None
        numbers.append(number)
    years, months, days = numbers
    months += years * 12 + (6 if match["half"] else 0)
    if months % 1 or days % 1 or (match["half"] and match["months"]):
        return None
    return Quantity("term", months, int(days))


def _date(text: str) -> Quantity | None:
    """Read a day, a month or a year that exists."""
    day = dates.read(text)
    return None if day is None else Quantity("date", day=day)


_READERS: dict[str, Callable[[str], Quantity | None]] = {
    "money": _money,
    "count": _count,
    "term": _term,
    "date": _date,
}
