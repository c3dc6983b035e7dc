"""The verbs `score` and `compare` as people call them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from facelaw.cli import main
from facelaw.commands._scoring import THREADS
from facelaw.scoring.terminal import apart, left, plot, width, wrapped
from tests.scoring.files import perfect, write_key, write_run
from tests.scoring.synthetic import item, quartets
from tests.scoring.test_load import ARGUMENT, BRACKET, SET

ROOT = Path(__file__).resolve().parents[2]
ITEMS = [
    *quartets(20).items,
    item("f000", 9, gold={"consent": "yes"}, **SET),
    item("f001", 9, gold={"answer": "base"}, **BRACKET),
    item("f002", 9, traps=("fame",), **ARGUMENT),
]


@pytest.fixture(autouse=True)
def _threads(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in THREADS:
        monkeypatch.setenv(name, "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A key, a perfect run with confidences and tokens, and a run that errs."""
    write_key(tmp_path, ITEMS)
    lines = [{**line, "confidence": 0.9, "tokens": 200} for line in perfect(ITEMS)]
    write_run(tmp_path, "gold", lines)
    flawed: list[dict[str, Any]] = [dict(line) for line in lines]
    for line in flawed[::3]:
        line["answer"] = None
        del line["confidence"]
    write_run(tmp_path, "flawed", flawed)
    return tmp_path


def call(folder: Path, verb: str, *words: str) -> int:
    return main([verb, "--key", str(folder / "key.jsonl"), "--resamples", "300", *words])


def checked(path: Path, kind: str) -> dict[str, Any]:
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    value = dict(json.loads(path.read_text(encoding="utf-8")))
    reference: Any = jsonschema.Draft202012Validator(schema)
    reference.validate(value)
    return value


def test_one_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "score", str(folder / "flawed.jsonl")) == 0

    out, err = capsys.readouterr()
    assert err == ""
    assert "key:" in out
    assert "strict family accuracy" in out
    assert "abstained" in out
    assert all(width(line) <= 80 for line in out.splitlines())
    assert not any(line != line.rstrip() for line in out.splitlines())


def test_several_runs_in_full(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law = write_run(folder, "law", perfect(ITEMS), model="gold", data_version="unstated")
    files = [str(folder / f"{name}.jsonl") for name in ("gold", "flawed")]
    assert call(folder, "score", "--full", "--by", "level,kind,claim,stage,theme", *files,
                str(law)) == 0  # fmt: skip

    out = capsys.readouterr().out
    assert "gold gold.jsonl" in out
    assert "gold law.jsonl" in out
    assert "BY CLAIM" in out
    assert all(width(line) <= 80 for line in out.splitlines())


def test_contrasts_are_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = {"zh.bare.a": "x", "zh.law.a": "y"}
    items = [msgspec.structs.replace(one, item_hashes=both) for one in ITEMS]
    write_key(folder, items)
    law = write_run(folder, "law", perfect(ITEMS), model="gold", condition="law")

    assert call(folder, "score", str(folder / "gold.jsonl"), str(law)) == 0
    out = capsys.readouterr().out
    assert "knowledge: law − bare" in out
    assert "gold bare" not in out, "the settings stand above"
    assert all(width(line) <= 80 for line in out.splitlines())


def test_json_fits_its_schema_and_says_what_the_page_says(folder: Path) -> None:
    out = folder / "scores.json"
    files = [str(folder / f"{name}.jsonl") for name in ("gold", "flawed")]
    assert call(folder, "score", "--json", str(out), "--price", "1,2", *files) == 0

    document = checked(out, "scores")
    gold, flawed = document["runs"]
    assert gold["headline"]["strict"]["strict_family_accuracy"] == 1.0
    assert gold["calibration"]["bins"][0]["stated"] == 0.9
    assert gold["usage"] == {
        "tokens_in": None, "tokens_out": 200 * len(ITEMS), "told": len(ITEMS), "cost": None,
    }  # fmt: skip
    assert flawed["statuses"]["abstained"] == len(ITEMS[::3])
    assert {m["id"] for m in gold["measures"]} >= {"verdict_accuracy", "argument.elements"}
    assert gold["slices"][0]["dimension"] == "level"
    assert gold["signature_text"].endswith("boot:300|seed:7")
    assert gold["diagnosis"]["traps"][0]["name"] == "fame"


def test_the_same_call_writes_the_same_bytes_in_any_order_of_lines(folder: Path) -> None:
    path = folder / "flawed.jsonl"
    outs: list[bytes] = []
    for name in ("one", "two"):
        out = folder / f"{name}.json"
        call(folder, "score", "--json", str(out), str(path))
        outs.append(out.read_bytes())
        path.write_text("\n".join(reversed(path.read_text().splitlines())) + "\n")

    assert len(set(outs)) == 1


def test_threads_and_processors_change_no_byte(folder: Path) -> None:
    outs: list[bytes] = []
    for threads, kernel in (("1", "SkylakeX"), ("2", "Nehalem"), ("2", "Haswell")):
        out = folder / f"{threads}-{kernel}.json"
        subprocess.run(
            [sys.executable, "-m", "facelaw", "score", "--key", str(folder / "key.jsonl"),
             "--json", str(out), str(folder / "flawed.jsonl")],
            check=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "benchmark")}
            | dict.fromkeys(THREADS, threads) | {"OPENBLAS_CORETYPE": kernel},
        )  # fmt: skip
        outs.append(out.read_bytes())

    assert len(set(outs)) == 1


