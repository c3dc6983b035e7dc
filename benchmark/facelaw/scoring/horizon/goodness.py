"""Success by size, and how well the curve describes it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from facelaw.scoring.horizon.band import Band
from facelaw.scoring.horizon.cases import Cases
from facelaw.scoring.horizon.fit import sigmoid
from facelaw.scoring.intervals import TOO_FEW, share_interval
from facelaw.scoring.quantiles import t_p
from facelaw.scoring.table import UNIT, FloatArray, IntArray

BINS = 10
"""Bins of size at most: one for each size where there are no more sizes than that."""


@dataclass(frozen=True)
class Bin:
    """Cases of like size.

    Attributes:
        least: smallest size in it.
        most: largest size.
        cases: how many.
        families: of how many families.
        right: share wholly right.
        low: lower end of the clustered interval, None under 15 families.
        high: upper end.
        fitted: mean of the curve over its cases.
    """

    least: int
    most: int
    cases: int
    families: int
    right: float
    low: float | None
    high: float | None
    fitted: float


@dataclass(frozen=True)
class Fit:
    """How well a logistic curve describes the cases.

    Attributes:
        level: logit of the share right at size 1.
        slope: what every doubling of size adds to it.
        explained: share of the deviance that size explains; None where all cases end alike.
        gap: mean distance of curve and observed share over the bins, weighted by cases.
        bend: p value of the score test, clustered by family, that the logit also bends; None under
            15 families, and where sizes part right from wrong.
    """

    level: float
    slope: float
    explained: float | None
    gap: float
    bend: float | None

    def at(self, x: float) -> float:
        """Return the share right at ``x`` doublings."""
        return share_at(self.level + self.slope * x)


def share_at(at: float) -> float:
    """Return the share that a logit stands for."""
    return float(sigmoid(np.array([at]))[0])


def binned(found: Cases, line: Band) -> tuple[Bin, ...]:
    """Return success by size: a bin for each size, or ten of as many cases, sizes kept whole."""
    count = found.n.sum(axis=0)
    if len(found.sizes) <= BINS:
        place = np.arange(len(found.sizes))
    else:
        middle = np.cumsum(count) - count / 2
        place = np.minimum(BINS - 1, (middle * BINS / count.sum()).astype(np.int64))
    fitted = sigmoid(line.level + line.slope * found.x)
    return tuple(_bin(found, np.flatnonzero(place == b), fitted) for b in np.unique(place))


def _bin(found: Cases, columns: IntArray, fitted: FloatArray) -> Bin:
    """Return one bin."""
    n, right = found.n[:, columns].sum(axis=1), found.right[:, columns].sum(axis=1)
    here = n > 0
    total = int(n.sum())
    parts = np.stack([right, n * UNIT], axis=1)[here]
    weights = found.n[:, columns].sum(axis=0)
    return Bin(
        int(found.sizes[columns[0]]),
        int(found.sizes[columns[-1]]),
        total,
        int(here.sum()),
        float(right.sum()) / (total * UNIT),
        *share_interval(parts, float(total)),
        float(weights @ fitted[columns]) / total,
    )


def goodness(found: Cases, line: Band, bins: tuple[Bin, ...]) -> Fit:
    """Return how well the curve fits."""
    x = found.x
    n, right = found.n.astype(np.float64), found.right / UNIT
    share = sigmoid(line.level + line.slope * x)
    overall = np.full_like(share, right.sum() / n.sum())
    whole = 0.0 < overall[0] < 1.0
    explained = 1.0 - _deviance(n, right, share) / _deviance(n, right, overall) if whole else None
    gap = sum(b.cases * abs(b.right - b.fitted) for b in bins) / found.count
    tested = len(n) >= TOO_FEW and len(x) > 2 and not found.separated
    bend = _bend(x, n, right, share) if tested else None
    return Fit(line.level, line.slope, explained, gap, bend)


def _deviance(n: FloatArray, right: FloatArray, share: FloatArray) -> float:
    """Return minus twice the log likelihood of some shares."""
    hit, miss = right.sum(axis=0), (n - right).sum(axis=0)
    return float(-2.0 * (hit @ np.log(share) + miss @ np.log1p(-share)))


def _bend(x: FloatArray, n: FloatArray, right: FloatArray, share: FloatArray) -> float:
    """Return the p value of the score test of a squared term, its variance over families.

    The square is taken free of level and slope under the fitted weights; the test is F with 1 and
    K - 1 degrees of freedom.
    """
    weight = n.sum(axis=0) * share * (1.0 - share)
    weight /= weight.sum()
    z = x - weight @ x
    square = z * z - weight @ (z * z)
    free = square - (weight @ (square * z)) / (weight @ (z * z)) * z
    scores = np.asarray((right - n * share) @ free, dtype=np.float64)
    k = len(scores)
    spread = float(np.sqrt(k / (k - 1) * (scores @ scores - scores.sum() ** 2 / k)))
    return t_p(float(scores.sum()) / spread, k - 1) if spread > 0 else 1.0
