"""Prediction files: good lines at speed, bad ones told by line, nothing dropped in silence."""

from __future__ import annotations

import gc
import gzip
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelaw.errors import DataError, UsageError
from facelaw.scoring import lines as lines_
from facelaw.scoring import predictions, run_info
from facelaw.scoring.grader import Grader
from facelaw.scoring.predictions import Prediction, Stream
from tests.scoring.fakes import NAMES, fixture

CLAIMS = NAMES["verdicts"]
LETTER = NAMES["letter"]
GAPS = NAMES["gaps"]


def write(folder: Path, *rows: object, end: str = "\n") -> Path:
    """Write rows, text and bytes as they are, anything else as JSON."""
    path = folder / "run.jsonl"
    parts: list[bytes] = []
    for row in rows:
        if isinstance(row, str | bytes):
            parts.append(row.encode() if isinstance(row, str) else row)
        else:
            parts.append(json.dumps(row, ensure_ascii=False).encode())
    path.write_bytes(b"\n".join(parts) + end.encode())
    return path


def read(path: Path) -> tuple[Stream, list[tuple[int, Prediction]]]:
    """Read a whole file."""
    found = predictions.stream(path, fixture())
    return found, list(found)


def letter(**given_: Any) -> dict[str, Any]:
    """Return a good line with something more."""
    return {"id": LETTER, "answer": "D"} | given_


def test_good_lines(tmp_path: Path) -> None:
    """Structured, raw, abstaining and failed lines, samples, blank lines, Windows line ends."""
    path = write(
        tmp_path,
        letter(confidence=0.5, tokens=12),
        "",
        {"id": CLAIMS, "text": "成立", "finish_reason": "stop", "tokens": {"in": 9, "out": 7}},
        json.dumps(letter(sample=1)) + "\r",
        {"id": GAPS, "answer": None, "confidence": None},
        {"id": NAMES["step"], "finish_reason": "error"},
        {"id": NAMES["sum"], "text": None, "finish_reason": None},
        letter(sample=2, confidence=1),
    )
    found, rows = read(path)

    assert found.problems == found.notes == []
    assert found.lines == 7
    assert [fixture().items[index].id for index, _ in rows] == [
        LETTER, CLAIMS, LETTER, GAPS, NAMES["step"], NAMES["sum"], LETTER,
    ]  # fmt: skip
    assert [line.output_tokens for _, line in rows] == [12, 7, -1, -1, -1, -1, -1]
    assert [line.confidence for _, line in rows] == [0.5, None, None, None, None, None, 1.0]
    statuses = [Grader(fixture())(index, line).strict.status for index, line in rows]
    assert statuses == [
        "answered", "unparsed", "answered", "abstained", "failed", "unparsed", "answered",
    ]  # fmt: skip


NAN = f'{{"id": "{LETTER}", "answer": "D", "confidence": NaN}}'
LONG_INTEGER = f'{{"id": "{LETTER}", "answer": [{"9" * 5000}]}}'
HALF = f'{{"id": "{LETTER}", "ans'

