"""Reading never fails, takes linear time, and tells what it read."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelaw.citations import Citation, hint, load, parse
from facelaw.citations.grammar import LIMIT

DAY = date(2026, 2, 1)
PIECES = [
    *(
        "民法典",
        "《",
        "》",
        "第",
        "条",
        "款",
        "项",
        "之一",
        "一千零一十九",
        "1019",
        "253",
        "-",
        "至",
        "、",
        "和",
    ),
    *(
        "(",
        ")",
        "（一）",
        "①",
        "¹",
        "PIPL",
        "Art. ",
        "Articles ",
        "§",
        "paragraph ",
        "item ",
        " of the ",
        ",",
    ),
    *(
        "Criminal Law",
        "刑法",
        "治安法",
        "该解释",
        "同条",
        "同法",
        "2012年",
        "修正",
        "旧",
        "法律：",
        "法释〔2021〕15号",
    ),
    *(
        "以下简称",
        "合同",
        "CL-253-1",
        "电诈意见",
        "二",
        "99999999999",
        "\n",
        " ",
        "。",
        "云盘批复",
        "中华人民共和国",
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.text(), st.sampled_from([None, DAY, date(1, 1, 1), date(9999, 12, 31)]))
def test_any_text_is_read(text: str, day: date | None) -> None:
    check(text, parse(text, day))


@settings(max_examples=700, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from([None, DAY]))
def test_any_mixture_of_pieces_is_read(text: str, day: date | None) -> None:
    check(text, parse(text, day))


def check(text: str, found: list[Citation]) -> None:
    """What holds of every citation."""
    laws = load().laws
    for citation in found:
        start, end = citation.span
        assert 0 <= start < end <= len(text)
        assert isinstance(hint(citation, "zh"), str)
        assert hint(citation, "en").isascii() or citation.verdict == "unknown_law"
        if citation.verdict == "in_force":
            code, article = citation.id_article.split("-")
            assert laws[code].has(article)
            assert citation.id_article in citation.candidates
        if citation.verdict != "in_force":
            assert hint(citation)
        if citation.verdict in ("unknown_law", "no_such_article", "ambiguous"):
            assert citation.id == ""
        for longer, shorter in (
            (citation.id_item, citation.id_paragraph),
            (citation.id_paragraph, citation.id_article),
        ):
            assert not longer or (shorter and longer.startswith(f"{shorter}-"))


HOSTILE = [
    *(
        "第",
        "1、",
        "条",
        "§",
        "art ",
        "《",
        "(",
        "第1款",
        "1-",
        "a ",
        "paragraph 1 ",
        "法第1条",
        "，",
        "之一",
    ),
    *(
        "中华人民共和国",
        "最高人民法院关于审理",
        "民法典第1条,,,,",
        "民法典1-1260;",
        "PIPL 1,",
        "CC-1019-1 ",
    ),
    *(
        "民法典（以下简称《",
        "同条第一款",
        "Article 1 of the Big Big Law ",
        "法律：",
        "以下简称",
        "^¹",
        "①",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_only(piece: str) -> None:
    """Eight times the text: a quadratic reader takes 64 times as long; noise is let pass."""
    times: list[float] = []
    for length in (6_000, 48_000):
        text = (piece * (length // len(piece) + 1))[:length]
        before = time.process_time()
        parse(text, DAY)
        times.append(time.process_time() - before)
    assert times[1] < 32 * max(times[0], 0.03)


def test_a_text_of_nothing_but_citations_stops_at_the_limit() -> None:
    assert len(parse("CC-1 " * (LIMIT + 10))) == LIMIT


def test_long_digits_are_no_trouble() -> None:
    assert parse("民法典第" + "9" * 5_000 + "条") == []
    assert parse("民法典第" + "九" * 5_000 + "条") == []


def test_everything_about_one_citation() -> None:
    text = "依照旧《治安管理处罚法》第四十二条第（二）项"
    (citation,) = parse(text, DAY)
    assert citation == Citation(
        id_article="PS12-42",
        id_paragraph="PS12-42-1",
        id_item="PS12-42-1-i2",
        law="PS12",
        article="42",
        paragraph="",
        item="2",
        verdict="not_in_force",
        tier="statute",
        span=(3, len(text)),
        candidates=("PS12-42", "PS25-42"),
    )
    assert hint(citation) == (
        "施行期间：2006-03-01至2025-12-31；另一版本中为治安管理处罚法第50条（PS25-50）"
    )


def test_a_wrong_rank_is_told() -> None:
    (citation,) = parse("《深度合成法》第14条", DAY)
    assert (citation.wrote_tier, citation.tier, citation.verdict) == (
        "statute",
        "rule",
        "wrong_tier",
    )
    assert hint(citation) == "《互联网信息服务深度合成管理规定》是部门规章，不是法律"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("民法典第1300条", "《民法典》只有第1条至第1260条", "Civil Code has articles 1-1260"),
        ("刑法第253条之三", "有：253A", "there are 253A"),
        ("刑法第266条之一", "第266条之后没有“之一”", "no article is inserted after 266"),
        ("民法典第1019条第5款", "民法典第1019条共2款", "Civil Code, Art. 1019 has 2 paragraph(s)"),
        (
            "民法典第1020条第9项",
            "民法典第1020条第1款共5项",
            "Civil Code, Art. 1020(1) has 5 item(s)",
        ),
        (
            "刑法-253-1",
            "CL-253-1（刑法第253条第1款） 或 CL-253A（刑法第253条之一）：“之一”写作A",
            "CL-253-1 or CL-253A: A stands for the first inserted article",
        ),
        ("直播电商办法第99条", "索引只收至第37条", "the index knows articles 1-37 only"),
        ("《个人信息保护法案》第3条", "是否指《个人信息保护法》？", "did you mean Personal"),
        ("《合同法》第52条", "索引中没有这部法律", "the index does not hold this law"),
        ("第1019条", "没有写明是哪部法律", "no law is named"),
        ("民法典第1019条", "", ""),
    ],
)
def test_hints(text: str, zh: str, en: str) -> None:
    (citation,) = parse(text, DAY)
    assert hint(citation, "zh") == zh
    assert hint(citation, "en").startswith(en)


def test_without_a_day_versions_with_other_numbers_are_ambiguous() -> None:
    (citation,) = parse("治安法第42条")
    assert (citation.verdict, citation.law) == ("ambiguous", "")
    assert hint(citation, "en") == "PS12-42 or PS25-42: give the day"
