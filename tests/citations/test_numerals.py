"""Numerals: every number below ten thousand is written and read back."""

from __future__ import annotations

import pytest

from facelaw.citations.numerals import read, read_mark, write
from facelaw.citations.spelling import fold


def test_every_number_is_read_back() -> None:
    for number in range(10_000):
        assert read(write(number)) == number
        assert read(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一〇一九", 1019),
        ("二五三", 253),
        ("两百五十三", 253),
        ("壹佰壹拾", 110),
        ("一千一十九", 1019),
        ("1,019", 1019),
        ("十", 10),
        ("百十", None),
        ("十百", None),
        ("一二十", None),
        ("零十", None),
        ("", None),
        ("1,", 1),
        ("a", None),
        ("9" * 15, None),
    ],
)
def test_numerals(text: str, number: int | None) -> None:
    assert read(text) == number


@pytest.mark.parametrize(
    ("mark", "number"), [("iv", 4), ("IV", 4), ("b", 2), ("三", 3), ("?", None)]
)
def test_marks(mark: str, number: int | None) -> None:
    assert read_mark(mark) == number


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("第１０１９條", "第1019条"),
        ("〔2021〕【1】", "(2021)(1)"),
        ("①⑴㈠Ⅱ", "(1)(1)(一)(2)"),
        ("a \t\u3000b", "a b"),
        ("a \n b", "a\nb"),
        ("1\u200b0\u00ad1\ufeff9", "1019"),
        ("1–2—3～4", "1-2-3-4"),
        ("条²", "条^2"),
        ("“‘《〈", "\"'《《"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    result = fold(text)
    assert result.text == folded
    assert len(result.where) == len(folded)
    assert list(result.where) == sorted(result.where)
