"""``facelaw horizon`` as people call it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from facelaw.cli import main
from facelaw.commands._scoring import THREADS
from facelaw.scoring.terminal import width
from tests.scoring.files import write_key, write_run
from tests.scoring.sized import files, key, lines
from tests.scoring.test_score_command import checked


@pytest.fixture(autouse=True)
def _threads(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in THREADS:
        monkeypatch.setenv(name, "1")


def call(folder: Path, *words: str) -> int:
    return main(["horizon", "--key", str(folder / "key.jsonl"), "--resamples", "200", *words])


def test_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, (run,) = files(tmp_path, 60, alpha=50)
    out = tmp_path / "horizon.json"
    assert call(tmp_path, str(run), "--json", str(out)) == 0

    text, err = capsys.readouterr()
    assert err == ""
    assert "HORIZON in steps of proof" in text
    assert "budget:2048" in text
    assert "output tokens per family right" in text
    assert "●" in text
    assert "·" in text
    assert all(width(line) <= 80 for line in text.splitlines())
    assert not any(line != line.rstrip() for line in text.splitlines())
    document = checked(out, "horizon")
    half = document["runs"][0]["horizons"][0]
    assert half["low"]["size"] < half["at"]["size"] < half["high"]["size"]
    assert half["low"]["size"] < 50 < half["high"]["size"]
    assert f"{half['at']['size']:,.0f}" in text
    assert document["pairs"] == []


def test_models_and_budgets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, runs = files(tmp_path, 60, alpha_2048=30, alpha_8192=120, beta_2048=30, beta_8192=5000)
    out = tmp_path / "horizon.json"
    names = [str(run) for run in runs]
    assert call(tmp_path, *names, "--json", str(out), "--full") == 0

    text = capsys.readouterr().out
    assert all(width(line) <= 80 for line in text.splitlines())
    assert text.count("WHOLLY RIGHT by steps") == 4
    assert ">226, the largest size run" in text
    document = checked(out, "horizon")
    # same budget or same model: all but alpha 2048 with beta 8192 and the reverse
    assert [(pair["first"], pair["second"]) for pair in document["pairs"]] == [
        ("alpha 2048", "alpha 8192"), ("alpha 2048", "beta 2048"),
        ("alpha 8192", "beta 8192"), ("beta 2048", "beta 8192"),
    ]  # fmt: skip
    ratio = document["pairs"][0]
    assert ratio["low"] < 1 / 4 < ratio["high"] < 1
    assert ratio["told_apart"]
    beyond = document["runs"][3]["horizons"][0]["at"]
    assert beyond == {"side": "above", "size": None}
    assert document["pairs"][3]["value"] is None


def test_another_size_is_another_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, (run,) = files(tmp_path, 60, alpha=50)
    out = tmp_path / "horizon.json"
    sizes: list[float] = []
    for by in ("steps", "characters"):
        assert call(tmp_path, str(run), "--by", by, "--json", str(out)) == 0
        sizes.append(checked(out, "horizon")["runs"][0]["horizons"][0]["at"]["size"])
    # each made case has 55 characters a step
    assert sizes[1] == pytest.approx(55 * sizes[0], rel=1e-6)
    assert call(tmp_path, str(run), "--by", "rows") == 2
    assert call(tmp_path, str(run), "--by", "pages") == 2
    err = capsys.readouterr().err
    assert "the key tells no rows of its cases" in err
    assert "--by pages: one of steps, facts" in err


def test_the_order_of_lines_and_items_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = key(40)
    answers = lines(items, 50)
    documents: list[Any] = []
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        random.Random(number).shuffle(answers)
        if number == 2:
            random.Random(2).shuffle(items)
        write_key(folder, items)
        run = write_run(folder, "alpha", answers)
        assert call(folder, str(run), "--json", str(folder / "out.json")) == 0
        document = json.loads((folder / "out.json").read_text(encoding="utf-8"))
        for one in document["runs"]:
            del one["file"], one["signature"], one["signature_text"]
        documents.append(document)
    assert documents[0] == documents[1] == documents[2]


def test_few_families_and_missing_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = key(12)
    write_key(tmp_path, items)
    run = write_run(tmp_path, "alpha", lines(items, 50)[:-4])
    out = tmp_path / "horizon.json"
    assert call(tmp_path, str(run), "--json", str(out)) == 0

    text, err = capsys.readouterr()
    assert "12 families are too few for an interval, which takes 15" in text
    assert "4 missing, wrong in every figure" in err
    found = checked(out, "horizon")["runs"][0]
    assert found["cases"] == 48
    assert found["horizons"][0]["low"] is None


def test_runs_that_do_not_compare_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = key(20)
    write_key(tmp_path, items)
    answers = lines(items, 50)
    names = [
        str(write_run(tmp_path, name, answers, **info))
        for name, info in (("a", {}), ("b", {"data_version": "9.9.9"}))
    ]
    assert call(tmp_path, *names) == 2
    assert "they differ in\n  data version (data): a unstated, b 9.9.9" in capsys.readouterr().err
    assert call(tmp_path, names[0], "--across", "seed") == 2


def test_a_key_without_sizes_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.scoring.files import perfect
    from tests.scoring.synthetic import quartets

    items = quartets(20).items
    write_key(tmp_path, items)
    run = write_run(tmp_path, "alpha", perfect(items))
    assert call(tmp_path, str(run)) == 2
    assert "tells no steps of its cases; see --split, --by, or facelaw build" in (
        capsys.readouterr().err
    )
