"""The project's families, derived; one that is still being written is left to its own tests."""

from __future__ import annotations

import pytest

from facelaw.errors import DataError
from facelaw.gold.derived import Derived, derive_family
from facelaw.gold.families import family_files
from facelaw.gold.vocabulary import shipped_terms
from facelaw.law.derive import Engine
from facelaw.law.load import shipped
from facelaw.scenarios.family import load_family


@pytest.fixture(scope="session")
def families() -> list[list[Derived]]:
    engine = Engine(shipped())
    out: list[list[Derived]] = []
    for path in family_files():
        try:
            out.append(derive_family(load_family(path, shipped_terms().scopes), engine))
        except DataError:
            continue
    assert len(out) > 15
    return out
