"""How far annotators agree: Krippendorff's alpha for names, with an interval over families.

Krippendorff, Content Analysis, ch. 11: alpha = 1 - observed / expected disagreement, both from
the coincidences of values within units; units with fewer than two values say nothing. The
interval is the leave-one-family-out jackknife with t(K - 1), which held its level from six
families on where the family bootstrap did not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facelaw.scoring.intervals import LEVEL, NONE, jackknife_se
from facelaw.scoring.quantiles import t_quantile
from facelaw.scoring.table import FloatArray, IntArray

LEAST = 6
"""Families from which the jackknife's interval held its level in simulation."""


@dataclass(frozen=True)
class Unit:
    """One thing judged: its family, and the value each annotator gave (None for none)."""

    family: str
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class Agreement:
    """Agreement over units.

    Attributes:
        alpha: Krippendorff's alpha, nominal; None where only one value occurs.
        low: lower end of the 95 % interval, or None under six families.
        high: upper end.
        raw: share of pairs of values within a unit that are equal; None without pairs.
        families: how many have a unit with two values.
        units: how many units have two values.
        margins: how often each value was given, in units that count, sorted by value.
    """

    alpha: float | None
    low: float | None
    high: float | None
    raw: float | None
    families: int
    units: int
    margins: dict[str, int]


def agreement(units: Sequence[Unit]) -> Agreement:
    """Return alpha, its interval, raw agreement and the label margins."""
    paired = [unit for unit in units if sum(v is not None for v in unit.values) >= 2]
    labels = sorted({v for unit in paired for v in unit.values if v is not None})
    names = sorted({unit.family for unit in paired})
    code = {label: index for index, label in enumerate(labels)}
    row = {name: index for index, name in enumerate(names)}
    # Per family: pairs that agree, all pairs, and how often each value occurs.
    agreeing = np.zeros(len(names))
    pairs = np.zeros(len(names))
    counts = np.zeros((len(names), len(labels)), dtype=np.int64)
    for unit in paired:
        n = np.bincount([code[v] for v in unit.values if v is not None], minlength=len(labels))
        family, m = row[unit.family], int(n.sum())
        agreeing[family] += float((n * (n - 1)).sum()) / (m - 1)
        pairs[family] += m
        counts[family] += n
    total = counts.sum(axis=0)
    raw = float(agreeing.sum() / pairs.sum()) if paired else None
    alpha = float(_alpha(agreeing.sum(keepdims=True), total[np.newaxis, :])[0]) if paired else None
    low, high = _interval(alpha, agreeing, counts)
    return Agreement(
        alpha=None if alpha is None or math.isnan(alpha) else alpha,
        low=low,
        high=high,
        raw=raw,
        families=len(names),
        units=len(paired),
        margins={label: int(total[index]) for label, index in code.items()},
    )


def _alpha(agreeing: FloatArray, counts: IntArray) -> FloatArray:
    """Return alpha from agreeing coincidences and value counts, one row a case; NaN undefined."""
    n = counts.sum(axis=1).astype(np.float64)
    same = (counts * (counts - 1)).sum(axis=1) / np.maximum(n - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n - same > 0, 1.0 - (n - agreeing) / (n - same), np.nan)


def _interval(
    alpha: float | None, agreeing: FloatArray, counts: IntArray
) -> tuple[float | None, float | None]:
    """Return the jackknife's interval, cut at 1; where all families agree, 3/K below alpha."""
    k = len(agreeing)
    if alpha is None or math.isnan(alpha) or k < LEAST:
        return None, None
    left_out = _alpha(agreeing.sum() - agreeing, counts.sum(axis=0) - counts)
    if np.isnan(left_out).any():
        return None, None
    se = jackknife_se(left_out)
    reach = t_quantile(0.5 + LEVEL / 2, k - 1) * se if se > NONE else 3.0 / k
    return max(-1.0, alpha - reach), min(1.0, alpha + reach)
