"""Cases drawn from a curve with families that lean, whose true horizons are known."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.horizon.cases import Cases
from facelaw.scoring.horizon.fit import sigmoid
from facelaw.scoring.table import UNIT, FloatArray

SIZES = np.array([10, 14, 20, 28, 40, 57, 80, 113, 160, 226])


def cases(right: list[list[int]], n: list[list[int]], sizes: list[int]) -> Cases:
    """Return cases from counts, one list a family."""
    names = tuple(f"f{i:03d}" for i in range(len(n)))
    return Cases(np.array(sizes), np.array(n), np.array(right) * UNIT, names)


def simulated(
    source: np.random.Generator,
    families: int,
    half: float,
    slope: float,
    spread: float,
    items: int = 4,
    lean: FloatArray | None = None,
) -> Cases:
    """Return families of ``items`` cases of one size each; the logits of families spread."""
    size = np.arange(families) % len(SIZES)
    own = source.normal(0.0, spread, families) if lean is None else lean
    share = sigmoid(slope * np.log2(SIZES[size] / half) + own)
    n, right = (np.zeros((families, len(SIZES)), dtype=np.int64) for _ in "nr")
    n[np.arange(families), size] = items
    right[np.arange(families), size] = source.binomial(items, share) * UNIT
    return Cases(SIZES, n, right, tuple(f"f{i:03d}" for i in range(families)))


def one_each(found: Cases) -> Cases:
    """Return the same cases as if each were a family of its own, which they are not."""
    n: list[list[int]] = []
    right: list[list[int]] = []
    for counts, hits in zip(found.n.tolist(), (found.right // UNIT).tolist(), strict=True):
        for column, (count, hit) in enumerate(zip(counts, hits, strict=True)):
            for number in range(count):
                row = [0] * len(counts)
                row[column] = 1
                n.append(row)
                right.append(row if number < hit else [0] * len(counts))
    return cases(right, n, found.sizes.tolist())
