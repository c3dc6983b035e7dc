"""Verdicts of `claims`: mean accuracy by family (the primary figure) and macro-F1."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.graded import Graded
from facelaw.scoring.key import VERDICTS
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, FloatArray, IntArray, average, per_family, share

PRIMARY = "verdict_accuracy"


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return the verdict columns, one row a family."""
    design = graded.design
    slots = design.slots_of_task("claims")
    family = design.family[design.slot_item[slots]]
    k = len(design.families)
    hits = per_family(family, k, average(graded.hit[:, slots]))
    n = per_family(family, k, np.full(len(slots), UNIT, dtype=np.int64))
    out = {
        "verdict.hits": hits,
        "verdict.n": n,
        "verdict.mean": share(hits, n),
        "verdict.one": np.where(n > 0, UNIT, 0).astype(np.int64),
    }
    gold = design.slot_gold[slots]
    for code, label in enumerate(VERDICTS):
        said = average(graded.label[:, slots] == code)
        out[f"label.{label}.said"] = per_family(family, k, said)
        out[f"label.{label}.gold"] = per_family(family, k, (gold == code) * np.int64(UNIT))
        out[f"label.{label}.both"] = per_family(family, k, np.where(gold == code, said, 0))
    return out


def macro_f1(*sums: FloatArray) -> FloatArray:
    """Return the mean F1 of the three labels; a label neither said nor in gold has F1 0.

    Args:
        sums: for each label: both, said, gold.
    """
    scores = [
        ratio(2 * both, said + gold, 0.0)
        for both, said, gold in zip(sums[0::3], sums[1::3], sums[2::3], strict=True)
    ]
    return np.asarray(np.add.reduce(scores) / len(scores), dtype=np.float64)


MEASURES = (
    Measure(
        PRIMARY, "mean verdict accuracy", "裁判结论平均准确率",
        ("verdict.mean", "verdict.one"), ratio, share=True, count="verdict.n",
    ),
    Measure(
        "verdict_macro_f1", "verdict macro-F1", "裁判结论宏平均F1",
        tuple(f"label.{x}.{y}" for x in VERDICTS for y in ("both", "said", "gold")),
        macro_f1, support="verdict.n",
    ),
)  # fmt: skip
