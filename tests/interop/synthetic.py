"""A tiny made-up release, with the columns and the key of a real one."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

pa: Any = importlib.import_module("pyarrow")
pq: Any = importlib.import_module("pyarrow.parquet")

PAIRS: Any = pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())]))
SCHEMA: Any = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "lang", "condition", "template")),
        *((name, pa.string()) for name in ("family", "variant", "kind")),
        *((name, pa.bool_()) for name in ("quartet", "headline")),
        ("level", pa.int32()),
        *((name, pa.string()) for name in ("stage", "asked_on", "split", "task")),
        *((name, pa.string()) for name in ("target", "option")),
        ("themes", pa.list_(pa.string())),
        *((name, pa.string()) for name in ("prompt", "answer_type")),
        *((name, pa.list_(pa.string())) for name in ("keys", "labels")),
        ("item_hash", pa.string()),
        ("gold", PAIRS),
    ]
)
SPLIT_OF = {"apple": "train", "birch": "train", "cedar": "dev", "dogwood": "test", "elm": "test"}
VERDICTS = ["established", "not_established", "undetermined"]
FORMS: dict[str, tuple[str, list[str], list[str]]] = {
    "claims": ("map", ["A.portrait_right.B", "A.reputation_right.B"], VERDICTS),
    "argument": ("argument", ["element:identifiable", "element:no_excuse", "verdict"], VERDICTS),
    "consequences": ("set", ["cease", "apologise", "none"], []),
    "procedure": ("set", ["internet_court", "none"], []),
    "bracket": ("label", ["answer"], ["below", "first", "second"]),
    "gaps": ("set", ["consent", "viewers", "none"], []),
    "readings": ("map", ["A.portrait_right.B"], ["settled", "whole_image", "face_core"]),
    "flaw": ("label", ["answer"], ["step1", "step2", "none"]),
    "extraction": ("fields", ["clips", "takings"], []),
    "recall": ("fields", ["term"], []),
}
TYPES = {"clips": "count", "takings": "money", "term": "term"}
TEST_ITEMS = 2 * 4 * len(FORMS)  # two families in split test, four variants
Gold = list[dict[str, str]]


def gold_of(task: str, n: int) -> Gold:
    """Return made-up gold that differs from item to item."""
    _, keys, labels = FORMS[task]
    verdict = VERDICTS[n % 3]
    values: dict[str, list[tuple[str, str]]] = {
        "claims": [(keys[0], verdict), (keys[-1], "not_established")],
        "argument": [
            ("element:identifiable", "met"),
            ("element:no_excuse", "not_met" if n % 2 else "met"),
            ("verdict", verdict),
        ],
        "readings": [(keys[0], (labels or [""])[n % max(1, len(labels))])],
        "extraction": [("clips", str(3 + n)), ("takings", str(1000 * n))],
        "recall": [("term", "3年")],
    }
    one_label = [("answer", labels[n % len(labels)])] if labels else []
    one_code = [(keys[n % len(keys)], "yes")]
    default = one_label if FORMS[task][0] == "label" else one_code
    return [{"key": key, "value": value} for key, value in values.get(task, default)]


def items() -> Iterator[dict[str, Any]]:
    """Yield one key line per item, without hashes."""
    for f, (family, split) in enumerate(SPLIT_OF.items()):
        for v, kind in enumerate(("base", "flip", "control", "gap")):
            for task, (answer_type, keys, labels) in FORMS.items():
                target = ".A.portrait_right.B" if task in ("argument", "gaps") else ""
                argument = task == "argument"
                yield {
                    "id": f"{family}.v{v}.{task}{target}",
                    "family": family,
                    "variant": f"v{v}",
                    "kind": kind,
                    "quartet": task == "claims",
                    "headline": task == "claims",
                    "level": 1 + f % 3,
                    "stage": "advice",
                    "split": split,
                    "task": task,
                    "target": target.removeprefix("."),
                    "option": "",
                    "themes": ["none"],
                    "answer_type": answer_type,
                    "keys": keys,
                    "labels": labels,
                    "gold": gold_of(task, 4 * f + v),
                    "proofs": [["CC-1019-1"]] if argument else [],
                    "also": [],
                    "narrative_hash": f"n{f}{v}",
                    "gold_hash": hashlib.sha256(f"{f}{v}{task}".encode()).hexdigest(),
                    "evidence": {"zh": {"identifiable": ["露出了甲的脸"]}} if argument else {},
                    "types": {key: TYPES[key] for key in keys if key in TYPES},
                }


def prompt(item: dict[str, Any], lang: str) -> str:
    """Return a made-up prompt; it names the item so that a server can tell who asks."""
    narrative = "某网店发布的视频里露出了甲的脸。" if lang == "zh" else "A clip showed A's face."
    return f"<{item['id']}> {narrative} keys: {', '.join(item['keys'])}"


def write_release(folder: Path, changed: str = "") -> Path:
    """Write the release; the prompt of the item ``changed`` has one more word."""
    key: list[str] = []
    tables: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for item in items():
        hashes = dict[str, str]()
        for lang in ("zh", "en"):
            text = prompt(item, lang) + (" again" if item["id"] == changed else "")
            item_hash = hashlib.sha256(text.encode()).hexdigest()
            hashes[f"{lang}.bare.a"] = item_hash
            columns = set[str](SCHEMA.names)
            row = {name: value for name, value in item.items() if name in columns} | {
                "lang": lang,
                "condition": "bare",
                "template": "a",
                "asked_on": "2025-01-01",
                "prompt": text,
                "item_hash": item_hash,
            }
            row["gold"] = [] if item["split"] == "test" else item["gold"]
            tables.setdefault((item["task"], item["split"]), []).append(row)
        key.append(json.dumps(item | {"item_hashes": hashes}, ensure_ascii=False))
    for (task, split), rows in tables.items():
        (folder / task).mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_pylist(rows, schema=SCHEMA)
        pq.write_table(table, folder / task / f"{split}.parquet")
    write_key(folder, "\n".join(key) + "\n")
    return folder


def write_key(folder: Path, text: str) -> None:
    """Write a key and the manifest that vouches for it."""
    (folder / "key.jsonl").write_text(text, encoding="utf-8")
    key_hash = hashlib.sha256(text.encode()).hexdigest()
    manifest = {"data_version": "0.0.1-made-up", "key_hash": key_hash}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
