"""Stated confidence: Brier and log score, calibration beside its calibrated null, risk-coverage.

Bins are fixed on the whole run: one per stated value where there are at most ten, else ten of
equal mass with ties kept together. A binned error of a perfectly calibrated model is not zero,
so it is printed beside what such a model would get (:func:`calibrated_null`), and beside the
squared error with that bias taken out (Ferro and Fricker 2012).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from facelaw.scoring import resample
from facelaw.scoring.graded import ABSTAINED, ANSWERED, Graded, Medium
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import (
    UNIT,
    BoolArray,
    FloatArray,
    IntArray,
    average,
    average_parts,
    per_family,
)

BINS = 10
CLIP = UNIT // 1000 + 1
"""A confidence of 0 or 1 is taken as 0.001 or 0.999 in the log score."""

_WORST_LOG = -math.log(0.001)
_NULL_DRAWS = 1000
_NULL_CELLS = 20_000


def bins(stated: IntArray) -> IntArray:
    """Return each confidence's bin, 0 the least confident.

    Args:
        stated: parts of UNIT, shape (n,).
    """
    values = _distinct(stated)
    if len(values) > BINS:
        ordered = np.sort(stated)
        edges = _distinct(ordered[(np.arange(1, BINS) * len(ordered)) // BINS])
        return np.searchsorted(edges, stated, side="right").astype(np.int64)
    return np.searchsorted(values, stated).astype(np.int64)


def _distinct(values: IntArray) -> IntArray:
    """Return the values sorted, each once; ``np.unique`` would import masked arrays."""
    ordered: IntArray = np.sort(values)
    first: BoolArray = np.append(True, ordered[1:] != ordered[:-1])
    return ordered[first]


@dataclass(frozen=True)
class Stated:
    """The answers that calibration looks at; of shards they are joined before bins are fixed.

    Attributes:
        family: row of each item's family, shape (items,).
        confidence: parts of UNIT, -1 where there is none to be used, shape (samples, items).
        right: the whole answer is right, likewise.
        abstained: likewise.
    """

    family: IntArray
    confidence: Medium
    right: BoolArray
    abstained: BoolArray

    @property
    def known(self) -> BoolArray:
        """Which answers carry a usable confidence."""
        known: BoolArray = self.confidence >= 0
        return known

    def only(self, items: BoolArray) -> Stated:
        """Return some items, shape (items,) of True and False."""
        return Stated(
            self.family[items], self.confidence[:, items], self.right[:, items],
            self.abstained[:, items],
        )  # fmt: skip

    def telling(self) -> Stated:
        """Return the items that calibration counts: stated or abstained in some sample."""
        counted: BoolArray = np.logical_or.reduce(self.known | self.abstained)
        return self.only(counted)


def stated(graded: Graded) -> Stated:
    """Return what a run states, on all of its items."""
    used = np.where(graded.status == ANSWERED, graded.confidence, np.int32(-1))
    right = graded.right == 1
    return Stated(graded.design.family, used, right, graded.status == ABSTAINED)


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return the columns of calibration; none where no answer carries a confidence."""
    if not (graded.confidence >= 0).any():
        return {}
    return columns_of(stated(graded), len(graded.design.families))


