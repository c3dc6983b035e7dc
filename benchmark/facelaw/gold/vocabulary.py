"""The loaded law as the terms that families are checked against."""

from __future__ import annotations

from functools import cache

from facelaw import _paths
from facelaw.law.load import shipped
from facelaw.law.model import Law
from facelaw.scenarios.terms import ClaimTerm, FactTerm, Terms


def terms_of(law: Law, cases: frozenset[str] | None = None) -> Terms:
    """Return the terms of a law model; ``cases`` are the ids of the reported cases."""
    return Terms(
        {f.id: FactTerm(f.of, f.type, tuple(f.values), f.silence) for f in law.facts.values()},
        {
            c.id: ClaimTerm(c.kind, c.left, () if c.holds else tuple(o.id for o in c.options))
            for c in law.claims.values()
        },
        {r.id: tuple(o.id for o in r.options) for r in law.readings.values()},
        frozenset(law.conclusions),
        cases,
    )


@cache
def shipped_terms() -> Terms:
    """Return the terms of the project's own law and reported cases."""
    folder = _paths.root() / "data" / "cases"
    cases = frozenset(path.stem for path in folder.glob("*.yaml")) if folder.is_dir() else None
    return terms_of(shipped(), cases)
