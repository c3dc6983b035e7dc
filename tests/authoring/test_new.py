"""``facelaw new``: from questions, from a reported case, from another family."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facelaw import _paths
from facelaw.cli import main
from facelaw.files import load_yaml
from facelaw.gold.start import from_case, from_questions
from facelaw.gold.template import template
from facelaw.law.derive import Engine
from tests.authoring.conftest import FAMILY

CASE = "liao-v-tech-culture-bic-2024"


def test_a_new_file_is_yaml_and_says_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "one", "--out", str(tmp_path)]) == 0
    path = tmp_path / "one.yaml"

    value = load_yaml(path).value

    assert value["id"] == "one"
    assert value["parties"].keys() == {"A", "B"}
    assert main(["validate", str(path)]) == 1
    assert "take the # off the facts" in capsys.readouterr().out


def test_every_offered_fact_is_a_comment_with_its_values(engine: Engine) -> None:
    text = template(engine, "one", from_questions(["A.portrait_right.B", "A.portrait_right.C"]))

    assert "  # face_in_output@a1:A: {value:" in text
    assert "  # face_in_output@a2:A: {value:" in text
    assert "# own | other | generic | none" in text


def test_a_case_brings_parties_facts_and_holdings(engine: Engine) -> None:
    start = from_case(engine, CASE)
    text = template(engine, "one", start)

    assert start.cases == (CASE,)
    assert start.values
    for key, value in start.values.items():
        name = key.partition(":")[0]
        assert f"  {name}" in text
        assert f'{{value: "{value}"' in text
    assert "法院认定 / held:" in text
    assert "林某" not in text.split("parties:")[1], "names are the author's to invent"


def test_a_reported_range_is_no_value(engine: Engine) -> None:
    start = replace(from_questions(["state.fraud.B"]), values={"fraud_amount@B": ">= 3000"})
    (line,) = [x for x in template(engine, "one", start).splitlines() if "fraud_amount@B" in x]

    assert line.startswith("  # fraud_amount@B: {value: ")
    assert line.endswith("reported: >= 3000")


def test_a_contrast_lists_the_flips_worth_writing(tmp_path: Path) -> None:
    assert main(["new", "two", "--contrast", str(FAMILY), "--out", str(tmp_path)]) == 0
    text = (tmp_path / "two.yaml").read_text(encoding="utf-8")

    assert "contrast_of: pharmacy-poster" in text
    assert "#   endorsement@a1:A = no" in text
    assert "A.name_right.B: established -> not_established" in text
    assert load_yaml(tmp_path / "two.yaml").value["facts"]["made@a1"]["value"] == "yes"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["Two Words"], "lower-case words joined by hyphens"),
        (["x", "--ask", "A.portrait.B"], "did you mean"),
        (["x", "--ask", "portrait_right"], "left.claim.right"),
        (["x", "--case", "liao-v-tech"], CASE),
        (["x", "--contrast", "template-face"], "template-face-out"),
        (["x", "--case", CASE, "--ask", "A.portrait_right.Z"], "the parties are"),
    ],
)
def test_wrong_calls_name_the_way_out(
    words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *words, "--out", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    assert main(["new", "one", "--out", str(tmp_path)]) == 0
    assert main(["new", "one", "--out", str(tmp_path)]) == 2


def test_every_case_with_holdings_can_be_started_from(engine: Engine) -> None:
    for path in sorted((_paths.root() / "data" / "cases").glob("*.yaml")):
        if "\nholds:" in path.read_text(encoding="utf-8"):
            assert template(engine, "one", from_case(engine, path.stem))


def test_derive_and_contrast_at_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    what_if = ["derive", str(FAMILY), "--fact", "portrait_consent@a1=yes", "--brief"]
    assert main(what_if) == 0
    assert "A.portrait_right.B: not_established" in capsys.readouterr().out
    assert main(["derive", str(FAMILY), "--fact", "portrait_consnt@a1=yes"]) == 2
    assert "portrait_consent" in capsys.readouterr().err
    assert main(["contrast", str(FAMILY), "--claim", "A.portrait_right.B", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "portrait_consent@a1:A: no -> yes" in shown
    assert "act_until@a1: 2025-08-20 -> 1986-12-31  act of Kangchun Pharmacy" in shown
