"""The word lists read well, and do not fire on ordinary prose."""

from __future__ import annotations

import pytest

from facelaw._paths import data
from facelaw.scenarios.lists import NARRATIVE_LISTS, standards, word_list


def test_every_list_is_used() -> None:
    there = {path.stem for path in data("lists").glob("*.yaml")}

    assert there == {*NARRATIVE_LISTS, "standards"}


@pytest.mark.parametrize("name", NARRATIVE_LISTS)
def test_a_list_holds_each_word_once_and_no_word_inside_another(name: str) -> None:
    words = word_list(name)

    assert words.id == name
    for listed in (words.zh, words.en):
        assert len(set(listed)) == len(listed)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("legal_conclusions", "甲公司成立于2019年，原告诉称被告侵害其肖像权。", []),
        ("legal_conclusions", "The company was established in 2019.", []),
        ("legal_conclusions", "Her claim Is Established.", ["is established"]),
        ("legal_conclusions", "据此侵权成立。", ["侵权成立"]),
        ("real_persons", "软件会自动生成龙的图片。", []),
        ("real_persons", "他冒充成龙。", ["成龙"]),
        ("real_persons", "他用了Taylor Swift的照片。", ["Taylor Swift"]),
        ("sexual_detail", "经鉴定，其中120个视频为淫秽物品。", []),
    ],
)
def test_words_are_found_in_context(name: str, text: str, found: list[str]) -> None:
    assert word_list(name).found(text) == found


def test_standards_say_what_to_state_instead() -> None:
    assert "notice" in standards()["necessary_measures"]
