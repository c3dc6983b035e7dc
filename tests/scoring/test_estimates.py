import math
import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.scoring import resample
from facelaw.scoring.estimates import Estimate, Settings, estimates
from facelaw.scoring.intervals import (
    bca,
    cluster_se,
    expanded,
    jackknife_se,
    rule_of_three,
    share_interval,
    wilson,
)
from facelaw.scoring.measures import MEASURES, PRIMARY, STRICT, tabulate
from facelaw.scoring.quantiles import normal_cdf, normal_quantile, t_p, t_quantile
from facelaw.scoring.statistic import Drawer, Measure, Statistic, ratio, replicates
from facelaw.scoring.table import UNIT, FamilyTable, FloatArray, build
from tests.scoring.synthetic import quartets, random_run

stats: Any = pytest.importorskip("scipy.stats")

SETTINGS = Settings(resamples=2000, seed=7)
SHARE = Measure("share", "share", "比例", ("part", "whole"), ratio, share=True, count="whole")


def table_of(parts: Sequence[int], wholes: Sequence[int]) -> FamilyTable:
    names = [f"f{i:03d}" for i in range(len(parts))]
    return build(
        names,
        {"part": np.array(parts) * UNIT, "whole": np.array(wholes) * UNIT},
    )


def estimate(parts: Sequence[int], wholes: Sequence[int], measure: Measure = SHARE) -> Estimate:
    return estimates([measure], [table_of(parts, wholes)], SETTINGS)[0][measure.id]


@pytest.mark.parametrize("p", [1e-300, 1e-9, 0.001, 0.025, 0.31, 0.5, 0.8, 0.975, 1 - 1e-9])
def test_normal_quantile_equals_scipy(p: float) -> None:
    assert normal_quantile(p) == pytest.approx(stats.norm.ppf(p), rel=1e-13, abs=1e-15)
    assert normal_cdf(stats.norm.ppf(p)) == pytest.approx(p, rel=1e-11)


def test_normal_quantile_at_and_beyond_the_ends() -> None:
    assert normal_quantile(0.0) == -math.inf
    assert normal_quantile(1.0) == math.inf
    with pytest.raises(ValueError, match="probability"):
        normal_quantile(1.5)


@pytest.mark.parametrize("df", [1, 2, 3, 4, 14, 29, 59, 299, 300, 301, 1000, 40000])
@pytest.mark.parametrize("p", [0.025, 0.4, 0.975])
def test_t_quantile_equals_scipy(df: int, p: float) -> None:
    assert t_quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-11)


@pytest.mark.parametrize("df", [1, 2, 14, 99])
@pytest.mark.parametrize("t", [0.0, 0.3, -1.7, 4.0])
def test_t_p_equals_scipy(df: int, t: float) -> None:
    assert t_p(t, df) == pytest.approx(2 * stats.t.sf(abs(t), df), abs=1e-12)


def test_t_quantile_refuses_what_has_no_meaning() -> None:
    with pytest.raises(ValueError, match="df >= 1"):
        t_quantile(0.975, 0)


@pytest.mark.parametrize("families", [15, 37, 60])
def test_bca_equals_scipy_on_the_same_replicates(families: int) -> None:
    source = np.random.default_rng(families)
    whole = source.integers(1, 9, families)
    part = source.binomial(whole, 0.6)
    figure = Statistic(ratio, (np.stack([part, whole], axis=1).astype(np.int64),))
    resampled = replicates([figure], 5000, 7)[0]

    low, high = bca(figure.point(), resampled, figure.jackknife())

    def quotient(a: FloatArray, b: FloatArray, axis: int = -1) -> FloatArray:
        return np.asarray(a.sum(axis=axis) / b.sum(axis=axis))

    class Drawn:
        bootstrap_distribution = resampled

    theirs = stats.bootstrap(
        (part, whole),
        quotient,
        paired=True,
        vectorized=True,
        n_resamples=0,
        bootstrap_result=Drawn(),
        method="BCa",
        confidence_level=1 - 2 * stats.norm.cdf(expanded(families)),
    ).confidence_interval
    assert low == pytest.approx(theirs.low, abs=1e-12)
    assert high == pytest.approx(theirs.high, abs=1e-12)


