"""Version rules against the last release; restated rows; the check that guards this repository."""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from facelaw import _paths, restate, versions
from facelaw.cli import main
from facelaw.errors import DataError
from facelaw.scoring import key as keys
from tests.scoring.files import perfect, write_run

KEY = Path(__file__).parents[1] / "scoring" / "fixtures" / "key.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in KEY.read_text("utf-8").splitlines()]
TEST = next(r["id"] for r in LINES if r["split"] == "test")


def line(name: str, split: str = "test", task: str = "claims", **given: Any) -> dict[str, Any]:
    hashes = {"zh.bare.a": "1" * 64, "en.bare.a": "2" * 64}
    made = {"id": name, "split": split, "task": task, "gold_hash": "3" * 64, "item_hashes": hashes}
    return made | given


OLD = versions.snapshot("1.2.0", [line("f.v0.claims"), line("g.v0.claims", "train")])


def new(*lines: dict[str, Any], version: str = "1.2.0") -> versions.Snapshot:
    return versions.snapshot(version, lines)


F, G = line("f.v0.claims"), line("g.v0.claims", "train")
ASKED = {"zh.bare.a": "9" * 64, "en.bare.a": "2" * 64}
FURTHER = {**F["item_hashes"], "zh.law.a": "4" * 64}


@pytest.mark.parametrize(
    ("lines", "kind", "level"),
    [
        ([F, G], None, ""),
        ([{**F, "gold_hash": "8" * 64}, G], "gold", "major"),
        ([{**F, "item_hashes": ASKED}, G], "asked", "major"),
        ([{**F, "headline": True}, G], "counted", "major"),
        ([{**F, "themes": ["fraud"], "traps": ["x"]}, G], None, ""),
        ([{**F, "item_hashes": FURTHER}, G], "editions", "minor"),
        ([G], "removed", "major"),
        ([F, G, line("h.v0.claims")], "added", "major"),
        ([F, G, line("f.v0.recall", task="recall")], "added", "minor"),
        ([F, G, line("h.v0.claims", "dev")], "added", "minor"),
        ([F, {**G, "gold_hash": "8" * 64}], "gold", "minor"),
        ([F, {**G, "split": "test"}], "counted", "major"),
    ],
)
def test_what_makes_figures_incomparable(
    lines: list[dict[str, Any]], kind: str | None, level: str
) -> None:
    found = versions.changes(OLD, new(*lines))

    assert [change.kind for change in found] == ([kind] if kind else [])
    assert versions.required(found) == level


def test_a_changed_question_names_the_runs_to_repeat() -> None:
    (change,) = versions.changes(OLD, new({**F, "item_hashes": ASKED}, G))

    assert change.editions == ("zh.bare.a",)


@pytest.mark.parametrize(
    ("old", "then", "rose"),
    [
        ("1.2.0", "2.0.0", "major"),
        ("1.2.0", "1.2.1", "patch"),
        ("0.1.0", "0.2.0", "major"),
        ("0.1.0", "0.1.1", "minor"),
        ("0.1.0", "1.0.0", "major"),
        ("0.1.0", "0.1.0", ""),
    ],
)
def test_rises(old: str, then: str, rose: str) -> None:
    assert versions.rise(old, then) == rose


def test_a_version_never_falls() -> None:
    (problem,) = versions.check(OLD, new(F, G, version="1.1.9"), "")

    assert "a version after 1.2.0" in str(problem)


LOG = (
    "# Changes\n\n## data 2.0.0 (2027-01-01)\n\n- `f.v0`: gold turned: the notice was overlooked\n"
)


@pytest.mark.parametrize(
    ("version", "log", "says"),
    [
        ("2.0.0", LOG, ""),
        ("1.3.0", LOG.replace("2.0.0", "1.3.0"), "a major rise"),
        ("1.2.0", LOG.replace("2.0.0", "1.2.0"), "a major rise"),
        ("2.0.0", "", "a line for f.v0.claims under data 2.0.0"),
        ("2.0.0", LOG.replace("2.0.0", "1.9.0"), "a line for f.v0.claims"),
        ("2.0.0", LOG.replace(": gold turned: the notice was overlooked", ": fixed"), "a line for"),
        ("2.0.0", LOG.replace("`f.v0`", "`f.v1`"), "a line for f.v0.claims"),
        ("2.0.0", LOG.replace("`f.v0`", "`g.v0`, `*.claims`"), ""),
    ],
)
def test_a_release_says_what_changed_and_rises_far_enough(
    version: str, log: str, says: str
) -> None:
    problems = versions.check(OLD, new({**F, "gold_hash": "8" * 64}, G, version=version), log)

    assert bool(problems) == bool(says), problems
    assert says in "\n".join(map(str, problems))


