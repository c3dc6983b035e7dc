"""Dates as people write them: 2023年8月23日, 2023-08-23, August 23, 2023, 二〇二三年八月."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from facelaw.scoring import numerals

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NAMED = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS)
_DATES = (
    re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?"),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
    re.compile(r"(?P<y>[^年月日]+)年(?:(?P<m>[^年月日]+)月(?:(?P<d>[^年月日]+)[日号])?)?"),
    re.compile(rf"(?P<n>{_NAMED}) (?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? )?(?P<y>[0-9]{{4}})"),
    re.compile(rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<n>{_NAMED}),? (?P<y>[0-9]{{4}})"),
    re.compile(r"(?P<y>[0-9]{4})"),
)


def read(text: str) -> str | None:
    """Return the whole text's date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or None.

    Args:
        text: half-width, lower case.
    """
    text = text if text.isascii() else text.replace(" ", "")
    for pattern in _DATES:
        if (match := pattern.fullmatch(text)) is None:
            continue
        part = match.groupdict()
        year, day = numerals.read(part["y"]), numerals.read(part.get("d") or "1")
        name = part.get("n")
        month = (
            Decimal(1 + [full[:3] for full in _MONTHS].index(name[:3]))
            if name
            else numerals.read(part.get("m") or "1")
        )
        if year is None or month is None or day is None or not 1000 <= year <= 9999:
            return None
        try:
            found = date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            return None
        length = 10 if part.get("d") else 7 if part.get("m") or name else 4
        return found[:length]
    return None
