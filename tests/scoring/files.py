"""Keys and prediction files on disk, small enough to be worked by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from facelaw.scoring.key import Item

RUN: dict[str, Any] = {
    "model": "model", "lang": "zh", "condition": "bare", "template": "a",
    "data_version": "unstated", "budget": 2048,
}  # fmt: skip


def write_key(folder: Path, items: Iterable[Item]) -> Path:
    """Write a key and return its path."""
    path = folder / "key.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(item) for item in items) + b"\n")
    return path


def write_run(
    folder: Path, name: str, lines: Sequence[Mapping[str, Any] | str], **info: Any
) -> Path:
    """Write a prediction file with what stands beside it, and return its path."""
    path = folder / f"{name}.jsonl"
    text = [
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    ]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    beside = RUN | {"model": name} | info
    path.with_name(path.name + ".run.json").write_text(json.dumps(beside), encoding="utf-8")
    return path


def gold(item: Item) -> Any:
    """Return the right answer to an item as a model writes it."""
    pairs = {pair.key: pair.value for pair in item.gold}
    if item.answer_type == "set":
        return list(pairs)
    if item.answer_type == "label":
        return pairs["answer"]
    if item.answer_type != "argument":
        return pairs
    return {
        "elements": {key[8:]: label for key, label in pairs.items() if key.startswith("element:")},
        "quotes": {key: quotes[0] for key, quotes in item.evidence.get("zh", {}).items()},
        "articles": list(item.proofs[0]) if item.proofs else [],
        "verdict": pairs["verdict"],
    }


def perfect(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Return the lines that answer everything right."""
    return [{"id": item.id, "answer": gold(item)} for item in items]
