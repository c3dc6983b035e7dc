"""Where the shipped data lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds ``data/`` and ``schemas/``."""
    installed = Path(__file__).resolve().parent
    checkout = installed.parents[1]
    return installed if (installed / "data").is_dir() else checkout


def resource(*parts: str) -> Path:
    """Return a shipped file or folder, for example ``resource("data", "release")``.

    Raises:
        FileNotFoundError: it is not there; the message says where it was looked for.
    """
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"{'/'.join(parts)} is not in {root()}; reinstall facelaw")
    return found


def data(*parts: str) -> Path:
    """Return a path under ``data/``."""
    return resource("data", *parts)


def schemas(*parts: str) -> Path:
    """Return a path under ``schemas/``."""
    return resource("schemas", *parts)
