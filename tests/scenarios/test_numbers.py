"""Numbers in zh and en prose are the same numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from facelaw.scenarios.numbers import disagree, numbers

ALIKE = [
    ("三十来万粉丝，主页从2020年起", "about 300,000 followers, since 2020"),
    ("2021年8月20日", "on 20 August 2021"),
    ("2021年9月6日，百变秀", "on 6 September 2021 Hundred Looks"),  # a name, no 202,100
    ("2021年十一月", "in November 2021"),
    ("1200余部视频、1600多张图片", "over 1,200 videos and more than 1,600 pictures"),
    ("二百三十多条", "more than two hundred and thirty clips"),
    ("6万余元", "over 60,000 yuan"),
    ("６．５万元", "65,000 yuan"),
    ("1万2千元", "12,000 yuan"),
    ("一万二千元", "twelve thousand yuan"),
    ("一万二", "12,000"),
    ("一万一千九百元", "11,900 yuan"),
    ("万一走散了", "in case they were parted"),
    ("下午3点", "at 3 p.m."),
    ("15时30分", "3:30 p.m."),
    ("十分生气，说了两次", "was very angry and said it twice"),
    ("几十个群、上百人", "dozens of groups and hundreds of people"),
    ("三四个人", "three or four people"),
    ("二〇二一年", "2021"),
    ("一百二十万元", "1.2 million yuan"),
    ("第一百九十七条", "Article 197"),
    ("半年", "six months"),
    ("十几个", "a dozen or so"),
    ("48小时内", "within forty-eight hours"),
    ("5分钟300元、10分钟500元", "300 yuan for five minutes, 500 for ten"),
    ("一共十五人", "fifteen people in all"),
    ("一段视频", "a clip"),
    ("一百二十人", "a hundred and twenty people"),
    ("上百人", "over a hundred people"),
    ("二十多岁", "in her twenties"),
    ("两千零五张", "two thousand and five pictures"),
    ("300段5分钟的视频", "300 five-minute clips"),
    ("第20天", "the 20th day"),
]


@pytest.mark.parametrize(("zh", "en"), ALIKE)
def test_translations_agree(zh: str, en: str) -> None:
    assert disagree(zh, en) == ([], [])


@pytest.mark.parametrize(
    ("zh", "en"),
    [("300元", "200 yuan"), ("三百二十张", "three hundred and thirty"), ("15人", "several people"),
     ("几个人", "15 people"), ("6万元", "6,000 yuan"), ("2021年", "2022")],
)  # fmt: skip
def test_different_numbers_are_seen(zh: str, en: str) -> None:
    assert disagree(zh, en) != ([], [])


def test_small_words_are_loose_and_figures_firm() -> None:
    found = numbers("他发了两次，共3条", "zh")

    assert found.firm == {Decimal(3)}
    assert Decimal(2) in found.loose