def test_scoring_imports_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys\nfrom facelaw.cli import main\n"
        f"main(['score', '--key', {str(folder / 'key.jsonl')!r}, {str(folder / 'gold.jsonl')!r}])\n"
        "heavy = {'scipy', 'pandas', 'sklearn', 'yaml', 'clingo', 'pyarrow', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "benchmark")},
    )  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_defects_give_figures_and_exit_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "gold.jsonl"
    path.write_text(path.read_text() + '{"id": "f000.v0.clams", "answer": null}\nnot json\n')

    assert call(folder, "score", str(path)) == 1
    out, err = capsys.readouterr()
    assert "strict family accuracy              100.0" in out
    assert "DEFECTS  2" in out
    assert f"gold.jsonl:{len(ITEMS) + 1} /id" in err
    assert "did you mean f000.v0.claims?" in err


def test_many_defects_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "gold.jsonl"
    path.write_text(path.read_text() + "not json\n" * 1500)

    assert call(folder, "score", str(path)) == 1
    assert "1,480 more problems" in capsys.readouterr().err


def test_many_notes_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file twice over: every answer counts once, twenty repetitions are told, then a count."""
    path = folder / "gold.jsonl"
    path.write_text(path.read_text() * 2)

    assert call(folder, "score", str(path)) == 0
    assert f"at least {len(ITEMS) - 20} more notes" in capsys.readouterr().err


@pytest.mark.parametrize(("option", "status"), [([], 1), (["--partial"], 0)])
def test_missing_items(
    folder: Path, option: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(path.read_text().splitlines()[5:]) + "\n")

    assert call(folder, "score", *option, str(path)) == status
    out, err = capsys.readouterr()
    assert "5 missing" in err
    assert "5 of 80 unread; at best" in out


@pytest.mark.parametrize(("option", "status"), [([], 1), (["--allow-failed"], 0)])
def test_failed_items(folder: Path, option: list[str], status: int) -> None:
    path = folder / "gold.jsonl"
    lines = path.read_text().splitlines()
    lines[0] = json.dumps({"id": ITEMS[0].id, "finish_reason": "error"})
    path.write_text("\n".join(lines) + "\n")

    assert call(folder, "score", *option, str(path)) == status


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--by", "colour"], "--by colour: one of level"),
        (["--price", "cheap"], "--price cheap: two numbers"),
        (["--price", "-1,2"], "--price -1,2: two numbers from 0"),
        (["--resamples", "3"], "--resamples 3"),
        (["--seed", "-1"], "--seed -1"),
        (["--split", "train"], "asks nothing"),
        (["--key", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_wrong_calls(
    folder: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    joined = [f"{words[0]}={words[1]}"]
    assert call(folder, "score", *joined, str(folder / "gold.jsonl")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_json_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "score", "--json", str(folder), str(folder / "gold.jsonl")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "--json" in err


def test_items_without_verdicts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = ITEMS[-3:]
    write_key(folder, items)
    gold = write_run(folder, "gold", perfect(items))
    out = folder / "scores.json"

    assert call(folder, "score", "--json", str(out), str(gold)) == 0
    assert "strict family accuracy" not in capsys.readouterr().out
    assert checked(out, "scores")["runs"][0]["headline"]["strict"]["verdict_accuracy"] is None
    other = write_run(folder, "other", perfect(items))
    assert call(folder, "compare", str(gold), str(other)) == 2
    assert "no `claims` items" in capsys.readouterr().err


def test_standard_input(folder: Path) -> None:
    text = (folder / "gold.jsonl").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "facelaw", "score", "--key", str(folder / "key.jsonl"), "-"],
        input=text, capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "benchmark")},
    )  # fmt: skip
    assert b"data:unstated" in done.stdout


def test_a_file_named_twice_or_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = str(folder / "gold.jsonl")
    assert call(folder, "score", gold, gold) == 2
    assert "named twice" in capsys.readouterr().err
    assert call(folder, "score", str(folder / "nothing.jsonl")) == 2
    assert "nothing.jsonl" in capsys.readouterr().err


def test_compare_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "comparison.json"
    files = [str(folder / f"{name}.jsonl") for name in ("gold", "flawed")]
    assert call(folder, "compare", "--json", str(out), *files) == 0

    text = capsys.readouterr().out
    assert "told apart" in text
    assert "max-T" in text
    assert "ITEMS in which they differ most" in text
    assert all(width(line) <= 80 for line in text.splitlines())
    document = checked(out, "comparison")
    assert document["pairs"][0]["told_apart"] is True
    assert [run["ranks"] for run in document["runs"]] == [[1, 1], [2, 2]]
    assert document["telling"]["items"][0]["keys"][0]["second"] is None


def test_long_names_stay_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two models whose names differ at the end alone; pages keep to eighty columns."""
    stem = "a-model-of-some-provider-with-a-very-long-name-indeed"
    files = [
        str(write_run(folder, f"long{n}", perfect(ITEMS)[n:], model=f"{stem}-2507-{n}"))
        for n in range(3)
    ]
    assert call(folder, "compare", *files) == 0
    three = capsys.readouterr().out
    assert call(folder, "compare", *files[:2]) == 0
    two = capsys.readouterr().out
    assert call(folder, "score", "--partial", *files) == 0
    board = capsys.readouterr().out

    for page in (three, two, board):
        assert all(width(line) <= 80 for line in page.splitlines())
        assert all(f"-2507-{n}" in page for n in range(2))
    assert f"A  {stem}-2507-0" in two


