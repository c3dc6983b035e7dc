"""Data versions: what changed since the last release, and by how much the number must rise.

``data/released.json`` holds the hashes of the last release, one line an item. An item's
``gold`` hash covers what is right, its ``counted`` hash what the scorer reads besides (quartet,
headline, level, evidence), its item hashes what is asked in each language, condition and wording.

Figures over the test split are comparable within one major version: nothing there may be added,
removed, asked otherwise, answered otherwise or counted otherwise. The rest is minor.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from facelaw.errors import DataError, Problem

DIGITS = 12
"""Hex digits of a hash that are kept."""

COUNTED = (
    "family", "variant", "kind", "quartet", "headline", "level", "stage", "split", "task",
    "target", "option", "types", "evidence",
)  # fmt: skip
"""What a score depends on besides question and gold. Themes, traps and wordings do not count."""

LEVELS = ("patch", "minor", "major")
"""How far a version must rise, in order."""

WORDS = {
    "added": "new",
    "removed": "gone",
    "asked": "asked otherwise: run again",
    "gold": "answered otherwise: score again",
    "counted": "counted otherwise: score again",
    "editions": "asked in a further language, condition or wording",
}
"""Kinds of change in words."""


@dataclass(frozen=True)
class Entry:
    """What is kept of an item."""

    split: str
    task: str
    gold: str
    counted: str
    items: Mapping[str, str]


@dataclass(frozen=True)
class Snapshot:
    """The hashes of a release."""

    version: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True)
class Change:
    """One item that is not what it was: a key of :data:`WORDS`, and the rise it asks for.

    ``editions`` are the languages, conditions and wordings that are asked otherwise.
    """

    id: str
    kind: str
    level: str
    editions: tuple[str, ...] = ()


def snapshot(version: str, records: Iterable[Mapping[str, Any]]) -> Snapshot:
    """Return the hashes of the lines of a ``key.jsonl``."""
    entries: dict[str, Entry] = {}
    for r in records:
        counted = json.dumps([r.get(name) for name in COUNTED], ensure_ascii=False, sort_keys=True)
        items = {edition: digest[:DIGITS] for edition, digest in r["item_hashes"].items()}
        short = hashlib.sha256(counted.encode()).hexdigest()[:DIGITS]
        entries[r["id"]] = Entry(r["split"], r["task"], r["gold_hash"][:DIGITS], short, items)
    return Snapshot(version, entries)


def of_release(folder: Path) -> Snapshot:
    """Return the hashes of a release folder.

    Raises:
        FileNotFoundError: there is no ``key.jsonl``.
        DataError: its manifest cannot be read.
    """
    from facelaw.files import read_json

    lines = (folder / "key.jsonl").read_text(encoding="utf-8").splitlines()
    version = str(read_json(folder / "manifest.json")["data_version"])
    return snapshot(version, map(json.loads, lines))


def load(path: Path) -> Snapshot | None:
    """Return the hashes of the last release; None before the first.

    Raises:
        DataError: the file is not as it should be.
    """
    from facelaw.files import read_json

    if not path.exists() or not path.read_text(encoding="utf-8").strip():
        return None
    content = read_json(path)
    try:
        entries = {
            item: Entry(split, task, gold, counted, dict(items))
            for item, (split, task, gold, counted, items) in content["items"].items()
        }
        return Snapshot(str(content["version"]), entries)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        hint = "restore it from version control; only facelaw versions --freeze writes it"
        came = f"{type(error).__name__}: {error}"
        raise DataError(
            [Problem(str(path), 0, "", "the hashes of a release", came, hint)]
        ) from None


def dump(kept: Snapshot) -> str:
    """Return the text of ``released.json``: one line an item, so that changes read as lines."""
    lines = [
        f"{json.dumps(item)}: "
        + json.dumps([e.split, e.task, e.gold, e.counted, e.items], separators=(",", ":"))
        for item, e in kept.entries.items()
    ]
    body = ",\n".join(lines)
    return f'{{"version": {json.dumps(kept.version)}, "items": {{\n{body}\n}}}}\n'


def changes(old: Snapshot, new: Snapshot) -> list[Change]:
    """Return everything that changed, by item id."""
    tasks = {e.task for e in old.entries.values() if e.split == "test"}
    return sorted(_changes(old, new, tasks), key=lambda c: (c.id, c.kind))


def _changes(old: Snapshot, new: Snapshot, tasks: set[str]) -> Iterator[Change]:
    for item in {*old.entries, *new.entries}:
        before, after = old.entries.get(item), new.entries.get(item)
        if before is None or after is None:
            there = before or after
            assert there is not None
            counts = there.split == "test" and (before is not None or there.task in tasks)
            kind = "added" if before is None else "removed"
            yield Change(item, kind, "major" if counts else "minor")
            continue
        level = "major" if "test" in (before.split, after.split) else "minor"
        if before.gold != after.gold:
            yield Change(item, "gold", level)
        if before.counted != after.counted:
            yield Change(item, "counted", level)
        otherwise = [e for e, h in before.items.items() if after.items.get(e) != h]
        if otherwise:
            yield Change(item, "asked", level, tuple(otherwise))
        further = tuple(e for e in after.items if e not in before.items)
        if further:
            yield Change(item, "editions", "minor", further)


def required(found: Iterable[Change]) -> str:
    """Return how far the version must rise; "" where nothing that has a hash changed."""
    return max((change.level for change in found), key=LEVELS.index, default="")


def rise(old: str, new: str) -> str:
    """Return which part of a version rose; before 1.0.0 the second number stands for the first.

    >>> rise("1.2.0", "1.3.0"), rise("0.2.0", "0.3.0"), rise("1.2.0", "1.2.0")
    ('minor', 'major', '')

    Raises:
        ValueError: one of them is no version, or the new one is the lower.
    """
    before, after = ([int(part) for part in v.split(".")] for v in (old, new))
    if len(before) != 3 or len(after) != 3 or after < before:
        raise ValueError(f"{new} does not follow {old}")
    at = next((i for i in range(3) if after[i] != before[i]), None)
    if at is None:
        return ""
    return LEVELS[::-1][at if before[0] or at == 0 else at - 1]


def check(old: Snapshot, new: Snapshot, changelog: str) -> list[Problem]:
    """Return what forbids the new release: a version too low, or a change without a reason."""
    found = changes(old, new)
    needs = required(found)
    problems: list[Problem] = []
    try:
        rose = rise(old.version, new.version)
    except ValueError as error:
        return [Problem("data/VERSION", 1, "", f"a version after {old.version}", str(error))]
    if needs and (not rose or LEVELS.index(rose) < LEVELS.index(needs)):
        worst = [c for c in found if c.level == needs]
        came = f"{old.version} to {new.version}; {len(worst)} items, e.g. {_told(worst[0])}"
        hint = "raise data/VERSION; docs/versions.md says what makes figures incomparable"
        problems.append(Problem("data/VERSION", 1, "", f"a {needs} rise", came, hint))
    reasons = entries(changelog, new.version)
    for item in sorted({c.id for c in found}):
        if not any(_covers(pattern, item) for pattern, _ in reasons):
            kinds = "; ".join(WORDS[c.kind] for c in found if c.id == item)
            hint = f"add below '## data {new.version}': - `{item}`: what changed and why"
            where = f"a line for {item} under data {new.version}"
            problems.append(Problem("CHANGELOG.md", 0, "", where, kinds, hint))
    return problems


def entries(changelog: str, version: str) -> list[tuple[str, str]]:
    """Return the item patterns of a version's section with their reasons.

    A line is ``- `pattern`, `pattern`: reason``; a pattern is an item id, the beginning of one
    up to a dot, or has ``*`` in it.
    """
    section = re.search(
        rf"^## data {re.escape(version)}\b.*?$(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    out: list[tuple[str, str]] = []
    for line in section[1].splitlines() if section else ():
        found = re.fullmatch(r"- ((?:`[^`]+`(?:, )?)+): (.{10,})", line.strip())
        if found:
            out += [(pattern, found[2]) for pattern in re.findall("`([^`]+)`", found[1])]
    return out


def _covers(pattern: str, item: str) -> bool:
    return item == pattern or item.startswith(f"{pattern}.") or fnmatchcase(item, pattern)


def _told(change: Change) -> str:
    return f"{change.id} ({WORDS[change.kind]})"
