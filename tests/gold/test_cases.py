"""Reported cases: each holding follows from the facts as reported, or the case says why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facelaw._paths import data, root
from facelaw.errors import DataError
from facelaw.gold.case_files import Reported, load_cases
from facelaw.gold.cases import STATES, differing, problems_of, row, state, tally
from facelaw.law.check_proof import check_proof
from facelaw.law.derive import Engine
from facelaw.law.load import shipped

ENGINE = Engine(shipped())
CASES = {case.id: case for case in load_cases(ENGINE.law)}
DERIVED = [case.id for case in CASES.values() if case.case]

TEMPLATE = """\
id: made-up
title: {zh: 甲案, en: A}
year: "2024"
kind: civil
court: {zh: 法院, en: court}
status: reported
sources: [{title: 报道, grade: B}]
stage: trial
asked_on: "2024-06-20"
parties: {A: {role: person, zh: 甲, en: A}, B: {role: company, zh: 乙, en: B}}
acts: {a1: {by: B, to: [A], from: "2023-01-01"}}
facts: {made@a1: {value: "yes"}, disclosure@a1: {value: public}, face_in_output@a1: {value: own}}
readings: {}
holds: {A.portrait_right.B: {verdict: established, status: reported}}
"""


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    text = TEMPLATE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / "made-up.yaml").write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, *changes: tuple[str, str]) -> Reported:
    return load_cases(ENGINE.law, written(folder, *changes))[0]


@pytest.mark.parametrize("name", CASES)
def test_a_case_comes_out_as_held_or_its_reason_holds(name: str) -> None:
    assert problems_of(ENGINE, CASES[name]) == []


@pytest.mark.parametrize("name", DERIVED)
def test_every_proof_of_a_case_holds(name: str) -> None:
    case = CASES[name].case
    assert case is not None
    asks = tuple(CASES[name].holds)
    derivation = ENGINE.derive(case, asks)
    for ask in asks:
        if derivation.claim(ask).holds:
            proof = derivation.proof(ask)
            assert check_proof(derivation.program, derivation.known, proof) == []


@pytest.mark.parametrize("name", ["lin-v-nanjing-co-jiangbei-2023", "zhang-v-tech-gzic-2024"])
def test_courts_differ_on_the_template_by_the_reading_alone(name: str) -> None:
    reported = CASES[name]
    assert reported.case and reported.case.readings == {"portrait_object": "whole_image"}
    other = replace(reported.case, readings={"portrait_object": "face_core"})

    differ = differing(ENGINE, replace(reported, case=other))

    assert differ["A.portrait_right.B"] == "not_established"


def test_the_shares_are_counted_in_words() -> None:
    counts = {name: [c for c in CASES.values() if state(c) == name] for name in STATES}
    line = tally(CASES.values())

    assert len(CASES) == sum(map(len, counts.values()))
    assert line.startswith(f"{len(CASES)} reported cases: {len(counts['reproduced'])} come out")
    assert len(counts["reproduced"]) > len(CASES) / 2


def test_the_page_lists_every_case_with_what_became_of_it() -> None:
    page = (root() / "docs" / "cases.md").read_text(encoding="utf-8")
    table = page.partition("## The cases")[2]
    rows = [line for line in table.splitlines() if line.startswith("| `")]

    assert rows == [row(case) for case in CASES.values()]
    assert tally(CASES.values()) in page.replace("\n", " ")


def test_families_may_draw_on_every_case() -> None:
    assert {path.stem for path in data("cases").glob("*.yaml")} == set(CASES)


def test_a_holding_that_does_not_follow_is_told_with_its_line(tmp_path: Path) -> None:
    wrong = made(tmp_path, ("verdict: established", "verdict: not_established"))
    found = problems_of(ENGINE, wrong)

    assert [p.came for p in found] == ["established", "nothing"]
    assert found[0].line == 14 and "differs" in found[0].hint


def test_an_explanation_that_explains_nothing_is_refused(tmp_path: Path) -> None:
    reason = "not_reproduced: {reason: facts_not_reported, zh: 无, en: n, given: {%s}}\nholds:"
    idle = made(tmp_path, ("holds:", reason % "organisation@B: yes"))
    assert "take this out" in problems_of(ENGINE, idle)[0].hint

    negative = ("verdict: established", "verdict: not_established")
    useless = made(tmp_path, negative, ("holds:", reason % "organisation@B: yes"))
    assert [p.came for p in problems_of(ENGINE, useless)] == ["established"]

    enough = made(tmp_path, negative, ("holds:", reason % "statutory_duty@a1: yes"))
    assert problems_of(ENGINE, enough) == []


def test_options_must_hold_and_refused_ones_must_not(tmp_path: Path) -> None:
    target = ("A.portrait_right.B: {verdict: established", "A.consequences.B: {verdict: [apology]")
    assert problems_of(ENGINE, made(tmp_path, target)) == []

    refused = ("[apology]", "[apology], refused: [apology]")
    assert len(problems_of(ENGINE, made(tmp_path, target, refused))) == 2


def test_every_name_that_is_not_known_is_told_at_once(tmp_path: Path) -> None:
    changes = (
        ("id: made-up", "id: made-down"),
        ("made@a1", "maed@a1"),
        ("face_in_output@a1: {value: own}", "face_in_output@a1: {value: mine}"),
        ("readings: {}", "readings: {portrait_object: nose, mood: good}"),
        ("A.portrait_right.B", "A.portrait_rigth.B"),
    )
    with pytest.raises(DataError) as error:
        made(tmp_path, *changes)
    text = str(error.value)

    for hint in ("made-up", "did you mean made?", "mine", "face_core", "a reading"):
        assert hint in text
    assert "did you mean portrait_right?" in text
    assert len(error.value.problems) == 6


def test_facts_must_stand_where_they_belong(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        made(tmp_path, ("made@a1", "made@B"), ("face_in_output@a1", "face_in_output@a1:B"))
    assert [p.pointer for p in error.value.problems] == ["/facts", "/facts"]


def test_facts_that_exclude_each_other_are_refused(tmp_path: Path) -> None:
    clash = 'shows_misconduct@a1: {value: "yes"}, false_statement@a1: {value: "no"}'
    both = made(
        tmp_path,
        ('made@a1: {value: "yes"}', clash),
        ("A.portrait_right.B", "state.defamation_crime.B"),
    )
    with pytest.raises(DataError, match="all be true"):
        differing(ENGINE, both)


def test_a_file_that_is_no_yaml_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(DataError) as error:
        made(tmp_path, ("id: made-up", "id: x"))
    assert {Path(p.file).name for p in error.value.problems} == {"broken.yaml", "made-up.yaml"}
