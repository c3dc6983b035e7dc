"""Planted mistakes: each is caught, and the message says where and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facelaw.errors import Problem
from facelaw.files import load_yaml
from facelaw.scenarios.check import check_family, check_file
from facelaw.scenarios.family import Family, load_family
from facelaw.scenarios.similar import fingerprint
from facelaw.scenarios.terms import Terms

FIXTURES = Path(__file__).parents[1] / "fixtures"
PLANTED: list[dict[str, str]] = load_yaml(FIXTURES / "planted_mistakes.yaml").value
Plant = Callable[[Path, str, str], list[Problem]]


def test_whole_families_have_no_problem(family_file: Path, terms: Terms) -> None:
    assert check_file(family_file, terms) == []


@pytest.mark.parametrize("mistake", PLANTED, ids=lambda mistake: mistake["what"])
def test_a_planted_mistake_is_told(mistake: dict[str, str], planted: Plant) -> None:
    path = FIXTURES / "families" / f"{mistake['family']}.yaml"

    problems = planted(path, mistake["old"], mistake["new"])

    told = [p for p in problems if p.pointer == mistake["at"] and mistake["says"] in str(p)]
    assert told, "\n".join(map(str, problems))
    assert all(problem.line > 0 for problem in told)


def test_all_problems_are_told_at_once(template: Path, tmp_path: Path, terms: Terms) -> None:
    text = template.read_text(encoding="utf-8")
    for what in ("a quote changed by one character", "an unknown claim", "sexual detail"):
        mistake = next(entry for entry in PLANTED if entry["what"] == what)
        text = text.replace(mistake["old"], mistake["new"], 1)
    copy = tmp_path / template.name
    copy.write_text(text, encoding="utf-8")

    problems = check_file(copy, terms)

    pointers = {problem.pointer for problem in problems}
    assert pointers >= {"/facts/features_extracted@a1/zh", "/ask/2", "/text/zh"}
    assert problems == sorted(problems)


def test_what_an_edit_takes_away_must_be_stated_again(template: Path, planted: Plant) -> None:
    old = "zh: [[2022年3月1日, 2020年3月1日],"
    problems = planted(template, old, f"{old} [会员共付费300元, 会员没付过钱],")

    (problem,) = [p for p in problems if p.pointer == "/facts/takings@B/zh"]
    assert "state the fact again under v4" in problem.hint


def test_a_copy_of_another_family_is_told(template: Path, terms: Terms) -> None:
    family = load_family(template, terms.scopes)
    prints = {"older-family": fingerprint(family), family.id: fingerprint(family)}

    (problem,) = check_family(family, terms, prints)

    assert problem.came == "100% of its five-character runs are also in older-family"


def test_hooks_run_on_sound_families_only(template: Path, tmp_path: Path, terms: Terms) -> None:
    def hook(family: Family) -> list[Problem]:
        return [family.problem(("variants", 1), "a control that changes no answer")]

    assert len(check_file(template, terms, hooks=[hook])) == 1
    broken = tmp_path / template.name
    text = template.read_text(encoding="utf-8").replace("A.reputation_right.B]", "A.reputation.B]")
    broken.write_text(text, encoding="utf-8")
    assert "a control" not in "\n".join(map(str, check_file(broken, terms, hooks=[hook])))


def test_words_beside_an_edit_are_not_cut_into_a_listed_name() -> None:
    """Twelve characters on would end inside a longer name and leave a listed one."""
    from facelaw.scenarios.check_text import _around
    from facelaw.scenarios.family import Edit
    from facelaw.scenarios.text import Part

    part = Part("", {"en": "then he paid, and Gong Liqun left"})

    assert _around(Edit("", "en", "paid", "owed"), part) == "then he owed, and Gong Liqun"
