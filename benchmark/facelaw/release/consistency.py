"""Do the rows and the key of a release say the same? Checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from facelaw.errors import Problem, pointer
from facelaw.release.rows import SIDE, ItemRow, KeyRow, Release
from facelaw.schema import validator

SHARED = (
    "family", "variant", "kind", "quartet", "headline", "level", "stage", "asked_on", "split",
    "task", "target", "option", "themes", "answer_type", "keys", "labels", "gold",
)  # fmt: skip
"""What a row repeats of its item's key."""


def check_release(release: Release) -> list[Problem]:
    """Return every contradiction in a release; ``file`` of a problem names the item."""
    keys: dict[str, KeyRow] = {}
    problems: list[Problem] = []
    for key in release.keys:
        if key.id in keys:
            problems.append(Problem(key.id, 0, "", "each item once in the key", "twice"))
        keys[key.id] = key
        problems += _schema("key", key.id, key.record())
        if key.split == "test":
            problems += _schema("gold", key.id, key.gold_record())
    editions: dict[tuple[str, str], ItemRow] = {}
    for row in release.items:
        name = f"{row.id} {row.edition}"
        if (row.id, row.edition) in editions:
            problems.append(Problem(name, 0, "", "each edition of an item once", "twice"))
        editions[row.id, row.edition] = row
        problems += _schema("item", name, row.record())
        problems += _agrees(name, row, keys.get(row.id))
    for key in keys.values():
        for edition in sorted(key.item_hashes):
            if (key.id, edition) not in editions:
                expected = f"a row {edition}, whose hash the key has"
                problems.append(Problem(key.id, 0, "/item_hashes", expected, "none"))
    problems += _families(release)
    problems += [
        Problem(path, 0, "", "a plain relative path that no other file has", path)
        for path in release.extras
        if not _free(path)
    ]
    return sorted(problems)


def _schema(kind: str, name: str, record: dict[str, Any]) -> Iterator[Problem]:
    for error in validator(kind).iter_errors(record):
        at = pointer(tuple(error.instance_path))
        yield Problem(name, 0, at, str(error.message), str(error.instance))


def _agrees(name: str, row: ItemRow, key: KeyRow | None) -> Iterator[Problem]:
    if key is None:
        yield Problem(name, 0, "/id", "an item of the key", row.id)
        return
    for field in SHARED:
        mine, theirs = getattr(row, field), getattr(key, field)
        if mine != theirs:
            yield Problem(name, 0, f"/{field}", f"{theirs!r}, as in the key", repr(mine))
    if key.item_hashes.get(row.edition) != row.item_hash:
        expected = f"{key.item_hashes.get(row.edition)}, as in the key"
        yield Problem(name, 0, "/item_hash", expected, row.item_hash)


def _free(path: str) -> bool:
    """Tell whether an extra file may lie at a path of the release."""
    taken = ("README.md", "LICENSE", "croissant.json", "manifest.json", "key.jsonl")
    plain = not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts
    return plain and path not in taken and not path.endswith(".parquet")


def _families(release: Release) -> Iterator[Problem]:
    """A family lies in one split; outside the side suites it has one level and one stage."""
    for field in ("split", "level", "stage"):
        seen: dict[str, object] = {}
        for key in release.keys:
            if field != "split" and key.task in SIDE:
                continue
            value = getattr(key, field)
            if seen.setdefault(key.family, value) != value:
                yield Problem(key.id, 0, f"/{field}", f"{seen[key.family]}, as its family", value)
