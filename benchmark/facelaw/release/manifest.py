"""The manifest: version, hashes and counts of a release; and whether a folder still agrees."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from facelaw.errors import Problem
from facelaw.files import dump_json, read_json
from facelaw.release.rows import SIDE, SPLITS, TASKS, Release
from facelaw.schema import validator

CANARY = "b5b0f0c7-2b39-4c0e-9a64-6f1d7c2e83da"
"""A string that is found nowhere else: who finds it in a corpus has found this data there."""

NAME = "manifest.json"
KEY = "key.jsonl"


def counts(release: Release) -> dict[str, Any]:
    """Return how many families, items, rows and answers a release has, by split, task, level."""
    main_last = sorted(release.keys, key=lambda row: row.task not in SIDE)
    families = {row.family: row for row in main_last}
    by_split = Counter(row.split for row in families.values())
    items = Counter(row.split for row in release.keys)
    tasks = Counter(row.task for row in release.keys)
    levels = Counter(str(row.level) for row in families.values())
    return {
        "families": len(families),
        "items": len(release.keys),
        "rows": len(release.items),
        "gold": items["test"],
        "families_by_split": {split: by_split[split] for split in SPLITS},
        "items_by_split": {split: items[split] for split in SPLITS},
        "items_by_task": {task: tasks[task] for task in TASKS if tasks[task]},
        "families_by_level": {level: levels[level] for level in sorted(levels)},
    }


def manifest(release: Release, files: Mapping[str, bytes], rows: Mapping[str, int]) -> str:
    """Return the text of ``manifest.json``.

    Args:
        release: what the files were written from.
        files: path to content of every file but the manifest itself.
        rows: number of rows of those files that have rows.
    """
    listed = {
        path: {"sha256": hashlib.sha256(files[path]).hexdigest(), "bytes": len(files[path])}
        | ({"rows": rows[path]} if path in rows else {})
        for path in sorted(files)
    }
    return dump_json(
        {
            "data_version": release.version,
            "released_on": release.released_on,
            "canary": CANARY,
            "key_hash": hashlib.sha256(files[KEY]).hexdigest(),
            "counts": counts(release),
            "audit": msgspec.to_builtins(release.audit),
            "files": listed,
        }
    )


def verify(folder: Path) -> list[Problem]:
    """Return where a release folder differs from its manifest: missing, changed, extra files.

    Raises:
        DataError: the manifest cannot be read.
    """
    path = folder / NAME
    content = read_json(path)
    problems = [
        Problem(str(path), 0, "", str(error.message), hint="build the release again")
        for error in validator("manifest").iter_errors(content)
    ]
    if problems:
        return problems
    rebuild = "download it again, or build the release again"
    listed: dict[str, dict[str, Any]] = content["files"]
    for name, entry in listed.items():
        file = folder / name
        if not file.is_file():
            problems.append(Problem(str(file), 0, "", "a file of the release", "none", rebuild))
            continue
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != entry["sha256"]:
            expected = f"sha256 {entry['sha256']}"
            problems.append(Problem(str(file), 0, "", expected, found, rebuild))
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    for name in sorted(there - set(listed) - {NAME}):
        hint = "remove it: a stray file changes what loads"
        problems.append(Problem(str(folder / name), 0, "", "only listed files", name, hint))
    return problems


def json_lines(records: list[dict[str, Any]]) -> bytes:
    """Return records as JSONL, Chinese readable."""
    lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in records]
    return "".join(line + "\n" for line in lines).encode("utf-8")
