"""The curves of calibration: bins with intervals, risk against coverage, the calibrated null."""

from __future__ import annotations

from dataclasses import dataclass

from facelaw.scoring.intervals import share_interval
from facelaw.scoring.measures.confidence import (
    BINS,
    Null,
    Stated,
    calibrated_null,
    calibration_error,
)
from facelaw.scoring.statistic import Statistic
from facelaw.scoring.table import UNIT, FamilyTable


@dataclass(frozen=True)
class Bin:
    """Answers of like confidence.

    Attributes:
        stated: mean confidence.
        right: share right.
        low: lower end of the clustered Wilson interval; None under 15 families.
        high: upper end.
        n: answers, samples averaged.
    """

    stated: float
    right: float
    low: float | None
    high: float | None
    n: float


@dataclass(frozen=True)
class Curves:
    """Bins from the least to the most confident, and (coverage, risk) from the most confident."""

    bins: tuple[Bin, ...]
    risk_coverage: tuple[tuple[float, float], ...]
    null: Null


def curves(told: Stated, table: FamilyTable, seed: int) -> Curves | None:
    """Return the curves, None where no answer carries a confidence."""
    asked = table.sums(("confidence.asked",))[0]
    if not table.sums(("confidence.n",))[0]:
        return None
    bins = [_bin(table, index) for index in range(BINS)]
    known = [one for one in bins if one is not None]
    points: list[tuple[float, float]] = []
    covered = found = 0.0
    for one in reversed(known):
        covered += one.n
        found += one.n * one.right
        points.append((covered * UNIT / asked, 1.0 - found / covered))
    names = [f"bin.{index}.{part}" for index in range(BINS) for part in ("n", "stated", "right")]
    observed = Statistic(calibration_error, (table.columns(names),)).point()
    null = calibrated_null(told, observed, seed)
    return Curves(tuple(known), tuple(points), null) if null else None


def _bin(table: FamilyTable, index: int) -> Bin | None:
    """Return one bin, None where it is empty."""
    n, stated, _ = table.sums([f"bin.{index}.{part}" for part in ("n", "stated", "right")])
    if not n:
        return None
    values = table.columns((f"bin.{index}.right", f"bin.{index}.n"))
    values = values[values[:, 1] > 0]
    right = float(values[:, 0].sum()) / n
    return Bin(stated / n, right, *share_interval(values, n / UNIT), n / UNIT)
