"""Two runs on the same cases: the ratio of horizons, its interval, the swap test."""

from __future__ import annotations

import math

import numpy as np
import pytest

from facelaw.scoring import resample
from facelaw.scoring.estimates import Settings
from facelaw.scoring.horizon.band import band
from facelaw.scoring.horizon.cases import Cases
from facelaw.scoring.horizon.fit import Curves, fit, sigmoid
from facelaw.scoring.horizon.pairs import Ratio, area, drawn, ratio, within
from facelaw.scoring.table import UNIT
from tests.scoring.horizon.made import simulated

SETTINGS = Settings(300, 7)


def compared(first: Cases, second: Cases, settings: Settings = SETTINGS) -> Ratio:
    draws = drawn(first, settings), drawn(second, settings)
    at = band(first).horizon(0.5), band(second).horizon(0.5)
    return ratio(first, second, draws, at, settings)


def two(seed: int, halves: tuple[float, float], families: int = 40) -> tuple[Cases, Cases]:
    """Return runs whose families lean alike."""
    source = np.random.default_rng(seed)
    lean = source.normal(0.0, 1.0, families)
    first, second = (
        simulated(source, families, half, slope=-1.5, spread=0, lean=lean) for half in halves
    )
    return first, second


def test_a_run_against_itself() -> None:
    run, _ = two(0, (50, 50))
    # every draw and every swap gives a difference of nothing
    assert compared(run, run) == Ratio(1.0, 1.0, 1.0, 1.0)


def test_turned_round_it_is_the_inverse() -> None:
    a, b = two(1, (60, 40))
    one, other = compared(a, b), compared(b, a)
    assert None not in (one.value, one.low, one.high, other.value, other.low, other.high)
    assert one.value == pytest.approx(1 / (other.value or 0))
    assert one.low == pytest.approx(1 / (other.high or 0), rel=0.02)
    assert one.high == pytest.approx(1 / (other.low or 0), rel=0.02)
    assert one.p == other.p


def test_the_interval_is_that_of_drawing_families_one_by_one() -> None:
    a, b = two(2, (60, 40))
    settings = Settings(210, 11)
    weights = np.concatenate(list(resample.counts(40, 210, 11)))
    found: list[float] = []
    for drawn_ in weights:
        sizes: list[float] = []
        for run in (a, b):
            n, right = (np.repeat(part, drawn_.astype(int), axis=0) for part in (run.n, run.right))
            curve = fit(run.x, n.sum(0)[None].astype(float), right.sum(0)[None] / UNIT)
            sizes.append(float(-curve.level[0] / curve.slope[0]))
        found.append(sizes[0] - sizes[1])
    ordered = sorted(found)

    result = compared(a, b, settings)
    # 40 families: t(39) is 2.0227, times the root of 40/39 2.0485, a tail of 2.026 % on each
    # side; of 210 draws 4.25, so the 5th from below, and 205.75, so the 206th
    assert math.log2(result.low or 0) == pytest.approx(ordered[4], abs=1e-6)
    assert math.log2(result.high or 0) == pytest.approx(ordered[205], abs=1e-6)


def test_beyond_the_sizes_run_there_is_no_ratio_and_the_runs_are_told_apart() -> None:
    a, b = two(3, (3_000, 40))
    found = compared(a, b)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.p == pytest.approx(1 / 301)


def test_an_end_that_the_sizes_leave_open_is_no_number() -> None:
    """The first horizon lies near the largest size: in many draws it is beyond."""
    for seed in range(20):
        a, b = two(seed, (190, 40))
        found = compared(a, b)
        if found.value is not None and (drawn(a, SETTINGS).most == np.inf).mean() > 0.025:
            assert found.high is None
            assert found.low is not None
            return
    pytest.fail("no such draw")


def test_few_families_have_a_test_and_no_interval() -> None:
    a, b = two(4, (60, 40), families=12)
    found = compared(a, b)
    assert found.value is not None
    assert (found.low, found.high) == (None, None)
    assert found.p is not None


def test_the_area_is_the_mean_over_doublings() -> None:
    curves = Curves(np.array([6.0, -3.0, 0.4, 1.0]), np.array([-1.2, 0.5, 0.0, -1e-9]))
    x = np.linspace(1.0, 7.0, 20_001)
    numeric = sigmoid(curves.at(x)).mean(axis=1)
    assert area(curves, 1.0, 7.0) == pytest.approx(numeric, abs=1e-4)


def test_horizons_are_kept_among_the_sizes() -> None:
    curves = Curves(np.array([6.0, 9.0, 1.0, -3.0, np.nan]), np.array([-2.0, -1, -2, 1, np.nan]))
    assert within(curves, 1.0, 5.0).tolist()[:3] == [3.0, 5.0, 1.0]
    assert np.isnan(within(curves, 1.0, 5.0)[3:]).all()


def test_no_difference_alarms_at_its_level() -> None:
    """Two runs alike: p at most 5 % in about one of twenty; a difference is found more often."""
    level = [compared(*two(seed, (50, 50), 20), Settings(200, seed)).p for seed in range(120)]
    power = [compared(*two(seed, (75, 35), 20), Settings(200, seed)).p for seed in range(30)]
    # binomial: 6 expected of 120, standard deviation 2.4
    assert sum(p is not None and p <= 0.05 for p in level) <= 13
    assert sum(p is not None and p <= 0.05 for p in power) >= 15
