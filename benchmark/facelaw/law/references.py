"""Checks that need the whole law: names, scopes, values, dates, circles."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from facelaw.errors import Problem
from facelaw.files import Document
from facelaw.law import cited
from facelaw.law.conditions import size
from facelaw.law.model import Claim, Condition, Fact, Law, Norm

if TYPE_CHECKING:
    from facelaw.citations.index import Index

Places = Mapping[str, Mapping[str, tuple[Document, int]]]


def check_references(law: Law, places: Places, articles: Index | None = None) -> list[Problem]:
    """Return every name, scope, value, date or citation that does not fit, with its place.

    Args:
        law: what was loaded.
        places: kind and id to document and position.
        articles: the index of the laws cited; without it citations are not looked up.
    """
    problems: list[Problem] = []
    for n in law.norms.values():
        document, index = places["norm"][n.id]
        faults = [*_norm(law, n), *(cited.of_norm(articles, n) if articles else ())]
        problems += (
            document.problem((index, *at), expected, came, hint)
            for at, expected, came, hint in faults
        )
    for c in law.claims.values():
        document, index = places["claim"][c.id]
        faults = [*_claim(law, c), *(cited.of_claim(articles, c) if articles else ())]
        problems += (
            document.problem((index, *at), expected, came, hint)
            for at, expected, came, hint in faults
        )
    for f in law.facts.values():
        document, index = places["fact"][f.id]
        problems += (
            document.problem((index, *at), expected, came, hint)
            for at, expected, came, hint in _fact(law, f)
        )
        for key, names in (("excludes", f.excludes), ("implies", f.implies)):
            for k, name in enumerate(names):
                other = law.facts.get(name.partition("=")[0])
                if other is None or other.of != f.of:
                    problems.append(
                        document.problem(
                            (index, key, k), "a fact of the same scope", name, near(name, law.facts)
                        )
                    )
    problems += _circles(law, places)
    return problems


def near(name: str, known: Mapping[str, object]) -> str:
    """Return "did you mean …?" or nothing."""
    found = difflib.get_close_matches(name, known, 1)
    return f"did you mean {found[0]}?" if found else ""


Fault = tuple[tuple[str | int, ...], str, str, str]


def _norm(law: Law, n: Norm) -> Iterator[Fault]:
    known = {**law.facts, **law.conclusions}
    if n.then not in law.conclusions:
        yield ("then",), "a conclusion of conclusions/*.yaml", n.then, near(n.then, law.conclusions)
    names = dict.fromkeys(x.law for x in law.editions)
    if names and n.role != "link" and n.law not in names:
        yield ("law",), "a law of articles/*.yaml", n.law, near(n.law, names)
    if n.start and n.until and n.until < n.start:
        hint = "exchange the two days, or leave 'until' empty while it is in force"
        yield ("until",), f"a date not before {n.start}", n.until, hint
    if n.time in ("act", "procedure", "milder") and not n.start:
        hint = "give 'from', or make it 'time: always'"
        yield ("from",), "the first day in force, since time is " + n.time, "nothing", hint
    for reading, option in n.reading.items():
        if reading not in law.readings:
            yield ("reading",), "a reading", reading, near(reading, law.readings)
        elif option not in {o.id for o in law.readings[reading].options}:
            options = [o.id for o in law.readings[reading].options]
            hint = near(option, dict.fromkeys(options)) or "add the option to the reading"
            yield ("reading", reading), f"one of {', '.join(options)}", option, hint
    lists = {("when",): n.when, ("unless",): n.unless, ("at_least", "of"): n.among}
    for at, conditions in lists.items():
        for k, c in enumerate(conditions):
            if c.name not in known:
                hint = near(c.name, known) or "add it to facts/*.yaml or conclusions/*.yaml"
                yield (*at, k), "a known fact or conclusion", c.name, hint
            else:
                for expected, came, hint in _comparison(law, c):
                    yield (*at, k), expected, came, hint
    if n.among and n.at_least not in range(1, len(n.among) + 1):
        hint = "count the conditions under 'of'"
        yield ("at_least", "n"), f"a number from 1 to {len(n.among)}", str(n.at_least), hint


def _comparison(law: Law, c: Condition) -> Iterator[tuple[str, str, str]]:
    """Check that the comparison fits the type, and the binding the scope."""
    f = law.facts.get(c.name)
    scope = law.scope(c.name)
    if c.who == "victim" and scope != "party":
        yield "'of victim' for facts about a party only", f"{c.name} is about {scope}", ""
    if c.who == "base" and scope not in ("act", "act_party"):
        yield "'of base' for facts about an act only", f"{c.name} is about {scope}", ""
    if c.who == "base doer" and scope not in ("party", "pair"):
        yield "'of base doer' for facts about a party or pair only", f"{c.name}: {scope}", ""
    if f is None or f.type == "bool":
        if c.op:
            hint = f"write {c.name} alone; for the opposite put it under 'unless'"
            yield "no comparison: this holds or does not", str(c), hint
    elif f.type == "enum":
        if c.op not in ("=", "!="):
            yield "'= value' or '!= value'", str(c), "values: " + ", ".join(f.values)
        elif c.value not in f.values:
            yield "one of " + ", ".join(f.values), c.value, near(c.value, f.values)
    else:
        if c.op not in (">=", "<"):
            yield "'>= n' or '< n'", str(c), f"{c.name} is a {f.type} and compared by size"
        else:
            try:
                size(f.type, c.value)
            except ValueError:
                hint = "YYYY-MM-DD" if f.type == "date" else "digits, without unit or comma"
                yield f"a {f.type}", c.value, hint


def _claim(law: Law, c: Claim) -> Iterator[Fault]:
    if c.holds and c.holds not in law.conclusions:
        yield ("holds",), "a conclusion", c.holds, near(c.holds, law.conclusions)
    elif c.holds and law.conclusions[c.holds].of not in ("pair", "party"):
        yield ("holds",), "a conclusion about a pair or a party", c.holds, "lift it by a link norm"
    if not c.holds and not c.options:
        yield ("holds",), "either 'holds' with elements, or options", "neither", ""
    known = {**law.facts, **law.conclusions}
    for k, e in enumerate(c.elements):
        for key, names in (("met", e.met), ("not", e.none_of)):
            for m, name in enumerate(names):
                if name not in known:
                    yield ("elements", k, key, m), "a known name", name, near(name, known)
                elif law.scope(name) not in ("pair", "party", "case"):
                    yield (
                        ("elements", k, key, m),
                        "a name about a pair, party or the case",
                        f"{name} is about {law.scope(name)}",
                        "lift it by a link norm",
                    )
    for k, o in enumerate(c.options):
        if o.holds and o.holds not in law.conclusions:
            yield ("options", k, "holds"), "a conclusion", o.holds, near(o.holds, law.conclusions)


def _fact(law: Law, f: Fact) -> Iterator[Fault]:
    """Check that what a fact is taken for by default is one of its values."""
    if f.id in law.conclusions:
        yield ("id",), "an id that no conclusion has", f.id, "rename one of the two"
    for key, value in (("silence", f.silence), ("unproved", f.unproved)):
        if value != "unknown" and not _fits(f, value):
            options = ", ".join(f.values) or {"bool": "yes, no"}.get(f.type, f"a {f.type}")
            hint = near(value, f.values) or "or 'unknown', if it is to stay open"
            yield (key,), f"one of {options}", value, hint


def _fits(f: Fact, value: str) -> bool:
    """Return whether a value is one that the fact can have."""
    if not f.ordered:
        return value in (f.values or ("yes", "no"))
    try:
        size(f.type, value)
    except ValueError:
        return False
    return True


def _circles(law: Law, places: Places) -> list[Problem]:
    """Return each circle of conclusions; a solver would stay silent about one.

    Conditions ``of base`` point to an earlier act and can close no circle.
    """
    edges: dict[str, dict[str, Norm]] = {}
    for n in law.norms.values():
        for c in (*n.when, *n.unless, *n.among):
            if c.name in law.conclusions and c.who != "base":
                edges.setdefault(n.then, {})[c.name] = n
    state: dict[str, int] = {}
    problems: list[Problem] = []

    def visit(name: str, trail: tuple[str, ...]) -> None:
        state[name] = 1
        for target, n in edges.get(name, {}).items():
            if state.get(target) == 1:
                ring = (
                    (*trail[trail.index(target) :], target) if target in trail else (name, target)
                )
                document, index = places["norm"][n.id]
                problems.append(
                    document.problem(
                        (index,),
                        "no circle among conclusions",
                        " → ".join(ring),
                        "drop one of these conditions or split the conclusion in two",
                    )
                )
            elif not state.get(target):
                visit(target, (*trail, target))
        state[name] = 2

    for name in edges:
        if not state.get(name):
            visit(name, (name,))
    return problems
