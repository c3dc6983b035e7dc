"""How days, moments and numbers are written in both languages, and how a sentence begins."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, datetime

from facelaw.generate.strand import Words


def day_words(day: date) -> Words:
    """Return a day as people write it."""
    zh = f"{day.year}年{day.month}月{day.day}日"
    return Words(zh, f"{day.day} {month_name[day.month]} {day.year}")


def moment_words(moment: datetime) -> Words:
    """Return a day with a time of day."""
    day = day_words(moment.date())
    time = f"{moment.hour}:{moment.minute:02}"
    return Words(f"{day.zh}{time}", f"{day.en} at {time}")


def number_words(value: int) -> Words:
    """Return a number, in English with commas unless it looks like a year."""
    return Words(str(value), str(value) if 1900 <= value < 2100 else f"{value:,}")


def capital(text: str) -> str:
    """Return English with every sentence begun by a capital."""
    return re.sub(
        r"(^|[.!?]\s+|\n)(\[\[[^|\]]+\|)?([a-z])",
        lambda m: m.group(1) + (m.group(2) or "") + m.group(3).upper(),
        text,
    )
