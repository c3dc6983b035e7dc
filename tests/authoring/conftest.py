"""What the folder's tests share; the tests against a real Label Studio only where one is named.

``FACELAW_LABEL_STUDIO=/path/to/its/venv/bin/python`` names the Python of an environment that has
``label-studio``; without it those tests are not collected (recorded exports stand in for them).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facelaw.gold.derived import Derived, derive_family
from facelaw.gold.lookup import find_family
from facelaw.law.derive import Engine
from facelaw.law.load import shipped

collect_ignore = [] if os.environ.get("FACELAW_LABEL_STUDIO") else ["test_labelstudio_server.py"]

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"
FAMILY = EXAMPLE / "pharmacy-poster.yaml"


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(shipped())


@pytest.fixture(scope="session")
def variants(engine: Engine) -> list[Derived]:
    return derive_family(find_family(str(FAMILY)), engine)
