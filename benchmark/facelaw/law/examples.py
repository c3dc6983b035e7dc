"""The examples kept beside each norm: at least one in which it applies and one in which not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facelaw.errors import Problem
from facelaw.law.conditions import size
from facelaw.law.model import Condition, Law, Norm


def wrong_examples(law: Law) -> Iterator[Problem]:
    """Yield a problem for each norm without both examples, and for each that comes out wrong."""
    for norm in law.norms.values():
        if norm.role == "link":
            continue
        file, line = norm.place
        outcomes: set[str] = set()
        for k, example in enumerate(norm.examples):
            expected = str(example.get("fires", ""))
            outcomes.add(expected)
            try:
                came = "yes" if fires(law, norm, example) else "no"
            except (KeyError, ValueError) as error:
                yield Problem(
                    file, line, f"{norm.id} example {k + 1}", "readable values", str(error)
                )
                continue
            if came != expected:
                yield Problem(
                    file,
                    line,
                    f"{norm.id} example {k + 1}",
                    f"fires: {expected}",
                    f"the norm's conditions say {came}",
                    "mend the example or the norm, whichever is wrong",
                )
        if outcomes < {"yes", "no"}:
            yield Problem(
                file,
                line,
                norm.id,
                "an example that applies and one that does not",
                "only: " + ", ".join(sorted(outcomes)) if outcomes else "none",
            )


def fires(law: Law, norm: Norm, example: Mapping[str, Any]) -> bool:
    """Return whether a norm's own conditions hold in an example.

    Facts and conclusions not given have their silence value, ``unknown`` counting as no.

    Raises:
        KeyError: the example names something the norm does not read.
        ValueError: a number or date is none.
    """
    given: Mapping[str, str] = example.get("facts") or {}
    conditions = (*norm.when, *norm.unless, *norm.among)
    names = {_key(c) for c in conditions}
    stray = set(given) - names - {c.name for c in conditions}
    if stray:
        raise KeyError(f"{', '.join(sorted(stray))} is not read by {norm.id}")
    readings: Mapping[str, str] = example.get("readings") or {}
    if any(readings.get(r, option) != option for r, option in norm.reading.items()):
        return False
    if not _in_force(norm, example):
        return False
    hits = sum(_holds(law, c, given) for c in norm.among)
    return (
        all(_holds(law, c, given) for c in norm.when)
        and not any(_holds(law, c, given) for c in norm.unless)
        and hits >= norm.at_least
    )


def _key(c: Condition) -> str:
    return f"{c.name} of {c.who}" if c.who else c.name


def _in_force(norm: Norm, example: Mapping[str, Any]) -> bool:
    """Compare the example's dates, where it gives any, with the norm's force."""
    first = str(example.get("from") or example.get("on_date") or norm.start)
    last = str(example.get("until") or example.get("on_date") or norm.until or "9999-12-31")
    if norm.time == "always":
        return True
    return last >= norm.start and (not norm.until or first <= norm.until)


def _holds(law: Law, c: Condition, given: Mapping[str, str]) -> bool:
    value = given.get(_key(c), given.get(c.name))
    fact = law.facts.get(c.name)
    if fact is None:
        return value == "yes"
    if value is None:
        value = fact.silence
    if value in ("unknown", "unproved"):
        value = "no" if fact.type == "bool" else None
    if value is None:
        return False
    if not c.op:
        return value == "yes"
    if c.op in ("=", "!="):
        return (value == c.value) == (c.op == "=")
    return (size(fact.type, value) >= size(fact.type, c.value)) == (c.op == ">=")
