"""Inspect AI: tasks, scorer and offline models run for real, and logs come back as predictions."""

from __future__ import annotations

import gc
import importlib
import json
import math
import os
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("inspect_ai", reason="extra inspect is not installed")

from inspect_ai.log import EvalLog

from facelaw.cli import main
from facelaw.interop import inspect_registry, natural, prompts
from facelaw.interop.prompts import Selection
from facelaw.interop.requests import Style, message
from facelaw.scoring.key import load
from tests.interop.scored import score
from tests.interop.synthetic import TEST_ITEMS

inspect_eval: Any = importlib.import_module("inspect_ai").eval
pytestmark = pytest.mark.filterwarnings("ignore")  # Inspect's own dependencies warn

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("INSPECT_DISPLAY", "none")
    yield
    gc.collect()  # here, where the warnings about what Inspect leaves open are not ours


def evaluate(task: str, model: str, logs: Path, release: Path, **more: Any) -> EvalLog:
    args = {name: more.pop(name) for name in ("lang", "split", "shots") if name in more}
    log: EvalLog
    (log,) = inspect_eval(
        inspect_registry.TASKS[task](release=str(release), **args),
        model=f"facelaw/{model}",
        log_dir=str(logs),
        log_format="json",
        **more,
    )
    assert log.status == "success", log.error
    return log


def figure(log: EvalLog, name: str, metric: str = "mean") -> float:
    assert log.results is not None
    score = next(score for score in log.results.scores if score.name == name)
    return float(score.metrics[metric].value)


def bring_in(release: Path, out: Path, *logs: str) -> list[dict[str, Any]]:
    words = ["import", *logs, "--format", "inspect", "--release", str(release)]
    main([*words, "--out", str(out)])
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("task", ["claims", "argument", "gaps", "bracket", "everything"])
def test_gold_scores_one(release: Path, tmp_path: Path, task: str) -> None:
    log = evaluate(task, "gold", tmp_path, release)

    assert log.eval.dataset.samples == (TEST_ITEMS if task == "everything" else 8)
    assert [figure(log, name) for name in ("correct", "share", "read")] == [1.0, 1.0, 1.0]
    assert figure(log, "correct", "stderr") == 0.0

    bring_in(release, tmp_path / "p.jsonl", log.location)
    figures = score(tmp_path / "p.jsonl", release)
    for name in prompts.TASKS if task == "everything" else (task,):
        assert figures[f"exact.{name}"] == 1.0
    if task == "everything":
        assert figures["strict_family_accuracy"] == 1.0
        assert figures["argument.articles"] == figures["argument.paragraphs"] == 1.0


def test_a_constant_answer_is_scored_item_by_item(release: Path, tmp_path: Path) -> None:
    log = evaluate("claims", "constant", tmp_path, release)
    # Every key is answered `established`. The first claim's gold goes round the three verdicts
    # and the second is never established: no item is wholly right; of eight items, numbers 12
    # to 19, those divisible by three (12, 15, 18) have one of two keys right: 3 * 1/2 / 8.

    assert figure(log, "correct") == 0.0
    assert figure(log, "share") == pytest.approx(3 / 2 / 8)


def test_the_standard_error_is_clustered_by_family(release: Path, tmp_path: Path) -> None:
    log = evaluate("claims", "constant", tmp_path, release)
    by_family: dict[str, list[float]] = defaultdict(list)
    for sample in log.samples or []:
        (score,) = (sample.scores or {}).values()
        assert isinstance(score.value, dict)
        by_family[sample.metadata["family"]].append(float(str(score.value["share"])))
    n, g = sum(map(len, by_family.values())), len(by_family)
    mean = sum(map(sum, by_family.values())) / n
    meat = sum(sum(x - mean for x in xs) ** 2 for xs in by_family.values())

    assert g == 2
    assert figure(log, "share", "stderr") == pytest.approx(math.sqrt(g / (g - 1) * meat) / n)


