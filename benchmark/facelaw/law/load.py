"""Loading ``data/law``: every file against its schema, every name against every other file.

All faults are reported together, each with file, line and the way out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from facelaw import _paths
from facelaw.errors import DataError, Problem
from facelaw.files import Document, load_yaml
from facelaw.law.build import claim, conclusion, fact, norm, reading
from facelaw.law.model import Claim, Conclusion, Edition, Fact, Law, Norm, Reading
from facelaw.law.references import check_references

if TYPE_CHECKING:
    from facelaw.citations.index import Index

Entry = tuple[Document, int, dict[str, Any]]
T = TypeVar("T", Fact, Conclusion, Reading, Claim, Norm)


@cache
def shipped() -> Law:
    """Return the project's own law model."""
    return load_law(_paths.data("law"))


def load_law(folder: Path) -> Law:
    """Load a folder laid out like ``data/law``.

    Raises:
        DataError: a file breaks its schema, names something unknown, repeats an id, gives a
            reading without options, has overlapping or empty force, cites an article that the
            folder's laws have not, or rules run in a circle.
    """
    problems: list[Problem] = []
    digest = hashlib.sha256()

    def entries(kind: str) -> list[Entry]:
        return _read(folder, kind, problems, digest)

    editions = tuple(
        Edition(e["code"], e["law"], e["en"], e.get("from", ""), e.get("until", ""))
        for _, _, e in entries("articles")
    )
    facts = _index(entries("facts"), fact, problems)
    conclusions = _index(entries("conclusions"), conclusion, problems)
    readings = _index(entries("readings"), reading, problems)
    claims = _index(entries("claims"), claim, problems)
    norms = _index(entries("norms"), lambda d, i, e: norm(d, i, e, editions), problems)
    law = assemble(
        {k: v for k, (v, _, _) in facts.items()},
        {k: v for k, (v, _, _) in conclusions.items()},
        {k: v for k, (v, _, _) in readings.items()},
        {k: v for k, (v, _, _) in claims.items()},
        {k: v for k, (v, _, _) in norms.items()},
        editions,
        digest.hexdigest()[:16],
    )
    places = {
        kind: {k: (document, index) for k, (_, document, index) in table.items()}
        for kind, table in (
            ("fact", facts),
            ("conclusion", conclusions),
            ("reading", readings),
            ("claim", claims),
            ("norm", norms),
        )
    }
    problems += check_references(law, places, _article_index(folder, editions, problems))
    if problems:
        raise DataError(problems)
    return law


def assemble(
    facts: Mapping[str, Fact],
    conclusions: Mapping[str, Conclusion],
    readings: Mapping[str, Reading],
    claims: Mapping[str, Claim],
    norms: Mapping[str, Norm],
    editions: tuple[Edition, ...],
    key: str,
) -> Law:
    """Join the parts: collect each fact's cut points and each conclusion's norms."""
    from facelaw.law.conditions import size

    cuts: dict[str, set[str]] = {}
    heads: dict[str, list[Norm]] = {}
    for n in norms.values():
        heads.setdefault(n.then, []).append(n)
        for c in (*n.when, *n.unless, *n.among):
            if c.op in (">=", "<"):
                cuts.setdefault(c.name, set()).add(c.value)

    def order(name: str, values: set[str]) -> tuple[str, ...]:
        kind = facts[name].type if name in facts else "count"
        try:
            return tuple(sorted(values, key=lambda v: size(kind, v)))
        except ValueError:
            return tuple(sorted(values))

    return Law(
        facts,
        conclusions,
        norms,
        readings,
        claims,
        {name: order(name, values) for name, values in cuts.items()},
        {
            # the later law first: a proof rests on the special rule where several apply
            name: tuple(sorted(ns, key=lambda n: n.start, reverse=True))
            for name, ns in heads.items()
        },
        editions,
        key,
    )


def _read(folder: Path, kind: str, problems: list[Problem], digest: Any) -> list[Entry]:
    """Read every file of a kind; schema faults go to ``problems``."""
    from facelaw.schema import check

    singular = {"articles": "articles"}.get(kind, kind[:-1])
    out: list[Entry] = []
    for path in sorted((folder / kind).glob("*.yaml")):
        digest.update(path.read_bytes())
        try:
            document = load_yaml(path)
        except DataError as error:
            problems += error.problems
            continue
        if not isinstance(document.value, list):
            problems.append(document.problem((), "a list of entries, each starting with '- '"))
            continue
        listed: list[Any] = document.value  # pyright: ignore
        faults = [_in_words(p) for p in check(singular, document)]
        problems += faults
        broken = {_entry_index(p.pointer) for p in faults}
        out += [
            (document, i, entry)
            for i, entry in enumerate(listed)
            if isinstance(entry, dict) and i not in broken
        ]
    return out


def _article_index(
    folder: Path, editions: tuple[Edition, ...], problems: list[Problem]
) -> Index | None:
    """Return the index of the folder's laws; its faults, such as overlapping versions, are noted.

    None where the folder has no laws or they are at fault, so that nothing is held against them.
    """
    from facelaw.citations import index

    if not editions:
        return None
    try:
        return index.read(index.compile(folder / "articles"))
    except DataError as error:
        problems += [p for p in error.problems if p not in problems]
        return None


def _in_words(problem: Problem) -> Problem:
    """Say in words what a schema says of conditions and options in patterns and counts."""
    parts = problem.pointer.split("/")[2:3]
    if parts in (["when"], ["unless"], ["at_least"]) and "form ^" in problem.expected:
        form = "a condition: name [of victim|base|base doer] [= value | != value | >= n | < n]"
        hint = "for example 'consent', 'face_in_output of base = own' or 'views >= 9'"
        return replace(problem, expected=form, hint=hint)
    if parts == ["options"] and "has less than" in problem.expected:
        hint = "a point on which all agree is no reading: state it as a norm"
        return replace(problem, expected="two options or more", came="", hint=hint)
    return problem


def _entry_index(pointer: str) -> int:
    """Return the entry that a JSON pointer lies in, or -1."""
    first = pointer.split("/")[1] if "/" in pointer else ""
    return int(first) if first.isdigit() else -1


def _index(
    entries: list[Entry],
    build: Callable[[Document, int, dict[str, Any]], T],
    problems: list[Problem],
) -> dict[str, tuple[T, Document, int]]:
    """Build each entry and index by id; a repeated id is a problem."""
    out: dict[str, tuple[T, Document, int]] = {}
    for document, i, entry in entries:
        try:
            built = build(document, i, entry)
        except DataError as error:
            problems += error.problems
            continue
        if built.id in out:
            _, other, j = out[built.id]
            hint = f"the first one stands in {other.file}:{other.line((j,))}"
            problems.append(document.problem((i, "id"), "an id used once", built.id, hint))
        else:
            out[built.id] = (built, document, i)
    return out
