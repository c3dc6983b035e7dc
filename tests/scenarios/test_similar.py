"""Likeness of texts, and the bound that spares comparisons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facelaw.scenarios.similar import alike, jaccard, shingles


def test_width_case_digits_and_punctuation_do_not_count() -> None:
    assert shingles("甲公司，在２０２１年发布ＡＢＣ。") == shingles("甲公司在2024年发布abc")


def test_likeness_is_worked_by_hand() -> None:
    one, other = shingles("一二三四五六"), shingles("二三四五六七")

    # runs of one: 一二三四五 二三四五六; of other: 二三四五六 三四五六七; one common of three
    assert jaccard(one, other) == 1 / 3


@given(st.lists(st.text(alphabet="甲乙丙", min_size=5, max_size=12), max_size=6))
def test_the_bound_loses_no_pair(texts: list[str]) -> None:
    prints = {str(at): shingles(text) for at, text in enumerate(texts)}
    names = sorted(prints)
    every = [
        (a, b, jaccard(prints[a], prints[b])) for i, a in enumerate(names) for b in names[i + 1 :]
    ]

    assert alike(prints, 0.4) == sorted(pair for pair in every if pair[2] >= 0.4)
