"""How long does a reward take, beside what other trainers score with?

Right and half-right answers to the released items, alone and after a page of reasoning. Beside
them, in the same run: `score_answer` of reasoning-gym's logic puzzles, and math-verify (the reward
of many recipes) where it is installed. Each answer is timed alone, the best of five calls: words of
items and citations are known by then, as in training, where an item is answered many times.

    python benchmarks/reward.py --answers 300
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

from facelaw.interop.natural import from_key, written
from facelaw.rewards import reward
from facelaw.scoring import key as keys
from facelaw.scoring.item import Item

PAGE = "甲公司没有取得同意，平台在收到通知后第三天才删除，播放量的计算以鉴定清单为准。" * 30
PUZZLES = ("knights_knaves", "syllogism", "zebra_puzzles", "countdown")


def spoilt(item: Item, answer: Any) -> Any:
    """Return an answer with one of its values changed."""
    if item.answer_type == "argument":
        return answer | {"verdict": "undetermined", "articles": ["民法典第1024条第1款"]}
    if item.answer_type == "set":
        return {"answer": [item.keys[0]]}
    if item.answer_type == "label":
        return {"answer": item.labels[0]}
    return answer | {item.keys[-1]: item.labels[0] if item.labels else "0"}


def micros(calls: Sequence[Callable[[], object]], repeats: int = 5) -> tuple[float, float]:
    """Return the mean and the greatest microseconds of some calls, each the best of several."""
    least = [float("inf")] * len(calls)
    for _ in range(repeats):
        for at, call in enumerate(calls):
            start = time.perf_counter()
            call()
            least[at] = min(least[at], time.perf_counter() - start)
    return statistics.mean(least) * 1e6, max(least) * 1e6


def ours(answers: int) -> dict[str, list[Callable[[], object]]]:
    """Return calls by task, and by whether reasoning comes first."""
    chosen = random.Random(7).sample(keys.load().items, answers)
    out: dict[str, list[Callable[[], object]]] = {}
    for item in chosen:
        right = from_key(item, "zh")
        for answer in (right, spoilt(item, right)):
            text = written(answer)
            for name, output in (("", text), (", reasoned", f"{PAGE}\n```json\n{text}\n```")):
                call = lambda item=item, output=output: reward(item, output)  # noqa: E731
                out.setdefault(item.task + name, []).append(call)
                out.setdefault("all" + name, []).append(call)
    return out


def puzzles() -> dict[str, list[Callable[[], object]]]:
    """Return calls of reasoning-gym's scorers on its own right answers."""
    import reasoning_gym

    out: dict[str, list[Callable[[], object]]] = {}
    for name in PUZZLES:
        data = reasoning_gym.create_dataset(name, size=50, seed=7)
        out[f"reasoning-gym {name}"] = [
            lambda data=data, entry=entry: data.score_answer(entry["answer"], entry)
            for entry in data
        ]
    return out


def formulas() -> dict[str, list[Callable[[], object]]]:
    """Return calls of math-verify on answers in LaTeX; none where it is not installed."""
    try:
        from math_verify import parse, verify
    except ModuleNotFoundError:
        return {}
    return {
        "math-verify": [
            lambda n=n: verify(parse(f"${n}/7$"), parse(f"So the answer is $\\frac{{{n}}}{{7}}$."))
            for n in range(1, 50)
        ]
    }


def main() -> None:
    """Print microseconds an answer, and how many of ours each peer takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--answers", type=int, default=300)
    args = parser.parse_args()
    mine = {name: micros(calls) for name, calls in sorted(ours(args.answers).items())}
    for name, (mean, worst) in mine.items():
        print(f"{name:32} {mean:8.0f} us  at most {worst:6.0f}")
    for name, calls in (puzzles() | formulas()).items():
        mean, worst = micros(calls)
        print(f"{name:32} {mean:8.0f} us  {mean / mine['all'][0]:8.2f} of ours")


if __name__ == "__main__":
    main()
