"""``explorer.json`` and the picture of the law."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facelaw.errors import DataError
from facelaw.law.model import (
    Claim,
    Conclusion,
    Condition,
    Edition,
    Element,
    Fact,
    Law,
    Norm,
    Option,
    Reading,
)
from facelaw.report import explorer
from facelaw.report.content import Explorer, Family, Question, Quote, Variant
from facelaw.report.picture import picture
from facelaw.report.places import cited, place
from tests.report.law_sample import picture as sample_picture
from tests.report.sample import sample


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "explorer.json"
    families = sample().families

    explorer.write(path, Explorer(families, sample_picture()))
    found = explorer.read(path)

    assert found.law == sample_picture()
    assert found.families == tuple(sorted(families, key=lambda family: family.id))


def test_what_repeats_is_held_once(tmp_path: Path) -> None:
    """Two variants quote the same words, two items argue the same two paragraphs."""
    quote = Quote("f@a1", both("事实"), "yes", both("原话"))
    variants = tuple(Variant(f"v{n}", "base", (), quotes=(quote, quote)) for n in range(2))
    argued = both("第一段\n\n第二段", "one\n\ntwo")
    questions = tuple(Question(f"i{n}", both("问"), argued) for n in range(2))
    family = Family("x", both("甲"), variants, questions)
    path = tmp_path / "explorer.json"

    explorer.write(path, Explorer((family,)))
    (shared,) = json.loads(path.read_text(encoding="utf-8"))["families"]

    assert shared["texts"] == ["问", "第一段", "第二段", "one", "two"]
    assert len(shared["quotes"]) == 1
    assert shared["quoted"] == [[0, 0], [0, 0]]
    assert explorer.read(path).families == (family,)


@pytest.mark.parametrize("place", [7, "x"])
def test_a_place_that_is_none_is_told(tmp_path: Path, place: object) -> None:
    path = tmp_path / "explorer.json"
    explorer.write(path, Explorer((Family("x", both("甲"), (Variant("v0", "base", ()),)),)))
    content = json.loads(path.read_text(encoding="utf-8"))
    content["families"][0]["quoted"] = [[place]]
    path.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(DataError, match="families and law as the build writes them"):
        explorer.read(path)


@pytest.mark.parametrize("content", ["", "[]", '{"families": [{"id": 1}]}', "\udcff"])
def test_a_broken_file_is_told_with_the_way_out(tmp_path: Path, content: str) -> None:
    path = tmp_path / "explorer.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(DataError, match=r"explorer\.json: families and law") as raised:
        explorer.read(path)

    assert "facelaw build" in str(raised.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="readable file"):
        explorer.read(tmp_path / "explorer.json")


def both(zh: str, en: str = "") -> dict[str, str]:
    return {"zh": zh, "en": en or zh}


def norm(id: str, then: str, when: tuple[Condition, ...], **more: str) -> Norm:
    fields = {
        "law": "民法典",
        "article": "1019",
        "paragraph": "1",
        "item": "",
        "role": "duty",
        "citation": "CC-1019-1",
        "law_en": "Civil Code",
        **more,
    }
    return Norm(
        id, fields["law"], fields["article"], fields["paragraph"], fields["item"], "act",
        "2021-01-01", "", when, (), 0, (), {"r": "o"}, then, both("大意", "gist"), "statute",
        fields["role"], citation=fields["citation"], law_en=fields["law_en"],
    )  # fmt: skip


def law() -> Law:
    own = {"own": both("本人", "own")}
    face = both("谁的脸", "whose face")
    whose = Fact("face", "event", "act", "enum", "unknown", "no", "claimant", face, own)
    count = Fact(
        "videos", "event", "act", "count", "unknown", "no", "prosecution", both("数量", "count"),
        unit=both("个", "items"),
    )  # fmt: skip
    seen = Condition("face", "", "=", "own")
    rule = norm("N", "c", (seen, Condition("videos", "base", ">=", "10")))
    link = norm("L", "pair", (Condition("c"),), role="link", article="", citation="")
    element = Element("e", both("{B}的行为", "an act of {B}"), ("pair",))
    asks = both("{B}是否侵害{A}", "Did {B} infringe {A}?")
    claim = Claim(
        "k", "civil", both("请求", "claim"), asks, "person", "pair", (element,), (),
        ("CC-1019-1",), (),
    )  # fmt: skip
    options = (Option("o", both("甲说", "view")), Option("p", both("乙说", "other")))
    known = Conclusion("c", "act", both("{A}可识别", "{A} can be known"))
    return Law(
        facts={"face": whose, "videos": count},
        conclusions={"c": known, "pair": Conclusion("pair", "pair", both("同", "same"))},
        norms={"N": rule, "L": link},
        readings={"r": Reading("r", both("问", "question"), options)},
        claims={"k": claim},
        cuts={},
        by_head={"c": (rule,), "pair": (link,)},
        editions=(
            Edition("CC", "民法典", "Civil Code", "2021-01-01", ""),
            Edition("GPCL", "民法通则", "General Principles", "1987-01-01", "2020-12-31"),
        ),
    )


def test_the_picture_of_a_small_law() -> None:
    found = picture(law())

    assert found.claims[0].asks == both("B是否侵害A", "Did B infringe A?")
    assert found.claims[0].elements[0].name == both("B的行为", "an act of B")
    assert found.claims[0].elements[0].met == ("pair",)
    assert found.steps["face"].fact
    assert found.steps["c"].norms == ("N",)
    assert found.steps["c"].name == both("A可识别", "A can be known")
    assert found.norms["N"].when == (
        ("face", "= 本人", "= own"),
        ("videos", "基础行为 ≥ 10 个", "the base act ≥ 10 items"),
    )
    assert found.norms["L"].place == both("", "")
    assert found.readings[0].options == {"o": both("甲说", "view"), "p": both("乙说", "other")}
    assert found.steps["face"].values == {"own": both("本人", "own")}
    assert found.steps["videos"].unit == both("个", "items")
    # links are not counted
    assert [(w.code, w.authority, w.norms) for w in found.laws] == [
        ("CC", "statute", 1),
        ("GPCL", "", 0),
    ]
    assert found.norms["N"].citation == "CC-1019-1"


@pytest.mark.parametrize(
    ("parts", "zh", "en"),
    [
        (("1019", "1", ""), "《民法典》第1019条第1款", "Civil Code art. 1019(1)"),
        (("1019", "", ""), "《民法典》第1019条", "Civil Code art. 1019"),
        (("1019", "1", "2"), "《民法典》第1019条第1款第2项", "Civil Code art. 1019(1)(2)"),
        (("253A", "1", ""), "《民法典》第253条之一第1款", "Civil Code art. 253-1(1)"),
        (("287B", "", ""), "《民法典》第287条之二", "Civil Code art. 287-2"),
        (("", "", ""), "", ""),
    ],
)
def test_where_a_norm_stands(parts: tuple[str, str, str], zh: str, en: str) -> None:
    assert place("民法典", "Civil Code", *parts) == {"zh": zh, "en": en}


@pytest.mark.parametrize(
    ("id", "zh", "en"),
    [
        ("CL-253A-1", "《刑法》第253条之一第1款", "Criminal Law art. 253-1(1)"),
        ("CL-20", "《刑法》第20条", "Criminal Law art. 20"),
        ("CL-20-1-i3", "《刑法》第20条第1款第3项", "Criminal Law art. 20(1)(3)"),
        ("XX-20", "XX-20", "XX-20"),
        ("CL-wrong", "CL-wrong", "CL-wrong"),
        ("", "", ""),
    ],
)
def test_a_citation_in_words(id: str, zh: str, en: str) -> None:
    assert cited(id, {"CL": ("刑法", "Criminal Law")}) == (zh, en)
