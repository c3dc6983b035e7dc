"""Tests of paired runs: swap whole families, correct for many pairs or many measures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from facelaw.scoring import resample
from facelaw.scoring.estimates import TOO_FEW_WORDS, Estimate, Pending, Settings, settle
from facelaw.scoring.intervals import LEVEL, NONE, TOO_FEW, bca, jackknife_se
from facelaw.scoring.quantiles import normal_quantile
from facelaw.scoring.statistic import Measure, difference
from facelaw.scoring.table import BoolArray, FamilyTable, FloatArray

_TIE = 1e-12
_POWER = 0.80


def difference_estimates(
    work: Sequence[tuple[Measure, FamilyTable, FamilyTable]], settings: Settings
) -> list[Estimate]:
    """Estimate ``first - second`` of each entry, families drawn for both runs together."""
    return settle([pending_difference(*entry) for entry in work], settings)


def pending_difference(measure: Measure, first: FamilyTable, second: FamilyTable) -> Pending:
    """Return a difference, waiting: BCa; where every family agrees on it, :func:`room`."""
    figure = difference(measure, first, second)
    k = figure.families
    value = figure.point() if k else math.nan
    se = jackknife_se(figure.jackknife()) if k > 1 and not math.isnan(value) else None
    if se is not None and math.isnan(se):
        se = None

    def close(resampled: FloatArray | None) -> Estimate:
        if math.isnan(value):
            return Estimate(None, None, None, "undefined", k, 0.0)
        if k < TOO_FEW or se is None:
            return Estimate(value, None, None, TOO_FEW_WORDS, k, 0.0, se)
        if resampled is None:
            ends = room(value, k, measure.high - measure.low)
            return Estimate(value, *ends, "rule of three", k, 0.0, se)
        return Estimate(value, *bca(value, resampled, figure.jackknife()), "bca", k, 0.0, se)

    return Pending(figure, k >= TOO_FEW and se is not None and se >= NONE, close)


def unlike(found: Estimate) -> bool | None:
    """Whether two runs differ in some family; None where their difference is not defined."""
    if found.value is None:
        return None
    return found.value != 0 or (found.se or 0.0) > NONE


def room(value: float, k: int, reach: float) -> tuple[float, float]:
    """Return how far a difference may be off on which all of K families agree.

    At most 3/K of all families are otherwise (rule of three), and those differ by ``reach`` at
    most either way: 3/K of the way from ``value`` to that.

    >>> room(0.0, 30, 1.0)
    (-0.1, 0.1)
    """
    if not math.isfinite(reach):
        return value, value
    share = min(1.0, 3.0 / k)
    return value - share * (value + reach), value + share * (reach - value)


def swap_null(
    measures: Sequence[Measure], first: FamilyTable, second: FamilyTable, settings: Settings
) -> tuple[FloatArray, FloatArray]:
    """Return each measure's difference, and its differences after swapping whole families.

    Under the hypothesis that the two runs are exchangeable within each family, it makes no
    difference which run's answers to a family carry which name. All measures see the same swaps.

    Returns:
        Observed differences ``first - second``, shape (measures,), and shape (measures,
        resamples).
    """
    names = tuple(dict.fromkeys(name for measure in measures for name in measure.needs))
    place = {name: index for index, name in enumerate(names)}
    a, b = first.columns(names), second.columns(names)
    k = len(first.families)
    moved = resample.sums(
        b - a, resample.swaps(k, settings.resamples, settings.seed), settings.resamples
    )
    total_a = a.sum(axis=0).astype(np.float64)[:, np.newaxis]
    total_b = b.sum(axis=0).astype(np.float64)[:, np.newaxis]
    observed = np.empty(len(measures))
    null = np.empty((len(measures), settings.resamples))
    for index, measure in enumerate(measures):
        rows = [place[name] for name in measure.needs]
        all_a, all_b, change = total_a[rows], total_b[rows], moved[rows]
        observed[index] = (measure.of(*all_a) - measure.of(*all_b))[0]
        null[index] = measure.of(*(all_a + change)) - measure.of(*(all_b - change))
    return observed, null


def swap_p(observed: FloatArray, null: FloatArray) -> FloatArray:
    """Return two-sided p values, one added above and below; NaN where nothing was observed."""
    reached = _reached(null, np.abs(observed)[:, np.newaxis])
    p = (1.0 + reached.sum(axis=1)) / (1.0 + null.shape[1])
    return np.where(np.isnan(observed), np.nan, p)


def _reached(null: FloatArray, bar: FloatArray) -> BoolArray:
    """Return where a swapped difference is at least as large; undefined ones count as larger."""
    return np.isnan(null) | (np.abs(null) >= bar - _TIE)


def max_t(observed: FloatArray, null: FloatArray) -> FloatArray:
    """Return p values corrected for many measures of one pair (Westfall and Young, step-down).

    Measures of one pair go up and down together; the largest standardised difference under the
    same swaps takes that into account where Holm cannot. A measure that is undefined in some
    swap takes no part: NaN.
    """
    part = np.flatnonzero(~np.isnan(observed) & ~np.isnan(null).any(axis=1))
    out = np.full(len(observed), np.nan)
    scale = np.sqrt((null[part] * null[part]).mean(axis=1))
    scale[scale == 0] = np.inf
    t = np.abs(observed[part]) / scale
    order = np.argsort(-t, kind="stable")
    rising = np.full(null.shape[1], -np.inf)
    p = np.empty(len(part))
    for index in order[::-1]:
        rising = np.maximum(rising, np.abs(null[part[index]]) / scale[index])
        p[index] = (1.0 + np.count_nonzero(rising >= t[index] - _TIE)) / (1.0 + len(rising))
    p[order] = np.maximum.accumulate(p[order])
    out[part] = p
    return out


def holm(p: Sequence[float]) -> list[float]:
    """Return p values corrected for many pairs (Holm 1979).

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p)), key=lambda i: p[i])
    out = [0.0] * len(p)
    reached = 0.0
    for step, index in enumerate(order):
        reached = max(reached, min(1.0, (len(p) - step) * p[index]))
        out[index] = reached
    return out


def detectable(se: float | None, pairs: int = 1) -> float | None:
    """Return the smallest true difference found four times in five at the 5 % level.

    Args:
        se: standard error of the paired difference; None or 0 (two runs alike in every
            family) gives None.
        pairs: how many pairs share the 5 %, as Holm's first step does.
    """
    if not se:
        return None
    reach = normal_quantile(1.0 - (1.0 - LEVEL) / (2 * pairs)) + normal_quantile(_POWER)
    return reach * se
