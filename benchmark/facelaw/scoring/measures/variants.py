"""A variant against its base, verdict by verdict: controls, flips, noise."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.design import KINDS
from facelaw.scoring.graded import NO_LABEL, Graded
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, FloatArray, IntArray, average, per_family


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return the paired columns; a pair is one claim in a variant and in the base.

    What was not answered is no proof of steadiness: pairs count from a base that was right, or
    where better means less, from one that was read.
    """
    design = graded.design
    slots = np.flatnonzero(design.partner >= 0)
    base = design.partner[slots]
    kind = design.kind[design.slot_item[slots]]
    changed = design.slot_gold[slots] != design.slot_gold[base]
    family = design.family[design.slot_item[slots]]
    k = len(design.families)
    first, second = graded.hit[:, base] == 1, graded.hit[:, slots] == 1
    was, came = graded.label[:, base], graded.label[:, slots]
    read, both_read = was != NO_LABEL, (was != NO_LABEL) & (came != NO_LABEL)
    is_ = {name: kind == KINDS.index(name) for name in KINDS}
    changing = is_["flip"] | is_["date"] | is_["gap"]
    sets = {
        "control": (is_["control"], is_["control"], first, first, first & second),
        "flip": (is_["flip"], is_["flip"] & changed, first, first, first & second),
        "copied": (changing, changing & changed, both_read, both_read, both_read & (was == came)),
        "noise": (is_["noise"], is_["noise"], read, read & first, read & second),
    }
    out: dict[str, IntArray] = {}
    for name, (could, mask, counted, whole, part) in sets.items():
        rows = family[mask]
        out[f"{name}.could"] = per_family(family, k, could * np.int64(UNIT))
        out[f"{name}.n"] = per_family(rows, k, average(counted[:, mask]))
        out[f"{name}.base"] = per_family(rows, k, average(whole[:, mask]))
        out[f"{name}.both"] = per_family(rows, k, average(part[:, mask]))
    return out


def drop(base: FloatArray, noise: FloatArray, n: FloatArray) -> FloatArray:
    """Return the accuracy lost when the text is garbled."""
    return ratio(base - noise, n)


MEASURES = (
    Measure(
        "control_stability", "control stability", "对照稳定性",
        ("control.both", "control.base"), ratio, share=True, count="control.base",
        support="control.could",
    ),
    Measure(
        "flip_sensitivity", "flip sensitivity", "翻转敏感性",
        ("flip.both", "flip.base"), ratio, share=True, count="flip.base", support="flip.could",
    ),
    Measure(
        "copied_from_base", "gold changed, answer did not", "结论应变而未变",
        ("copied.both", "copied.n"), ratio, better="lower", share=True, count="copied.n",
        support="copied.could",
    ),
    Measure(
        "noise_drop", "noise drop", "噪声降幅",
        ("noise.base", "noise.both", "noise.n"), drop, low=-1.0, better="lower",
    ),
)  # fmt: skip
