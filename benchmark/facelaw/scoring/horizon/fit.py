"""Success against size: a logistic curve that is finite even where sizes part right from wrong.

Firth's penalty (Firth 1993; Heinze and Schemper 2002) keeps both coefficients finite under
separation and takes the first-order bias from them elsewhere. Many weightings of the same sizes
(resampled, swapped, left out) are fitted at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from facelaw.scoring.table import FloatArray

_STEPS = 1000
_PATIENCE = 40
_LONGEST = 2.0
_SMALL = 1e-9
_SLOW = 1e-4


@dataclass(frozen=True)
class Curves:
    """Logistic curves ``logit(share right) = level + slope * x``, one a weighting.

    Attributes:
        level: at ``x = 0``, shape (fits,); NaN where there was one size alone, or (with
            a handful of cases) scoring came to no rest.
        slope: per unit of ``x``, shape (fits,).
    """

    level: FloatArray
    slope: FloatArray

    def at(self, x: FloatArray) -> FloatArray:
        """Return the curves' logits, shape (fits, len(x))."""
        return self.level[:, np.newaxis] + self.slope[:, np.newaxis] * x


def fit(x: FloatArray, n: FloatArray, right: FloatArray) -> Curves:
    """Fit a curve to each row.

    Args:
        x: sizes on the scale of the curve, shape (sizes,), not all the same.
        n: weight of the cases of each size, shape (fits, sizes).
        right: weight of those that are right, between 0 and ``n``, shape (fits, sizes).
    """
    middle, reach = (x.max() + x.min()) / 2, (x.max() - x.min()) / 2
    z = (x - middle) / reach
    powers = np.stack([np.ones_like(z), z, z * z], axis=1)
    beta = np.zeros((len(n), 2))
    moving = np.arange(len(n))
    last = np.full(len(n), np.inf)
    for number in range(_STEPS):
        step = _step(beta[moving], n, right, powers)
        if number >= _PATIENCE:
            step *= 0.5  # so that two steps that undo each other do not go on for ever
        beta[moving] += step
        last = np.abs(step).max(axis=1)
        going = (last >= _SMALL) | np.isnan(last)
        if not going.any():
            break
        if not going.all():
            moving, n, right, last = moving[going], n[going], right[going], last[going]
    else:
        beta[moving[(last >= _SLOW) | np.isnan(last)]] = np.nan
    slope = beta[:, 1] / reach
    return Curves(beta[:, 0] - slope * middle, slope)


def _step(beta: FloatArray, n: FloatArray, right: FloatArray, powers: FloatArray) -> FloatArray:
    """Return a step of Fisher scoring on the penalised score, kept from running away."""
    share = sigmoid(beta @ powers[:, :2].T)
    weight = n * share * (1.0 - share)
    s0, s1, s2 = (weight @ powers).T
    with np.errstate(divide="ignore", invalid="ignore"):
        det = s0 * s2 - s1 * s1
        i00, i01, i11 = s2 / det, -s1 / det, s0 / det
        leverage = weight * (np.stack([i00, 2.0 * i01, i11], axis=1) @ powers.T)
        left = right - n * share + leverage * (0.5 - share)
        g0, g1 = (left @ powers[:, :2]).T
        step = np.stack([i00 * g0 + i01 * g1, i01 * g0 + i11 * g1], axis=1)
        largest = np.abs(step).max(axis=1, keepdims=True)
        return np.asarray(step * np.minimum(1.0, _LONGEST / np.maximum(largest, _SMALL)))


def sigmoid(logit: FloatArray) -> FloatArray:
    """Return the shares that logits stand for."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logit)))


def logit(share: float) -> float:
    """Return the log odds of a share strictly between 0 and 1."""
    return math.log(share / (1.0 - share))
