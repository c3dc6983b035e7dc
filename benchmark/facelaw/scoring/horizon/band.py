"""The curve's band over families, and the sizes at which it holds a share.

The covariance of level and slope is the jackknife's over families (every curve refitted without
one), its quantile Student's with K - 1 degrees of freedom. A horizon's interval lies between the
sizes at which the whole band is above the share and those at which it is below (Fieller 1954, on
the log of size), so it is open where the data leave it open. Where sizes part right from wrong
there is no spread between families to be seen: the curve's own information stands in, each family
counted as one case.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from facelaw.scoring.horizon.cases import Cases
from facelaw.scoring.horizon.fit import Curves, fit, logit, sigmoid
from facelaw.scoring.intervals import LEVEL, TOO_FEW
from facelaw.scoring.quantiles import t_quantile
from facelaw.scoring.table import UNIT, FloatArray

_HALVINGS = 80


@dataclass(frozen=True)
class Bound:
    """A size, or the word that it lies beyond those that were run.

    Attributes:
        side: ``within`` the sizes run; ``above`` the largest; ``below`` the smallest; ``none``
            where success does not fall with size.
        size: the size, where it lies within; else None.
    """

    side: str
    size: float | None = None


@dataclass(frozen=True)
class Band:
    """A curve with its uncertainty.

    Attributes:
        level: logit at size 1.
        slope: change of the logit with every doubling of size.
        least: smallest size run, as doublings.
        most: largest size run.
        covariances: of level and slope, shape (2, 2) each; the widest counts. Empty where there
            are too few families.
        quantile: of Student's t.
    """

    level: float
    slope: float
    least: float
    most: float
    covariances: tuple[FloatArray, ...]
    quantile: float

    def logit(self, x: float, side: int = 0) -> float:
        """Return the curve at ``x`` doublings, or (``side`` -1 or 1) an end of its band."""
        at = self.level + self.slope * x
        if not side:
            return at
        variance = max(v[0, 0] + 2.0 * x * v[0, 1] + x * x * v[1, 1] for v in self.covariances)
        return float(at + side * self.quantile * math.sqrt(max(0.0, variance)))

    def horizon(self, share: float) -> Bound:
        """Return the size at which the curve falls to a share."""
        return crossing(self.level, self.slope, self.least, self.most, share)

    def interval(self, share: float) -> tuple[Bound, Bound]:
        """Return the least and the greatest size that the band leaves open.

        Success does not rise with size: where the whole band lies above the share the horizon is
        larger, and where it lies below the horizon is smaller.
        """
        open_ = Bound("below"), Bound("above")
        if not all(np.isfinite(v).all() for v in self.covariances):
            return open_  # without some family there is one size alone
        wanted = logit(share)
        first, last = self._first(wanted), self._last(wanted)
        contrary = self._place(first) > self._place(last)  # success does rise, and shows it
        return open_ if contrary else (first, last)

    def _first(self, wanted: float) -> Bound:
        """Return the greatest size at which the band's lower end, which is concave, is above."""
        top = self._extreme(-1)
        if self.logit(top, -1) <= wanted:
            return Bound("below")
        if self.logit(self.most, -1) > wanted:
            return Bound("above")
        return Bound("within", 2.0 ** self._halve(wanted, -1, top, self.most))

    def _last(self, wanted: float) -> Bound:
        """Return the least size at which the band's upper end, which is convex, is below."""
        bottom = self._extreme(1)
        if self.logit(bottom, 1) >= wanted:
            return Bound("above")
        if self.logit(self.least, 1) < wanted:
            return Bound("below")
        return Bound("within", 2.0 ** self._halve(wanted, 1, self.least, bottom))

    def _extreme(self, side: int) -> float:
        """Return where the lower end (side -1) is highest, or the upper end lowest."""
        low, high = self.least, self.most
        for _ in range(_HALVINGS):
            a, b = low + (high - low) / 3, high - (high - low) / 3
            right = side * self.logit(a, side) > side * self.logit(b, side)
            low, high = (a, high) if right else (low, b)
        return (low + high) / 2

    def _halve(self, wanted: float, side: int, low: float, high: float) -> float:
        """Return where an end of the band passes from above the share to below it."""
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.logit(middle, side) > wanted else (low, middle)
        return (low + high) / 2

    @staticmethod
    def _place(bound: Bound) -> float:
        """Return where a bound lies, for order alone."""
        return {"below": -math.inf, "above": math.inf}.get(bound.side, bound.size or 0.0)


def crossing(level: float, slope: float, least: float, most: float, share: float) -> Bound:
    """Return where a curve falls to a share, if it does so among the sizes that were run.

    >>> crossing(6.0, -2.0, 1.0, 5.0, 0.5)
    Bound(side='within', size=8.0)
    >>> crossing(6.0, -1.0, 1.0, 5.0, 0.5)
    Bound(side='above', size=None)
    """
    wanted = logit(share)
    first, last = level + slope * least - wanted, level + slope * most - wanted
    if first >= 0.0 and last > 0.0:
        return Bound("above")
    if first < 0.0 and last <= 0.0:
        return Bound("below")
    return Bound("within", 2.0 ** ((wanted - level) / slope)) if slope < 0 else Bound("none")


def band(cases: Cases) -> Band:
    """Return the curve of some cases, with its band where families are not too few."""
    x = cases.x
    n, right = cases.n.astype(np.float64), cases.right / UNIT
    total_n, total_right = n.sum(axis=0), right.sum(axis=0)
    found = fit(x, total_n[np.newaxis], total_right[np.newaxis])
    level, slope = float(found.level[0]), float(found.slope[0])
    k = len(n)
    ends = float(x[0]), float(x[-1])
    if k < TOO_FEW:
        return Band(level, slope, *ends, (), math.nan)
    spread = [jackknife(fit(x, total_n - n, total_right - right))]
    if cases.separated:
        share = sigmoid(level + slope * x)
        weight = (n / n.sum(axis=1, keepdims=True)).sum(axis=0) * share * (1.0 - share)
        s0, s1, s2 = weight.sum(), weight @ x, weight @ (x * x)
        spread.append(np.array([[s2, -s1], [-s1, s0]]) / (s0 * s2 - s1 * s1))
    return Band(level, slope, *ends, tuple(spread), t_quantile(0.5 + LEVEL / 2, k - 1))


def jackknife(left_out: Curves) -> FloatArray:
    """Return the covariance of level and slope from the curves without each family."""
    beta = np.stack([left_out.level, left_out.slope], axis=1)
    k = len(beta)
    away = beta - beta.mean(axis=0)
    return np.asarray((k - 1) / k * away.T @ away)
