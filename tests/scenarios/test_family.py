"""Loading families and building their variants' scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from facelaw.errors import DataError, UsageError
from facelaw.scenarios import load_family
from facelaw.scenarios.terms import Terms
from facelaw.scenarios.text import DOCUMENT_KINDS
from facelaw.schema import load_schema


def test_every_variant_has_its_quotes_in_its_text(family_file: Path, terms: Terms) -> None:
    family = load_family(family_file, terms.scopes)
    for variant in family.variants:
        scenario = family.scenario(variant.id)
        for key in scenario.facts:
            for lang in scenario.langs:
                for words in scenario.evidence(key, lang):
                    assert words in scenario.text(lang)


def test_a_victim_is_added_where_the_act_has_one(template: Path, terms: Terms) -> None:
    with_scopes = load_family(template, terms.scopes)
    without = load_family(template)

    assert "face_in_output@a1:A" in with_scopes.facts
    assert "face_in_output@a1" in without.facts


def test_a_variant_changes_facts_text_and_verdicts_and_nothing_else(
    template: Path, terms: Terms
) -> None:
    family = load_family(template, terms.scopes)
    base, flip = family.scenario(), family.scenario("v1")

    assert base.facts["consent_to_processing@a1:A"].value == "no"
    assert flip.facts["consent_to_processing@a1:A"].value == "yes"
    assert "书面答应过" in flip.text("zh")
    assert "had agreed in writing" in flip.text("en")
    assert base.expected("A.personal_information.B") == "established"
    assert flip.expected("A.personal_information.B") == "not_established"
    assert flip.expected("A.portrait_right.B", "whole_image") == "established"
    assert flip.expected("A.portrait_right.B", "face_core") == "not_established"
    assert flip.acts == base.acts


def test_a_date_variant_moves_its_act_and_keeps_the_rest(template: Path, terms: Terms) -> None:
    moved = load_family(template, terms.scopes).scenario("v4")

    assert (moved.acts["a1"].start, moved.acts["a1"].until) == ("2020-03-01", "2020-08-30")
    assert moved.acts["a1"].by == "B"


def test_noise_has_one_language(template: Path, terms: Terms) -> None:
    noise = load_family(template, terms.scopes).scenario("v5")

    assert noise.langs == ("zh",)
    assert noise.evidence("consent_to_processing@a1:A", "zh") == ("我压根没答应过他们用",)


def test_a_dossier_is_read_under_its_headings(ledgers: Path, terms: Terms) -> None:
    scenario = load_family(ledgers, terms.scopes).scenario()

    assert scenario.text("zh").startswith("【材料1】收支流水（2023-06-01）\n5月2日")
    assert "【材料2】平台工单：投诉处理（2023-06-03）" in scenario.text("zh")
    assert "\n\n[Document 2] Platform ticket: complaint handling (2023-06-03)\n" in scenario.text(
        "en"
    )


def test_the_quartet_and_the_open_reading_are_named(template: Path) -> None:
    family = load_family(template)

    assert family.quartet == ("v0", "v1", "v2", "v3")
    assert family.open_reading == "portrait_object"


def test_an_unknown_variant_is_a_wrong_call(template: Path) -> None:
    with pytest.raises(UsageError, match="no variant 'v9'; it has v0, v1"):
        load_family(template).scenario("v9")


def test_a_file_that_breaks_its_schema_is_refused_with_lines(
    template: Path, tmp_path: Path
) -> None:
    copy = tmp_path / template.name
    text = template.read_text(encoding="utf-8").replace("stage: advice", "stage: advise")
    copy.write_text(text, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        load_family(copy)
    (problem,) = caught.value.problems
    line = text.splitlines().index("stage: advise") + 1
    assert (problem.line, problem.pointer) == (line, "/stage")
    assert "advice" in problem.hint


def test_a_scenario_whose_edit_fails_is_not_given(template: Path, tmp_path: Path) -> None:
    copy = tmp_path / template.name
    text = template.read_text(encoding="utf-8").replace("zh: [[拍古风短视频的博主,", "zh: [[会员,")
    copy.write_text(text, encoding="utf-8")
    family = load_family(copy)

    assert family.scenario("v0").langs == ("zh", "en")
    with pytest.raises(DataError, match="occurs 2 times"):
        family.scenario("v2")


def test_every_kind_of_document_has_a_heading() -> None:
    kinds = load_schema("family")["$defs"]["document_kind"]["enum"]

    assert sorted(kinds) == sorted(DOCUMENT_KINDS)
