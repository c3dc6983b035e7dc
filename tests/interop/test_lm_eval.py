"""lm-evaluation-harness: the task folder runs for real, and sample logs come back."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("lm_eval", reason="extra lm-eval is not installed")

from facelaw.cli import main
from facelaw.errors import UsageError
from facelaw.interop import natural, prompts
from facelaw.interop.prompts import Selection
from facelaw.scoring.key import load
from tests.interop.scored import score

pytestmark = pytest.mark.filterwarnings("ignore")  # the harness's own dependencies warn

FOLDER = Path(natural.__file__).parent / "lm_eval"
CHOICES = {"claims": 2, "readings": 1, "bracket": 1, "flaw": 1}  # keys of an item


def evaluate(release: Path, tasks: list[str], model: Any, **metadata: str) -> dict[str, Any]:
    lm_eval: Any = importlib.import_module("lm_eval")
    manager: Any = importlib.import_module("lm_eval.tasks").TaskManager(
        include_path=str(FOLDER),
        include_defaults=False,
        metadata={"release": str(release), **metadata},
    )
    found = lm_eval.simple_evaluate(
        model=model, tasks=tasks, task_manager=manager, bootstrap_iters=0, log_samples=True
    )
    return dict(found)


def replay(texts: Mapping[str, str] | None = None) -> Any:
    return importlib.import_module("facelaw.interop.lm_eval.replay").Replay(texts)


def log(results: dict[str, Any], folder: Path) -> list[Path]:
    """Write sample logs as the harness does: one line a document and filter."""
    paths: list[Path] = []
    for task, samples in results["samples"].items():
        path = folder / f"samples_{task}_2026.jsonl"
        path.write_text("".join(json.dumps(one, default=str) + "\n" for one in samples))
        paths.append(path)
    return paths


def bring_in(release: Path, out: Path, logs: list[Path], model: str = "m") -> list[dict[str, Any]]:
    words = ["import", *map(str, logs), "--format", "lm-eval", "--release", str(release)]
    assert main([*words, "--out", str(out), "--model", model, "--budget", "2048"]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_the_folder_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "lm-eval"]) == 0
    assert capsys.readouterr().out == f"{FOLDER}\n"


def test_every_task_has_a_file_and_choices_have_two() -> None:
    names = {path.stem.removeprefix("facelaw_") for path in FOLDER.glob("facelaw_*.yaml")}

    assert names == {*prompts.TASKS, *(f"{task}_choice" for task in CHOICES)}


def test_gold_replayed_scores_one_in_the_group(release: Path) -> None:
    results = evaluate(release, ["facelaw"], replay())["results"]

    for name in ("correct", "share", "read"):
        assert results["facelaw"][f"{name},none"] == 1.0
    assert results["facelaw_claims"]["correct,none"] == 1.0


def test_gold_replayed_scores_one_by_choice(release: Path) -> None:
    results = evaluate(release, ["facelaw_choice"], replay(), lang="en")["results"]

    assert results["facelaw_choice"]["acc,none"] == 1.0


def test_side_suites_run_on_their_own(release: Path) -> None:
    results = evaluate(release, ["facelaw_extraction", "facelaw_recall"], replay())["results"]

    assert [one["correct,none"] for one in results.values()] == [1.0, 1.0]


def test_generated_samples_come_back_and_score_the_same(release: Path, tmp_path: Path) -> None:
    key = load(release / "key.jsonl")
    rows = list(prompts.select(release, Selection(("claims", "gaps"))))
    texts: dict[str, str] = {}
    for n, row in enumerate(rows):
        gold = natural.written(natural.from_key(key[row.id], "zh"))
        texts[row.id] = [gold, f"理由略。\n\n{gold}", '{"answer": ["consent"]}', "不清楚"][n % 4]
    results = evaluate(release, ["facelaw_claims", "facelaw_gaps"], replay(texts))

    back = bring_in(release, tmp_path / "p.jsonl", log(results, tmp_path))

    assert back == [{"id": row.id, "text": texts[row.id]} for row in rows]
    figures = score(tmp_path / "p.jsonl", release)
    claims, gaps = (results["results"][f"facelaw_{task}"] for task in ("claims", "gaps"))
    assert claims["correct,none"] == figures["exact.claims"] == 0.5
    assert claims["share,none"] == figures["verdict_accuracy"]
    assert gaps["correct,none"] == figures["exact.gaps"]
    read = (claims["read,none"] + gaps["read,none"]) * 8
    assert read == figures["answered"]


def test_choices_come_back_as_one_answer_an_item(release: Path, tmp_path: Path) -> None:
    tasks = [f"facelaw_{task}_choice" for task in CHOICES]
    results = evaluate(release, tasks, "dummy")

    back = bring_in(release, tmp_path / "p.jsonl", log(results, tmp_path))

    assert len(back) == 8 * len(CHOICES)
    for task, keys in CHOICES.items():
        mine = [x for x in back if x["id"].endswith(f".{task}")]
        assert {len(x["answer"]) for x in mine} == {keys}
    figures = score(tmp_path / "p.jsonl", release)
    told = {task: results["results"][f"facelaw_{task}_choice"]["acc,none"] for task in CHOICES}
    assert told["claims"] == figures["verdict_accuracy"]
    for task in ("readings", "bracket", "flaw"):  # one key an item: its mean is the exact score
        assert told[task] == figures[f"exact.{task}"]


def test_the_command_runs_the_dummy_model(release: Path, tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "lm_eval",
        "run",
        "--model",
        "dummy",
        "--tasks",
        "facelaw_claims",
    ]
    words += ["--include_path", str(FOLDER), "--output_path", str(tmp_path), "--log_samples"]
    words += ["--metadata", json.dumps({"release": str(release)})]
    path = str(Path(__file__).parents[2] / "benchmark")
    env = {**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1"}
    subprocess.run(words, env=env, check=True, capture_output=True)

    back = bring_in(release, tmp_path / "p.jsonl", list(tmp_path.rglob("samples_*.jsonl")))
    assert [line["text"] for line in back] == ["lol"] * 8


def test_what_the_release_has_not_is_told(release: Path) -> None:
    utils: Any = importlib.import_module("facelaw.interop.lm_eval.utils")

    with pytest.raises(UsageError, match="it has: en/bare/a; zh/bare/a"):
        utils.load("claims", condition="law", release=str(release))
    with pytest.raises(UsageError, match="use facelaw_gaps"):
        utils.load("gaps", form="choice", release=str(release))


def test_samples_of_another_benchmark_are_told(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "samples_other.jsonl"
    path.write_text('{"doc": {"question": "?"}, "resps": [["a"]]}\nnot json\n', encoding="utf-8")
    words = ["import", str(path), "--format", "lm-eval", "--release", str(release), "--model", "m"]

    assert main([*words, "--budget", "1", "--out", str(tmp_path / "p.jsonl")]) == 1
    told = capsys.readouterr().err
    assert "samples_other.jsonl:1" in told
    assert "samples_other.jsonl:2" in told
