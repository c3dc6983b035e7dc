"""Edits are made at once, each exactly once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facelaw.scenarios.edits import apply
from facelaw.scenarios.family import Edit


def edit(old: str, new: str) -> Edit:
    return Edit("", "zh", old, new)


def test_edits_are_made_against_the_base_in_any_order() -> None:
    text = "甲把视频交给乙，乙把它发到群里。"
    first, second = edit("交给乙", "卖给乙"), edit("发到群里", "发到网上")

    assert apply(text, [first, second]) == ("甲把视频卖给乙，乙把它发到网上。", [])
    assert apply(text, [second, first]) == apply(text, [first, second])


def test_an_edit_does_not_see_what_another_put_in() -> None:
    result, failed = apply("甲交给乙。", [edit("甲", "丙"), edit("丙", "丁")])

    assert result == "丙交给乙。"
    assert [one.old for one, _ in failed] == ["丙"]


def test_words_that_occur_twice_or_never_are_refused() -> None:
    _, failed = apply("没有收钱，也没有送人。", [edit("没有", "有"), edit("没有收到钱", "收了钱")])

    why = {one.old: reason for one, reason in failed}
    assert why["没有"] == "it occurs 2 times; lengthen it until it is unique"
    assert "没有收钱" in why["没有收到钱"]


def test_edits_that_touch_the_same_words_are_refused() -> None:
    _, failed = apply("甲乙丙丁", [edit("甲乙丙", "子"), edit("丙丁", "丑")])

    assert [reason for _, reason in failed] == ["it touches the same words as another edit"]


@given(st.text(alphabet="甲乙丙", max_size=12), st.text(alphabet="甲乙丙", min_size=1, max_size=3))
def test_replacing_words_by_themselves_changes_nothing(text: str, words: str) -> None:
    result, failed = apply(text, [edit(words, words)])

    assert result == text
    assert (failed == []) == (sum(text.startswith(words, at) for at in range(len(text))) == 1)
