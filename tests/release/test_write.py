"""A release is written whole or not at all, the same bytes each time, and its card is true."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from facelaw.errors import DataError
from facelaw.release.card import CONFIGS, MEANINGS
from facelaw.release.manifest import CANARY, verify
from facelaw.release.parquet import decode, encode
from facelaw.release.rows import GOLD_COLUMNS, ITEM_COLUMNS, TASKS, Pair, Release, gold_hash
from facelaw.release.write import render, replace_folder, write_release

TASK_CATEGORIES = {"question-answering", "text-classification", "text-generation"}
"""Ids that dataset lists know; nothing checks them offline but this."""


def test_repetition_gives_the_same_bytes_whatever_the_order(release: Release) -> None:
    turned = replace(release, items=release.items[::-1], keys=release.keys[::-1])

    assert render(release) == render(turned)


def test_rows_stand_in_natural_order(folder: Path) -> None:
    rows = decode((folder / "claims" / "test.parquet").read_bytes())

    variants = [row["variant"] for row in rows if row["family"] == "swap-one"]
    assert list(dict.fromkeys(variants)) == ["v0", "v1", "v2", "v10"]
    assert [(r["lang"], r["condition"], r["template"]) for r in rows[:5]] == [
        ("zh", "bare", "a"), ("zh", "bare", "b"), ("zh", "law", "a"), ("zh", "law", "b"),
        ("en", "bare", "a"),
    ]  # fmt: skip


def test_gold_of_test_is_in_its_own_config_alone(folder: Path) -> None:
    for split, empty in (("train", False), ("dev", False), ("test", True)):
        rows = decode((folder / "claims" / f"{split}.parquet").read_bytes())
        assert all((row["gold"] == []) is empty for row in rows)
    gold = decode((folder / "gold" / "test.parquet").read_bytes())
    by_id = {row["id"]: row for row in gold}
    assert by_id["swap-one.v0.bracket"]["gold"] == [{"key": "answer", "value": "serious"}]
    argument = by_id["swap-one.v0.argument.A.portrait_right.B.face_core"]
    assert argument["proofs"] == [["CC-1019-1"], ["CC-1018-2", "CC-1019-1"]]


def test_parquet_carries_no_foreign_metadata(folder: Path) -> None:
    pq: Any = importlib.import_module("pyarrow.parquet")
    for path in folder.rglob("*.parquet"):
        assert pq.read_schema(path).metadata is None


def test_an_all_empty_column_keeps_its_type() -> None:
    row: dict[str, Any] = dict.fromkeys(GOLD_COLUMNS, "")
    row |= {"gold": [], "proofs": [], "also": [], "proof_len": 0, "traps": []}

    assert decode(encode("gold", [row])) == [row]


def test_the_key_has_a_line_for_each_item(folder: Path, release: Release) -> None:
    lines = [json.loads(x) for x in (folder / "key.jsonl").read_text("utf-8").splitlines()]

    assert len(lines) == len(release.keys)
    by_id = {line["id"]: line for line in lines}
    line = by_id["undress-one.v0.argument.A.portrait_right.B.face_core"]
    assert line["evidence"] == {"zh": {"identifiable": ["脸已换成别人"]}}
    assert line["wordings"] == {"met": ["具备", "met"]}
    assert "types" not in line
    assert "proof_len" not in line
    assert by_id["swap-one.v0.extraction"]["types"]["videos"] == "count"


def test_the_manifest_agrees_with_the_folder(folder: Path, release: Release) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))

    assert verify(folder) == []
    key = (folder / "key.jsonl").read_bytes()
    assert manifest["key_hash"] == hashlib.sha256(key).hexdigest()
    assert manifest["counts"]["rows"] == len(release.items)
    assert manifest["counts"]["families_by_split"] == {"train": 1, "dev": 1, "test": 2}
    assert manifest["counts"]["families_by_level"] == {"1": 3, "4": 1}
    listed = sum(e["rows"] for p, e in manifest["files"].items() if p.endswith(".parquet"))
    assert listed == len(release.items) + manifest["counts"]["gold"]
    assert {"articles.json", "proofs.jsonl", "LICENSE", "README.md"} <= set(manifest["files"])


def test_a_changed_a_missing_and_a_stray_file_are_told(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    write_release(release, folder)
    (folder / "LICENSE").write_text("none", encoding="utf-8")
    (folder / "articles.json").unlink()
    (folder / "release.py").write_text("", encoding="utf-8")

    told = {Path(problem.file).name: problem.expected for problem in verify(folder)}

    assert set(told) == {"LICENSE", "articles.json", "release.py"}


def test_the_card_is_true(folder: Path, release: Release) -> None:
    text = (folder / "README.md").read_text("utf-8")
    _, head, body = text.split("---\n", 2)
    meta = yaml.safe_load(head)

    assert meta["license"] == "cc-by-4.0"
    assert set(meta["task_categories"]) <= TASK_CATEGORIES
    assert [c["config_name"] for c in meta["configs"]] == [
        c["config_name"] for c in meta["dataset_info"]
    ]
    assert [c["config_name"] for c in meta["configs"] if c.get("default")] == ["claims"]
    for config in meta["configs"]:
        for file in config["data_files"]:
            assert (folder / file["path"]).is_file()
    assert f"4 scenario families, {len(release.keys)} items, {len(release.items)} rows" in body
    assert "not reviewed by licensed counsel" in body
    assert "未经执业律师审核" in body
    assert CANARY in body
    assert "dtype: json" not in head
    tables = re.findall(r"(?m)(?:^\|.*\|\n)+", body)
    assert len(tables) == 5
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_every_config_and_column_has_its_words() -> None:
    assert list(CONFIGS) == [*TASKS, "gold"]
    assert set(MEANINGS) == {*ITEM_COLUMNS, *GOLD_COLUMNS}


def test_a_failing_write_leaves_the_old_release(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "release"
    write_release(release, folder)
    before = (folder / "manifest.json").read_bytes()
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError("no space")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no space"):
        replace_folder(folder, {"key.jsonl": b""})

    assert (folder / "manifest.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_a_second_release_takes_the_first_ones_place(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    replace_folder(folder, {"old/file.txt": b"old"})
    write_release(release, folder)

    assert not (folder / "old").exists()
    assert verify(folder) == []
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_contradictions_stop_the_release(release: Release, tmp_path: Path) -> None:
    items = list(release.items)
    items[0] = replace(items[0], prompt="")
    items[1] = replace(items[1], item_hash="0" * 64)
    items[2] = replace(items[2], labels=("yes", "no"))
    items[3] = items[4]
    keys = list(release.keys)
    keys[5] = replace(keys[5], split="dev")
    keys[6] = replace(keys[6], gold=(), gold_hash=gold_hash((Pair("a", "b"),)))
    wrong = replace(release, items=tuple(items), keys=tuple(keys), extras={"../x": b""})

    with pytest.raises(DataError) as caught:
        write_release(wrong, tmp_path / "release")

    told = "\n".join(map(str, caught.value.problems))
    for words in ("/prompt", "/item_hash", "/labels", "each edition of an item once", "/split",
                  "/gold", "whose hash the key has", "a plain relative path"):  # fmt: skip
        assert words in told, words
    assert not (tmp_path / "release").exists()
