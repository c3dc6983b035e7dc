"""What changed between two texts, worked by hand, and as a law: both texts come back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelaw.report import marks
from facelaw.report.marks import changes

TABLE = [
    ("甲公司发布", "甲公司发布", "zh", (5,)),
    ("", "", "zh", ()),
    ("", "新", "zh", (("", "新"),)),
    ("旧", "", "zh", (("旧", ""),)),
    # numbers change whole, not by digit
    ("2021年3月", "2023年3月", "zh", (("2021", "2023"), 3)),
    ("罚1,000元", "罚5,000元", "zh", (1, ("1,000", "5,000"), 1)),
    # one unchanged character between two changes is no island
    ("未获书面同意后发布", "已得书面同意前发布", "zh", (("未获", "已得"), 4, ("后", "前"), 2)),
    ("他未经同意", "她未获同意", "zh", (("他未经", "她未获"), 2)),
    # words, and a phrase as one change
    ("She had not agreed to it.", "She did agree to it.", "en",
     (4, ("had not agreed", "did agree"), 7)),
    # a character beyond the basic plane counts two units, as in a browser
    ("𠮷野", "𠮷田", "zh", (2, ("野", "田"))),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "lang", "expected"), TABLE)
def test_changes_by_hand(old: str, new: str, lang: str, expected: tuple[marks.Change, ...]) -> None:
    assert changes(old, new, lang) == expected


def rebuilt(found: tuple[marks.Change, ...], new: str) -> tuple[str, str]:
    units, at, was, now = new.encode("utf-16-le", "surrogatepass"), 0, b"", b""
    for change in found:
        if isinstance(change, int):
            same = units[2 * at : 2 * (at + change)]
            was, now, at = was + same, now + same, at + change
        else:
            was += change[0].encode("utf-16-le")
            now += change[1].encode("utf-16-le")
            at += len(change[1].encode("utf-16-le")) // 2
    return was.decode("utf-16-le"), now.decode("utf-16-le")


TEXT = st.text(st.sampled_from("甲乙同意未2019,. 。\nab𠮷"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT, st.sampled_from(["zh", "en"]))
def test_both_texts_can_be_rebuilt(old: str, new: str, lang: str) -> None:
    assert rebuilt(changes(old, new, lang), new) == (old, new)


def test_long_texts_go_by_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "TOO_MANY", 10)
    old = "首句改。甲未同意。乙知情。末句甲。"
    new = "首段改。甲已同意。乙知情。末句乙。"

    found = changes(old, new, "zh")

    assert rebuilt(found, new) == (old, new)
    assert any(isinstance(change, tuple) and "。" in change[0] for change in found)
