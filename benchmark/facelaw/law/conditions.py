"""Reading a norm's conditions: ``name [of victim|base|base doer] [op value]``."""

from __future__ import annotations

import re

from facelaw.law.model import Condition

FORM = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*)"
    r"(?: of (?P<who>doer|victim|base doer|base))?"
    r"(?: (?P<op>!=|>=|=|<) (?P<value>[A-Za-z0-9_.\-]+))?"
)


def parse(text: str) -> Condition | None:
    """Return the condition, or None where the text has not that form.

    >>> str(parse("obscene_videos >= 100"))
    'obscene_videos >= 100'
    """
    found = FORM.fullmatch(text.strip())
    if not found:
        return None
    who = found["who"] or ""
    return Condition(
        found["name"], "" if who == "doer" else who, found["op"] or "", found["value"] or ""
    )


def day_after(date: str) -> str:
    """Return the next day of an ISO date."""
    from datetime import date as Date
    from datetime import timedelta

    return (Date.fromisoformat(date) + timedelta(days=1)).isoformat()


def size(kind: str, value: str) -> float:
    """Return a count, an amount in yuan or a date as a number that orders it.

    Raises:
        ValueError: it is none.
    """
    if kind == "date":
        from datetime import date as Date

        return float(Date.fromisoformat(value).toordinal())
    return float(value)
