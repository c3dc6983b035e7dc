"""Every task: share of items wholly right; F1 of set tasks as diagnosis; bracket distance."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.design import TASKS
from facelaw.scoring.graded import Graded
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, FloatArray, IntArray, average, per_family

SETS = ("consequences", "procedure", "gaps")
TITLES = {
    "claims": "请求权结论",
    "argument": "论证",
    "consequences": "法律后果",
    "procedure": "程序",
    "bracket": "量刑幅度",
    "gaps": "关键缺失事实",
    "readings": "裁判分歧",
    "flaw": "论证瑕疵",
    "extraction": "要素提取（附加任务）",
    "recall": "法条记忆（附加任务）",
}


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return items and right items per task, set counts, and steps off the right bracket."""
    design = graded.design
    k = len(design.families)
    out: dict[str, IntArray] = {}
    for task in TASKS:
        items = design.of_task(task)
        if not len(items):
            continue
        family = design.family[items]

        def total(values: IntArray, rows: IntArray = family) -> IntArray:
            return per_family(rows, k, values)

        out[f"task.{task}.right"] = total(average(graded.right[:, items]))
        out[f"task.{task}.n"] = total(np.full(len(items), UNIT, dtype=np.int64))
        if task in SETS:
            for name in ("tp", "fp", "fn"):
                out[f"task.{task}.{name}"] = total(average(graded.counts[name][:, items]))
        if task == "bracket":
            out["bracket.steps"] = total(average(graded.counts["distance"][:, items]))
    return out


def micro_f1(tp: FloatArray, fp: FloatArray, fn: FloatArray) -> FloatArray:
    """Return F1 over all codes of all items of a task."""
    return ratio(2 * tp, 2 * tp + fp + fn)


EXACT = tuple(
    Measure(
        f"exact.{task}", f"{task}: wholly right", f"{TITLES[task]}全对率",
        (f"task.{task}.right", f"task.{task}.n"), ratio, share=True, count=f"task.{task}.n",
    )
    for task in TASKS
)  # fmt: skip

MEASURES = (
    *EXACT,
    *(
        Measure(
            f"f1.{task}", f"{task}: micro-F1", f"{TITLES[task]}微平均F1",
            tuple(f"task.{task}.{name}" for name in ("tp", "fp", "fn")), micro_f1,
            support=f"task.{task}.n",
        )
        for task in SETS
    ),
    Measure(
        "bracket_distance", "bracket: mean steps off", "量刑幅度平均偏离档数",
        ("bracket.steps", "task.bracket.n"), ratio, high=9.0, better="lower",
    ),
)  # fmt: skip
