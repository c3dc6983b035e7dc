"""A figure with its uncertainty: families are what is drawn, never items.

Which interval, and why (Efron 1987 for BCa; Korn and Graubard 1998 for the clustered Wilson):

- fewer than 15 families: no interval, and the words "too few families";
- a share below 0.1, above 0.9, or of fewer than 30 families: Wilson's interval with the number
  of independent observations that the spread over families leaves;
- all right or all wrong: from 3/K off the end (rule of three over families);
- everything else: BCa over families.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from facelaw.scoring.quantiles import normal_cdf, normal_quantile, t_quantile
from facelaw.scoring.statistic import Measure, Statistic, replicates, statistic
from facelaw.scoring.table import UNIT, FamilyTable, FloatArray, IntArray

LEVEL = 0.95
TOO_FEW = 15
FEW = 30
TOO_FEW_WORDS = "too few families"


@dataclass(frozen=True)
class Settings:
    """What a resampled figure depends on besides the data; part of every signature."""

    resamples: int = 10_000
    seed: int = 7


@dataclass(frozen=True)
class Estimate:
    """A point with its interval.

    Attributes:
        value: the figure; None where it is not defined (nothing to divide by).
        low: lower end of the 95 % interval, or None.
        high: upper end, or None.
        method: ``bca``, ``wilson``, ``rule of three``, ``too few families``, ``undefined``.
        families: how many carry the figure.
        n: yes-or-no observations behind it, averaged over samples; 0 where none are counted.
        se: standard error over families, or None.
        deff: design effect, the factor by which families widen the variance; None unless the
            figure is a share.
        icc: how alike the observations of one family are, from ``deff`` (Kish); None likewise.
    """

    value: float | None
    low: float | None
    high: float | None
    method: str
    families: int
    n: float
    se: float | None = None
    deff: float | None = None
    icc: float | None = None


def estimates(
    measures: Sequence[Measure], tables: Sequence[FamilyTable], settings: Settings
) -> list[dict[str, Estimate]]:
    """Estimate every measure in every run; runs share their resamples.

    Returns:
        One mapping from measure id to estimate per table, in the order of ``tables``.
    """
    work = [(t, m, statistic(m, table)) for t, table in enumerate(tables) for m in measures]
    drawn = [i for i, (_, m, s) in enumerate(work) if _needs_draws(m, s)]
    values = replicates([work[i][2] for i in drawn], settings.resamples, settings.seed)
    resampled: Mapping[int, FloatArray] = dict(zip(drawn, values, strict=True))
    out: list[dict[str, Estimate]] = [{} for _ in tables]
    for index, (run, measure, figure) in enumerate(work):
        rows = tables[run].column(measure.carried_by) > 0
        n = float(tables[run].column(measure.count)[rows].sum()) / UNIT if measure.count else 0.0
        out[run][measure.id] = _estimate(measure, figure, n, resampled.get(index))
    return out


def _needs_draws(measure: Measure, figure: Statistic) -> bool:
    """Return whether the interval will be BCa."""
    if figure.families < TOO_FEW or math.isnan(figure.point()):
        return False
    return not (measure.share and _wilson_zone(figure.point(), figure.families))


def _wilson_zone(value: float, families: int) -> bool:
    """Return whether a share is where the bootstrap under-covers."""
    return families < FEW or value < 0.1 or value > 0.9


def _estimate(
    measure: Measure, figure: Statistic, n: float, resampled: FloatArray | None
) -> Estimate:
    """Choose the interval and compute it."""
    value = figure.point() if figure.families else math.nan
    if math.isnan(value):
        return Estimate(None, None, None, "undefined", figure.families, n)
    k = figure.families
    if k == 1:
        return Estimate(value, None, None, TOO_FEW_WORDS, k, n)
    se = cluster_se(figure.values) if measure.share else jackknife_se(figure.jackknife())
    deff, icc = _design_effect(value, se, n, k) if measure.share else (None, None)
    low, high, method = _interval(measure, figure, value, se, n, resampled)
    return Estimate(value, low, high, method, k, n, se, deff, icc)


def _interval(
    measure: Measure,
    figure: Statistic,
    value: float,
    se: float,
    n: float,
    resampled: FloatArray | None,
) -> tuple[float | None, float | None, str]:
    """Return the ends and the method's name."""
    k = figure.families
    if k < TOO_FEW:
        return None, None, TOO_FEW_WORDS
    if se < 1e-12:
        return *rule_of_three(value, k, measure.low, measure.high), "rule of three"
    if resampled is None:
        return *wilson(value, se, n or float(k), k), "wilson"
    low, high = bca(value, resampled, figure.jackknife())
    return max(low, measure.low), min(high, measure.high), "bca"


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


def _design_effect(value: float, se: float, n: float, k: int) -> tuple[float | None, float | None]:
    """Return the variance over that of ``n`` independent observations, and Kish's correlation."""
    free = value * (1.0 - value)
    if not n or free <= 0.0:
        return None, None
    deff = se * se / (free / n)
    size = n / k
    return deff, (deff - 1.0) / (size - 1.0) if size > 1.0 else None


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
    if se < 1e-12:
        return rule_of_three(part / whole, k, 0.0, 1.0)
    return wilson(part / whole, se, n, k)


def rule_of_three(value: float, k: int, least: float, greatest: float) -> tuple[float, float]:
    """Return ``value`` give or take 3/K of the range, for figures on which all families agree."""
    reach = 3.0 / k * (greatest - least if math.isfinite(greatest - least) else 0.0)
    return max(least, value - reach), min(greatest, value + reach)


def bca(value: float, resampled: FloatArray, left_out: FloatArray) -> tuple[float, float]:
    """Return the bias-corrected and accelerated interval (Efron 1987).

    Resamples in which the figure is not defined are left aside.

    Args:
        value: the figure.
        resampled: its values over resampled families, shape (resamples,).
        left_out: its values without each family, shape (families,).
    """
    known = resampled[~np.isnan(resampled)]
    below = (np.count_nonzero(known < value) + np.count_nonzero(known <= value)) / (2 * len(known))
    bias = normal_quantile(float(below))
    pull = left_out.mean() - left_out
    spread = math.fsum((pull**2).tolist())
    acceleration = math.fsum((pull**3).tolist()) / (6.0 * spread**1.5) if spread > 0 else 0.0
    tail = normal_quantile(0.5 - LEVEL / 2)
    ends = [_shifted(bias, acceleration, z) for z in (tail, -tail)]
    low, high = np.quantile(known, ends)
    return float(low), float(high)


def _shifted(bias: float, acceleration: float, z: float) -> float:
    """Return the quantile of the resamples that stands for a quantile of the figure."""
    if math.isinf(bias):
        return 0.0 if bias < 0 else 1.0
    moved = bias + z
    return normal_cdf(bias + moved / (1.0 - acceleration * moved))
