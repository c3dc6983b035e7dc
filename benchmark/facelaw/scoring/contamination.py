"""Contamination: what a model scores on published families more than on fresh siblings.

A difference in differences over pairs of families: the model's published score less its score on
the sibling, less the same difference of baselines, which cannot have seen either. What the two
sets differ in otherwise (style, difficulty) moves the baselines too and drops out, as far as it
moves both alike.

Method: one value a pair of families, so Student's t with K - 1 degrees of freedom; baselines are
averaged within each pair first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from facelaw.errors import UsageError
from facelaw.scoring.intervals import TOO_FEW
from facelaw.scoring.quantiles import normal_quantile, t_p, t_quantile
from facelaw.scoring.runs import Run
from facelaw.scoring.table import UNIT, FloatArray

PREFIX = "sib-"
"""Before a family's id in that of its sibling."""


@dataclass(frozen=True)
class Gap:
    """How far two sets lie apart for somebody, in verdict accuracy (0 to 1).

    Attributes:
        name: whose gap it is.
        published: mean over the pairs on published families.
        fresh: mean over the pairs on their siblings.
        value: the difference.
        low: lower end of its 95 % interval; None with too few pairs.
        high: upper end.
    """

    name: str
    published: float
    fresh: float
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Contamination:
    """A model's gap beside the baselines', and the difference of the two.

    Attributes:
        pairs: pairs of families that every run was asked.
        model: the model's gap.
        baselines: each baseline's.
        excess: the model's gap less the baselines' mean gap, pair by pair.
        p: of no excess, two-sided; None with too few pairs.
        detectable: the excess that these pairs would have found four times in five.
    """

    pairs: int
    model: Gap
    baselines: tuple[Gap, ...]
    excess: Gap
    p: float | None
    detectable: float | None


def contamination(model: tuple[Run, Run], baselines: Sequence[tuple[Run, Run]]) -> Contamination:
    """Return how much better a model is on published families than baselines explain.

    Args:
        model: its run on the published set and that on the siblings.
        baselines: the same of each baseline.

    Raises:
        UsageError: there is no baseline, or no pair of families that all were asked.
    """
    if not baselines:
        raise UsageError("a baseline is needed: a gap alone may be one of style")
    scores = [(_scores(one), _scores(other)) for one, other in (model, *baselines)]
    names = [
        name
        for name in scores[0][0]
        if all(name in published and PREFIX + name in fresh for published, fresh in scores)
    ]
    if not names:
        raise UsageError(f"no family of the first set has a sibling {PREFIX}… in the second")
    published = np.array([[pair[0][name] for name in names] for pair in scores])
    fresh = np.array([[pair[1][PREFIX + name] for name in names] for pair in scores])
    gaps = published - fresh
    excess = gaps[0] - gaps[1:].mean(axis=0)
    runs = (model[0], *(first for first, _ in baselines))
    found = [_gap(run.name, published[i], fresh[i]) for i, run in enumerate(runs)]
    k = len(names)
    se = float(excess.std(ddof=1)) / math.sqrt(k) if k > 1 else math.nan
    enough = k >= TOO_FEW and se > 0
    return Contamination(
        k,
        found[0],
        tuple(found[1:]),
        _gap("excess", gaps[0], gaps[1:].mean(axis=0)),
        t_p(float(excess.mean()) / se, k - 1) if enough else None,
        (t_quantile(0.975, k - 1) + normal_quantile(0.8)) * se if enough else None,
    )


def _gap(name: str, published: FloatArray, fresh: FloatArray) -> Gap:
    difference = published - fresh
    k, mean = len(difference), float(difference.mean())
    low = high = None
    if k >= TOO_FEW:
        reach = t_quantile(0.975, k - 1) * float(difference.std(ddof=1)) / math.sqrt(k)
        low, high = mean - reach, mean + reach
    return Gap(name, float(published.mean()), float(fresh.mean()), mean, low, high)


def _scores(run: Run) -> Mapping[str, float]:
    """Return mean verdict accuracy by family, of those that carry verdicts."""
    carried = run.table.column("verdict.one") > 0
    values = run.table.column("verdict.mean") / UNIT
    return {
        name: float(value)
        for name, value, has in zip(run.table.families, values, carried, strict=True)
        if has
    }
