"""How long does one interval over families take, beside Inspect, scipy, statsmodels, scikit-learn?

400 families, 10,000 resamples, from flat arrays of right answers and family numbers. What is
quadratic or slow is measured on fewer resamples and multiplied.

    python benchmarks/one_interval.py --items 10000
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

import numpy as np
import timing

from facelaw.scoring.intervals import bca, cluster_se
from facelaw.scoring.measures.verdicts import macro_f1
from facelaw.scoring.statistic import Statistic, ratio, replicates
from facelaw.scoring.table import FloatArray, IntArray, per_family

FAMILIES = 400
RESAMPLES = 10_000
FEWER = 10


def accuracy(right: IntArray, family: IntArray) -> tuple[float, float]:
    """Return our interval of accuracy."""
    part = per_family(family, FAMILIES, right)
    whole = per_family(family, FAMILIES, np.ones_like(right))
    figure = Statistic(ratio, (np.stack([part, whole], axis=1),))
    drawn = replicates([figure], RESAMPLES, 7)[0]
    return bca(figure.point(), drawn, figure.jackknife())


def macro(gold: IntArray, said: IntArray, family: IntArray) -> tuple[float, float]:
    """Return our interval of macro-F1."""
    columns: list[IntArray] = []
    for label in range(3):
        for part in ((gold == label) & (said == label), said == label, gold == label):
            columns.append(per_family(family, FAMILIES, part))
    figure = Statistic(macro_f1, (np.stack(columns, axis=1),))
    drawn = replicates([figure], RESAMPLES, 7)[0]
    return bca(figure.point(), drawn, figure.jackknife())


def inspect_bootstrap(right: IntArray, family: IntArray) -> Callable[[], object]:
    """Return Inspect's bootstrap of whole clusters."""
    from inspect_ai.scorer import SampleScore, Score, ci

    metric: Any = ci(method="bootstrap", num_samples=RESAMPLES, cluster="family")
    scores = [
        SampleScore(score=Score(value=int(hit)), sample_id=i, sample_metadata={"family": int(f)})
        for i, (hit, f) in enumerate(zip(right, family, strict=True))
    ]
    return lambda: metric(scores)


def scipy_families(right: IntArray, family: IntArray) -> Callable[[], object]:
    """Return scipy's BCa on family sums."""
    stats: Any = importlib.import_module("scipy.stats")

    def run() -> object:
        part = np.bincount(family, right).astype(float)
        whole = np.bincount(family).astype(float)
        return stats.bootstrap(
            (part, whole), quotient, paired=True, vectorized=True, n_resamples=RESAMPLES,
            batch=128, method="BCa", rng=7,
        )  # fmt: skip

    return run


def quotient(part: FloatArray, whole: FloatArray, axis: int = -1) -> FloatArray:
    """Return the share."""
    return np.asarray(part.sum(axis=axis) / whole.sum(axis=axis))


def sklearn_macro(gold: IntArray, said: IntArray, family: IntArray) -> Callable[[], object]:
    """Return a few resamples of scikit-learn's macro-F1 over families."""
    f1_score: Any = importlib.import_module("sklearn.metrics").f1_score

    members = [np.flatnonzero(family == f) for f in range(FAMILIES)]
    source = np.random.default_rng(7)

    def run() -> object:
        found: list[float] = []
        for _ in range(FEWER):
            rows = np.concatenate([members[f] for f in source.integers(0, FAMILIES, FAMILIES)])
            found.append(f1_score(gold[rows], said[rows], labels=[0, 1, 2], average="macro"))
        return found

    return run


def main() -> None:
    """Print seconds and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, default=10_000)
    args = parser.parse_args()
    source = np.random.default_rng(1)
    family = np.sort(np.arange(args.items, dtype=np.int64) % FAMILIES)
    skill = source.beta(3, 1.5, FAMILIES)
    right = (source.random(args.items) < skill[family]).astype(np.int64)
    gold = source.integers(0, 3, args.items)
    said = np.where(right == 1, gold, (gold + 1) % 3)
    ours = timing.best(lambda: accuracy(right, family))
    print(f"{args.items:,} items, {FAMILIES} families: accuracy with BCa {ours * 1000:.1f} ms")
    theirs = timing.best(inspect_bootstrap(right, family), 2)
    print(f"    Inspect ci(bootstrap, cluster)  {theirs:8.3f} s  {timing.ratio(ours, theirs)}")
    theirs = timing.best(scipy_families(right, family), 3)
    print(f"    scipy BCa on family sums        {theirs:8.3f} s  {timing.ratio(ours, theirs)}")
    ours_macro = timing.best(lambda: macro(gold, said, family))
    print(f"macro-F1 with BCa {ours_macro * 1000:.1f} ms")
    theirs = timing.best(sklearn_macro(gold, said, family), 2) * RESAMPLES / FEWER
    print(
        f"    scikit-learn in a family loop   {theirs:8.1f} s  {timing.ratio(ours_macro, theirs)}"
    )
    sm: Any = importlib.import_module("statsmodels.api")

    def closed() -> float:
        part = per_family(family, FAMILIES, right)
        whole = per_family(family, FAMILIES, np.ones_like(right))
        return cluster_se(np.stack([part, whole], axis=1))

    def theirs_closed() -> float:
        fit = sm.OLS(right, np.ones(len(right))).fit(
            cov_type="cluster", cov_kwds={"groups": family}
        )
        return float(fit.bse[0])

    assert abs(closed() - theirs_closed()) < 1e-12
    ours_se, theirs = timing.best(closed), timing.best(theirs_closed)
    print(f"clustered standard error {ours_se * 1000:.2f} ms")
    print(f"    statsmodels OLS, clustered      {theirs:8.4f} s  {timing.ratio(ours_se, theirs)}")


if __name__ == "__main__":
    main()
