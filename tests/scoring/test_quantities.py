"""Numbers, money, terms and dates as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.scoring import numerals, quantities

MONEY = {
    "5000元": ("5,000元", "0.5万元", "五千元", "人民币5000元整", "RMB 5,000", "¥5000", "￥5,000.00",
              "5千元", "5000", "5 000元", "５０００元", "5000元（五千元）", "five thousand yuan",
              "伍仟元整", "共计5000元", "5000元。"),
    "20100元": ("2.01万元", "二万零一百元", "20.1 thousand yuan", "RMB 20,100.0"),
    "3.52元": ("三元五角二分", "3.52元", "3元5角2分"),
    "0.5元": ("五角", "0.5元"),
    "超过60000元": ("6万余元", "六万多元", "超过6万元", "逾六万元", "over RMB 60,000",
                "more than 60,000 yuan"),
    "约60000元": ("约6万元", "6万元左右", "大约六万元", "约6万元左右", "about 60 thousand yuan"),
    "至少60000元": ("6万元以上", "不低于六万元", "at least 60,000 yuan"),
    "至多60000元": ("6万元以下", "不超过6万元", "up to 60,000 yuan"),
    "不足60000元": ("不足6万元", "less than 60,000 yuan"),
    "100美元": ("$100", "$100.00", "100美元", "USD 100", "100 dollars", "US$100"),
    "120000000元": ("1.2亿元", "一亿二千万元", "120 million yuan"),
}  # fmt: skip
NO_MONEY = (
    "", "元", "数万元", "几千元", "一万二", "1万2元", "5000元至6000元", "1000、2000或5000元",
    "5000元（6000元）", "-5000元", "1e5元", "5,00元", "1,2345元", "5000元以上6000元以下",
    "约5000元以上", "$5000元", "3角5元", "5000元/月", "九千九百九十九九元", "5000x",
)  # fmt: skip
TERMS = {
    "18个月": ("1年6个月", "18个月", "一年半", "十八个月", "1.5年", "1年零6个月", "1 year 6 months",
             "one year and six months", "18-month", "eighteen months", "1 year and a half", "18月"),
    "有期徒刑87个月": ("有期徒刑七年三个月", "有期徒刑7年3个月", "有期徒刑87个月",
                 "fixed-term imprisonment of 7 years and 3 months"),
    "6个月": ("半年", "6个月", "六个月"),
    "15日": ("15日", "十五天", "15 days"),
    "拘役5个月": ("拘役五个月", "criminal detention of 5 months"),
    "无期徒刑": ("无期徒刑", "life imprisonment"),
    "缓刑48个月": ("缓刑四年", "缓刑48个月"),
    "至多36个月": ("三年以下", "不超过3年"),
}  # fmt: skip
NO_TERMS = (
    "6", "年", "半", "有期徒刑三年，缓刑四年", "三个半月", "一年至三年", "1.25年零1个半月",
    "0.3个月", "有期徒刑", "拘役有期徒刑三年", "1年6个月6个月",
)  # fmt: skip
DATES = {
    "2023-08-23": ("2023年8月23日", "2023-08-23", "2023/8/23", "2023.8.23", "August 23, 2023",
                   "23 August 2023", "Aug. 23, 2023", "二〇二三年八月二十三日", "20230823",
                   "2023 年 8 月 23 日", "２０２３年８月２３日", "2023年08月23号"),
    "2023-08": ("2023年8月", "August 2023", "2023-08", "二〇二三年八月"),
    "2023": ("2023年", "2023"),
    "2024-02-29": ("2024年2月29日",),
}  # fmt: skip
NO_DATES = ("2023-02-29", "8月23日", "2023-13-01", "2023年8月32日", "昨天", "23/8/2023", "")
COUNTS = {
    "1200": ("1200", "1,200部", "一千二百张", "1.2千个", "1,200 videos", "1200人次"),
    "超过1200": ("1200余部", "1,200多人", "一千二百余次", "more than 1,200 images"),
    "0": ("0", "零", "0个"),
    "95": ("95人", "九十五名", "95 people"),
}
NO_COUNTS = ("十几人", "三五个", "第三", "20~30个", "3.部", "部", "两三次")

TABLES = {"money": (MONEY, NO_MONEY), "term": (TERMS, NO_TERMS), "date": (DATES, NO_DATES),
          "count": (COUNTS, NO_COUNTS)}  # fmt: skip
READ = [(kind, spelt, text) for kind, (table, _) in TABLES.items()
        for spelt, texts in table.items() for text in texts]  # fmt: skip
UNREAD = [(kind, text) for kind, (_, texts) in TABLES.items() for text in texts]


@pytest.mark.parametrize(("kind", "spelt", "text"), READ)
def test_read(kind: str, spelt: str, text: str) -> None:
    """Every way of writing a quantity becomes its one spelling, which reads as itself."""
    found = quantities.read(text, kind)

    assert str(found) == spelt
    assert quantities.read(spelt, kind) == found


@pytest.mark.parametrize(("kind", "text"), UNREAD)
def test_unread(kind: str, text: str) -> None:
    """Ranges, lists, hedges, colloquial shortenings and impossible dates are no quantity."""
    assert quantities.read(text, kind) is None


@pytest.mark.parametrize(
    ("given_", "gold", "same"),
    [
        ("18个月", "有期徒刑一年六个月", True),  # the question named the penalty
        ("有期徒刑18个月", "18个月", True),
        ("拘役6个月", "有期徒刑6个月", False),
        ("缓刑18个月", "18个月", False),
        ("18个月", "缓刑18个月", False),
        ("无期徒刑", "有期徒刑十年", False),
        ("90日", "3个月", False),  # a month is no fixed number of days
        ("十年以上", "十年", False),
    ],
)
def test_same_term(given_: str, gold: str, same: bool) -> None:
    """A penalty that one side leaves unnamed is excused, another penalty is not."""
    read, wanted = quantities.read(given_, "term"), quantities.read(gold, "term")

    assert read is not None and wanted is not None
    assert quantities.same(read, wanted) is same


def hanzi(number: int) -> str:
    """Return a number below 10**8 in Chinese, by the schoolbook rule."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = "零" if 0 < low < 1_000 else ""
        return hanzi(high) + "万" + zero + (hanzi(low) if low else "")
    out, gap = "", 0
    for unit, mark in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + "零一二三四五六七八九"[digit] + mark
        gap = int(not digit)
    return out or "零"


@given(st.integers(0, 10**8 - 1))
def test_chinese_numerals(number: int) -> None:
    """Every number below a hundred million is read from its Chinese spelling."""
    assert numerals.read(hanzi(number)) == number


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["元", "万元", "亿元"]))
def test_decimal_money(amount: Decimal, unit: str) -> None:
    """Units multiply exactly."""
    factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    found = quantities.read(f"{amount}{unit}", "money")

    assert found is not None
    assert found.amount == amount * factor
    assert quantities.read(str(found), "money") == found


@given(st.text(max_size=120), st.sampled_from(["money", "count", "term", "date"]))
def test_never_raises(text: str, kind: str) -> None:
    """Any text is a quantity or none, and what is read reads as itself."""
    found = quantities.read(text, kind)

    assert found is None or quantities.read(str(found), kind) == found


ALPHABET = "0123456789.,零一二三十百千万亿年个月日天半余多约元角分 -/$"


@given(st.text(alphabet=ALPHABET, max_size=14), st.sampled_from(["money", "count", "term", "date"]))
def test_number_soup(text: str, kind: str) -> None:
    """Digits and units in any order neither raise nor change on reading twice."""
    found = quantities.read(text, kind)

    assert found is None or quantities.read(str(found), kind) == found
