"""Finding a family by id or file, with the nearest name where there is none."""

from __future__ import annotations

import difflib
from pathlib import Path

from facelaw import _paths
from facelaw.errors import UsageError
from facelaw.gold.families import family_files
from facelaw.gold.vocabulary import shipped_terms
from facelaw.scenarios.family import Family, load_family


def find_family(name: str) -> Family:
    """Return a family by its id or its file.

    Raises:
        UsageError: there is none; the message names the nearest.
        DataError: the file is faulty.
    """
    path = Path(name)
    if path.suffix != ".yaml":
        path = _paths.data("scenarios") / f"{name}.yaml"
    if not path.is_file():
        known = [p.stem for p in family_files()]
        near = difflib.get_close_matches(path.stem, known, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
        raise UsageError(f"no family {name!r}{hint}")
    return load_family(path, shipped_terms().scopes)
