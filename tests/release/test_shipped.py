"""The release in ``data/release``, where it was built: whole, and read alike by every client."""

from __future__ import annotations

import importlib
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from facelaw._paths import root
from facelaw.release.manifest import verify
from facelaw.release.parquet import decode, schema

RELEASE = root() / "data" / "release"
BUILT = (RELEASE / "manifest.json").is_file()
PARTS = sorted(path.relative_to(RELEASE) for path in RELEASE.rglob("*.parquet")) if BUILT else []


def config_and_split(part: Path) -> tuple[str, str]:
    return part.parent.name, part.stem


def test_the_folder_agrees_with_its_manifest() -> None:
    assert [str(problem) for problem in verify(RELEASE)] == [] if BUILT else not PARTS


def test_gold_is_what_the_key_says() -> None:
    key = (RELEASE / "key.jsonl").read_text("utf-8").splitlines() if BUILT else []
    lines = {line["id"]: line for line in map(json.loads, key)}
    for part in PARTS:
        config, split = config_and_split(part)
        for row in decode((RELEASE / part).read_bytes()):
            line = lines[row["id"]]
            assert row["gold"] == ([] if config != "gold" and split == "test" else line["gold"])
            if config != "gold":
                edition = f"{row['lang']}.{row['condition']}.{row['template']}"
                assert row["item_hash"] == line["item_hashes"][edition]


@pytest.mark.filterwarnings("ignore")
def test_datasets_gives_back_every_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets: Any = pytest.importorskip("datasets")
    pq: Any = importlib.import_module("pyarrow.parquet")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    for part in PARTS:
        config, split = config_and_split(part)
        loaded = datasets.load_dataset(
            str(RELEASE), config, split=split, cache_dir=str(tmp_path / "cache")
        )
        table = pq.read_table(RELEASE / part)
        assert loaded.with_format("arrow")[:].cast(schema(config)).equals(table)


@pytest.mark.filterwarnings("ignore")
def test_croissant_reads_every_record_set() -> None:
    mlcroissant: Any = pytest.importorskip("mlcroissant")
    dataset: Any = mlcroissant.Dataset(RELEASE / "croissant.json") if BUILT else None
    assert not BUILT or len(dataset.metadata.record_sets) == len(PARTS)
    for part in PARTS:
        config, split = config_and_split(part)
        name = f"{config}-{split}"
        wanted = [row["id"] for row in decode((RELEASE / part).read_bytes())[:50]]
        found = [row[f"{name}/id"].decode() for row in islice(dataset.records(name), 50)]
        assert found == wanted