def test_hashes_are_kept_line_by_line_and_read_back(tmp_path: Path) -> None:
    kept = versions.snapshot("0.1.0", LINES)
    path = tmp_path / "released.json"
    path.write_text(versions.dump(kept), encoding="utf-8")

    assert versions.load(path) == kept
    assert len(path.read_text("utf-8").splitlines()) == len(LINES) + 2
    assert versions.load(tmp_path / "none.json") is None
    path.write_text('{"version": "0.1.0", "items": {"x": 1}}', encoding="utf-8")
    with pytest.raises(DataError, match="--freeze"):
        versions.load(path)


def release(folder: Path, lines: list[dict[str, Any]], version: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in lines)
    (folder / "key.jsonl").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    manifest = json.dumps({"data_version": version, "key_hash": digest})
    (folder / "manifest.json").write_text(manifest, encoding="utf-8")
    return folder


def test_the_command_from_one_release_to_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = release(tmp_path / "release", LINES, "0.1.0")
    log = tmp_path / "CHANGELOG.md"
    log.write_text("# Changes\n", encoding="utf-8")
    kept = tmp_path / "released.json"
    call = ["versions", "--release", str(folder), "--released", str(kept), "--changelog", str(log)]

    assert main([*call, "--freeze"]) == 0
    assert main(call) == 0
    changed = copy.deepcopy(LINES)
    next(r for r in changed if r["id"] == TEST)["gold_hash"] = "0" * 64
    release(folder, changed, "0.1.1")
    capsys.readouterr()
    assert main([*call, "--freeze"]) == 1
    out, err = capsys.readouterr()
    assert out == f"{TEST}\tmajor\tanswered otherwise: score again\n"
    assert "a major rise" in err
    assert f"a line for {TEST}" in err
    release(folder, changed, "0.2.0")
    log.write_text(f"## data 0.2.0\n- `{TEST}`: the article cited was repealed\n", encoding="utf-8")
    assert main([*call, "--freeze"]) == 0
    assert main(call) == 0


def test_rows_are_restated_when_gold_changes_and_keep_what_they_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = release(tmp_path / "release", LINES, "0.1.0")
    items = keys.load(folder / "key.jsonl").items
    predictions = tmp_path / "predictions"
    predictions.mkdir()
    write_run(predictions, "perfect", perfect(i for i in items if i.split == "test"))
    board = tmp_path / "board.json"
    call = ["versions", "--restate", "--release", str(folder), "--leaderboard", str(board)]
    call += ["--predictions", str(predictions)]

    assert main(call) == 0
    (first,) = json.loads(board.read_text("utf-8"))
    assert first["verdict_accuracy"] == 1
    changed = copy.deepcopy(LINES)
    record = next(r for r in changed if r["split"] == "test" and r["task"] == "claims")
    label = record["gold"][0]["value"]
    record["gold"][0]["value"] = next(v for v in record["labels"] if v != label)
    release(folder, changed, "0.2.0")
    key = keys.load(folder / "key.jsonl")
    assert restate.stale([first], key)
    assert main(call) == 2, "a reason is asked for"
    assert main([*call, "--reason", "an exception had been overlooked"]) == 0
    (second,) = json.loads(board.read_text("utf-8"))
    assert second["verdict_accuracy"] < 1
    assert second["earlier"][0]["verdict_accuracy"] == 1
    assert second["earlier"][0]["reason"] == "an exception had been overlooked"
    assert not restate.stale([second], key)
    assert main(call) == 0
    assert json.loads(board.read_text("utf-8")) == [second]


def test_a_row_without_its_predictions_cannot_be_restated(tmp_path: Path) -> None:
    folder = release(tmp_path / "release", LINES, "0.1.0")
    key = keys.load(folder / "key.jsonl")
    row = {"run": "gone.jsonl", "signature": "key:00000000", "earlier": []}

    assert restate.restate([row], [], "") == [row]
    assert "take the row out" in str(restate.stale([row], key)[0])


def test_this_repository_keeps_its_own_rules() -> None:
    """The working release against the last one, and the stored rows against the working key."""
    root = _paths.root()
    old = versions.load(root / "data" / "released.json")
    if old is not None:
        log = (root / "CHANGELOG.md").read_text("utf-8")
        assert versions.check(old, versions.of_release(root / "data" / "release"), log) == []
    board = root / "baselines" / "leaderboard.json"
    if board.exists():
        rows: list[restate.Row] = json.loads(board.read_text("utf-8"))
        assert restate.stale(rows, keys.load(root / "data" / "release" / "key.jsonl")) == []


def test_the_changelog_has_a_section_for_this_data_version() -> None:
    version = _paths.data("VERSION").read_text("utf-8").split()[0]
    log = (_paths.root() / "CHANGELOG.md").read_text("utf-8")

    assert f"\n## data {version}" in log