def test_names_that_cannot_be_cut_apart_are_numbered() -> None:
    names = ["x" * 20 + middle + "y" * 20 for middle in "ab"]

    assert [name[:3] for name in apart(names, 12)] == ["1. ", "2. "]
    assert all(width(name) <= 12 for name in apart(names, 12))
    assert apart(["one", "two"], 12) == ["one", "two"]


def test_runs_that_agree_say_so_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty families alike: 3/20 of a point could hide; no interval is printed around 0."""
    again = write_run(folder, "again", [{**x, "confidence": 0.9} for x in perfect(ITEMS)])
    assert call(folder, "compare", str(folder / "gold.jsonl"), str(again)) == 0

    text = capsys.readouterr().out
    assert "no difference seen in any of 20 families; a true one of up to 15.0 points" in text
    assert "NO DIFFERENCE SEEN IN ANY FAMILY" in text
    assert "MEASURES" not in text
    assert "+15.0" not in text


def test_nothing_answered_is_a_short_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file and one of rubbish: headline, what is wrong, what to look at; exit 1."""
    empty = folder / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    rubbish = write_run(folder, "rubbish", [{"id": i.id, "text": "……"} for i in ITEMS])

    assert call(folder, "score", str(empty)) == 1
    page = capsys.readouterr().out
    assert "NOTHING ANSWERED" in page
    assert "are the ids those of the key" in page
    assert "strict family accuracy" in page
    assert "THREE VALUES" not in page
    assert f"{len(ITEMS)} missing" in page

    assert call(folder, "score", str(rubbish)) == 0
    page = capsys.readouterr().out
    assert "is `text` the model's whole output?" in page
    assert all(width(line) <= 80 for line in page.splitlines())


def test_compare_three(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    third = write_run(folder, "third", perfect(ITEMS)[10:])
    files = [str(folder / f"{name}.jsonl") for name in ("gold", "flawed")]
    assert call(folder, "compare", *files, str(third)) == 0

    text = capsys.readouterr().out
    assert "max-T" not in text
    assert "split-half reliability" in text
    assert all(width(line) <= 80 for line in text.splitlines())


def test_compare_refuses_other_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write_run(folder, "other", perfect(ITEMS), budget=8192)
    files = [str(folder / "gold.jsonl"), str(other)]

    assert call(folder, "compare", *files) == 2
    err = capsys.readouterr().err
    assert "output budget (budget): gold 2048, other 8192" in err
    assert "--across" in err
    assert call(folder, "compare", "--across", "budget", *files) == 0
    assert call(folder, "compare", "--across", "data", *files) == 2


def test_compare_wants_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "compare", str(folder / "gold.jsonl")) == 2
    assert "two prediction files" in capsys.readouterr().err


def test_chinese_takes_two_columns() -> None:
    assert width("款 a") == 4
    assert left("法条引用", 6) == "法条…" + " "
    assert all(width(line) <= 80 for line in wrapped("字 " * 100))


def test_a_drawn_interval() -> None:
    assert plot(0.0, 0.0, 0.0)[0] == "●"
    assert plot(1.0, 1.0, 1.0)[-1] == "●"
