"""A figure with its uncertainty: families are what is drawn, never items.

Which interval, and why (docs/measures.md tells more):

- fewer than 15 families: no interval, and the words "too few families";
- all families alike: 3/K off the figure (rule of three over families);
- a share of fewer than 30 families, or of one observation a family: Wilson's interval with the
  number of independent observations that the spread over families leaves;
- everything else: BCa over families, expanded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from facelaw.scoring.intervals import (
    FEW,
    NONE,
    TOO_FEW,
    bca,
    cluster_se,
    jackknife_se,
    rule_of_three,
    wilson,
)
from facelaw.scoring.statistic import Measure, Statistic, replicates, statistic
from facelaw.scoring.table import UNIT, FamilyTable, FloatArray

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


@dataclass(frozen=True)
class Pending:
    """A figure that waits for its resamples.

    Attributes:
        figure: what to resample.
        drawn: whether its interval needs resamples at all.
        close: from the resampled values, None without ``drawn``, to the estimate.
    """

    figure: Statistic
    drawn: bool
    close: Callable[[FloatArray | None], Estimate] = field(repr=False)


def settle(pending: Sequence[Pending], settings: Settings) -> list[Estimate]:
    """Draw once for all figures over equally many families, and close each."""
    drawn = [one.figure for one in pending if one.drawn]
    values = iter(replicates(drawn, settings.resamples, settings.seed))
    return [one.close(next(values) if one.drawn else None) for one in pending]


def estimates(
    measures: Sequence[Measure], tables: Sequence[FamilyTable], settings: Settings
) -> list[dict[str, Estimate]]:
    """Estimate every measure in every run; runs share their resamples.

    Returns:
        One mapping from measure id to estimate per table, in the order of ``tables``.
    """
    found = settle([pending(m, table) for table in tables for m in measures], settings)
    names = [measure.id for measure in measures]
    width = len(names)
    return [
        dict(zip(names, found[run * width : (run + 1) * width], strict=True))
        for run in range(len(tables))
    ]


def pending(measure: Measure, table: FamilyTable) -> Pending:
    """Return a measure of one run, waiting."""
    figure = statistic(measure, table)
    # A share says nothing of a family in which it has nothing to count.
    telling = figure.values[0]
    if measure.share:
        telling = telling[telling[:, 1] > 0]
    k = len(telling)
    value = figure.point() if k else math.nan
    n = float(table.column(measure.count).sum()) / UNIT if measure.count else 0.0
    se: float | None = None
    if k > 1 and not math.isnan(value):
        se = cluster_se(telling) if measure.share else jackknife_se(figure.jackknife())
        if math.isnan(se):  # without one of the families there is no figure
            se = None
    wilsons = measure.share and (k < FEW or n <= k)
    drawn = k >= TOO_FEW and se is not None and se >= NONE and not wilsons
    deff, icc = _design_effect(value, se, n, k) if measure.share and se else (None, None)

    def close(resampled: FloatArray | None) -> Estimate:
        if math.isnan(value):
            return Estimate(None, None, None, "undefined", k, n)
        if k < TOO_FEW or se is None:
            return Estimate(value, None, None, TOO_FEW_WORDS, k, n, se, deff, icc)
        if resampled is not None:
            low, high = bca(value, resampled, figure.jackknife())
            method = "bca"
        elif se < NONE:
            low, high = rule_of_three(value, k, measure.low, measure.high)
            method = "rule of three"
        else:
            low, high = wilson(value, se, n or float(k), k)
            method = "wilson"
        low, high = max(low, measure.low), min(high, measure.high)
        return Estimate(value, low, high, method, k, n, se, deff, icc)

    return Pending(figure, drawn, close)


def _design_effect(value: float, se: float, n: float, k: int) -> tuple[float | None, float | None]:
    """Return the variance over that of ``n`` independent observations, and Kish's correlation."""
    free = value * (1.0 - value)
    if not n or free <= 0.0:
        return None, None
    deff = se * se / (free / n)
    size = n / k
    return deff, (deff - 1.0) / (size - 1.0) if size > 1.0 else None