def columns_of(told: Stated, k: int) -> dict[str, IntArray]:
    """Return the columns of calibration over ``k`` families."""
    known = told.known
    if not known.any():
        return {}

    def total(amounts: IntArray) -> IntArray:
        return per_family(told.family, k, amounts)

    stated = np.where(known, told.confidence, 0).astype(np.int64)
    right = told.right & known
    miss = np.where(right, UNIT - stated, stated)
    squared = np.where(known, (miss * miss * 2 + UNIT) // (2 * UNIT), 0)
    log_loss = np.where(known, _log_loss(UNIT - miss), 0)
    out = {
        "confidence.n": total(average(known)),
        "confidence.asked": total(average(known | told.abstained)),
        "confidence.squared": total(average_parts(squared)),
        "confidence.log": total(average_parts(log_loss)),
    }
    place = np.full(known.shape, -1, dtype=np.int64)
    place[known] = bins(stated[known])
    for index in range(int(place.max()) + 1):
        inside = place == index
        out[f"bin.{index}.n"] = total(average(inside))
        out[f"bin.{index}.stated"] = total(average_parts(np.where(inside, stated, 0)))
        out[f"bin.{index}.right"] = total(average(right & inside))
    return out


def _log_loss(given: IntArray) -> IntArray:
    """Return minus the log of the probability given to what happened, in parts of UNIT."""
    clipped = np.clip(given, CLIP, UNIT - CLIP)
    values = _distinct(clipped.ravel())
    losses = [round(-math.log(value / UNIT) * UNIT) for value in values.tolist()]
    return np.array(losses, dtype=np.int64)[np.searchsorted(values, clipped)]


def _split(sums: tuple[FloatArray, ...]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return bins by resamples: counts, mean confidence, share right (0 in an empty bin)."""
    n, stated, right = (np.stack(sums[index::3]) for index in range(3))
    return n, ratio(stated, n, 0.0), ratio(right, n, 0.0)


def calibration_error(*sums: FloatArray) -> FloatArray:
    """Return the mean distance of confidence and accuracy over bins (ECE)."""
    n, stated, right = _split(sums)
    return ratio((n * np.abs(stated - right)).sum(axis=0), n.sum(axis=0))


def debiased_error(*sums: FloatArray) -> FloatArray:
    """Return the mean squared distance less what sampling alone would cause."""
    n, stated, right = _split(sums)
    left = np.maximum(n / UNIT - 1.0, 1.0)
    noise = np.where(n > UNIT, right * (1.0 - right) / left, 0.0)
    return ratio((n * ((stated - right) ** 2 - noise)).sum(axis=0), n.sum(axis=0))


def area_under_risk(asked: FloatArray, *sums: FloatArray) -> FloatArray:
    """Return the mean error rate while coverage grows from the most confident answers down.

    An abstained item is never covered, so it shortens the curve and counts as wrong at its end.
    """
    n, _, right = _split(sums)
    n, hits = n[::-1], (n * right)[::-1]
    covered, found = np.cumsum(n, axis=0), np.cumsum(hits, axis=0)
    risk = 1.0 - ratio(found, covered, 0.0)
    rest = asked - covered[-1]
    last = 1.0 - ratio(found[-1], asked)
    return ratio((risk * n).sum(axis=0) + last * rest, asked)


@dataclass(frozen=True)
class Null:
    """What a perfectly calibrated model with the same confidences would get.

    Attributes:
        mean: its mean calibration error.
        upper: the value that it exceeds once in twenty times.
        p: how often it errs at least as much as the run did.
    """

    mean: float
    upper: float
    p: float


def calibrated_null(told: Stated, observed: float, seed: int) -> Null | None:
    """Redraw every outcome from its stated confidence and bin it again.

    Above 20,000 answers a bin's outcomes are drawn together from the normal distribution.
    """
    known = told.known
    if not known.any():
        return None
    stated = told.confidence[known].astype(np.int64)
    place = bins(stated)
    count = int(place.max()) + 1
    n = np.bincount(place, minlength=count).astype(np.float64)
    total = np.bincount(place, weights=stated, minlength=count) / UNIT
    source = resample.words(seed, resample.NULL)
    if len(stated) <= _NULL_CELLS:
        right = np.empty((_NULL_DRAWS, count))
        for draw in range(_NULL_DRAWS):
            raw = source.random_raw(len(stated)) >> np.uint64(32)
            hit = ((raw * np.uint64(UNIT)) >> np.uint64(32)).astype(np.int64) < stated
            right[draw] = np.bincount(place[hit], minlength=count)
    else:
        share = stated / UNIT
        spread = np.sqrt(np.bincount(place, weights=share * (1 - share), minlength=count))
        right = total + spread * _normals(source, (_NULL_DRAWS, count))
    errors = np.abs(right - total).sum(axis=1) / n.sum()
    worse = int(np.count_nonzero(errors >= observed - 1e-12))
    return Null(
        float(errors.mean()), float(np.quantile(errors, 0.95)), (1 + worse) / (1 + _NULL_DRAWS)
    )


def _normals(source: np.random.PCG64, shape: tuple[int, int]) -> FloatArray:
    """Return normal values by Box and Muller from raw words."""
    size = shape[0] * shape[1]
    raw = source.random_raw(2 * size) >> np.uint64(11)
    first, second = (raw.astype(np.float64) + 0.5).reshape(2, size) / 2.0**53
    values = np.sqrt(-2.0 * np.log(first)) * np.cos(2.0 * np.pi * second)
    return np.asarray(values.reshape(shape), dtype=np.float64)


_BINNED = tuple(f"bin.{index}.{name}" for index in range(BINS) for name in ("n", "stated", "right"))

MEASURES = (
    Measure(
        "brier", "Brier score", "布里尔分数",
        ("confidence.squared", "confidence.n"), ratio, better="lower",
    ),
    Measure(
        "log_score", "log score", "对数得分",
        ("confidence.log", "confidence.n"), ratio, high=_WORST_LOG, better="lower",
    ),
    Measure(
        "calibration_error", "calibration error (ECE)", "校准误差",
        _BINNED, calibration_error, better="lower", support="confidence.n",
    ),
    Measure(
        "calibration_debiased", "squared error, debiased", "去偏校准误差（平方）",
        _BINNED, debiased_error, low=-1.0, better="lower", support="confidence.n",
    ),
    Measure(
        "risk_coverage", "area under risk-coverage", "风险—覆盖曲线下面积",
        ("confidence.asked", *_BINNED), area_under_risk, better="lower",
        support="confidence.asked",
    ),
)  # fmt: skip
