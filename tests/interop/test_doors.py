"""The same outputs through every door end as the same predictions and the same figures.

The outputs are synthetic: forms that models' outputs are known to take, written by hand in
``data/synthetic-outputs.jsonl`` and filled with right and wrong answers. No model produced them.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from facelaw.cli import main
from facelaw.interop import natural, prompts
from facelaw.interop.prompts import Selection
from facelaw.scoring.key import load
from tests.interop.scored import score
from tests.interop.server import Server, completion, reply

pytestmark = pytest.mark.filterwarnings("ignore")  # the harnesses' own dependencies warn
FORMS = Path(__file__).parent / "data" / "synthetic-outputs.jsonl"
TASKS = ("claims", "argument", "gaps", "bracket", "readings")


def outputs(release: Path) -> list[dict[str, Any]]:
    """Return a prediction line for each item, its text in one form after the other."""
    forms = [json.loads(line) for line in FORMS.read_text(encoding="utf-8").splitlines()]
    key = load(release / "key.jsonl")
    made: list[dict[str, Any]] = []
    for n, row in enumerate(prompts.select(release, Selection(TASKS))):
        form = forms[n % len(forms)]
        right = natural.written(natural.from_key(key[row.id], "zh"))
        wrong = natural.written(natural.constant(row.answer_type, row.keys, row.labels[::-1]))
        says = right if form["says"] == "gold" else wrong
        words = {
            "{answer}": says,
            "{wrong}": wrong,
            "{half}": says[: len(says) // 2],
            "{trailing}": says[:-1] + ",} // 完",
        }
        text = form["text"]
        for place, word in words.items():
            text = text.replace(place, word)
        line = {"id": row.id, "text": text, "finish_reason": form["finish_reason"]}
        made.append(line | {"tokens": {"in": 11, "out": 7}})
    return made


@pytest.fixture(scope="module")
def recorded(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs as a prediction file."""
    path = tmp_path_factory.mktemp("recorded") / "recorded.jsonl"
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in outputs(release))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def expected(release: Path, recorded: Path) -> dict[str, float]:
    """Their figures."""
    return score(recorded, release)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def bring_in(form: str, release: Path, out: Path, *files: Path) -> None:
    words = ["import", *map(str, files), "--format", form, "--release", str(release)]
    main([*words, "--out", str(out), "--model", "synthetic", "--budget", "2048"])


def test_the_outputs_hold_every_kind_of_ending(expected: dict[str, float]) -> None:
    for status in ("answered", "abstained", "refused", "truncated", "unparsed"):
        assert expected[status] > 0, status
    assert 0 < expected["verdict_accuracy"] < 1


def test_through_an_endpoint(
    release: Path, tmp_path: Path, recorded: Path, expected: dict[str, float]
) -> None:
    pytest.importorskip("openai", reason="extra openai is not installed")
    lines = read(recorded)
    script = {
        line["id"]: [reply(completion(line["text"], line["finish_reason"]))] for line in lines
    }
    out = tmp_path / "p.jsonl"
    with Server(script) as server:
        words = ["run", "--model", "m", "--base-url", server.url, "--release", str(release)]
        main([*words, "--tasks", ",".join(TASKS), "--out", str(out)])

    assert read(out) == lines
    assert score(out, release) == expected


@pytest.mark.parametrize("service", ["openai-batch", "vllm-batch"])
def test_through_a_batch_service(
    release: Path, tmp_path: Path, recorded: Path, expected: dict[str, float], service: str
) -> None:
    asked, raw, out = (tmp_path / name for name in ("r.jsonl", "raw.jsonl", "p.jsonl"))
    words = ["export", "--format", service, "--model", "m", "--release", str(release)]
    main([*words, "--tasks", ",".join(TASKS), "--out", str(asked)])
    with raw.open("w", encoding="utf-8") as file:
        for request, line in reversed(list(zip(read(asked), read(recorded), strict=True))):
            body = completion(line["text"], line["finish_reason"])
            response = {"status_code": 200, "body": body} if service[0] == "o" else body
            answer = {"custom_id": request["custom_id"], "response": response, "error": None}
            file.write(json.dumps(answer) + "\n")

    bring_in("batch", release, out, raw)

    assert read(out) == read(recorded)
    assert score(out, release) == expected


def test_through_inspect(
    release: Path, tmp_path: Path, recorded: Path, expected: dict[str, float]
) -> None:
    pytest.importorskip("inspect_ai", reason="extra inspect is not installed")
    from tests.interop.test_inspect import evaluate

    replay = {"predictions": str(recorded)}
    logs = [
        evaluate(task, "replay", tmp_path / "logs", release, model_args=replay) for task in TASKS
    ]
    out = tmp_path / "p.jsonl"

    bring_in("inspect", release, out, *(Path(log.location) for log in logs))

    assert read(out) == read(recorded)
    assert score(out, release) == expected


def test_through_lm_eval(
    release: Path, tmp_path: Path, recorded: Path, expected: dict[str, float]
) -> None:
    if importlib.util.find_spec("lm_eval") is None:
        pytest.skip("extra lm-eval is not installed")
    from tests.interop.test_lm_eval import evaluate, log, replay

    lines = read(recorded)
    texts = {line["id"]: line["text"] for line in lines}
    results = evaluate(release, [f"facelaw_{task}" for task in TASKS], replay(texts))
    out = tmp_path / "p.jsonl"

    bring_in("lm-eval", release, out, *log(results, tmp_path))

    # The harness keeps texts, neither finish reasons nor tokens: what is right stays right.
    assert read(out) == [{"id": line["id"], "text": line["text"]} for line in lines]
    figures = score(out, release)
    for name in ("verdict_accuracy", *(f"exact.{task}" for task in TASKS)):
        assert figures[name] == expected[name]
