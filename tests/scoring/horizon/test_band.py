"""Horizons and their intervals: never a number beyond the sizes run, and the truth held."""

from __future__ import annotations

import math

import numpy as np
import pytest

from facelaw.scoring.horizon.band import Band, Bound, band, crossing
from facelaw.scoring.horizon.fit import fit
from facelaw.scoring.quantiles import t_quantile
from facelaw.scoring.table import UNIT
from tests.scoring.horizon.made import cases, one_each, simulated


@pytest.mark.parametrize(
    ("level", "slope", "expected"),
    [
        (6.0, -2.0, Bound("within", 8.0)),  # 6 - 2x = 0 at x = 3, size 8
        (6.0, -1.0, Bound("above")),  # at x = 6, beyond 5
        (1.0, -2.0, Bound("below")),  # at x = 0.5, before 1
        (5.0, -1.0, Bound("within", 32.0)),  # at the largest size itself
        (1.0, -1.0, Bound("within", 2.0)),  # at the smallest
        (2.0, 1.0, Bound("above")),  # rising, all above one half
        (-9.0, 1.0, Bound("below")),  # rising, all below
        (-3.0, 1.0, Bound("none")),  # rising through one half
        (1.0, 0.0, Bound("above")),
        (-1.0, 0.0, Bound("below")),
    ],
)
def test_where_a_curve_falls_to_one_half(level: float, slope: float, expected: Bound) -> None:
    assert crossing(level, slope, 1.0, 5.0, 0.5) == expected


def test_the_jackknife_leaves_out_whole_families() -> None:
    found = simulated(np.random.default_rng(1), 20, half=50, slope=-1, spread=1)
    line = band(found)
    n, right = found.n.astype(float), found.right / UNIT
    betas = []
    for left in range(20):  # one by one, as the definition says
        kept = np.arange(20) != left
        curve = fit(found.x, n[kept].sum(0)[None], right[kept].sum(0)[None])
        betas.append([curve.level[0], curve.slope[0]])
    away = np.array(betas) - np.mean(betas, axis=0)
    expected = 19 / 20 * away.T @ away

    assert line.covariances[0] == pytest.approx(expected, rel=1e-6)
    assert line.quantile == t_quantile(0.975, 19)


@pytest.mark.parametrize("share", [0.5, 0.8])
@pytest.mark.parametrize("seed", range(8))
def test_the_interval_lies_between_what_is_above_and_what_is_below(seed: int, share: float) -> None:
    line = band(simulated(np.random.default_rng(seed), 30, half=50, slope=-1, spread=1))
    wanted = math.log(share / (1 - share))
    grid = np.linspace(line.least, line.most, 4001)
    above = [x for x in grid if line.logit(x, -1) > wanted]
    below = [x for x in grid if line.logit(x, 1) < wanted]
    step = grid[1] - grid[0]

    first, last = line.interval(share)
    assert first.side == ("within" if above else "below")
    if first.size is not None:
        assert math.log2(first.size) == pytest.approx(above[-1], abs=step)
    assert last.side == ("within" if below else "above")
    if last.size is not None:
        assert math.log2(last.size) == pytest.approx(below[0], abs=step)


def test_a_curve_that_stays_high_is_above_and_never_a_number() -> None:
    found = simulated(np.random.default_rng(2), 60, half=900, slope=-1, spread=0.5)
    line = band(found)
    assert line.horizon(0.5) == Bound("above")
    low, high = line.interval(0.5)
    assert high == Bound("above")
    assert low.size is None or low.size <= 226


@pytest.mark.parametrize("right", [1, 0])
def test_all_alike_does_not_prove_that_it_goes_on(right: int) -> None:
    """Forty families all right: the largest size rests on four of them, so the end is open.

    The jackknife sees no spread at all there and would claim that everything lies beyond.
    """
    found = cases([[right if i % 10 == j else 0 for j in range(10)] for i in range(40)],
                  [[int(i % 10 == j) for j in range(10)] for i in range(40)],
                  [10, 14, 20, 28, 40, 57, 80, 113, 160, 226])  # fmt: skip
    line = band(found)
    assert found.separated
    assert line.horizon(0.5) == Bound("above" if right else "below")
    low, high = line.interval(0.5)
    assert (high if right else low) == Bound("above" if right else "below")
    assert (low if right else high).side == "within"
    alone = Band(line.level, line.slope, line.least, line.most, line.covariances[:1], line.quantile)
    assert {bound.side for bound in alone.interval(0.5)} == {"above" if right else "below"}


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([2, 2, 0, 0], True),
        ([2, 1, 0, 0], True),  # one mixed size
        ([2, 1, 1, 0], False),
        ([2, 0, 2, 0], False),
        ([0, 0, 2, 2], True),  # the wrong way round
        ([2, 2, 2, 2], True),
        ([2, 2, 2, 1], True),
    ],
)
def test_whether_sizes_part_right_from_wrong(shares: list[int], expected: bool) -> None:
    assert cases([shares], [[2, 2, 2, 2]], [1, 2, 4, 8]).separated is expected


def test_under_fifteen_families_there_is_no_band() -> None:
    source = np.random.default_rng(4)
    assert band(simulated(source, 14, half=50, slope=-1, spread=1)).covariances == ()
    assert len(band(simulated(source, 15, half=50, slope=-1, spread=1)).covariances) >= 1


def test_success_that_rises_with_size_has_no_horizon_and_no_interval() -> None:
    found = simulated(np.random.default_rng(6), 60, half=50, slope=2, spread=0)
    assert band(found).horizon(0.5) == Bound("none")
    assert band(found).interval(0.5) == (Bound("below"), Bound("above"))


def test_a_size_that_rests_on_one_family_leaves_both_ends_open() -> None:
    n = [[2, 0]] * 15 + [[0, 2]]
    right = [[2, 0]] * 10 + [[1, 0]] * 5 + [[0, 1]]
    assert band(cases(right, n, [10, 100])).interval(0.5) == (Bound("below"), Bound("above"))


SETS = 300


def held(low: Bound, high: Bound, truth: float, least: float = 10, most: float = 226) -> bool:
    """Whether an interval holds a true horizon; an open end holds all that lies beyond."""
    if low.side == "above" or high.side == "below":
        return truth >= most if low.side == "above" else truth <= least
    return (low.size or 0.0) <= truth <= (high.size or math.inf)


def test_models_of_known_horizon_recover_it() -> None:
    """95 % of the intervals hold the truth; without families they would hold far less.

    One half is reached at size 50 whatever the spread of families, since it is symmetrical.
    """
    clustered = alone = 0
    for seed in range(SETS):
        found = simulated(np.random.default_rng(seed), 40, half=50, slope=-1, spread=1.5)
        clustered += held(*band(found).interval(0.5), truth=50)
        alone += held(*band(one_each(found)).interval(0.5), truth=50)

    # binomial: 285 expected, standard deviation 3.8
    assert 274 <= clustered <= 296
    assert alone < 262
