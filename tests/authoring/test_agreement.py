"""Agreement over records: figures worked by hand, differences to adjudicate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facelaw.annotations.compare import UNMARKED, differences, judged, overlap, rows
from facelaw.annotations.records import write
from facelaw.cli import main
from tests.authoring.conftest import FAMILY


def record(who: str, what: str = "verdicts", scenario: str = "f.v0", **said: str) -> dict[str, Any]:
    """Return a record; ``A_x_B=…`` is the question A.x.B, ``f=…`` a fact marked by its id."""
    verdicts = [{"key": k.replace("__", "."), "value": v} for k, v in said.items()]
    facts = [
        {"key": f"{k}@a1", "value": v, "spans": [{"start": 0, "end": 4, "text": "四个汉字"}]}
        for k, v in said.items()
    ]
    return {
        "id": scenario,
        "lang": "zh",
        "annotator": who,
        "round": "first",
        "what": what,
        "made_by": "language_model",
        "blind": True,
        "made_on": "2026-11-22",
        "instructions_hash": "a" * 64,
        "narrative_hash": "b" * 64,
        "facts": facts if what == "facts" else [],
        "verdicts": verdicts if what == "verdicts" else [],
    }


def test_alpha_by_claim_and_over_all() -> None:
    """Two readers, two scenarios. x: yes/yes, no/no. y: yes/no, yes/yes.

    All: values yes 5, no 3 of n = 8. Observed: 2 of 8 ordered pairs differ. Expected:
    1 - (5*4 + 3*2)/(8*7) = 30/56. alpha = 1 - (2/8)/(30/56) = 1 - 56*2/(8*30) = 8/15.
    """
    one = record("one", scenario="f.v0", A__x__B="established", A__y__B="established")
    two = record("two", scenario="f.v0", A__x__B="established", A__y__B="not_established")
    three = record("one", scenario="f.v1", A__x__B="not_established", A__y__B="established")
    four = record("two", scenario="f.v1", A__x__B="not_established", A__y__B="established")

    things = judged([one, two, three, four])
    table = {(r.what, r.name): r.figures for r in rows(things)}

    assert table["verdicts", "all"].alpha == pytest.approx(8 / 15)
    assert table["verdicts", "all"].raw == 3 / 4
    assert table["verdicts", "x"].alpha == 1
    assert table["verdicts", "all"].margins == {"established": 5, "not_established": 3}
    assert table["verdicts", "all"].low is None, "one family says nothing of spread"
    assert [(t.scenario, t.key) for t in differences(things)] == [("f.v0", "A.y.B")]


def test_who_leaves_out_what_silence_means_agrees_with_who_states_it() -> None:
    """Silence on ``sold`` counts as no: stating no and leaving it out are the same reading."""
    one, two = record("one", "facts", sold="no", made="yes"), record("two", "facts", made="yes")

    bare = {t.name: t.values for t in judged([one, two])}
    read = {t.name: t.values for t in judged([one, two], {"sold": "no"})}

    assert bare["sold"] == {"one": "no", "two": UNMARKED}
    assert read["sold"] == {"one": "no", "two": "no"}
    assert read["made"] == {"one": "yes", "two": "yes"}


def test_a_fact_that_one_reader_passed_over_counts_as_a_difference() -> None:
    things = judged([record("one", "facts", f="yes"), record("two", "facts")])

    assert things[0].values == {"one": "yes", "two": UNMARKED}
    assert overlap(things) is None


def test_words_marked_alike() -> None:
    """四个汉字 has the runs 四个, 个汉, 汉字; 四个汉 the first two: 2*2/(3+2)."""
    other = record("two", "facts", f="yes")
    other["facts"][0]["spans"][0]["text"] = "四个汉"

    assert overlap(judged([record("one", "facts", f="yes"), other])) == pytest.approx(4 / 5)


def test_what_one_reader_alone_saw_or_another_round_says_nothing() -> None:
    late = {**record("two", A__x__B="established"), "round": "second"}

    assert judged([record("one", A__x__B="established"), late]) == []


def test_pairs_are_told_where_there_are_more_than_two() -> None:
    three = [record(who, A__x__B="established") for who in ("a", "b", "c")]

    names = [row.name for row in rows(judged(three))]

    assert names == ["all", "x", "a / b", "a / c", "b / c"]


def test_an_interval_from_six_families_on() -> None:
    values = ["established", "not_established"] * 3
    read = [
        record(who, scenario=f"f{i}.v0", A__x__B=v if who == "one" or i else "undetermined")
        for i, v in enumerate(values)
        for who in ("one", "two")
    ]
    (row, _) = rows(judged(read))

    assert row.figures.families == 6
    assert row.figures.low is not None
    assert row.figures.alpha is not None
    assert row.figures.low < row.figures.alpha < 1


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "r.jsonl", tmp_path / "r.json"
    said = {
        "A__portrait_right__B": "established",
        "A__personal_information__B": "established",
        "A__name_right__B": "not_established",
    }
    write(path, [record("one", scenario="pharmacy-poster.v0", **said)])
    call = ["agreement", str(path)]

    assert main(call) == 1
    assert "read by two annotators" in capsys.readouterr().err
    call += ["--with-derived", "--family", str(FAMILY), "--json", str(out)]
    assert main(call) == 0
    printed = capsys.readouterr().out
    assert "1 of 3 to adjudicate" in printed
    assert "derived: established" in printed
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["differences"][0]["key"] == "A.name_right.B"
    assert main(["agreement", str(tmp_path / "none.jsonl")]) == 2
