"""Two runs on the same cases: how many times as large is the one's horizon, and is that chance?

The ratio is told where both horizons lie within the sizes that were run. Whole families are drawn
for both together; a draw in which a horizon leaves the sizes run says only that the ratio is at
least, or at most, something, and is counted on the far side for each end. The test swaps whole
families between the runs and compares the areas under the two curves, every doubling of size
weighing the same: what is tested needs no horizon within the sizes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from facelaw.scoring import resample
from facelaw.scoring.estimates import Settings
from facelaw.scoring.horizon.band import Bound
from facelaw.scoring.horizon.cases import Cases
from facelaw.scoring.horizon.fit import Curves, fit, sigmoid
from facelaw.scoring.intervals import LEVEL, TOO_FEW
from facelaw.scoring.paired import swap_p
from facelaw.scoring.quantiles import normal_cdf, t_quantile
from facelaw.scoring.table import UNIT, FloatArray


@dataclass(frozen=True)
class Ratio:
    """The first run's 50 % horizon over the second's.

    Attributes:
        value: the ratio; None where either horizon lies beyond the sizes run.
        low: lower end of the 95 % interval; None where resamples leave it open, or under 15
            families.
        high: upper end, likewise.
        p: of the family-swap test; None where it is not defined.
    """

    value: float | None
    low: float | None
    high: float | None
    p: float | None


@dataclass(frozen=True)
class Drawn:
    """Horizons, in doublings of size, of one run under every resample.

    Attributes:
        least: what each is at least; minus infinity below the sizes run.
        most: what each is at most; infinity above them. Equal to ``least`` within.
    """

    least: FloatArray
    most: FloatArray


def within(curves: Curves, least: float, most: float) -> FloatArray:
    """Return where curves fall to one half, kept among the sizes run.

    Returns:
        Doublings, shape (fits,); NaN where success rises through one half instead, or where there
        was no fit.
    """
    first, last = curves.at(np.array([least, most])).T
    with np.errstate(divide="ignore", invalid="ignore"):
        out = np.where(curves.slope < 0, -curves.level / curves.slope, np.nan)
    out = np.where((first >= 0) & (last > 0), most, out)
    return np.asarray(np.where((first < 0) & (last <= 0), least, out))


def area(curves: Curves, least: float, most: float) -> FloatArray:
    """Return the mean share right between two sizes, every doubling weighing the same.

    Returns:
        Shares, shape (fits,); NaN where there was no fit. The integral is closed: ``log(1 + e^y)``
        over the slope.
    """
    first, last = curves.at(np.array([least, most])).T
    slope = curves.slope * (most - least)
    flat = np.abs(slope) < 1e-6
    rise = np.logaddexp(0.0, last) - np.logaddexp(0.0, first)
    return np.asarray(np.where(flat, sigmoid(first), rise / np.where(flat, 1.0, slope)))


def drawn(cases: Cases, settings: Settings) -> Drawn:
    """Return a run's horizons over resampled families; runs of the same cases share the draws."""
    x = cases.x
    n, right = cases.n.astype(np.float64), cases.right.astype(np.float64)
    least: list[FloatArray] = []
    most: list[FloatArray] = []
    for chunk in resample.counts(len(n), settings.resamples, settings.seed):
        curves = fit(x, chunk @ n, chunk @ right / UNIT)
        at = within(curves, x[0], x[-1])
        lost = np.isnan(at)
        least.append(np.where(lost | (at <= x[0]), -np.inf, at))
        most.append(np.where(lost | (at >= x[-1]), np.inf, at))
    return Drawn(np.concatenate(least), np.concatenate(most))


def ratio(
    first: Cases,
    second: Cases,
    draws: tuple[Drawn, Drawn],
    at: tuple[Bound, Bound],
    settings: Settings,
) -> Ratio:
    """Compare two runs of the same cases.

    Args:
        first: cases of the one run.
        second: cases of the other, of the same families and sizes.
        draws: both runs' horizons under the same resamples.
        at: both runs' 50 % horizons.
        settings: resamples and seed.
    """
    sizes = [bound.size for bound in at]
    value = None if sizes[0] is None or sizes[1] is None else sizes[0] / sizes[1]
    low = high = None
    if value is not None and len(first.families) >= TOO_FEW:
        tail = _tail(len(first.families))
        low = _end(draws[0].least - draws[1].most, tail)
        high = _end(draws[0].most - draws[1].least, 1.0 - tail)
    return Ratio(value, low, high, _swapped(first, second, settings))


def _tail(k: int) -> float:
    """Return the share of draws beyond each end: Student's instead of the normal's, widened.

    Plain percentiles are too narrow for few families (Hesterberg 2015, expanded percentiles).
    """
    return normal_cdf(-math.sqrt(k / (k - 1)) * t_quantile(0.5 + LEVEL / 2, k - 1))


def _end(differences: FloatArray, share: float) -> float | None:
    """Return a quantile of the ratio, None where it is not bounded by the sizes run."""
    at = float(np.quantile(differences, share, method="inverted_cdf"))
    return 2.0**at if np.isfinite(at) else None


def _swapped(first: Cases, second: Cases, settings: Settings) -> float | None:
    """Return the p value of swapping whole families between the runs."""
    x = first.x
    n = first.n.astype(np.float64)
    a, b = first.right.astype(np.float64), second.right.astype(np.float64)
    total = n.sum(axis=0)

    def difference(moved: FloatArray) -> FloatArray:
        """Return the difference of areas after some right answers went from one to the other."""
        weight = np.broadcast_to(total, moved.shape)
        sides = (a.sum(axis=0) + moved, b.sum(axis=0) - moved)
        one, other = (area(fit(x, weight, side / UNIT), x[0], x[-1]) for side in sides)
        return one - other

    observed = difference(np.zeros((1, len(x))))
    if np.isnan(observed[0]):
        return None
    null = [
        difference(chunk @ (b - a))
        for chunk in resample.swaps(len(n), settings.resamples, settings.seed)
    ]
    return float(swap_p(observed, np.concatenate(null)[np.newaxis])[0])
