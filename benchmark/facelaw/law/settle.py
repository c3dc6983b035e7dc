"""From what a scenario says to what is known: stage, silence and burden of proof.

At stage ``advice`` an unknown fact stays open. At stage ``trial`` the record is closed: a fact
that is not proved takes the value its burden of proof gives it, and so does one that an element
needs and nobody mentioned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facelaw.law.conditions import size
from facelaw.law.model import Law
from facelaw.law.shape import Program, Shape, Variable


@dataclass(frozen=True)
class Case:
    """One scenario as the engine takes it.

    ``facts`` maps a fact's key (``name@a1:A``) to its value as written; ``dates`` an act to its
    first and last day; ``readings`` a reading to the option assumed. ``asked_on`` is the day of
    answering, or of the procedure where ``filed_on`` says so.
    """

    shape: Shape
    dates: Mapping[str, tuple[str, str]]
    asked_on: str
    stage: str
    facts: Mapping[str, str]
    readings: Mapping[str, str] = field(default_factory=dict[str, str])
    filed_on: str = ""


@dataclass(frozen=True)
class Setting:
    """What is known of one input and why.

    ``why`` is ``stated``, ``silence``, ``burden``, ``implied``, ``date``, ``reading`` or
    ``open``; ``known`` holds the atoms this fixes.
    """

    value: str
    why: str
    known: Mapping[str, bool]


def settle(law: Law, program: Program, case: Case) -> dict[str, Setting]:
    """Return the setting of every input of a program.

    Raises:
        ValueError: a value does not fit its fact's type.
    """
    out: dict[str, Setting] = {}
    implied = _implied(law, program, case)
    for key, variable in program.variables.items():
        out[key] = _setting(law, variable, case, implied)
    return out


def _setting(law: Law, v: Variable, case: Case, implied: Mapping[str, str]) -> Setting:
    if v.key.startswith("reading:"):
        option = case.readings.get(v.key.removeprefix("reading:"), "open")
        return Setting(option, "reading" if option != "open" else "open", values(v, option))
    if not v.fact:
        name, _, act = v.key.partition("@")
        if name == "procedure_on":
            day = case.filed_on or case.asked_on
        else:
            day = case.dates[act][0 if name == "act_from" else 1]
        return Setting(day, "date", values(v, day))
    fact = law.facts[v.fact]
    why = "stated"
    value = case.facts.get(v.key)
    if value is None and v.key in implied:
        value, why = implied[v.key], "implied"
    if value is None:
        value, why = fact.silence, "silence"
    if value == "unproved" or (value == "unknown" and case.stage == "trial"):
        value, why = fact.unproved, "burden"
    known = values(v, value)
    return Setting(value, why if known or value != "unknown" else "open", known)


def _implied(law: Law, program: Program, case: Case) -> dict[str, str]:
    """Return values of unmentioned facts that stated ones imply or exclude."""
    out: dict[str, str] = {}
    pending = [(k, v) for k, v in case.facts.items()]
    while pending:
        key, value = pending.pop()
        name, _, args = key.partition("@")
        fact = law.facts.get(name)
        if fact is None or value != "yes":
            continue
        for others, result in ((fact.implies, "yes"), (fact.excludes, "no")):
            for other in others:
                target, _, wanted = other.partition("=")
                if wanted and result == "no":
                    continue
                full = f"{target}@{args}" if args else target
                if full not in case.facts and full not in out and full in program.variables:
                    out[full] = wanted or result
                    pending.append((full, out[full]))
    return out


def values(v: Variable, value: str) -> dict[str, bool]:
    """Return the atoms that a written value fixes; none for ``unknown`` or ``open``.

    Numbers and dates may be ``n``, ``>=n``, ``<n`` or ``n..m`` (both ends included); an enum may
    be ``a|b``, which rules the others out.

    Raises:
        ValueError: the value does not fit the type.
    """
    if value in ("unknown", "open"):
        return {}
    if v.type == "bool":
        if value not in ("yes", "no"):
            raise ValueError(f"yes, no, unknown or unproved, not {value!r}")
        return {v.key: value == "yes"}
    if v.type == "enum":
        allowed = value.split("|")
        if not set(allowed) <= set(v.values):
            raise ValueError(f"one of {', '.join(v.values)}, not {value!r}")
        only = len(allowed) == 1
        return {f"{v.key}={o}": o in allowed for o in v.values if only or o not in allowed}
    low, high = _interval(v.type, value)
    known: dict[str, bool] = {}
    for cut, name in zip(v.values, v.atoms, strict=True):
        bound = size(v.type, cut)
        if low >= bound:
            known[name] = True
        elif high < bound:
            known[name] = False
    return known


def _interval(kind: str, value: str) -> tuple[float, float]:
    """Return the least and greatest number that a written value allows."""
    if value.startswith(">="):
        return size(kind, value[2:]), float("inf")
    if value.startswith("<"):
        return float("-inf"), size(kind, value[1:]) - (1 if kind in ("count", "date") else 1e-9)
    if ".." in value:
        low, high = value.split("..")
        return size(kind, low), size(kind, high)
    return size(kind, value), size(kind, value)