# line → (pointer, a part of what was expected, whether the item is passed on, a part of the hint)
BAD: dict[str, tuple[object, str, str, bool, str]] = {
    "malformed": ('{"id": }', "", "one JSON object", False, ""),
    "no JSON": ("hello", "", "one JSON object", False, ""),
    "string": ('"hello"', "", "one JSON object", False, ""),
    "number": ("5", "", "one JSON object", False, ""),
    "null": ("null", "", "one JSON object", False, ""),
    "two objects": ('{"id": "a"}{"id": "b"}', "", "one JSON object", False, ""),
    "not UTF-8": (b'{"id": "\xb4\xf0"}', "", "UTF-8", False, "GB18030"),
    "id missing": ({"answer": "D"}, "/id", "an item's id", False, ""),
    "id a number": ({"id": 5, "answer": "D"}, "/id", "an item's id", False, ""),
    "id empty": ({"id": "", "answer": "D"}, "/id", "an item's id", False, ""),
    "id unknown": (letter(id="garbled-report.v0.recall.which-rite"), "/id", "the id", False,
                   f"did you mean {LETTER}?"),
    "family unknown": (letter(id="garbled-raport.v0.recall.which-right"), "/id", "the id", False,
                       f"did you mean {LETTER}?"),
    "all unknown": (letter(id="zzz"), "/id", "the id", False, "another data version"),
    "neither": ({"id": LETTER}, "", "an answer or a text", True, ""),
    "both": (letter(text="D"), "", "either an answer or a text", True, ""),
    "answer a number": (letter(answer=5), "/answer", "an object, a list", True, ""),
    "answer true": (letter(answer=True), "/answer", "an object, a list", True, ""),
    "text a list": ({"id": LETTER, "text": ["D"]}, "/text", "a string or null", True, ""),
    "sample negative": (letter(sample=-1), "/sample", "a whole number", False, ""),
    "sample a string": (letter(sample="1"), "/sample", "a whole number", False, ""),
    "sample a fraction": (letter(sample=0.5), "/sample", "a whole number", False, ""),
    "confidence over 1": (letter(confidence=1.01), "/confidence", "from 0 to 1", True, ""),
    "confidence negative": (letter(confidence=-0.1), "/confidence", "from 0 to 1", True, ""),
    "confidence in words": (letter(confidence="0.9"), "/confidence", "from 0 to 1", True, ""),
    "confidence true": (letter(confidence=True), "/confidence", "from 0 to 1", True, ""),
    "confidence NaN": (NAN, "/confidence", "from 0 to 1", True, ""),
    "confidence infinite": (NAN.replace("NaN", "-Infinity"), "/confidence", "from 0", True, ""),
    "tokens negative": (letter(tokens=-5), "/tokens", "a whole number", True, ""),
    "tokens unknown": (letter(tokens={"input": 5}), "/tokens", "a whole number", True, ""),
    "finish a number": (letter(finish_reason=1), "/finish_reason", "a string", True, ""),
    "million brackets": ("[" * 5 + "[" * 10**6, "", "64 brackets inside", False, ""),
    "deep answer": (f'{{"id": "{LETTER}", "answer": {"[" * 70}1{"]" * 70}{" " * 1024}}}', "",
                    "64 brackets inside", False, ""),
    "deep but short": ("[" * 1000, "", "one JSON object", False, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_line(name: str, tmp_path: Path) -> None:
    """A bad line is told with its number, and the good ones around it are read."""
    row, pointer, expected, passed_on, hint = BAD[name]
    good = {"id": CLAIMS, "answer": None}
    start = time.perf_counter()
    found, rows = read(write(tmp_path, good, row, {"id": GAPS, "answer": None}))

    (problem,) = found.problems
    assert problem.line == 2
    assert problem.pointer == pointer
    assert expected in problem.expected
    assert hint in problem.hint
    assert len(str(problem)) < 900
    ids = [fixture().items[index].id for index, _ in rows]
    assert ids == [CLAIMS, *([LETTER] if passed_on else []), GAPS]
    assert found.lines == 3
    assert time.perf_counter() - start < 2
    if passed_on:
        status = Grader(fixture())(*rows[1]).strict.status
        answer_stands = pointer in ("/confidence", "/tokens", "/finish_reason")
        assert status == ("answered" if answer_stands else "unparsed")


def test_unsure(tmp_path: Path) -> None:
    """A bad confidence leaves the answer standing and marks the item."""
    found, rows = read(write(tmp_path, NAN, letter(sample=3, confidence=7)))
    index = fixture().index[LETTER]

    assert found.unsure == {(index, 0), (index, 3)}
    assert [line.confidence for _, line in rows] == [None, None]
    assert all(Grader(fixture())(*row).strict.right for row in rows)


def test_long_integer_is_read(tmp_path: Path) -> None:
    """5,000 digits neither raise nor spoil the line."""
    found, rows = read(write(tmp_path, LONG_INTEGER))

    assert found.problems == []
    assert Grader(fixture())(*rows[0]).strict.status == "unparsed"


def test_lone_surrogate_is_read(tmp_path: Path) -> None:
    """Half an emoji, as cut-off outputs end, is replaced and can be written again."""
    found, rows = read(write(tmp_path, f'{{"id": "{LETTER}", "text": "答案是D。\\ud83d"}}'))

    assert found.problems == []
    assert rows[0][1].raw == "答案是D。\ufffd"
    assert Grader(fixture())(*rows[0]).strict.right


def test_unknown_fields_are_named_once(tmp_path: Path) -> None:
    """Each by its first line, with the nearest known; the lines count."""
    plain = letter(confidnece=0.9, sample=1)
    found, rows = read(
        write(
            tmp_path, letter(), plain, *(letter(sample=i, note="x", 模型="y") for i in range(2, 9))
        )
    )

    assert found.problems == []
    assert [(note.line, note.pointer) for note in found.notes] == [
        (2, "/confidnece"), (3, "/note"), (3, "/模型"),
    ]  # fmt: skip
    assert found.notes[0].hint == "did you mean confidence?"
    assert len(rows) == 9


def test_a_thousand_unknown_fields(tmp_path: Path) -> None:
    """Fifty and a few are named, the rest passed over, every line read."""
    rows = [letter(sample=i, **{f"field{i}": 1}) for i in range(300)]
    found, read_ = read(write(tmp_path, *rows))

    assert len(read_) == 300
    assert 50 <= len(found.notes) <= 52


def test_repetitions(tmp_path: Path) -> None:
    """The same twice counts once; something else for the same item and sample is a conflict."""
    reordered = f'{{"answer": "D",   "id": "{LETTER}"}}'
    path = write(
        tmp_path, letter(), letter(), reordered, letter(note="x"), letter(sample=1),
        letter(answer="A"), letter(), {"id": GAPS, "answer": ["f1"]},
        {"id": GAPS, "answer": ["f2"], "sample": 1},
        {"id": GAPS, "answer": ["f1"], "sample": 1},
    )  # fmt: skip
    found, rows = read(path)
    place = fixture().index

    assert found.repeated == 4
    assert found.conflicts == {(place[LETTER], 0), (place[GAPS], 1)}
    assert [problem.line for problem in found.problems] == [6, 10]
    assert [(index, line.sample) for index, line in rows] == [
        (place[LETTER], 0), (place[LETTER], 1), (place[GAPS], 0), (place[GAPS], 1),
    ]  # fmt: skip


def test_repetition_far_apart(tmp_path: Path) -> None:
    """The first of two is found again in a file of many blocks, and reading goes on after it."""
    rows = [letter(sample=i, text=None, answer="x" * 900) for i in range(1, 1500)]
    rows = [{name: value for name, value in row.items() if name != "text"} for row in rows]
    path = write(tmp_path, letter(), *rows, letter(), rows[700], rows[3] | {"answer": "y"},
                 {"id": GAPS, "answer": None})  # fmt: skip
    found, read_ = read(path)

    assert path.stat().st_size > 4 * lines_.BLOCK
    assert found.repeated == 2
    assert [problem.line for problem in found.problems] == [1503]
    assert len(read_) == 1501


def test_half_written_last_line(tmp_path: Path) -> None:
    """An interrupted run: the last line is told apart and the rest read."""
    found, rows = read(write(tmp_path, letter(), HALF, end=""))

    (problem,) = found.problems
    assert problem.line == 2
    assert "cut off here" in problem.hint
    assert len(rows) == 1


def test_last_line_without_end(tmp_path: Path) -> None:
    """A whole last line needs no line end."""
    found, rows = read(write(tmp_path, letter(), end=""))

    assert found.problems == []
    assert len(rows) == 1


@pytest.mark.parametrize("size", [lines_.LONGEST + 10, lines_.LONGEST + 3 * lines_.BLOCK])
def test_too_long_a_line(size: int, tmp_path: Path) -> None:
    """A line over the limit is told and skipped; lines after it keep their numbers."""
    long = b'{"id": "x", "text": "' + b"a" * size + b'"}'
    found, rows = read(write(tmp_path, letter(), long, "{", {"id": GAPS, "answer": None}))

    assert [(problem.line, problem.expected) for problem in found.problems] == [
        (2, "at most 16,777,216 bytes a line"), (3, "one JSON object"),
    ]  # fmt: skip
    assert len(rows) == 2


def test_ten_megabytes(tmp_path: Path) -> None:
    """An output of ten megabytes is read."""
    text = "本案事实与理由。" * 400_000 + '{"answer": "D"}'
    found, rows = read(write(tmp_path, {"id": LETTER, "text": text}))

    assert found.problems == []
    assert Grader(fixture())(*rows[0]).strict.right


FORMS = {
    "gzip": (gzip.compress(json.dumps(letter()).encode()), "gunzip -c"),
    "UTF-16": (json.dumps(letter()).encode("utf-16"), "iconv -f UTF-16"),
    "UTF-16 or binary": (json.dumps(letter()).encode("utf-16-le"), "iconv -f UTF-16"),
    "UTF-32": (json.dumps(letter()).encode("utf-32"), "iconv -f UTF-32"),
    "one JSON array": (json.dumps([letter(), letter(sample=1)]).encode(), "jq -c '.[]'"),
    "JSON spread over lines": (json.dumps(letter(), indent=2).encode(), "jq -c ."),
    "a zip archive or a spreadsheet": (b"PK\x03\x04rest", "unpack"),
    "Parquet": (b"PAR1rest", "read_parquet"),
    "bzip2": (b"BZh9rest", "bunzip2"),
    "xz": (b"\xfd7zXZ\x00rest", "xz -dc"),
    "zstd": (b"\x28\xb5\x2f\xfdrest", "zstd -dc"),
}


@pytest.mark.parametrize("form", FORMS)
def test_refused_forms(form: str, tmp_path: Path) -> None:
    """Packed, re-encoded or re-shaped files are refused, the form and the remedy named."""
    content, remedy = FORMS[form]
    path = tmp_path / "run.jsonl"
    path.write_bytes(content)

    with pytest.raises(DataError) as raised:
        predictions.stream(path, fixture())

    (problem,) = raised.value.problems
    assert problem.came == form
    assert remedy in problem.hint


def test_byte_order_mark(tmp_path: Path) -> None:
    """A UTF-8 mark before the first line is passed over."""
    found, rows = read(write(tmp_path, b"\xef\xbb\xbf" + json.dumps(letter()).encode(), letter()))

    assert found.problems == []
    assert found.repeated == 1
    assert len(rows) == 1


@pytest.mark.parametrize("content", ["", "\n\n  \n"])
def test_empty_file(content: str, tmp_path: Path) -> None:
    """A file without lines is a problem."""
    found, rows = read(write(tmp_path, content, end=""))

    assert rows == []
    assert [problem.expected for problem in found.problems] == ["at least one prediction"]


def test_missing_file(tmp_path: Path) -> None:
    """A file or folder that cannot be opened is a wrong call."""
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(UsageError, match=str(path)):
            predictions.stream(path, fixture())


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads standard input, repetitions included."""
    content = (json.dumps(letter()) + "\n").encode() * 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    found, rows = read(Path("-"))

    assert len(rows) == 1
    assert found.repeated == 1
    assert found.notes[0].file == "stdin"


def test_many_problems_are_counted(tmp_path: Path) -> None:
    """A thousand are told, the rest counted."""
    found, rows = read(write(tmp_path, *["{"] * 1_500))

    assert rows == []
    assert (len(found.problems), found.more) == (1_000, 500)


def test_garbage_collection_is_restored(tmp_path: Path) -> None:
    """Collecting is off while reading and on again after, also when reading is given up."""
    path = write(tmp_path, letter(), letter(sample=1))
    reading = iter(predictions.stream(path, fixture()))
    next(reading)
    assert not gc.isenabled()
    reading.close()  # type: ignore[attr-defined]

    assert gc.isenabled()


ROWS = [
    json.dumps(row, ensure_ascii=False)
    for row in (
        letter(), letter(answer="A"), letter(sample=1), {"id": CLAIMS, "text": "null"},
        {"id": GAPS, "answer": ["f1", "f2"]}, {"id": "zzz", "answer": 1}, {"id": NAMES["sum"]},
    )
] + ["{", NAN, HALF]  # fmt: skip


def outcome(path: Path) -> tuple[object, ...]:
    """Return what a file comes to, line numbers aside."""
    found, rows = read(path)
    grader = Grader(fixture())
    graded = {(index, line.sample): grader(index, line) for index, line in rows}
    for mark in found.conflicts:
        graded.pop(mark)
    told = {(p.pointer, p.expected) for p in found.problems}
    return sorted(graded.items()), told, found.conflicts, found.lines


@settings(max_examples=40, deadline=None)
@given(st.permutations(ROWS))
def test_order_of_lines_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[str]
) -> None:
    """Any order of the lines, good and bad, comes to the same."""
    folder = tmp_path_factory.mktemp("order")
    first = outcome(write(folder, *ROWS))

    assert outcome(write(folder, *order)) == first


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.binary(max_size=60) | st.sampled_from([row.encode() for row in ROWS]), max_size=6)
)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, rows: list[bytes]) -> None:
    """Any file is refused as a whole or read with its problems."""
    path = write(tmp_path_factory.mktemp("any"), *rows)
    try:
        read(path)
    except DataError as error:
        assert len(error.problems) == 1


def test_run_info(tmp_path: Path) -> None:
    """The description beside a file is read, its absence is nothing, its faults are told."""
    path = write(tmp_path, letter())
    info = {"model": "m", "lang": "zh", "condition": "bare", "template": "a",
            "data_version": "1.0.0", "budget": 2048, "note": None}  # fmt: skip
    assert run_info.read(path) is None

    beside = run_info.place(path)
    assert beside.name == "run.jsonl.run.json"
    beside.write_text(json.dumps(info))
    read_ = run_info.read(path)
    assert read_ is not None
    assert (read_.model, read_.budget, read_.temperature) == ("m", 2048, None)

    for wrong in ({"lang": "de"}, {"budget": -1}, {"budget": "2048"}, {"seed": 7}, {"model": ""}):
        beside.write_text(json.dumps(info | wrong))
        with pytest.raises(DataError, match="the description of a run"):
            run_info.read(path)
    beside.write_text("{")
    with pytest.raises(DataError):
        run_info.read(path)


def test_reading_keeps_up_with_bare_decoding(tmp_path: Path) -> None:
    """Typed, joined and checked costs a small multiple of decoding alone (about 2.4 times)."""
    import msgspec

    rows = [{"id": CLAIMS, "answer": dict.fromkeys("abcd", "established"), "sample": i}
            for i in range(30_000)]  # fmt: skip
    path = write(tmp_path, *rows)
    decode = msgspec.json.Decoder(Prediction).decode

    def bare() -> None:
        with path.open("rb") as file:
            for line in file:
                decode(line)

    def streamed() -> None:
        for _ in predictions.stream(path, fixture()):
            pass

    def spent(job: Any) -> float:
        times: list[float] = []
        for _ in range(3):
            start = time.process_time()
            job()
            times.append(time.process_time() - start)
        return min(times)

    assert spent(streamed) < 8 * spent(bare)
