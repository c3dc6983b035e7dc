"""All families of a folder, checked and derived; every problem of every family together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from facelaw import _paths
from facelaw.errors import DataError, Problem
from facelaw.gold.checks import check_family
from facelaw.gold.derived import Derived, derive_family
from facelaw.gold.vocabulary import shipped_terms
from facelaw.law.derive import Engine
from facelaw.law.load import shipped
from facelaw.scenarios.check import check_file
from facelaw.scenarios.family import Family, load_family
from facelaw.scenarios.similar import fingerprint


def family_files(folder: Path | None = None) -> list[Path]:
    """Return the family files of a folder, by default the project's, in order of their names."""
    return sorted((folder or _paths.data("scenarios")).glob("*.yaml"))


def check_paths(
    paths: Sequence[Path],
    engine: Engine | None = None,
    others: Iterable[Path] | None = None,
    lang: str = "zh",
) -> list[Problem]:
    """Return every problem of some family files: structure, then what needs the law.

    ``others`` are the files they are compared with for near-copies; by default the project's.
    ``lang`` is that of the arguments that a problem quotes.
    """
    engine = engine or Engine(shipped())
    terms = shipped_terms()
    prints: dict[str, frozenset[str]] = {}
    for path in {*paths, *(family_files() if others is None else others)}:
        try:
            family = load_family(path, terms.scopes)
        except DataError:
            continue
        prints[family.id] = fingerprint(family)

    def derived(family: Family) -> list[Problem]:
        try:
            return check_family(derive_family(family, engine), lang)
        except DataError as error:
            return list(error.problems)

    problems: list[Problem] = []
    for path in paths:
        try:
            problems += check_file(path, terms, prints, (derived,))
        except DataError as error:
            problems += error.problems
    return sorted(set(problems))


def load_derived(
    paths: Sequence[Path] | None = None, engine: Engine | None = None
) -> list[list[Derived]]:
    """Return each family's derived variants, the base first; families in order of their names.

    Raises:
        DataError: with every problem of every family.
    """
    paths = family_files() if paths is None else paths
    engine = engine or Engine(shipped())
    problems = check_paths(paths, engine)
    if problems:
        raise DataError(problems)
    scopes = shipped_terms().scopes
    return [derive_family(load_family(path, scopes), engine) for path in paths]
