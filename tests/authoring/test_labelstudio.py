"""Annotation out and in, on exports recorded from Label Studio 1.23 (API and browser)."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import pytest

from facelaw.annotations.records import merge, read, write
from facelaw.cli import main
from facelaw.errors import DataError
from facelaw.gold.derived import Derived
from facelaw.interop.labelstudio import config, fact_keys
from facelaw.interop.labelstudio_results import Reading, pseudonym, records
from facelaw.interop.labelstudio_tasks import bundle, starts
from facelaw.scenarios.text import Part
from tests.authoring.conftest import EXAMPLE, FAMILY

RECORDED = Path(__file__).parent / "recorded"
FIRST = Reading("first", names={"1": "li", "2": "chen"})


def load(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8")))


def choices(view: xml.Element) -> dict[str, list[str]]:
    return {
        tag.attrib["name"]: [c.attrib["alias"] for c in tag.iter("Choice")]
        for tag in view.iter("Choices")
    }


def test_the_interface_shows_chinese_and_stores_codes(variants: list[Derived]) -> None:
    view = xml.fromstring(config(variants, "verdicts", "zh"))

    assert list(choices(view)) == list(variants[0].scenario.ask)
    assert choices(view)["A.name_right.B"] == ["established", "not_established", "undetermined"]
    assert [c.attrib["value"] for c in view.iter("Choice")][:3] == ["成立", "不成立", "尚不能确定"]


def test_every_fact_has_a_label_and_one_control_for_its_values(variants: list[Derived]) -> None:
    view = xml.fromstring(config(variants, "facts", "en"))
    labels = [label.attrib["alias"] for label in view.iter("Label")]
    controls = [t for t in view.iter() if t.attrib.get("perRegion")]
    covered = [key for tag in controls for key in tag.attrib["whenLabelValue"].split(",")]

    assert labels == fact_keys(variants)
    assert sorted(covered) == sorted(labels)
    assert choices(view)["value_face_in_output"] == ["own", "other", "generic", "none", "unknown"]


@pytest.mark.parametrize("kind", ["facts", "verdicts"])
def test_tasks_are_blind_unless_told_otherwise(variants: list[Derived], kind: str) -> None:
    shown = bundle(variants, kind, "zh")

    assert all("predictions" not in task for task in shown.tasks)
    text = json.dumps(shown.tasks, ensure_ascii=False)
    assert not any(word in text for word in ("pharmacy-poster", '"v1"', "flip", "control"))
    opened = bundle(variants, kind, "zh", gold=True).tasks
    assert all(task["predictions"] and not task["data"]["blind"] for task in opened)


def test_an_annotator_reads_the_same_ground_rules_as_a_model(variants: list[Derived]) -> None:
    rules = bundle(variants, "verdicts", "zh").tasks[0]["data"]["rules"]

    assert rules.startswith("【阶段】")
    assert "【口径】" in rules
    assert "【问题】" not in rules
    assert "贺岭" not in rules


def test_the_recorded_verdicts_of_two_people_are_read(variants: list[Derived]) -> None:
    found, problems, cancelled = records(load(EXAMPLE / "blind-verdicts.json"), variants, FIRST)

    assert (problems, cancelled) == ([], 0)
    assert sorted({(r["annotator"], r["made_by"], r["blind"]) for r in found}) == [
        ("chen", "person", True),
        ("li", "person", True),
    ]
    v3 = next(r for r in found if r["id"] == "pharmacy-poster.v3")
    assert {v["key"]: v["value"] for v in v3["verdicts"]} == {
        "A.portrait_right.B": "established",
        "A.personal_information.B": "undetermined",
        "A.name_right.B": "established",
    }


def test_the_recorded_facts_come_back_as_the_family_states_them(variants: list[Derived]) -> None:
    found, problems, _ = records(load(RECORDED / "facts.json"), variants, FIRST)
    (base,) = [r for r in found if (r["id"], r["annotator"]) == ("pharmacy-poster.v0", "li")]
    stated = variants[0].scenario.facts

    assert not problems
    for fact in base["facts"]:
        assert fact["value"] == stated[fact["key"]].value
        assert tuple(s["text"] for s in fact["spans"]) == variants[0].scenario.evidence(
            fact["key"], "zh"
        )
    v3 = next(r for r in found if r["id"] == "pharmacy-poster.v3")
    (left_open,) = [f for f in v3["facts"] if f["key"] == "processing_consent@a1:A"]
    assert left_open == {"key": "processing_consent@a1:A", "value": "unknown", "spans": []}


@pytest.mark.parametrize("name", ["facts-by-hand.json", "verdicts-by-hand.json"])
def test_what_the_browser_stored_is_read(variants: list[Derived], name: str) -> None:
    (record,), problems, _ = records(load(RECORDED / name), variants, FIRST)

    assert not problems
    assert record["facts"] or record["verdicts"]
    assert record["tool"] == "label-studio"


def told(export: Any, variants: list[Derived]) -> str:
    return "\n".join(map(str, records(export, variants, FIRST, "export.json")[1]))


def test_what_does_not_fit_is_told(variants: list[Derived]) -> None:
    export = load(RECORDED / "facts-by-hand.json")
    old, strange, valueless, twice, moved = (copy.deepcopy(export) for _ in range(5))
    old[0]["data"]["narrative_hash"] = "0" * 64
    strange[0]["data"]["ref"] = "0" * 16
    results = valueless[0]["annotations"][0]["result"]
    results.pop(1)
    results = twice[0]["annotations"][0]["result"]
    other = [{**copy.deepcopy(r), "id": "another"} for r in results]
    other[1]["value"]["choices"] = ["other"]
    results += other
    moved[0]["annotations"][0]["result"][0]["value"]["start"] -= 1

    assert "changed after the tasks went out" in told(old, variants)
    assert "a known task" in told(strange, variants)
    assert "a value for face_in_output@a1:A" in told(valueless, variants)
    assert "one value for face_in_output@a1:A" in told(twice, variants)
    assert "the marked words at their place" in told(moved, variants)
    assert "export the project as JSON" in told({}, variants)
    assert "a task as exported" in told([{}], variants)


def test_cancelled_readings_are_counted_and_left_out(variants: list[Derived]) -> None:
    export = load(RECORDED / "verdicts-by-hand.json")
    export[0]["annotations"][0]["was_cancelled"] = True

    assert records(export, variants, FIRST) == ([], [], 1)


def test_offsets_are_told_by_document() -> None:
    parts = (
        Part("d1", {"zh": "第一份"}, "letter", "2024-01-01"),
        Part("d2", {"zh": "第二份"}, "reply", "2024-01-02"),
    )
    text = "【材料1】函件（2024-01-01）\n第一份\n\n【材料2】回函（2024-01-02）\n第二份"

    assert {k: text[at : at + 3] for k, at in starts(parts, "zh").items()} == {
        "d1": "第一份",
        "d2": "第二份",
    }


def test_pseudonyms() -> None:
    assert pseudonym(3, None) == "person-3"
    assert pseudonym({"id": 3, "email": "x@y"}, {"3": "li"}) == "li"


def test_a_second_reading_by_the_same_person_is_refused(
    variants: list[Derived], tmp_path: Path
) -> None:
    found, _, _ = records(load(EXAMPLE / "blind-verdicts.json"), variants, FIRST)
    changed = [{**found[0], "verdicts": []}]
    path = tmp_path / "first.jsonl"
    write(path, found)

    assert sorted(map(str, read(path))) == sorted(map(str, found))
    assert merge(found, found)[1] == 0
    with pytest.raises(DataError, match="--replace"):
        merge(found, changed)
    assert merge(found, changed, replace=True)[1] == 1


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["annotate", "export", str(FAMILY), "--what", "facts", "--out", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == [
        "instructions.md",
        "pharmacy-poster.json",
        "pharmacy-poster.xml",
    ]
    kept = tmp_path / "first.jsonl"
    call = ["annotate", "import", str(EXAMPLE / "blind-verdicts.json"), "--round", "first"]
    call += ["--family", str(FAMILY), "--who", "1=li", "--who", "2=chen", "--out", str(kept)]
    assert main(call) == 0
    assert "8 new of 8 readings" in capsys.readouterr().err
    assert main([*call, "--who", "1=Li Na"]) == 2
    assert main([*call, "--made-by", "language_model"]) == 1
    assert main([*call, "--made-by", "language_model", "--replace"]) == 0
    assert len(read(kept)) == 8


def test_a_broken_record_is_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('\n{"id": 1}\nnope\n', encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read(path)

    assert {problem.line for problem in caught.value.problems} == {2, 3}
