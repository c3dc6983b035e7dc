"""The curve: a case worked by hand, statsmodels, and sizes that part right from wrong."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelaw.scoring.horizon.fit import Curves, fit, sigmoid
from facelaw.scoring.table import FloatArray

X = np.log2(np.array([8.0, 16.0, 32.0, 64.0, 128.0]))


def one(x: FloatArray, n: list[float], right: list[float]) -> tuple[float, float]:
    found = fit(x, np.array([n]), np.array([right]))
    return float(found.level[0]), float(found.slope[0])


def test_two_sizes_by_hand() -> None:
    # Two sizes and two coefficients: Firth adds half a case to each side of each size.
    # Size 2 (x = 1): 4 of 4 right, 4.5 / 5 = 0.9, logit ln 9.
    # Size 32 (x = 5): 0 of 4 right, 0.5 / 5 = 0.1, logit -ln 9.
    # slope = -2 ln 9 / 4 = -ln 3, level = ln 9 + ln 3 = ln 27; one half at x = 3, size 8.
    level, slope = one(np.array([1.0, 5.0]), [4, 4], [4, 0])
    assert slope == pytest.approx(-math.log(3), abs=1e-8)
    assert level == pytest.approx(math.log(27), abs=1e-8)
    assert 2 ** (-level / slope) == pytest.approx(8.0)
    # 80 %: ln 4 = ln 27 - x ln 3, so x = 3 - ln 4 / ln 3 = 1.738, size 3.336
    assert 2 ** ((math.log(4) - level) / slope) == pytest.approx(3.336, abs=1e-3)


def augmented(x: FloatArray, n: FloatArray, right: FloatArray, curve: Curves) -> Any:
    """Return statsmodels' fit to the data with half of each leverage added to either side.

    Firth's estimate is the fixed point of that (Heinze and Schemper 2002).
    """
    import statsmodels.api as sm

    design = np.stack([np.ones_like(x), x], axis=1)
    share = sigmoid(curve.at(x))[0]
    weight = n * share * (1 - share)
    inverse = np.linalg.inv((design * weight[:, None]).T @ design)
    half = weight * np.einsum("ui,ij,uj->u", design, inverse, design) / 2
    counts = np.stack([right + half, n - right + half], axis=1)
    return sm.GLM(counts, design, family=sm.families.Binomial()).fit()


@pytest.mark.parametrize("seed", range(6))
def test_against_statsmodels(seed: int) -> None:
    source = np.random.default_rng(seed)
    n = source.integers(1, 9, len(X)).astype(float)
    right = source.binomial(n.astype(int), sigmoid(5 - X)).astype(float)
    curve = fit(X, n[None], right[None])

    level, slope = augmented(X, n, right, curve).params
    assert curve.level[0] == pytest.approx(level, abs=1e-6)
    assert curve.slope[0] == pytest.approx(slope, abs=1e-6)


def test_with_many_cases_it_is_the_plain_logit() -> None:
    import statsmodels.api as sm

    n = np.full(len(X), 200_000.0)
    right = np.round(n * sigmoid(6 - X))
    plain = sm.GLM(np.stack([right, n - right], 1), np.stack([np.ones_like(X), X], 1),
                   family=sm.families.Binomial()).fit()  # fmt: skip
    level, slope = one(X, n.tolist(), right.tolist())
    assert (level, slope) == pytest.approx(tuple(plain.params), abs=1e-4)


def test_rows_do_not_touch_each_other() -> None:
    source = np.random.default_rng(3)
    n = source.integers(1, 6, (40, len(X))).astype(float)
    right = np.minimum(n, source.integers(0, 6, n.shape))
    together = fit(X, n, right)
    for row in range(len(n)):
        alone = one(X, n[row].tolist(), right[row].tolist())
        assert alone == pytest.approx((together.level[row], together.slope[row]), abs=1e-9)


counts = st.lists(st.integers(1, 40), min_size=len(X), max_size=len(X))


@settings(max_examples=200, deadline=None)
@given(counts, st.integers(0, len(X)))
def test_sizes_that_part_right_from_wrong_have_a_finite_curve(n: list[int], first: int) -> None:
    """Maximum likelihood has none: the slope runs off to minus infinity."""
    right = [float(c) if place < first else 0.0 for place, c in enumerate(n)]
    level, slope = one(X, [float(c) for c in n], right)

    assert math.isfinite(level)
    assert math.isfinite(slope)
    if 0 < first < len(X):
        # the curve passes through one half somewhere between the last right and the first wrong
        # size, or near it: Firth leans to where there are fewer cases
        assert slope < 0
        assert X[first - 1] - 1 < -level / slope < X[first] + 1


@settings(max_examples=200, deadline=None)
@given(counts, st.data())
def test_right_and_wrong_are_mirror_images(n: list[int], data: st.DataObject) -> None:
    right = [float(data.draw(st.integers(0, c))) for c in n]
    cases = [float(c) for c in n]
    level, slope = one(X, cases, right)
    other = one(X, cases, [c - r for c, r in zip(cases, right, strict=True)])
    assert other == pytest.approx((-level, -slope), abs=1e-6)
    # the sizes in another order, the same curve
    assert one(X[::-1], cases[::-1], right[::-1]) == pytest.approx((level, slope), abs=1e-6)


def test_one_size_alone_has_no_curve() -> None:
    found = fit(X, np.array([[0.0, 3.0, 0.0, 0.0, 0.0]]), np.array([[0.0, 1.0, 0.0, 0.0, 0.0]]))
    assert np.isnan(found.level[0])
    assert np.isnan(found.slope[0])
