import itertools
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.scoring.agreement import Unit, agreement

Values = Sequence[Sequence[str | None]]


def pairs_of_units(unit: int) -> str:
    return f"f{unit // 2}"


def units(values: Values, family: Callable[[int], str] = pairs_of_units) -> list[Unit]:
    return [Unit(family(i), tuple(row)) for i, row in enumerate(values)]


def alpha(values: Values) -> float:
    found = agreement(units(values)).alpha
    assert found is not None
    return found


def nltk_alpha(values: Values) -> float:
    task = pytest.importorskip("nltk.metrics.agreement").AnnotationTask
    data = [
        (f"c{coder}", f"u{unit}", value)
        for unit, row in enumerate(values)
        for coder, value in enumerate(row)
        if value is not None
    ]
    return float(task(data=data).alpha())


def test_by_hand() -> None:
    # units aa, ab, bb; value counts a 3, b 3, n = 6
    # observed agreement: (2 + 0 + 2) / 6 = 2/3; expected: (3*2 + 3*2) / (6*5) = 0.4
    # alpha = 1 - (1 - 2/3) / (1 - 0.4) = 1 - (1/3) / (3/5) = 4/9
    found = agreement(units([("a", "a"), ("a", "b"), ("b", "b")]))

    assert found.alpha == pytest.approx(4 / 9)
    assert found.raw == pytest.approx(2 / 3)
    assert found.margins == {"a": 3, "b": 3}
    assert found.units == 3
    assert found.families == 2


@pytest.mark.parametrize("coders", [2, 3, 5])
def test_alpha_equals_nltk(coders: int) -> None:
    source = np.random.default_rng(coders)
    truth = source.integers(0, 3, 60)
    noisy = np.where(source.random((60, coders)) < 0.7, truth[:, None], source.integers(0, 3))
    values = [["xyz"[code] for code in row] for row in noisy]

    assert agreement(units(values)).alpha == pytest.approx(nltk_alpha(values), abs=1e-12)


def test_alpha_equals_nltk_where_values_are_missing() -> None:
    source = np.random.default_rng(9)
    values = [
        [None if source.random() < 0.3 else "xyz"[source.integers(0, 3)] for _ in range(4)]
        for _ in range(50)
    ]

    assert agreement(units(values)).alpha == pytest.approx(nltk_alpha(values), abs=1e-12)


def test_perfect_agreement_is_one_with_room_below() -> None:
    found = agreement(units([("a", "a"), ("b", "b")] * 10))

    assert found.alpha == 1.0
    assert found.high == 1.0
    # ten families, all agree: 3/10 below
    assert found.low == pytest.approx(0.7)


def test_one_value_throughout_says_nothing_about_agreement() -> None:
    found = agreement(units([("a", "a")] * 10))

    assert found.alpha is None
    assert found.raw == 1.0


def test_nobody_judged_twice() -> None:
    found = agreement(units([("a", None), (None, None)]))

    assert (found.alpha, found.raw, found.families) == (None, None, 0)


def test_under_six_families_no_interval() -> None:
    found = agreement(units([("a", "a"), ("a", "b")] * 5))

    assert found.alpha is not None
    assert found.low is None


def test_the_interval_is_the_jackknife_over_families() -> None:
    source = np.random.default_rng(2)
    truth = np.repeat(source.integers(0, 2, 24), 2)
    values = [("ab"[t], "ab"[t] if source.random() < 0.8 else "ab"[1 - t]) for t in truth]
    found = agreement(units(values))

    # the same by leaving out two units at a time
    left = np.array([alpha(values[: 2 * f] + values[2 * f + 2 :]) for f in range(24)])
    se = np.sqrt(23 / 24 * np.sum((left - left.mean()) ** 2))
    assert found.low is not None
    assert alpha(values) - found.low == pytest.approx(2.0686576 * se)  # t(23) at 0.975


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3, max_size=3),
        min_size=2, max_size=12,
    )
)  # fmt: skip
def test_coders_and_units_have_no_order(values: list[list[str | None]]) -> None:
    found = agreement(units(values, lambda unit: "f"))

    turned = [row[::-1] for row in values[::-1]]
    again = agreement(units(turned, lambda unit: "f"))
    assert again.margins == found.margins
    assert again.alpha == (None if found.alpha is None else pytest.approx(found.alpha))
    assert found.alpha is None or -1 <= found.alpha <= 1 + 1e-12


def test_coverage_in_short() -> None:
    """60 data sets of 20 families of 4, two coders who agree 80 %: the interval mostly covers."""
    source = np.random.default_rng(11)

    def draw(families: int) -> list[Unit]:
        lean = source.beta(4, 4, families)
        truth = source.random((families, 4)) < lean[:, None]
        first, second = (np.where(source.random(truth.shape) < 0.9, truth, ~truth) for _ in "ab")
        return [
            Unit(f"f{f}", ("ab"[int(first[f, i])], "ab"[int(second[f, i])]))
            for f, i in itertools.product(range(families), range(4))
        ]

    truth = agreement(draw(4000)).alpha
    found = [agreement(draw(20)) for _ in range(60)]
    assert truth is not None
    ends = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
    covered = sum(low <= truth <= high for low, high in ends)
    assert covered >= 51  # 95 % of 60 is 57, binomial sd 1.7
