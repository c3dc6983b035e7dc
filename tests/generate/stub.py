"""What stands for the generator: the project's own families in turn."""

from __future__ import annotations

from facelaw.gold.families import family_files
from facelaw.gold.vocabulary import shipped_terms
from facelaw.scenarios.family import Family, load_family

asked: list[tuple[int | str, int, int | None]] = []
"""What was written, call by call."""


def write(seed: int | str, index: int, level: int | None) -> Family:
    """Return the family whose turn it is."""
    asked.append((seed, index, level))
    files = family_files()
    return load_family(files[(int(seed) + index) % len(files)], shipped_terms().scopes)
