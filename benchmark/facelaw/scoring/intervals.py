"""Intervals and standard errors over families.

Sources: Efron 1987 (BCa); Hesterberg 2015 (its expansion for few families); Korn and Graubard 1998
(Wilson's interval under clustering); Hanley and Lippman-Hand 1983 (rule of three).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from facelaw.scoring.quantiles import normal_cdf, normal_quantile, t_quantile
from facelaw.scoring.table import FloatArray, IntArray

LEVEL = 0.95
TOO_FEW = 15
"""Families under which no interval is given."""
FEW = 30
"""Families under which a share gets Wilson's interval."""
NONE = 1e-12
"""A standard error below this is none: all families agree."""


def cluster_se(values: IntArray) -> float:
    """Return the standard error of a share of sums over families, linearised, K/(K-1).

    Equals statsmodels' ``cov_type="cluster"`` on the observations themselves.

    Args:
        values: shape (families, 2): part and whole.
    """
    part, whole = values.astype(np.float64).T
    k = len(part)
    total = float(whole.sum())
    left = part - part.sum() / total * whole
    return math.sqrt(k / (k - 1) * math.fsum((left * left).tolist())) / total


def jackknife_se(left_out: FloatArray) -> float:
    """Return the standard error from the leave-one-family-out values."""
    k = len(left_out)
    away = left_out - left_out.mean()
    return math.sqrt((k - 1) / k * math.fsum((away * away).tolist()))


def wilson(value: float, se: float, n: float, k: int) -> tuple[float, float]:
    """Return Wilson's interval for the effective number of observations.

    Korn and Graubard's count ``value (1 - value) / se**2``, shrunk by the squared ratio of the
    t quantiles with n - 1 and K - 1 degrees of freedom, and never more than ``n``.

    Args:
        value: the share, strictly inside (0, 1).
        se: its standard error over families.
        n: observations.
        k: families.
    """
    upper = 0.5 + LEVEL / 2
    shrink = t_quantile(upper, max(1, round(n) - 1)) / t_quantile(upper, k - 1)
    size = min(n, value * (1.0 - value) / (se * se)) * shrink * shrink
    z = normal_quantile(upper)
    scale = 1.0 + z * z / size
    centre = (value + z * z / (2 * size)) / scale
    half = z / scale * math.sqrt(value * (1.0 - value) / size + z * z / (4 * size * size))
    return max(0.0, centre - half), min(1.0, centre + half)


def share_interval(values: IntArray, n: float) -> tuple[float | None, float | None]:
    """Return a share's interval without resampling, for the many rows of a diagnosis.

    Args:
        values: part and whole of each family that carries it, shape (families, 2).
        n: observations.

    Returns:
        Wilson's interval or the rule of three; None twice under 15 families.
    """
    k = len(values)
    if k < TOO_FEW:
        return None, None
    part, whole = (float(total) for total in values.sum(axis=0))
    se = cluster_se(values)
    if se < NONE:
        return rule_of_three(part / whole, k, 0.0, 1.0)
    return wilson(part / whole, se, n, k)


def rule_of_three(value: float, k: int, least: float, greatest: float) -> tuple[float, float]:
    """Return ``value`` give or take 3/K of the range, for figures on which all families agree."""
    reach = 3.0 / k * (greatest - least if math.isfinite(greatest - least) else 0.0)
    return max(least, value - reach), min(greatest, value + reach)


def bca(value: float, resampled: FloatArray, left_out: FloatArray) -> tuple[float, float]:
    """Return the bias-corrected and accelerated interval (Efron 1987), expanded (Hesterberg 2015).

    Resamples vary by K - 1 over K too little, and how much they should vary is an estimate; so
    in place of the normal quantile stands Student's with K - 1 degrees of freedom times the root
    of K / (K - 1), as in ``CI.bca`` of his R package ``resample``. Resamples in which the figure
    is not defined are left aside.

    Args:
        value: the figure.
        resampled: its values over resampled families, shape (resamples,).
        left_out: its values without each family, shape (families,).
    """
    unknown = np.isnan(resampled)
    known = resampled[~unknown] if unknown.any() else resampled
    below = (np.count_nonzero(known < value) + np.count_nonzero(known <= value)) / (2 * len(known))
    bias = normal_quantile(float(below))
    pull = left_out.mean() - left_out
    spread = math.fsum((pull**2).tolist())
    acceleration = math.fsum((pull**3).tolist()) / (6.0 * spread**1.5) if spread > 0 else 0.0
    tail = expanded(len(left_out))
    ends = [_shifted(bias, acceleration, z) for z in (tail, -tail)]
    return quantiles(known, ends)


def expanded(k: int) -> float:
    """Return the lower quantile that stands for the normal one where K families are drawn."""
    return math.sqrt(k / (k - 1)) * t_quantile(0.5 - LEVEL / 2, k - 1)


def quantiles(values: FloatArray, shares: Sequence[float]) -> tuple[float, float]:
    """Return two quantiles, linear between the values nearest in order (numpy's default)."""
    places = [share * (len(values) - 1) for share in shares]
    below = [min(int(place), len(values) - 2) for place in places]
    ordered = np.partition(values, sorted({*below, *(index + 1 for index in below)}))
    low, high = (
        float(ordered[index] + (place - index) * (ordered[index + 1] - ordered[index]))
        for place, index in zip(places, below, strict=True)
    )
    return low, high


def _shifted(bias: float, acceleration: float, z: float) -> float:
    """Return the quantile of the resamples that stands for a quantile of the figure."""
    if math.isinf(bias):
        return 0.0 if bias < 0 else 1.0
    moved = bias + z
    return normal_cdf(bias + moved / (1.0 - acceleration * moved))
