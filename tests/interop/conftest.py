from __future__ import annotations

from pathlib import Path

import pytest

from tests.interop.synthetic import write_release


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up release of five families."""
    return write_release(tmp_path_factory.mktemp("release"))
