"""Output tokens: per item, and per family that came out wholly right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from facelaw.scoring.graded import ANSWERED, Graded
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import IntArray, per_family


@dataclass(frozen=True)
class Spent:
    """Tokens by family (plain, summed over samples), and whether they may be shown.

    Attributes:
        sums: column to array, shape (families,).
        told: some answer tells its tokens.
        complete: every answered headline item tells its own: a sum with holes would make a
            model look thrifty.
    """

    sums: dict[str, IntArray]
    told: bool
    complete: bool

    def columns(self) -> dict[str, IntArray]:
        """Return the columns; the headline's only where they are complete."""
        if not self.told:
            return {}
        return {n: v for n, v in self.sums.items() if self.complete or n not in HEADLINE}


HEADLINE = ("tokens.headline", "tokens.whole", "tokens.asked")


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return token counts; none where no line tells any."""
    return spent(graded).columns() if (graded.tokens >= 0).any() else {}


def spent(graded: Graded) -> Spent:
    """Sum up the tokens of a run."""
    told = graded.tokens >= 0
    design = graded.design
    k = len(design.families)
    each = np.where(told, graded.tokens, 0).sum(axis=0, dtype=np.int64)
    items = np.flatnonzero(design.headline)
    family = design.family[items]
    asked = np.bincount(family, minlength=k)
    whole = np.zeros(k, dtype=np.int64)
    for row in graded.right[:, items]:
        whole += (np.bincount(family, weights=row, minlength=k) == asked) & (asked > 0)
    sums = {
        "tokens.spent": per_family(design.family, k, each),
        "tokens.items": per_family(design.family, k, told.sum(axis=0)),
        "tokens.headline": per_family(family, k, each[items]),
        "tokens.whole": whole,
        "tokens.asked": (asked > 0).astype(np.int64),
    }
    complete = bool(np.all(told[:, items] | (graded.status[:, items] != ANSWERED)))
    return Spent(sums, bool(told.any()), complete)


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
