"""From prediction files to the page's data, on the scorer's own small key."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, cast

import pytest

from facelaw import cli
from facelaw.report import collect as collecting
from facelaw.report import explorer
from facelaw.report.collect import collect
from facelaw.report.content import Explorer, Family, Paper, Question, Variant
from facelaw.report.data import Attempt, ReportData
from facelaw.report.html import render
from facelaw.report.pack import unpack
from facelaw.scoring import key as keys
from facelaw.scoring.estimates import Settings
from facelaw.scoring.load import Asked, load
from facelaw.scoring.measures.slices import DIMENSIONS
from tests.scoring.files import perfect, write_run

KEY = Path(__file__).parents[1] / "scoring" / "fixtures" / "key.jsonl"
SETTINGS = Settings(resamples=200)
VERDICTS = ("established", "not_established", "undetermined")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> keys.Key:
    folder = tmp_path_factory.mktemp("release")
    shutil.copy(KEY, folder / "key.jsonl")
    variant = Variant("v0", "base", (Paper({"zh": "甲的案情", "en": "facts"}),))
    asked = Question(
        "template-face-out.v0.claims", {"zh": "问", "en": "ask"}, {"zh": "论", "en": "x"}
    )
    family = Family("template-face-out", {"zh": "模板", "en": "Template"}, (variant,), (asked,))
    other = Family("not-asked", {"zh": "无关", "en": "Other"}, (variant,))
    explorer.write(folder / "explorer.json", Explorer((family, other)))
    return keys.load(folder / "key.jsonl")


def shaky(key: keys.Key, every: int) -> list[dict[str, Any]]:
    """Right answers, but every so many of `claims` has its verdicts turned and a confidence."""
    lines: list[dict[str, Any]] = []
    for number, line in enumerate(perfect(key.items)):
        answer = line["answer"]
        if number % every == 0 and isinstance(answer, dict) and ".claims" in line["id"]:
            turned = {v: VERDICTS[i - 1] for i, v in enumerate(VERDICTS)}
            answer = {k: turned[v] for k, v in cast("dict[str, str]", answer).items()}
        lines.append({"id": line["id"], "answer": answer, "confidence": 0.75})
    return lines


def gathered(key: keys.Key, files: list[Path], **given: Any) -> ReportData:
    asked = Asked(key, "all", SETTINGS, DIMENSIONS)
    return collect([load(file, asked).run for file in files], key, SETTINGS, **given)


@pytest.fixture(scope="module")
def data(key: keys.Key, tmp_path_factory: pytest.TempPathFactory) -> ReportData:
    folder = tmp_path_factory.mktemp("runs")
    files = [
        write_run(folder, "weak", shaky(key, 2)),
        write_run(folder, "perfect", perfect(key.items)),
        write_run(folder, "silent", [{"id": key.items[0].id, "answer": None}], provider="baseline"),
    ]
    return gathered(key, files, providers={"silent": "baseline"})


def test_numbers_are_the_scorers(data: ReportData) -> None:
    runs = {run.id: run for run in data.runs}

    assert runs["perfect"].estimates["verdict_accuracy"].point == 1.0
    assert runs["silent"].estimates["verdict_accuracy"].point == 0.0
    assert 0 < runs["weak"].estimates["verdict_accuracy"].point < 1
    assert runs["silent"].baseline
    assert runs["silent"].statuses["abstained"] == 1
    assert runs["perfect"].signature.startswith("facelaw:")
    assert {t.id for t in data.tables} == {
        "task", "argument", "level", "kind", "stage", "theme", "claim",
    }  # fmt: skip


def test_every_pair_leads_with_the_primary_measure_and_the_better_run(data: ReportData) -> None:
    found = {(p.a, p.b): p.differences[0] for p in data.pairs}

    assert set(found) == {("perfect", "weak"), ("perfect", "silent"), ("weak", "silent")}
    assert all(d.measure == "verdict_accuracy" and d.point > 0 for d in found.values())
    assert found["perfect", "silent"].point == 1.0
    assert all(len(p.differences) > 3 for p in data.pairs)


def test_a_pair_alone_is_turned_the_same_way(key: keys.Key, tmp_path: Path) -> None:
    files = [
        write_run(tmp_path, "weak", shaky(key, 2)),
        write_run(tmp_path, "best", perfect(key.items)),
    ]

    (pair,) = gathered(key, files).pairs

    assert (pair.a, pair.b) == ("best", "weak")
    assert all(d.point >= 0 for d in pair.differences)
    assert all(d.lo is None or (d.hi is not None and d.lo <= d.hi) for d in pair.differences)


def test_many_pairs_are_compared_in_the_primary_measure_alone(
    key: keys.Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MOST_PAIRS", 2)
    files = [write_run(tmp_path, f"run{n}", shaky(key, n)) for n in (2, 3, 5)]

    assert [len(p.differences) for p in gathered(key, files).pairs] == [1, 1, 1]


def test_a_stated_confidence_gives_curves(data: ReportData) -> None:
    (found,) = data.calibrations

    assert found.run == "weak"
    assert [b.confidence for b in found.bins] == [pytest.approx(0.75)]
    assert found.null is not None


def test_families_questions_and_arguments_come_from_the_explorer(data: ReportData) -> None:
    asked = next(i for i in data.items if i.id == "template-face-out.v0.claims")

    assert [f.id for f in data.families] == ["template-face-out"]
    assert (asked.question["zh"], asked.argument["zh"]) == ("问", "论")
    assert asked.gold == {
        "A.portrait_right.B": "not_established",
        "A.personal_information.B": "established",
        "A.reputation_right.B": "undetermined",
    }


def answer_of(data: ReportData, run: str, item: str) -> Attempt:
    return next(a for a in data.attempts if (a.run, a.item) == (run, item))


def test_answers_are_told_as_they_were_scored(data: ReportData) -> None:
    for item in data.items:
        perfect = answer_of(data, "perfect", item.id)
        assert (perfect.status, perfect.right, perfect.wrong) == ("answered", True, ())
        # a field is told as it was read: 60000元 and 60000 are one sum
        assert item.answer_type == "fields" or perfect.values == item.gold
        assert answer_of(data, "silent", item.id).right is False
    assert answer_of(data, "silent", data.items[-1].id).status == "missing"


def test_raw_output_quotes_and_citations_are_kept(key: keys.Key, tmp_path: Path) -> None:
    item = next(i for i in key.items if i.answer_type == "argument")
    said = {
        "elements": dict.fromkeys(item.elements, "met"),
        "quotes": {item.elements[0]: "原话"},
        "articles": ["民法典第1019条第1款", "民法典第九千条之外"],
        "verdict": "established",
    }
    text = "先想一想。```json\n" + json.dumps(said, ensure_ascii=False) + "\n```"
    lines: list[dict[str, Any]] = [
        {"id": item.id, "text": text, "sample": 1},
        {"id": item.id, "answer": None, "sample": 4},
    ]

    found = answer_of(gathered(key, [write_run(tmp_path, "one", lines)]), "one", item.id)

    assert found.text == text
    assert found.quotes == {item.elements[0]: "原话"}
    assert dict(found.articles)["民法典第1019条第1款"] == "CC-1019-1"
    assert found.values["verdict"] == "established"
    gold = {pair.key: pair.value for pair in item.gold}
    assert set(found.wrong) == {k for k, v in found.values.items() if gold[k] != v}


def test_two_answers_that_conflict_are_shown_as_scored(key: keys.Key, tmp_path: Path) -> None:
    item = next(i for i in key.items if i.task == "claims")
    lines = [{"id": item.id, "answer": dict.fromkeys(item.keys, v)} for v in VERDICTS[:2]]

    found = answer_of(gathered(key, [write_run(tmp_path, "two", lines)]), "two", item.id)

    assert (found.status, found.values) == ("unparsed", {})


def test_a_large_key_is_cut_by_whole_families_and_says_so(key: keys.Key, tmp_path: Path) -> None:
    file = write_run(tmp_path, "one", perfect(key.items))
    whole = gathered(key, [file])

    cut = gathered(key, [file], most=20)

    kept = {i.family for i in cut.items}
    assert 0 < len(cut.items) <= 20
    assert [i for i in whole.items if i.family in kept] == list(cut.items)
    assert f"{len(whole.items) - len(cut.items)} more items" in cut.notes[-1]["en"]
    assert cut.runs[0].estimates == whole.runs[0].estimates


def test_the_page_of_real_scores_holds_every_item(data: ReportData) -> None:
    page = render(data)
    found = re.search(r'data-pack="index">([^<]+)<', page)

    assert found
    index = unpack(found[1])
    assert len(index["rows"]) == len(data.items)
    assert {row[12] for row in index["rows"]} <= {
        a + b + c for a in "rwm" for b in "rwm" for c in "rwam"
    }


def test_the_command_writes_the_page(
    key: keys.Key, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = write_run(tmp_path, "one", perfect(key.items)), tmp_path / "page.html"
    common = ["--release", str(Path(key.file).parent), "--split", "all", "--resamples", "200"]
    scores = tmp_path / "scores.json"

    status = cli.main(["report", str(file), "-o", str(out), "--json", str(scores), *common])

    said = capsys.readouterr()
    assert (status, said.out) == (0, f"{out}\n")
    assert "1 runs" not in said.err
    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(scores.read_text("utf-8"))["kind"] == "scores"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["-"], "instead of -"),
        (["nowhere.jsonl"], "nowhere.jsonl"),
        (["one.jsonl", "--items", "-1"], "--items -1"),
        (["one.jsonl", "-o", "."], "is a folder"),
        (["one.jsonl", "--release", "."], "give one of them"),
    ],
)
def test_a_wrong_call_is_told(
    key: keys.Key, wrong: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["report", *wrong, "--key", key.file]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--out", "--json"])
def test_a_place_that_cannot_be_written_is_named(
    key: keys.Key, tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place that was given, not the file beside it that is renamed."""
    file = write_run(tmp_path, "one", perfect(key.items))
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    good = [] if option == "--out" else ["--out", str(tmp_path / "page.html")]

    words = ["report", str(file), *good, option, str(blocked / "x"), "--key", key.file]
    assert cli.main(words) == 2
    assert f"{option} {blocked / 'x'}" in capsys.readouterr().err


def test_a_silent_run_is_reported_and_exits_with_1(
    key: keys.Key, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_run(tmp_path, "one", perfect(key.items)[:3])
    common = ["--key", key.file, "--resamples", "200", "-o", str(tmp_path / "page.html")]

    assert cli.main(["report", str(file), *common]) == 1
    assert "missing" in capsys.readouterr().err
    assert cli.main(["report", str(file), *common, "--partial"]) == 0
