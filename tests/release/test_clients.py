"""What real readers get from a release is what was put in: every config, split, row, column.

Both clients are optional (extra ``hf``); the tests run where they are installed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from facelaw.release.parquet import tables
from facelaw.release.rows import Release

PARTS = [
    ("claims", "train"), ("claims", "dev"), ("claims", "test"),
    ("argument", "train"), ("argument", "dev"), ("argument", "test"),
    ("bracket", "train"), ("bracket", "test"),
    ("gaps", "train"), ("gaps", "dev"), ("gaps", "test"),
    ("extraction", "train"), ("extraction", "dev"), ("extraction", "test"),
    ("gold", "test"),
]  # fmt: skip


@pytest.fixture(scope="module")
def source(release: Release) -> dict[tuple[str, str], list[dict[str, Any]]]:
    return {(config, split): records for config, split, records in tables(release)}


def test_all_parts_are_listed_here(source: dict[tuple[str, str], Any]) -> None:
    assert list(source) == PARTS


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_DATASETS_DISABLE_PROGRESS_BARS"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("offline")
def test_datasets_gives_back_every_row(
    folder: Path, tmp_path: Path, source: dict[tuple[str, str], list[dict[str, Any]]]
) -> None:
    datasets: Any = pytest.importorskip("datasets")
    configs = datasets.get_dataset_config_names(str(folder))
    assert configs == list(dict.fromkeys(config for config, _ in PARTS))
    cache = str(tmp_path / "cache")

    for config in configs:
        loaded = datasets.load_dataset(str(folder), config, cache_dir=cache)
        assert list(loaded) == [split for name, split in PARTS if name == config]
        for split in loaded:
            expected = source[config, split]
            assert loaded[split].column_names == list(expected[0])
            assert loaded[split].to_list() == expected

    default = datasets.load_dataset(str(folder), split="test", cache_dir=cache)
    assert default.to_list() == source["claims", "test"]


@pytest.mark.filterwarnings("ignore")
def test_croissant_gives_back_every_row(
    folder: Path, source: dict[tuple[str, str], list[dict[str, Any]]]
) -> None:
    mlcroissant: Any = pytest.importorskip("mlcroissant")
    dataset = mlcroissant.Dataset(folder / "croissant.json")
    names = [records.id for records in dataset.metadata.record_sets]
    assert names == [f"{config}-{split}" for config, split in PARTS]

    for config, split in PARTS:
        name = f"{config}-{split}"
        rows = [_plain(row) for row in dataset.records(name)]
        assert rows == source[config, split], name


def _plain(value: Any) -> Any:
    """Return a Croissant record as the source has it: text for bytes, short names, lists."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value)
        return {key.rpartition("/")[2]: _plain(entry) for key, entry in pairs.items()}
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if issubclass(type(value), list):
        return [_plain(entry) for entry in value]
    return value


@pytest.mark.filterwarnings("ignore")
def test_croissant_finds_nothing_to_mend(folder: Path) -> None:
    mlcroissant: Any = pytest.importorskip("mlcroissant")
    metadata = mlcroissant.Dataset(folder / "croissant.json").metadata

    assert list(metadata.ctx.issues.errors) == []
    written = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    read = metadata.to_json()
    assert {key for key in written if key.startswith("rai:")} <= set(read)
