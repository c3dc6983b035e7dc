"""Whole families: the strict headline and what it would be if verdicts were independent."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.graded import Graded
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, FloatArray, IntArray, average, per_family

STRICT = "strict_family_accuracy"
LONGEST = 40
"""Verdicts of a core quartet that are told apart; longer ones count as this long (p**40)."""


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return strict success, and per family how many headline verdicts there are and were right."""
    design = graded.design
    k = len(design.families)
    items = np.flatnonzero(design.headline)
    slots = np.flatnonzero(design.headline[design.slot_item])
    owner = design.family[design.slot_item[slots]]
    asked = np.bincount(design.family[items], minlength=k)
    whole = np.stack(
        [
            np.bincount(design.family[items], weights=row, minlength=k) == asked
            for row in graded.right[:, items]
        ]
    )
    size = np.bincount(owner, minlength=k)
    carries = asked > 0
    out = {
        "strict.right": np.where(carries, average(whole), 0).astype(np.int64),
        "strict.one": np.where(carries, UNIT, 0).astype(np.int64),
        "strict.hits": per_family(owner, k, average(graded.hit[:, slots])),
        "strict.n": size.astype(np.int64) * UNIT,
    }
    for length in range(1, LONGEST + 1):
        same = np.minimum(size, LONGEST) == length
        if same.any():
            out[f"strict.size.{length}"] = np.where(same & carries, UNIT, 0).astype(np.int64)
    return out


def expected(hits: FloatArray, n: FloatArray, *sizes: FloatArray) -> FloatArray:
    """Return the strict figure if each verdict were right with the pooled chance, independently.

    Args:
        hits: right headline verdicts.
        n: headline verdicts.
        sizes: families with 1, 2, ... :data:`LONGEST` of them.
    """
    p = ratio(hits, n)
    power = np.ones_like(p)
    total = np.zeros_like(p)
    for families in sizes:
        power = power * p
        total = total + families * power
    return ratio(total, np.asarray(np.add.reduce(sizes), dtype=np.float64))


MEASURES = (
    Measure(
        STRICT, "strict family accuracy", "整族全对率",
        ("strict.right", "strict.one"), ratio, share=True, count="strict.one",
    ),
    Measure(
        "strict_expected", "  if verdicts were independent", "结论相互独立时的期望值",
        ("strict.hits", "strict.n", *(f"strict.size.{n}" for n in range(1, LONGEST + 1))),
        expected, better="neither", support="strict.one",
    ),
)  # fmt: skip
