"""What several runs together say about the families: reliability and discrimination.

The scores are each run's mean verdict accuracy in each family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facelaw.scoring import resample
from facelaw.scoring.table import UNIT, FamilyTable, FloatArray

LEAST = 3
"""Runs below which neither figure means anything."""

_SPLITS = 500


@dataclass(frozen=True)
class Panel:
    """Figures of a set of runs.

    Attributes:
        runs: how many.
        families: how many.
        reliability: Spearman-Brown corrected correlation, over runs, of their scores on two
            halves of the families, averaged over 500 random halvings; None under three runs or
            where runs do not differ.
        discrimination: family to the correlation, over runs, of the score in the family with
            the score in all others; None where the runs do not differ. Negative: weaker runs do
            better here, so its gold is a suspect.
    """

    runs: int
    families: int
    reliability: float | None
    discrimination: dict[str, float | None]

    @property
    def suspects(self) -> tuple[str, ...]:
        """Return the families with negative discrimination, worst first."""
        low = [(value, name) for name, value in self.discrimination.items() if value is not None]
        return tuple(name for value, name in sorted(low) if value < -1e-9)


def panel(tables: Sequence[FamilyTable], seed: int) -> Panel:
    """Return reliability and discrimination of runs over the same families."""
    carried = np.all([table.column("verdict.one") > 0 for table in tables], axis=0)
    names = [name for name, has in zip(tables[0].families, carried, strict=True) if has]
    scores = np.stack([table.column("verdict.mean")[carried] / UNIT for table in tables])
    if len(tables) < LEAST or len(names) < 2:
        return Panel(len(tables), len(names), None, dict.fromkeys(names))
    rest = (scores.sum(axis=1, keepdims=True) - scores) / (len(names) - 1)
    return Panel(
        len(tables),
        len(names),
        _split_half(scores, seed),
        {name: correlation(scores[:, i], rest[:, i]) for i, name in enumerate(names)},
    )


def _split_half(scores: FloatArray, seed: int) -> float | None:
    """Return the mean corrected correlation of two halves."""
    families = scores.shape[1]
    found: list[float] = []
    for order in resample.orders(families, _SPLITS, seed):
        half = families // 2
        first, second = scores[:, order[:half]].mean(axis=1), scores[:, order[half:]].mean(axis=1)
        r = correlation(first, second)
        if r is not None:
            found.append(2 * r / (1 + r) if r > -1 + 1e-9 else -1.0)
    return max(-1.0, sum(found) / len(found)) if found else None


def correlation(first: FloatArray, second: FloatArray) -> float | None:
    """Return Pearson's correlation, None where one of the two does not vary."""
    a, b = first - first.mean(), second - second.mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / scale if scale > 1e-12 else None
