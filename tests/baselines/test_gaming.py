"""What is answered without looking at the items earns no more than the majority baseline does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from facelaw.scoring import key as keys
from facelaw.scoring.estimates import Estimate, Settings
from facelaw.scoring.key import VERDICTS, Item
from facelaw.scoring.load import Asked, load
from facelaw.scoring.score import score
from tests.baselines.test_baselines import RELEASE, STORED

KEY = keys.load(RELEASE / "key.jsonl")
SETTINGS = Settings(1000, 7)
EVERYTHING = [f"民法典第{n}条" for n in range(990, 1040)] + [
    f"个人信息保护法第{n}条" for n in range(1, 75)
]
"""The two laws' articles that a guesser would name: 50 of the one, all 74 of the other."""


@cache
def majority() -> dict[str, Any]:
    """Return the majority baseline's answers by id."""
    lines = (STORED / "majority.zh.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["id"]: line["answer"] for line in map(json.loads, lines)}


def always(verdict: str) -> Callable[[Item], Any]:
    """Answer every claim alike."""

    def answer(item: Item) -> Any:
        if item.task == "claims":
            return dict.fromkeys(item.keys, verdict)
        return majority()[item.id] | {"verdict": verdict} if item.task == "argument" else None

    return answer


def cite(articles: list[str]) -> Callable[[Item], Any]:
    """Argue as the majority does, with these articles each time."""
    return lambda item: (
        majority()[item.id] | {"articles": articles} if item.task == "argument" else None
    )


WAYS: dict[str, Callable[[Item], Any]] = {
    **{f"always {verdict}": always(verdict) for verdict in VERDICTS},
    "always abstain": lambda item: None,
    "cite everything": cite(EVERYTHING),
    "cite nothing": cite([]),
    "every code": lambda item: list(item.keys) if item.answer_type == "set" else None,
    "first code": lambda item: item.keys[:1] if item.answer_type == "set" else None,
}


def figures(folder: Path, answer: Callable[[Item], Any]) -> Mapping[str, Estimate]:
    """Return a run's estimates."""
    asked = [item for item in KEY.items if item.id in majority()]
    path = folder / "run.jsonl"
    lines = (json.dumps({"id": i.id, "answer": answer(i)}, ensure_ascii=False) for i in asked)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return score([load(path, Asked(KEY, "test", SETTINGS)).run], SETTINGS).estimates[0]


@pytest.mark.parametrize("way", WAYS)
def test_gaming_earns_no_more_than_the_majority(way: str, tmp_path: Path) -> None:
    """Whole families and whole items: at or below. Verdicts: below the upper end of its interval.

    One verdict for all may by chance beat the labels that were commonest in the train split.
    """
    base = figures(tmp_path, lambda item: majority()[item.id])
    gamed = figures(tmp_path, WAYS[way])

    for name, found in gamed.items():
        if name == "strict_family_accuracy" or name.startswith("exact."):
            assert (found.value or 0.0) <= (base[name].value or 0.0), name
    assert base["verdict_accuracy"].high is not None
    assert (gamed["verdict_accuracy"].value or 0.0) <= base["verdict_accuracy"].high
    assert (gamed["argument.articles"].value or 0.0) < 0.05
