"""Saying "undetermined" where the facts suffice, and settling what they leave open."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.graded import ANSWERED, NO_LABEL, Graded
from facelaw.scoring.key import VERDICTS
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, IntArray, average, per_family

OPEN = VERDICTS.index("undetermined")


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return deferral in the verdicts of advice-stage items and in `gaps`.

    Of what was answered: whoever says nothing has not shown that they know when to defer.
    """
    design = graded.design
    k = len(design.families)
    slots = design.slots_of_task("claims")
    slots = slots[design.advice[design.slot_item[slots]]]
    label, gold = graded.label[:, slots], design.slot_gold[slots]
    family = design.family[design.slot_item[slots]]
    settled_said = (label != OPEN) & (label != NO_LABEL)
    out = {"advice.n": per_family(family, k, np.full(len(slots), UNIT, dtype=np.int64))}
    for name, mask, said in (
        ("over", gold != OPEN, label == OPEN),
        ("under", gold == OPEN, settled_said),
    ):
        rows = family[mask]
        out[f"{name}.said"] = per_family(rows, k, average(said[:, mask]))
        out[f"{name}.n"] = per_family(rows, k, average(label[:, mask] != NO_LABEL))
    items = design.of_task("gaps")
    enough = np.array(
        [[pair.key for pair in design.items[int(i)].gold] == ["none"] for i in items], dtype=bool
    )
    items = items[enough]
    answered = graded.status[:, items] == ANSWERED
    named = answered & (graded.counts["tp"][:, items] == 0)
    family = design.family[items]
    out["gaps.over"] = per_family(family, k, average(named))
    out["gaps.enough"] = per_family(family, k, average(answered))
    out["gaps.could"] = per_family(family, k, np.full(len(items), UNIT, dtype=np.int64))
    return out


MEASURES = (
    Measure(
        "over_deferral", "over-deferral (facts suffice)", "过度保留",
        ("over.said", "over.n"), ratio, better="lower", share=True, count="over.n",
        support="advice.n",
    ),
    Measure(
        "over_settling", "over-settling (facts do not)", "过度断定",
        ("under.said", "under.n"), ratio, better="lower", share=True, count="under.n",
        support="advice.n",
    ),
    Measure(
        "gaps_over_deferral", "gaps: more asked than needed", "事实已足仍求补充",
        ("gaps.over", "gaps.enough"), ratio, better="lower", share=True, count="gaps.enough",
        support="gaps.could",
    ),
)  # fmt: skip
