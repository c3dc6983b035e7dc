"""The key: read whole, refused where it contradicts itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facelaw.errors import DataError, UsageError
from facelaw.scoring import key
from tests.scoring.fakes import fixture, item
from tests.scoring.make_fixture import FILE, content, lines

Line = dict[str, Any]


def test_fixture_is_fresh() -> None:
    """The stored fixture is what its generator writes."""
    assert FILE.read_text(encoding="utf-8") == content()


def test_load() -> None:
    """Items by place and by id, hash of the bytes, no version without a manifest."""
    loaded = fixture()

    assert len(loaded) == len(lines())
    assert [loaded.index[item.id] for item in loaded.items] == list(range(len(loaded)))
    assert loaded.sha256 == hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert loaded.data_version == "unstated"
    assert {item.split for item in loaded.items} == {"train", "dev", "test"}
    assert len({item.family for item in loaded.items}) == 8
    assert len({item.task for item in loaded.items}) == 10


def test_elements_and_quotes() -> None:
    """An argument's elements stand without their mark; it says whether quotes are asked."""
    assert item("argument").elements == ("identifiable", "used", "no_excuse")
    assert item("argument").quoted
    assert not item("removed_argument").quoted


def _file(folder: Path, *rows: Line | str) -> Path:
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    (folder / "key.jsonl").write_text(text, encoding="utf-8")
    return folder / "key.jsonl"


def _row(task: str) -> Line:
    return next(row for row in lines() if row["task"] == task)


def _set(task: str, name: str, value: object) -> Callable[[], Line]:
    return lambda: _row(task) | {name: value}


FAULTS: dict[str, tuple[Callable[[], Line | str], str]] = {
    "no JSON": (lambda: "{", "an item of the key"),
    "an array": (lambda: "[]", "an item of the key"),
    "unknown field": (_set("claims", "colour", "red"), "an item of the key"),
    "id": (_set("claims", "id", "Template.v0.claims"), "an item of the key"),
    "id with a line end": (_set("claims", "id", "a.v0.claims\n"), "an item of the key"),
    "task": (_set("claims", "task", "sums"), "an item of the key"),
    "level": (_set("claims", "level", 10), "an item of the key"),
    "no keys": (_set("claims", "keys", []), "an item of the key"),
    "day": (_set("claims", "asked_on", "2024-13-01"), "an item of the key"),
    "gold key twice": (
        lambda: _row("claims") | {"gold": _row("claims")["gold"] * 2},
        "each key once",
    ),
    "gold key not asked": (_set("claims", "keys", ["A.portrait_right.B"]), "keys among"),
    "gold missing": (
        lambda: _row("claims") | {"gold": _row("claims")["gold"][:1]},
        "a value for every key",
    ),
    "gold no label": (
        _set("flaw", "gold", [{"key": "answer", "value": "s9"}]),
        "answer: one of s1, s2",
    ),
    "set value": (_set("gaps", "gold", [{"key": "f1", "value": "no"}]), "f1: one of yes"),
    "label key": (
        lambda: _row("flaw") | {"keys": ["step"], "gold": [{"key": "step", "value": "s1"}]},
        "answer alone",
    ),
    "field without type": (_set("extraction", "types", {}), "a type for every field"),
    "field no quantity": (
        lambda: (
            _row("extraction")
            | {"keys": ["x"], "types": {"x": "money"}, "gold": [{"key": "x", "value": "some"}]}
        ),
        "x: a money, or none",
    ),
    "argument without verdict": (
        lambda: (
            _row("argument")
            | {"keys": ["element:used"], "gold": [{"key": "element:used", "value": "met"}]}
        ),
        "verdict among the keys",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults(name: str, tmp_path: Path) -> None:
    """Every fault is told with its line; the sound line before it is no excuse."""
    make, expected = FAULTS[name]
    sound = _row("claims") | {"id": "sound.v0.claims"}

    with pytest.raises(DataError) as raised:
        key.load(_file(tmp_path, sound, make()))

    assert {problem.line for problem in raised.value.problems} == {2}
    assert any(expected in problem.expected for problem in raised.value.problems)


def test_all_faults_together(tmp_path: Path) -> None:
    """Two malformed lines and a repeated id are three problems."""
    with pytest.raises(DataError) as raised:
        key.load(_file(tmp_path, "{", _row("claims"), "", _row("claims"), "nonsense"))

    assert [problem.line for problem in raised.value.problems] == [1, 4, 5]


def test_empty(tmp_path: Path) -> None:
    """A key without items is refused."""
    with pytest.raises(DataError, match="at least one item"):
        key.load(_file(tmp_path, ""))


def test_missing(tmp_path: Path) -> None:
    """A missing file is a wrong call."""
    with pytest.raises(UsageError, match=r"key\.jsonl of a release"):
        key.load(tmp_path / "none.jsonl")


def test_manifest(tmp_path: Path) -> None:
    """The manifest gives the version; one that names another hash, or is none, is refused."""
    path = _file(tmp_path, _row("claims"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest = tmp_path / "manifest.json"

    manifest.write_text(json.dumps({"data_version": "1.2.0", "key_hash": digest, "files": {}}))
    assert key.load(path).data_version == "1.2.0"

    manifest.write_text(json.dumps({"data_version": "1.2.0", "key_hash": "0" * 64}))
    with pytest.raises(DataError, match="different releases"):
        key.load(path)

    manifest.write_text("{")
    with pytest.raises(DataError, match="a release's manifest"):
        key.load(path)
