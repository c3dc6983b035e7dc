"""Output tokens: per item, and per family that came out wholly right."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.graded import ANSWERED, Graded
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import IntArray, per_family


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return token counts (plain, summed over samples); none where no line tells any.

    The headline's tokens are counted only where every answered headline item tells its own:
    a sum with holes would make a model look thrifty.
    """
    told = graded.tokens >= 0
    if not told.any():
        return {}
    design = graded.design
    k = len(design.families)
    spent = np.where(told, graded.tokens, 0).sum(axis=0, dtype=np.int64)
    out = {
        "tokens.spent": per_family(design.family, k, spent),
        "tokens.items": per_family(design.family, k, told.sum(axis=0)),
    }
    items = np.flatnonzero(design.headline)
    family = design.family[items]
    if np.all(told[:, items] | (graded.status[:, items] != ANSWERED)):
        asked = np.bincount(family, minlength=k)
        whole = np.zeros(k, dtype=np.int64)
        for row in graded.right[:, items]:
            whole += (np.bincount(family, weights=row, minlength=k) == asked) & (asked > 0)
        out["tokens.headline"] = per_family(family, k, spent[items])
        out["tokens.whole"] = whole
        out["tokens.asked"] = (asked > 0).astype(np.int64)
    return out


MEASURES = (
    Measure(
        "tokens_per_item", "output tokens per item", "每题输出词元数",
        ("tokens.spent", "tokens.items"), ratio, high=float("inf"), better="lower",
    ),
    Measure(
        "tokens_per_family_right", "tokens per family wholly right", "每个全对族输出词元数",
        ("tokens.headline", "tokens.whole"), ratio, high=float("inf"), better="lower",
        support="tokens.asked",
    ),
)  # fmt: skip
