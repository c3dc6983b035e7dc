"""Every structural problem of a family at once, by line; checks of answers are hooked in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from facelaw.errors import Problem
from facelaw.scenarios.check_design import check_design
from facelaw.scenarios.check_quotes import check_quotes
from facelaw.scenarios.check_terms import check_terms
from facelaw.scenarios.check_text import check_text
from facelaw.scenarios.family import Family
from facelaw.scenarios.load import read_family
from facelaw.scenarios.similar import TOO_NEAR, fingerprint, nearest_to
from facelaw.scenarios.terms import Terms

Hook = Callable[[Family], Iterable[Problem]]
"""A further check, for example that a control changes no derived answer."""


def check_family(
    family: Family,
    terms: Terms,
    others: Mapping[str, frozenset[str]] | None = None,
    hooks: Sequence[Hook] = (),
) -> list[Problem]:
    """Return every problem of a family, in the order of its lines.

    Args:
        family: as loaded.
        terms: the vocabulary; see :func:`facelaw.scenarios.terms.load_terms`.
        others: id to fingerprint of the other families, to find near-copies.
        hooks: checks that need more than the file; they run only where the file itself is
            sound, since answers derived from a broken file say nothing.
    """
    problems = [
        *check_terms(family, terms),
        *check_quotes(family, terms),
        *check_text(family),
        *check_design(family),
        *_copies(family, others or {}),
    ]
    if not problems:
        problems = [problem for hook in hooks for problem in hook(family)]
    return sorted(set(problems))


def check_file(
    path: Path,
    terms: Terms,
    others: Mapping[str, frozenset[str]] | None = None,
    hooks: Sequence[Hook] = (),
) -> list[Problem]:
    """Return every problem of a family file; where the schema refuses it, those alone.

    Raises:
        DataError: the file is no YAML at all.
    """
    family, problems = read_family(path, terms.scopes)
    if family is None:
        return sorted(problems)
    found = check_family(family, terms, others, () if problems else hooks)
    return sorted({*problems, *found})


def _copies(family: Family, others: Mapping[str, frozenset[str]]) -> list[Problem]:
    mine = fingerprint(family)
    name, share = nearest_to(mine, ((k, v) for k, v in others.items() if k != family.id))
    if share < TOO_NEAR:
        return []
    hint = "write it anew, or make the difference a variant of that family"
    came = f"{share:.0%} of its five-character runs are also in {name}"
    path = ("documents",) if family.parts[0].id else ("text",)
    return [family.problem(path, "a text of its own", came, hint)]
