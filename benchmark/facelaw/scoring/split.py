"""One large prediction file cut into one file for each shard, read once from front to back."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from facelaw.errors import DataError, Problem
from facelaw.scoring.lines import LONGEST, TOO_LONG, Lines
from facelaw.scoring.prediction_line import save
from facelaw.scoring.predictions import EMPTY, UNUSUAL

HELD = 2**23
"""Bytes that are held before they are written."""
NUMBERS = ".lines"
"""Ending of the file beside each part that holds its lines' numbers in the whole file."""


@dataclass(frozen=True)
class Source:
    """The predictions of one shard.

    Attributes:
        path: where they lie.
        shown: how messages call them.
        cut: they are a part of a larger file, whose line numbers messages tell.
    """

    path: Path
    shown: str
    cut: bool = False

    def told(self, problems: tuple[Problem, ...]) -> list[Problem]:
        """Return problems as whoever wrote the file sees it; an empty part is none."""
        out = [replace(p, file=p.file.replace(str(self.path), self.shown)) for p in problems]
        if not self.cut or not out:
            return out
        numbers: array[int] = array("q")
        numbers.frombytes(self.path.with_suffix(NUMBERS).read_bytes())
        return [
            replace(p, line=numbers[p.line - 1]) if p.line else p for p in out if p.came != EMPTY
        ]


class _Id(msgspec.Struct):
    """What is needed of a line."""

    id: str


def split(whole: Path, shown: str, folder: Path, owners: Mapping[str, int], shards: int) -> None:
    """Write ``folder/<shard>.jsonl`` for every shard, in the order of the lines.

    A line that names no item of the key goes to the first shard, whose reading tells of it.

    Args:
        whole: the prediction file.
        shown: how messages call it.
        folder: an empty one.
        owners: shard of an item's id, or of what stands before its first dot.
        shards: how many there are.

    Raises:
        UsageError: there is no such file.
        DataError: it is empty, or of a kind that cannot be read at all.
    """
    decode = msgspec.json.Decoder(_Id).decode
    parts = [_Part(folder / f"{shard}.jsonl") for shard in range(shards)]
    start, held, filled = 1, 0, 0
    with Lines(whole) as lines:
        for block in lines.blocks():
            for number, line in enumerate(block, start):
                if not line or line.isspace():
                    continue
                try:
                    name = decode(line).id
                except UNUSUAL:
                    saved = None if line is TOO_LONG else save(line).prediction
                    name = saved.id if saved else ""
                shard = owners.get(name, owners.get(name.partition(".")[0], 0))
                # A line too long to be held stays one, so that it is told of.
                parts[shard].add(b" " * (LONGEST + 1) if line is TOO_LONG else line, number)
                held += len(line)
                filled = shard
            start += len(block)
            if held > HELD:
                held = 0
                for part in parts:
                    part.write()
        if not any(part.some for part in parts):
            raise DataError([Problem(shown, 0, "", "at least one prediction", EMPTY)])
        for shard, part in enumerate(parts):
            part.write(open_end=lines.cut and shard == filled)


class _Part:
    """One shard's file, written now and then: open files are few, shards may be many."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.some = False
        self._lines: list[bytes] = []
        self._numbers: array[int] = array("q")
        path.touch()
        path.with_suffix(NUMBERS).touch()

    def add(self, line: bytes, number: int) -> None:
        """Take a line."""
        self.some = True
        self._lines.append(line)
        self._numbers.append(number)

    def write(self, open_end: bool = False) -> None:
        """Write what is held; without its last line's end where the whole file lacks it."""
        if not self._lines:
            return
        with self.path.open("ab") as out:
            out.write(b"\n".join(self._lines) + (b"" if open_end else b"\n"))
        with self.path.with_suffix(NUMBERS).open("ab") as out:
            self._numbers.tofile(out)
        self._lines, self._numbers = [], array("q")
