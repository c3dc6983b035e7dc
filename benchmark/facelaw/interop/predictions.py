"""Writing the prediction file of one run, and the ``<file>.run.json`` beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from facelaw.files import dump_json, write_text
from facelaw.scoring.run_info import RunInfo, place

FAILED = "error"
"""The finish reason of an item for which no reply was had; its status is ``failed``."""


def line(
    item: str,
    text: str,
    finish_reason: str = "",
    tokens: Mapping[str, int] | None = None,
    sample: int = 0,
) -> dict[str, Any]:
    """Return a prediction line that keeps the raw output; scoring reads the answer from it."""
    out: dict[str, Any] = {"id": item, "text": text}
    if finish_reason:
        out["finish_reason"] = finish_reason
    if tokens:
        out["tokens"] = dict(tokens)
    if sample:
        out["sample"] = sample
    return out


def failed(item: str, sample: int = 0) -> dict[str, Any]:
    """Return the line of an item for which no reply was had."""
    return line(item, "", FAILED, sample=sample)


def structured(item: str, answer: object, sample: int = 0) -> dict[str, Any]:
    """Return a line whose answer is already structured (people, other harnesses)."""
    out: dict[str, Any] = {"id": item, "answer": answer}
    return out | {"sample": sample} if sample else out


def write(path: Path, info: RunInfo, lines: Iterable[Mapping[str, Any]]) -> int:
    """Write the lines and the run's description; return how many lines there are.

    The old file stays until the new one is whole, and lines are not gathered in memory.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    count = 0
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            for entry in lines:
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
                count += 1
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    write_text(place(path), dump_json(stated(info)))
    return count


def stated(info: RunInfo) -> dict[str, Any]:
    """Return what a run's description says, without the fields that are None."""
    return {key: value for key, value in asdict(info).items() if value is not None}
