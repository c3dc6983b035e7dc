"""Made keys and runs whose true horizon is known: families of like cases, sizes, a curve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from facelaw.scoring.key import VERDICTS, Item
from tests.scoring.files import write_key, write_run
from tests.scoring.synthetic import item

KINDS = ("base", "flip", "control", "gap")
SIZES = (10, 14, 20, 28, 40, 57, 80, 113, 160, 226)
"""Ten sizes, half a doubling apart."""


def key(families: int, sizes: Sequence[int] = SIZES) -> list[Item]:
    """Return families of a core quartet, sizes dealt in turn, a variant as large as its base."""
    source = np.random.default_rng(families)
    out: list[Item] = []
    for number in range(families):
        steps = sizes[number % len(sizes)]
        for variant, kind in enumerate(KINDS):
            gold = {f"A.claim_{i}.B": VERDICTS[int(source.integers(0, 3))] for i in range(3)}
            out.append(
                item(
                    f"f{number:03d}", variant, kind, gold=gold,
                    level=1 + number % len(sizes) // 2,
                    size={"steps": steps, "characters": 55 * steps},
                )
            )  # fmt: skip
    return out


def lines(
    items: Sequence[Item], half: float, slope: float = -1.0, spread: float = 1.0, seed: int = 0
) -> list[dict[str, Any]]:
    """Return a run's answers: right with the odds of a curve through ``half`` and one's family.

    Args:
        items: the cases.
        half: size at which the typical family's case is right half the time.
        slope: change of the logit with every doubling.
        spread: standard deviation of the families' logits.
        seed: of the draws.
    """
    source = np.random.default_rng(seed)
    lean: dict[str, float] = {}
    out: list[dict[str, Any]] = []
    for one in items:
        own = lean.setdefault(one.family, float(source.normal(0.0, spread)))
        odds = slope * np.log2(one.size["steps"] / half) + own
        answer = {pair.key: pair.value for pair in one.gold}
        if source.random() > 1.0 / (1.0 + np.exp(-odds)):
            first = next(iter(answer))
            answer[first] = VERDICTS[(VERDICTS.index(answer[first]) + 1) % 3]
        tokens = {"out": int(200 + 4 * one.size["steps"])}
        out.append({"id": one.id, "answer": answer, "tokens": tokens})
    return out


def files(folder: Path, families: int, **halves: float) -> tuple[Path, list[Path]]:
    """Write a key and a run for each name; a name may end in ``_`` and its budget."""
    items = key(families)
    made: list[Path] = []
    for seed, (name, half) in enumerate(halves.items()):
        model, _, budget = name.partition("_")
        answers = lines(items, half, seed=seed)
        made.append(write_run(folder, name, answers, model=model, budget=int(budget or 2048)))
    return write_key(folder, items), made