@pytest.mark.parametrize("k", [15, 60, 400])
def test_expansion_makes_of_a_bootstrap_interval_the_t_interval(k: int) -> None:
    # Resampled means of K values have the variance (K - 1)/K of what s^2/K estimates; where they
    # are normal, mean + quantile * sqrt((K - 1)/K) s / sqrt(K) is the textbook mean + t s / sqrt(K)
    assert expanded(k) * math.sqrt((k - 1) / k) == pytest.approx(stats.t.ppf(0.025, k - 1))


def test_cluster_se_equals_statsmodels() -> None:
    api = pytest.importorskip("statsmodels.api")
    source = np.random.default_rng(1)
    family = np.repeat(np.arange(40), source.integers(1, 6, 40))
    right = source.integers(0, 2, len(family))
    fit = api.OLS(right, np.ones(len(right))).fit(cov_type="cluster", cov_kwds={"groups": family})

    sums = np.stack([np.bincount(family, right), np.bincount(family)], axis=1).astype(np.int64)

    assert cluster_se(sums) == pytest.approx(float(fit.bse[0]), abs=1e-14)


def test_jackknife_se_of_a_mean_is_the_textbook_one() -> None:
    # mean of 1, 2, 3, 6 is 3; s^2 = (4 + 1 + 0 + 9) / 3 = 14/3; se = sqrt(14/3 / 4)
    left_out = np.array([(12 - x) / 3 for x in (1, 2, 3, 6)])

    assert jackknife_se(left_out) == pytest.approx(math.sqrt(14 / 12))


def test_wilson_without_clustering_is_wilson() -> None:
    # 40 of 50 right, one observation a family: se^2 = 50/49 * p(1-p)/50, so the effective
    # number is 49 before the t ratio, which is 1 (49 and 49 degrees of freedom)
    p, k = 0.8, 50
    se = math.sqrt(k / (k - 1) * p * (1 - p) / k)
    low, high = wilson(p, se, k, k)

    theirs = stats.binomtest(40, 50).proportion_ci(method="wilson")
    assert low == pytest.approx(theirs.low, abs=0.002)
    assert high == pytest.approx(theirs.high, abs=0.002)


def test_wilson_is_wider_when_families_are_alike() -> None:
    narrow = wilson(0.8, 0.02, 400, 40)
    wide = wilson(0.8, 0.06, 400, 40)

    assert wide[0] < narrow[0] < 0.8 < narrow[1] < wide[1]


def test_rule_of_three() -> None:
    # nothing wrong in 60 families: at most 3/60 of families wrong
    assert rule_of_three(1.0, 60, 0.0, 1.0) == (0.95, 1.0)
    assert rule_of_three(0.0, 60, -1.0, 1.0) == (-0.1, 0.1)


def test_a_share_has_the_same_interval_without_resampling() -> None:
    values = np.array([[2, 4]] * 10 + [[4, 4]] * 10)

    # 60 of 80: se^2 = 20/19 * sum (part - 0.75 * 4)^2 / 80^2 = 20/19 * 20 / 6400
    assert share_interval(values, 80) == wilson(0.75, math.sqrt(20 / 19 * 20 / 6400), 80, 20)
    assert share_interval(values[:14], 56) == (None, None)
    assert share_interval(values[10:].repeat(2, axis=0), 80) == (0.85, 1.0)


def test_under_fifteen_families_no_interval() -> None:
    found = estimate([1] * 7 + [0] * 7, [1] * 14)

    assert (found.value, found.low, found.high) == (0.5, None, None)
    assert found.method == "too few families"


def test_one_family_is_too_few() -> None:
    assert estimate([1], [2]).method == "too few families"


def test_no_family_is_undefined() -> None:
    found = estimate([0, 0], [0, 0])

    assert found.value is None
    assert found.method == "undefined"


