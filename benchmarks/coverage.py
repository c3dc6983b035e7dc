"""How often do the 95 % intervals hold the truth? Simulated, with families that are alike inside.

Families of four verdicts, each family with a chance of its own (beta, correlation 0.35 within a
family), drawn again and again; the share of intervals that hold the true value is printed with
its Monte-Carlo error. A family is right as a whole (strict) where its four verdicts are. Also the
level of the family-swap test when there is no difference.

    python benchmarks/coverage.py                      # about six minutes
    python benchmarks/coverage.py --sets 5000 --families 60
"""

from __future__ import annotations

import argparse
import math
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

import numpy as np

from facelaw.scoring.estimates import Settings, estimates
from facelaw.scoring.measures import MEASURES, PRIMARY, STRICT
from facelaw.scoring.paired import difference_estimates, swap_null, swap_p
from facelaw.scoring.table import UNIT, FamilyTable, IntArray, build

SIZE = 4
ICC = 0.35
LABELS = ("established", "not_established", "undetermined")
MACRO = "verdict_macro_f1"
NAMES = (PRIMARY, MACRO, STRICT)


def chances(source: np.random.Generator, families: int, mean: float) -> IntArray:
    """Return right answers of each family, shape (families, verdicts)."""
    weight = (1 - ICC) / ICC
    skill = source.beta(mean * weight, (1 - mean) * weight, families)
    return (source.random((families, SIZE)) < skill[:, np.newaxis]).astype(np.int64)


def table(source: np.random.Generator, hits: IntArray) -> FamilyTable:
    """Return the table of verdicts with uneven labels; a wrong answer says another label."""
    gold = source.choice(3, hits.shape, p=(0.5, 0.3, 0.2))
    said = np.where(hits == 1, gold, (gold + source.integers(1, 3, hits.shape)) % 3)
    columns: dict[str, IntArray] = {
        "verdict.mean": hits.sum(axis=1) * (UNIT // SIZE),
        "verdict.one": np.full(len(hits), UNIT),
        "verdict.n": np.full(len(hits), SIZE * UNIT),
        "strict.right": np.where(hits.all(axis=1), UNIT, 0),
        "strict.one": np.full(len(hits), UNIT),
    }
    for code, label in enumerate(LABELS):
        columns[f"label.{label}.gold"] = (gold == code).sum(axis=1) * UNIT
        columns[f"label.{label}.said"] = (said == code).sum(axis=1) * UNIT
        columns[f"label.{label}.both"] = ((said == code) & (gold == code)).sum(axis=1) * UNIT
    return build([f"f{i:05d}" for i in range(len(hits))], columns)


def truth(mean: float) -> dict[str, float]:
    """Return the true figures, from very many families."""
    source = np.random.default_rng(99)
    many = table(source, chances(source, 400_000, mean))
    found: dict[str, float] = {}
    for name in NAMES:
        sums = [np.array([value]) for value in many.sums(MEASURES[name].needs)]
        found[name] = float(MEASURES[name].of(*sums)[0])
    return found | {PRIMARY: mean}


def covered(families: int, mean: float, sets: int, settings: Settings) -> dict[str, int]:
    """Return how many intervals hold the truth, by measure."""
    wanted = truth(mean)
    source = np.random.default_rng(families)
    measures = [MEASURES[name] for name in NAMES]
    held = dict.fromkeys(wanted, 0)
    for number in range(sets):
        drawn = table(source, chances(source, families, mean))
        seeded = replace(settings, seed=number)  # one set of resamples would lean one way
        for name, found in estimates(measures, [drawn], seeded)[0].items():
            if found.low is not None and found.high is not None:
                held[name] += found.low <= wanted[name] <= found.high
    return held


def paired(families: int, sets: int, settings: Settings) -> tuple[int, int]:
    """Return how many intervals of a difference of nothing hold 0, and how many swaps alarm."""
    source = np.random.default_rng(families + 1)
    measure = MEASURES[PRIMARY]
    held = alarms = 0
    for _ in range(sets):
        weight = (1 - ICC) / ICC
        skill = source.beta(0.7 * weight, 0.3 * weight, families)[:, np.newaxis]
        a, b = (
            table(source, (source.random((families, SIZE)) < skill).astype(np.int64)) for _ in "ab"
        )
        found = difference_estimates([(measure, a, b)], settings)[0]
        if found.low is not None and found.high is not None:
            held += found.low <= 0 <= found.high
        alarms += bool(swap_p(*swap_null([measure], a, b, settings))[0] <= 0.05)
    return held, alarms


def main() -> None:
    """Print coverage by measure, families and accuracy."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sets", type=int, default=1000, help="data sets each (default: 1000)")
    parser.add_argument("--resamples", type=int, default=2000)
    parser.add_argument("--families", type=int, nargs="+", default=[15, 30, 60, 120])
    args = parser.parse_args()
    settings = Settings(args.resamples, 7)
    error = math.sqrt(0.95 * 0.05 / args.sets)
    print(f"{args.sets} data sets of families of {SIZE}, correlation {ICC}; +- {2 * error:.3f}")
    print(f"{'families':>8} {'accuracy':>9} {'mean accuracy':>15} {'macro-F1':>10} {'strict':>8}")
    for families in args.families:
        for mean in (0.7, 0.95, 0.98):
            held = covered(families, mean, args.sets, settings)
            accuracy, macro, strict = (held[name] / args.sets for name in NAMES)
            print(f"{families:>8} {mean:>9} {accuracy:>15.3f} {macro:>10.3f} {strict:>8.3f}",
                  flush=True)  # fmt: skip
    held_, alarms = paired(60, args.sets, settings)
    print(f"60 families, two runs alike: interval of the difference holds 0 in "
          f"{held_ / args.sets:.3f}, swap test alarms in {alarms / args.sets:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
