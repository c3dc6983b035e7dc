import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.scoring import resample
from facelaw.scoring.table import UNIT, average, average_parts, build, per_family, share


def test_shares_up_to_sixteen_and_per_cents_are_whole() -> None:
    for n in (*range(1, 17), 20, 25, 32, 48, 50, 56, 60, 100):
        assert UNIT % n == 0


def test_a_sum_per_family_adds_what_belongs_together() -> None:
    family = np.array([1, 0, 1, 2])

    # family 0: 5; family 1: 3 + 7; family 2: 11; family 3 has nothing
    assert per_family(family, 4, np.array([3, 5, 7, 11])).tolist() == [5, 10, 11, 0]


def test_share_rounds_half_up_and_is_zero_where_there_is_nothing() -> None:
    part, whole = np.array([1, 1, 2, 0]), np.array([2, 3, 7, 0])

    # UNIT / 2 and UNIT / 3 are whole; 2 UNIT / 7 is whole too (7 divides UNIT)
    assert share(part, whole).tolist() == [UNIT // 2, UNIT // 3, 2 * UNIT // 7, 0]


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_share_is_within_half_a_part(whole: int, part: int) -> None:
    part = min(part, whole)

    found = int(share(np.array([part]), np.array([whole]))[0])

    assert abs(found * whole - part * UNIT) * 2 <= whole


def test_samples_are_averaged_within_the_item() -> None:
    hits = np.array([[1, 0, 1], [1, 0, 0], [1, 0, 0]], dtype=np.int8)

    assert average(hits).tolist() == [UNIT, 0, UNIT // 3]
    assert average_parts(np.array([[UNIT, 0], [0, 0]])).tolist() == [UNIT // 2, 0]


def test_unknown_columns_are_zero() -> None:
    table = build(["f"], {"a": np.array([3])})

    assert table.columns(("b", "a")).tolist() == [[0, 3]]
    assert table.sums(("a",)) == [3.0]


def test_a_column_of_the_wrong_length_or_size_is_refused() -> None:
    with pytest.raises(ValueError, match="column a has shape"):
        build(["f", "g"], {"a": np.array([3])})
    with pytest.raises(ValueError, match="too large"):
        build(["f"], {"a": np.array([2**53])})


def test_draws_are_fixed_by_the_seed_alone_and_fair() -> None:
    first = np.vstack(list(resample.counts(7, 300, 5)))
    again = np.vstack(list(resample.counts(7, 300, 5)))
    other = np.vstack(list(resample.counts(7, 300, 6)))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.shape == (300, 7)
    assert (first.sum(axis=1) == 7).all()
    # each family is drawn once on average; 2,100 draws, sd of a mean 0.053
    assert abs(first.mean(axis=0) - 1).max() < 0.25


def test_the_stream_is_the_published_one() -> None:
    # PCG64 with entropy [7, 1]; index = (word * 5) >> 32, low half first
    raw = np.random.PCG64([7, 1]).random_raw(3)
    halves = [int(w) >> shift & 0xFFFFFFFF for w in raw for shift in (0, 32)][:5]
    indices = [(half * 5) >> 32 for half in halves]

    drawn = next(resample.counts(5, 1, 7))

    assert drawn[0].tolist() == [indices.count(i) for i in range(5)]


def test_swaps_are_fair_bits() -> None:
    drawn = np.vstack(list(resample.swaps(9, 1000, 7)))

    assert set(np.unique(drawn)) == {0.0, 1.0}
    assert abs(drawn.mean() - 0.5) < 0.02


@given(st.integers(0, 2**40), st.permutations(range(6)))
def test_sums_do_not_depend_on_the_order_of_columns_or_chunks(big: int, order: list[int]) -> None:
    values = (np.arange(36).reshape(6, 6) * 977 + big).astype(np.int64)
    drawn = resample.sums(values, resample.counts(6, 200, 1), 200)

    shuffled = resample.sums(values[:, list(order)], resample.counts(6, 200, 1), 200)

    assert np.array_equal(drawn[list(order)], shuffled)
