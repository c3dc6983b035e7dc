"""``explorer.json``: what the release tells the report about families and the law."""

from __future__ import annotations

from pathlib import Path

import msgspec

from facelaw.errors import DataError, Problem
from facelaw.files import write_bytes
from facelaw.report.content import Explorer


def write(path: Path, explorer: Explorer) -> None:
    """Write families and law picture as compact JSON, families in the order of their ids."""
    families = tuple(sorted(explorer.families, key=lambda family: family.id))
    content = Explorer(families, explorer.law, explorer.version)
    write_bytes(path, msgspec.json.encode(content) + b"\n")


def read(path: Path) -> Explorer:
    """Read what :func:`write` wrote.

    Raises:
        DataError: it cannot be read, or is no such file.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Explorer)
    except OSError as error:
        problem = Problem(path.name, 0, "", "a readable file", str(error))
        raise DataError([problem]) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        hint = "build the release again: facelaw build"
        expected = "families and law as the build writes them"
        raise DataError([Problem(path.name, 0, "", expected, str(error), hint)]) from None