def test_a_log_comes_back_as_the_predictions_that_made_it(release: Path, tmp_path: Path) -> None:
    key = load(release / "key.jsonl")
    rows = list(prompts.select(release, Selection(("claims", "argument"))))
    made: list[dict[str, Any]] = []
    for n, row in enumerate(rows):
        gold = natural.written(natural.from_key(key[row.id], "zh"))
        text, finish = [
            (f"先想一想……\n```json\n{gold}\n```", "stop"),
            (gold[: len(gold) // 2], "length"),
            ("", "content_filter"),
            ("我认为都成立。", "stop"),
        ][n % 4]
        tokens = {"in": 100 + n, "out": n}
        made.append({"id": row.id, "text": text, "finish_reason": finish, "tokens": tokens})
    first = tmp_path / "first.jsonl"
    first.write_text("".join(json.dumps(line) + "\n" for line in made), encoding="utf-8")

    logs = [
        evaluate(task, "replay", tmp_path / "logs", release,
                 model_args={"predictions": str(first)})
        for task in ("claims", "argument")
    ]  # fmt: skip
    back = bring_in(release, tmp_path / "back.jsonl", *(log.location for log in logs))

    assert back == made
    figures = score(tmp_path / "back.jsonl", release)
    for log, task in zip(logs, ("claims", "argument"), strict=True):
        assert figure(log, "correct") == figures[f"exact.{task}"] == 2 / 8
    assert figure(logs[0], "share") == figures["verdict_accuracy"]
    # every fourth answer is right, cut off, filtered, or says nothing
    ends = ("answered", "truncated", "refused", "unparsed")
    assert [figures[status] for status in ends] == [4, 4, 4, 4]
    info = json.loads((tmp_path / "back.jsonl.run.json").read_text(encoding="utf-8"))
    assert info == {
        "model": "facelaw/replay",
        "lang": "zh",
        "condition": "bare",
        "template": "a",
        "data_version": "0.0.1-made-up",
        "budget": 2048,
        "temperature": 0.0,
        "note": "from inspect",
    }


def test_epochs_are_samples(release: Path, tmp_path: Path) -> None:
    log = evaluate("bracket", "gold", tmp_path / "logs", release, epochs=2)
    back = bring_in(release, tmp_path / "p.jsonl", log.location)

    assert len(back) == 16
    assert {line.get("sample", 0) for line in back} == {0, 1}


def test_an_item_without_a_reply_comes_back_failed(release: Path, tmp_path: Path) -> None:
    rows = list(prompts.select(release, Selection(("bracket",))))
    recorded = tmp_path / "r.jsonl"
    lines = [{"id": row.id, "text": "{}"} for row in rows]
    lines[3] |= {"finish_reason": "error"}
    recorded.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    log = evaluate(
        "bracket", "replay", tmp_path / "logs", release,
        model_args={"predictions": str(recorded)}, fail_on_error=False,
    )  # fmt: skip

    back = bring_in(release, tmp_path / "p.jsonl", log.location)

    assert back[3] == {"id": rows[3].id, "text": "", "finish_reason": "error"}


def test_the_message_is_the_one_that_run_sends(release: Path, tmp_path: Path) -> None:
    log = evaluate("gaps", "gold", tmp_path, release, lang="en", split="dev", shots=0)
    rows = list(prompts.select(release, Selection(("gaps",), "dev", "en")))

    sent = [sample.messages[0].text for sample in log.samples or []]
    assert sent == [message(row, Style("m")) for row in rows]


def test_shots_precede_the_question(release: Path, tmp_path: Path) -> None:
    log = evaluate("gaps", "gold", tmp_path, release, shots=2)

    for sample in log.samples or []:
        assert sample.messages[0].text.startswith("以下两道例题")


def test_every_facelaw_task_has_an_inspect_task() -> None:
    assert set(inspect_registry.TASKS) == {*prompts.TASKS, "everything"}


def test_no_gold_stands_in_the_samples(release: Path) -> None:
    task = inspect_registry.TASKS["everything"](release=str(release))

    for sample in task.dataset:
        assert sample.target == ""
        assert "gold" not in json.dumps(sample.metadata)


def test_what_is_no_log_of_facelaw_is_told(release: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_text("{}", encoding="utf-8")
    words = ["import", str(path), "--format", "inspect", "--release", str(release)]

    assert main([*words, "--out", str(tmp_path / "p.jsonl")]) == 1


def test_the_command_line_finds_tasks_and_models_by_the_entry_point(
    release: Path, tmp_path: Path
) -> None:
    """Run as an editable install would: a distribution that declares the entry point."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project.get("entry-points", {}).get("inspect_ai")
    assert points == {"facelaw": "facelaw.interop.inspect_registry"}
    dist = tmp_path / "path" / f"facelaw-{project['version']}.dist-info"
    dist.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: facelaw\nVersion: {project['version']}\n"
    (dist / "METADATA").write_text(head, encoding="utf-8")
    url = {"url": ROOT.as_uri(), "dir_info": {"editable": True}}
    (dist / "direct_url.json").write_text(json.dumps(url), encoding="utf-8")
    lines = [f"{name} = {place}" for name, place in points.items()]
    (dist / "entry_points.txt").write_text("\n".join(["[inspect_ai]", *lines]), encoding="utf-8")

    logs = tmp_path / "logs"
    words = [sys.executable, "-m", "inspect_ai", "eval", "facelaw/claims", "facelaw/gaps"]
    words += ["--model", "facelaw/gold", "-T", f"release={release}", "--log-dir", str(logs)]
    path = os.pathsep.join([str(ROOT / "benchmark"), str(dist.parent)])
    env = {**os.environ, "PYTHONPATH": path, "INSPECT_DISPLAY": "plain"}
    done = subprocess.run(words, env=env, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

    back = bring_in(release, tmp_path / "p.jsonl", *map(str, sorted(logs.glob("*.eval"))))
    figures = score(tmp_path / "p.jsonl", release)
    assert len(back) == 16
    assert figures["exact.claims"] == figures["exact.gaps"] == 1.0
