"""Annotation records: one annotator's reading of one scenario, kept as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from facelaw.errors import DataError, Problem, pointer

Record = dict[str, Any]


def read(path: Path) -> list[Record]:
    """Return the records of a file.

    Raises:
        DataError: with every line that is no JSON or breaks ``schemas/annotation.schema.json``.
        FileNotFoundError: there is no such file.
    """
    from facelaw.schema import validator

    out: list[Record] = []
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(Problem(str(path), number, "", "a JSON object", str(error)))
            continue
        problems += [
            Problem(str(path), number, pointer(error.instance_path), str(error.message))
            for error in validator("annotation").iter_errors(record)
        ]
        out.append(record)
    if problems:
        raise DataError(problems)
    return out


def place(record: Record) -> tuple[str, ...]:
    """Return what a record must be alone in: round, scenario, language, question, annotator."""
    return tuple(str(record[k]) for k in ("round", "id", "lang", "what", "annotator"))


def merge(
    old: Sequence[Record], new: Iterable[Record], replace: bool = False, file: str = ""
) -> tuple[list[Record], int]:
    """Return old and new records in order, and how many are new.

    A reading that is there already is left alone.

    Raises:
        DataError: an annotator's reading differs from the one there and ``replace`` is not set.
    """
    table = {place(r): r for r in old}
    problems: list[Problem] = []
    added = 0
    seen: set[tuple[str, ...]] = set()
    for record in new:
        at = place(record)
        if at in seen or (at in table and table[at] != record and not replace):
            hint = "name another round, or --replace"
            came = "two in one export" if at in seen else "another reading"
            problems.append(Problem(file, 0, "", "one reading of " + " ".join(at), came, hint))
        seen.add(at)
        added += table.get(at) != record
        table[at] = record
    if problems:
        raise DataError(problems)
    return [table[at] for at in sorted(table)], added


def write(path: Path, records: Iterable[Record]) -> None:
    """Write records, one a line, Chinese readable.

    Raises:
        DataError: a record breaks the schema; nothing is written.
    """
    from facelaw.files import write_text
    from facelaw.schema import validator

    listed = list(records)
    problems = [
        Problem(str(path), number, pointer(error.instance_path), str(error.message))
        for number, record in enumerate(listed, 1)
        for error in validator("annotation").iter_errors(record)
    ]
    if problems:
        raise DataError(problems)
    lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in listed]
    write_text(path, "".join(line + "\n" for line in lines))
