"""One run's horizons: the curve, where it crosses, how well it fits, and what being right costs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from facelaw.scoring.estimates import Estimate, Settings, estimates
from facelaw.scoring.horizon.band import Band, Bound, band
from facelaw.scoring.horizon.cases import Cases, cases, measured
from facelaw.scoring.horizon.goodness import Bin, Fit, binned, goodness, share_at
from facelaw.scoring.intervals import TOO_FEW
from facelaw.scoring.item import Size
from facelaw.scoring.measures import MEASURES, tabulate
from facelaw.scoring.runs import Run

SHARES = (0.5, 0.8)
"""Shares of cases wholly right at which horizons are told."""

TOKENS = "tokens_per_family_right"
POINTS = 33
"""Points of the curve that are kept for drawing."""


@dataclass(frozen=True)
class Horizon:
    """The size at which a share of cases is still wholly right.

    Attributes:
        share: the share.
        at: the size, or on which side of the sizes run it lies.
        low: least size in the 95 % interval, likewise; None under 15 families.
        high: greatest size, likewise.
    """

    share: float
    at: Bound
    low: Bound | None = None
    high: Bound | None = None


@dataclass(frozen=True)
class RunHorizon:
    """Everything of one run.

    Attributes:
        run: the run.
        cases: its cases by family and size.
        horizons: at each of :data:`SHARES`.
        bins: success by size.
        fit: how well the curve fits.
        curve: (size, share, lower, upper) at :data:`POINTS` sizes; lower and upper None under
            15 families.
        tokens: output tokens per family wholly right, of these cases; None where not told.
    """

    run: Run
    cases: Cases = field(repr=False)
    horizons: tuple[Horizon, ...]
    bins: tuple[Bin, ...]
    fit: Fit
    curve: tuple[tuple[float, float, float | None, float | None], ...] = field(repr=False)
    tokens: Estimate | None


def of_run(run: Run, by: Size, settings: Settings) -> RunHorizon:
    """Return a run's horizons.

    Args:
        run: loaded and graded.
        by: what size is.
        settings: resamples and seed, for the tokens' interval.

    Raises:
        UsageError: the key tells no sizes, or one size alone.
    """
    found = cases(run, by)
    line = band(found)
    few = len(found.families) < TOO_FEW
    horizons = tuple(
        Horizon(share, line.horizon(share), *(() if few else line.interval(share)))
        for share in SHARES
    )
    bins = binned(found, line)
    return RunHorizon(
        run,
        found,
        horizons,
        bins,
        goodness(found, line, bins),
        _drawn(line),
        _tokens(run, by, settings),
    )


def _drawn(line: Band) -> tuple[tuple[float, float, float | None, float | None], ...]:
    """Return the curve at even steps of the logarithm of size."""
    out: list[tuple[float, float, float | None, float | None]] = []
    for x in np.linspace(line.least, line.most, POINTS).tolist():
        sides = (-1, 1) if line.covariances else ()
        ends: list[float | None] = [share_at(line.logit(x, side)) for side in sides]
        low, high = ends or (None, None)
        out.append((2.0**x, share_at(line.logit(x)), low, high))
    return tuple(out)


def _tokens(run: Run, by: Size, settings: Settings) -> Estimate | None:
    """Return output tokens per family wholly right over these cases."""
    graded = run.graded.take(measured(run, by))
    table, carried = tabulate(graded)
    if TOKENS not in carried:
        return None
    return estimates([MEASURES[TOKENS]], [table], settings)[0][TOKENS]
