"""Do models of known horizon recover it? Simulated, with families that lean.

Families of four cases of one size each, ten sizes half a doubling apart. A family's logit is off
the curve by a normal amount (``spread``), so its cases go together. Printed is the share of data
sets in which the 95 % interval holds the true horizon, the marginal one: the size at which that
share of all cases is right. Beside it: how often an end is left open by the sizes run, and what
the same interval would hold if every case were taken as a family of its own. Then two runs whose
families lean alike: the ratio's interval, and how often the swap test finds the difference.

    python benchmarks/horizon_coverage.py                # about twenty minutes
    python benchmarks/horizon_coverage.py --sets 100 --resamples 300
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

import numpy as np

from facelaw.scoring.estimates import Settings
from facelaw.scoring.horizon.band import Bound, band
from facelaw.scoring.horizon.fit import sigmoid
from facelaw.scoring.horizon.pairs import drawn, ratio
from tests.scoring.horizon.made import SIZES, one_each, simulated

SHARES = (0.5, 0.8)
CURVES = ((-1.0, 0.0), (-1.0, 1.5), (-0.5, 1.0), (-3.0, 1.0))
"""Slope a doubling, and spread of the families' logits."""


def true_horizon(share: float, half: float, slope: float, spread: float) -> float:
    """Return the size at which a share of all cases is right, families averaged over."""
    node, weight = np.polynomial.hermite_e.hermegauss(80)
    low, high = math.log2(half) - 60, math.log2(half) + 60
    for _ in range(100):
        middle = (low + high) / 2
        odds = slope * (middle - math.log2(half)) + spread * node
        right = float(weight @ sigmoid(odds) / weight.sum())
        low, high = (middle, high) if right > share else (low, middle)
    return float(2.0**low)


def holds(ends: tuple[Bound, Bound], truth: float) -> bool:
    """Whether an interval holds a size; an open end holds all that lies beyond."""
    low, high = ends
    if low.side == "above":
        return truth >= float(SIZES[-1])
    if high.side == "below":
        return truth <= float(SIZES[0])
    return (low.size or 0.0) <= truth <= (high.size or math.inf)


def single(families: int, half: float, slope: float, spread: float, sets: int) -> str:
    """Return a row: coverage of both horizons, open ends, and coverage without families."""
    held = dict.fromkeys(SHARES, 0)
    loose = dict.fromkeys(SHARES, 0)
    alone = 0
    truths = {share: true_horizon(share, half, slope, spread) for share in SHARES}
    for number in range(sets):
        source = np.random.default_rng([families, number, round(half), round(-10 * slope)])
        found = simulated(source, families, half, slope, spread)
        line = band(found)
        for share in SHARES:
            ends = line.interval(share)
            held[share] += holds(ends, truths[share])
            loose[share] += any(bound.size is None for bound in ends)
        if number < sets // 4:
            alone += holds(band(one_each(found)).interval(0.5), truths[0.5])
    row = f"{families:>8} {slope:>6} {spread:>6}"
    for share in SHARES:
        row += f" {truths[share]:>8.0f} {held[share] / sets:>8.3f} {loose[share] / sets:>6.2f}"
    return row + f" {alone / (sets // 4):>11.3f}"


def paired(families: int, halves: tuple[float, float], sets: int, settings: Settings) -> str:
    """Return a row: coverage of the ratio, open ends, no ratio, and how often p is at most 5 %."""
    held = loose = none = found = told = 0
    truth = halves[0] / halves[1]
    for number in range(sets):
        source = np.random.default_rng([families, number, 2])
        lean = source.normal(0.0, 1.0, families)
        a, b = (simulated(source, families, half, -1.5, 0.0, lean=lean) for half in halves)
        draws = drawn(a, settings), drawn(b, settings)
        at = band(a).horizon(0.5), band(b).horizon(0.5)
        one = ratio(a, b, draws, at, settings)
        told += one.p is not None and one.p <= 0.05
        if one.value is None:
            none += 1
            continue
        found += 1
        loose += one.low is None or one.high is None
        held += (one.low or 0.0) <= truth <= (one.high or math.inf)
    row = f"{families:>8} {truth:>6.2f} {held / max(1, found):>8.3f} {loose / max(1, found):>6.2f}"
    return f"{row} {none / sets:>8.2f} {told / sets:>8.3f}"


def main() -> None:
    """Print coverage of horizons, then of ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sets", type=int, default=1000, help="data sets each (default: 1000)")
    parser.add_argument("--resamples", type=int, default=1000)
    args = parser.parse_args()
    error = 2 * math.sqrt(0.95 * 0.05 / args.sets)
    print(f"{args.sets} data sets each; +- {error:.3f}; sizes {SIZES[0]} to {SIZES[-1]}")
    print(f"{'families':>8} {'slope':>6} {'spread':>6}"
          + "".join(f" {f'true {s:.0%}':>8} {'held':>8} {'open':>6}" for s in SHARES)
          + f" {'no families':>11}")  # fmt: skip
    for families in (15, 30, 60, 200):
        for slope, spread in CURVES:
            for half in (50.0, 150.0):
                print(single(families, half, slope, spread, args.sets), flush=True)
    print(f"\n{'families':>8} {'ratio':>6} {'held':>8} {'open':>6} {'no ratio':>8} {'p<=.05':>8}")
    for families in (15, 30, 60, 200):
        for halves in ((45.0, 45.0), (60.0, 40.0)):
            settings = Settings(args.resamples, families)
            print(paired(families, halves, max(1, args.sets // 2), settings), flush=True)


if __name__ == "__main__":
    main()
