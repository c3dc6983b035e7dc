"""The key: what the scorer knows of every item, one line of ``key.jsonl`` each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from facelaw.errors import DataError, Problem, UsageError
from facelaw.scoring.audit import Audit
from facelaw.scoring.item import (
    ELEMENT,
    ELEMENT_STATES,
    QUANTITIES,
    VERDICTS,
    AnswerType,
    FieldType,
    Item,
    Pair,
    Task,
    contradictions,
)
from facelaw.scoring.key_lines import Decoder

__all__ = [
    "ELEMENT",
    "ELEMENT_STATES",
    "QUANTITIES",
    "VERDICTS",
    "AnswerType",
    "FieldType",
    "Item",
    "Key",
    "Pair",
    "Task",
    "load",
    "parse",
]


@dataclass(frozen=True)
class Key:
    """All items of a key file.

    Attributes:
        items: in file order; an item's index is its place here.
        index: id to place.
        sha256: of the file's bytes, in hex; its first eight digits stand in every signature.
        data_version: of the manifest beside the file, ``"unstated"`` without one.
        audit: errors known in the gold, as the manifest tells them.
        file: the name for messages.
    """

    items: tuple[Item, ...]
    index: dict[str, int] = field(repr=False)
    sha256: str = ""
    data_version: str = "unstated"
    file: str = "key.jsonl"
    audit: Audit | None = None

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, item: str) -> Item:
        return self.items[self.index[item]]


def load(path: Path | None = None) -> Key:
    """Read a key file.

    Args:
        path: a ``key.jsonl``; by default that of the released data.

    Raises:
        UsageError: there is no such file.
        DataError: every line that is malformed, contradicts itself or repeats an id; a manifest
            beside the file that names another hash.
    """
    if path is None:
        from facelaw._paths import data

        path = data("release", "key.jsonl")
    digest = hashlib.sha256()
    try:
        with path.open("rb") as source:
            key, problems = parse(_seen(source, digest.update), str(path))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give the key.jsonl of a release") from None
    told = manifest(path, digest.hexdigest(), problems)
    if problems:
        raise DataError(problems)
    return replace(key, sha256=digest.hexdigest(), data_version=told.data_version, audit=told.audit)


def _seen(source: BinaryIO, see: Callable[[bytes], object]) -> Iterator[bytes]:
    """Yield a file's lines and let something else see them too."""
    for line in source:
        see(line)
        yield line


def parse(lines: Iterable[bytes], file: str = "key.jsonl") -> tuple[Key, list[Problem]]:
    """Read the lines of a key; return the items that could be read and every problem.

    What many items have in common (keys, labels, wordings) is held once.
    """
    decode = Decoder().item
    problems: list[Problem] = []
    items: list[Item] = []
    index: dict[str, int] = {}
    sound: set[object] = set()
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        try:
            item = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            hint = "rebuild the release, or see schemas/key.schema.json"
            problems.append(Problem(file, number, "", "an item of the key", str(error), hint))
            continue
        # Held once, so the same objects: what was sound before is sound again.
        shape = (item.answer_type, id(item.keys), id(item.labels), id(item.gold), id(item.types))
        if shape not in sound:
            told = [Problem(file, number, *parts) for parts in contradictions(item)]
            problems += told
            if not told:
                sound.add(shape)
        if item.id in index:
            problems.append(Problem(file, number, "/id", "each id once", item.id))
        index[item.id] = len(items)
        items.append(item)
    if not items and not problems:
        problems.append(Problem(file, 0, "", "at least one item"))
    return Key(tuple(items), index, file=file), problems


class Manifest(msgspec.Struct):
    """What is needed of ``manifest.json``."""

    data_version: str
    key_hash: str
    audit: Audit | None = None


def manifest(path: Path, sha256: str, problems: list[Problem]) -> Manifest:
    """Return what the manifest beside a key tells; note a hash that differs."""
    beside = path.with_name("manifest.json")
    try:
        found = msgspec.json.decode(beside.read_bytes(), type=Manifest)
    except OSError:
        return Manifest("unstated", sha256)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(str(beside), 0, "", "a release's manifest", str(error)))
        return Manifest("unstated", sha256)
    if found.key_hash != sha256:
        hint = "key and manifest are of different releases, or the key was edited: rebuild"
        problems.append(Problem(str(path), 0, "", f"sha256 {found.key_hash}", sha256, hint))
    return found