@pytest.mark.parametrize(
    ("right", "families", "size", "method"),
    [(10, 20, 1, "wilson"), (10, 20, 4, "wilson"), (30, 60, 1, "wilson"), (57, 60, 1, "wilson"),
     (30, 60, 4, "bca"), (57, 60, 4, "bca"), (3, 60, 4, "bca"), (59, 60, 4, "bca"),
     (60, 60, 1, "rule of three"), (0, 60, 4, "rule of three")],
)  # fmt: skip
def test_which_interval(right: int, families: int, size: int, method: str) -> None:
    found = estimate([size] * right + [0] * (families - right), [size] * families)

    assert found.method == method
    assert found.low is not None
    assert found.high is not None
    assert found.value is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_design_effect_of_copied_answers_is_the_family_size() -> None:
    # four observations a family that are all alike: 60 families say what 60 observations say
    right = [4] * 30 + [0] * 30
    found = estimate(right, [4] * 60)

    # se^2 = 60/59 * 0.25 / 60; of 240 independent: 0.25 / 240; ratio = 240/59
    assert found.deff == pytest.approx(240 / 59)
    # Kish: (deff - 1) / (4 - 1)
    assert found.icc == pytest.approx((240 / 59 - 1) / 3)
    assert found.n == 240


def test_runs_share_resamples_and_do_not_change_each_other() -> None:
    plan = quartets(40)
    worse, better = random_run(plan, lambda _: 0.6, 1), random_run(plan, lambda _: 0.8, 2)
    tables = [tabulate(worse)[0], tabulate(better)[0]]
    chosen = [MEASURES[PRIMARY], MEASURES[STRICT]]

    both = estimates(chosen, tables, SETTINGS)

    assert both == [estimates(chosen, [table], SETTINGS)[0] for table in tables]


def test_a_measure_does_not_depend_on_which_others_are_asked() -> None:
    table = tabulate(random_run(quartets(40), lambda _: 0.7))[0]

    alone = estimates([MEASURES[PRIMARY]], [table], SETTINGS)[0][PRIMARY]

    assert estimates(list(MEASURES.values()), [table], SETTINGS)[0][PRIMARY] == alone


@given(st.lists(st.integers(0, 4), min_size=30, max_size=40), st.randoms())
def test_order_of_families_leaves_point_and_error_and_hardly_moves_the_ends(
    right: list[int], shuffler: random.Random
) -> None:
    first = estimate(right, [4] * len(right))
    shuffled = list(right)
    shuffler.shuffle(shuffled)
    again = estimate(shuffled, [4] * len(right))

    assert again.value == first.value
    assert again.se == pytest.approx(first.se)
    assert again.low == pytest.approx(first.low, abs=0.08)
    assert again.high == pytest.approx(first.high, abs=0.08)


@pytest.mark.parametrize("chance", [0.7, 0.95])
def test_intervals_cover(chance: float) -> None:
    """200 data sets of 60 families of 4, families alike: coverage near 95 %.

    The full simulation is benchmarks/coverage.py; its Monte-Carlo error is a tenth of this one's.
    """
    source = np.random.default_rng(3)
    covered = 0
    for _ in range(200):
        skill = source.beta(chance * 2, (1 - chance) * 2, 60)  # ICC 1 / (2 + 1) = 1/3
        found = estimates(
            [SHARE], [table_of(source.binomial(4, skill).tolist(), [4] * 60)], Settings(1000, 7)
        )[0]["share"]
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= chance <= found.high
    # binomial sd of 200 at 0.95 is 1.5 points
    assert 0.905 <= covered / 200 <= 0.99


@pytest.mark.parametrize("drawn", [resample.counts, resample.swaps])
@pytest.mark.parametrize("families", [7, 64, 1001])
def test_many_families_are_drawn_in_smaller_parts_but_alike(
    drawn: Drawer, families: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = np.concatenate(list(drawn(families, 301, 7)))
    monkeypatch.setattr(resample, "_CELLS", 9 * families)
    parts = list(drawn(families, 301, 7))

    assert max(len(part) for part in parts) == 8  # nine at once, less one to be even
    assert np.array_equal(np.concatenate(parts), whole)
