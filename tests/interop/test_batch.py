"""Batch services: requests out, both response shapes in, whatever happened to them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from facelaw.cli import main
from facelaw.interop import batch, prompts
from facelaw.interop.prompts import Place, Selection
from facelaw.interop.requests import Style
from facelaw.interop.run import Plan
from tests.interop.scored import score
from tests.interop.server import completion
from tests.interop.synthetic import TEST_ITEMS


def export(
    release: Path, out: Path, *more: str, form: str = "openai-batch"
) -> list[dict[str, Any]]:
    words = ["export", "--format", form, "--model", "m", "--release", str(release)]
    assert main([*words, "--out", str(out), *more]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def openai_line(custom_id: str, body: object, status: int = 200) -> dict[str, Any]:
    response = {"status_code": status, "request_id": "r", "body": body}
    return {"id": "b", "custom_id": custom_id, "response": response, "error": None}


def vllm_line(custom_id: str, body: object) -> dict[str, Any]:
    return {"id": "v", "custom_id": custom_id, "response": body, "error": None}


def write(path: Path, *lines: object) -> Path:
    text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def bring_in(release: Path, out: Path, *files: Path, more: tuple[str, ...] = ()) -> int:
    words = ["import", *map(str, files), "--format", "batch", "--release", str(release)]
    return main([*words, "--out", str(out), "--budget", "2048", *more])


def test_requests_have_the_form_that_both_services_read(release: Path, tmp_path: Path) -> None:
    lines = export(release, tmp_path / "r.jsonl")

    assert len(lines) == TEST_ITEMS
    assert lines == export(release, tmp_path / "v.jsonl", form="vllm-batch")
    for line in lines:
        assert set(line) == {"custom_id", "method", "url", "body"}
        assert (line["method"], line["url"]) == ("POST", "/v1/chat/completions")
        assert len(line["custom_id"]) == 24
        assert set(line["custom_id"]) <= set("0123456789abcdef")
        assert line["body"]["model"] == "m"
    assert len({line["custom_id"] for line in lines}) == TEST_ITEMS


def test_the_custom_id_is_the_one_of_the_contract() -> None:
    # sha256("birch.v0.claims|zh|bare|a|0"), worked with coreutils' sha256sum
    place = Place("birch.v0.claims", "zh", "bare", "a")

    assert place.custom_id == "7a2bf3b2920534c015b00744"


@pytest.mark.parametrize("shape", [openai_line, vllm_line])
def test_answers_in_any_order_come_back_in_release_order(
    release: Path, tmp_path: Path, shape: Any
) -> None:
    ids = [line["custom_id"] for line in export(release, tmp_path / "r.jsonl")]
    texts = {custom_id: f"回答{n}" for n, custom_id in enumerate(ids)}
    random.Random(7).shuffle(ids)
    raw = write(tmp_path / "raw.jsonl", *(shape(i, completion(texts[i])) for i in ids))
    out = tmp_path / "p.jsonl"
    run = ("--run", str(tmp_path / "r.jsonl.run.json"))

    assert bring_in(release, out, raw, more=run) == 0

    rows = list(prompts.select(release, Selection()))
    assert [line["id"] for line in read(out)] == [row.id for row in rows]
    assert [line["text"] for line in read(out)] == [f"回答{n}" for n in range(TEST_ITEMS)]
    info = json.loads((tmp_path / "p.jsonl.run.json").read_text(encoding="utf-8"))
    assert info["model"] == "m"
    assert info["provider"] == "openai batch"
    assert info["note"] == "from batch"


def test_errors_nulls_and_truncation_each_keep_their_name(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [line["custom_id"] for line in export(release, tmp_path / "r.jsonl", "--tasks", "claims")]
    filtered = {"error": {"code": "content_filter"}}
    raw = write(
        tmp_path / "raw.jsonl",
        openai_line(ids[0], completion("半句", "length")),
        openai_line(ids[1], {"choices": []}),
        openai_line(ids[2], {"choices": [{"message": None, "finish_reason": "content_filter"}]}),
        openai_line(ids[3], filtered, 400),
        openai_line(ids[4], {"error": "busy"}, 500),
        {"custom_id": ids[5], "response": None, "error": {"code": "batch_expired"}},
        {"custom_id": ids[6], "response": {"status_code": 200, "body": "<html>"}},
        "not json",
        openai_line("", completion("whose?")),
        {"response": {"body": completion("whose?")}, "error": None},
        openai_line("f" * 24, completion("of another release")),
    )
    out = tmp_path / "p.jsonl"

    assert bring_in(release, out, raw) == 1

    by_id = {line["id"]: line for line in read(out)}
    assert [by_id.get(f"dogwood.v{n}.claims", {}).get("finish_reason") for n in range(4)] == [
        "length", None, "content_filter", "content_filter"
    ]  # fmt: skip
    assert [by_id[f"elm.v{n}.claims"]["finish_reason"] for n in range(3)] == ["error"] * 3
    assert "elm.v3.claims" not in by_id  # no line came back: missing, not failed
    told = capsys.readouterr().err
    ends = {"truncated": 1, "unparsed": 1, "refused": 2, "failed": 3}
    figures = score(out, release)
    assert {status: figures[status] for status in ends} == ends
    assert "raw.jsonl:8" in told
    assert "raw.jsonl:9 /custom_id" in told
    assert "raw.jsonl:10 /custom_id" in told
    assert "f" * 24 in told
    assert "7 answers of served-name, 3 failed, 0 double, 4 line(s) not read" in told


def test_doubles_are_kept_once_when_equal_and_all_when_they_conflict(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [line["custom_id"] for line in export(release, tmp_path / "r.jsonl", "--tasks", "claims")]
    errors = write(
        tmp_path / "errors.jsonl",
        openai_line(ids[2], {}, 500),
        openai_line(ids[3], completion("三")),
    )
    raw = write(
        tmp_path / "raw.jsonl",
        openai_line(ids[0], completion("一")),
        openai_line(ids[0], completion("一")),
        openai_line(ids[1], completion("甲")),
        openai_line(ids[1], completion("乙")),
        openai_line(ids[2], completion("二")),
        openai_line(ids[3], {}, 500),
    )
    out = tmp_path / "p.jsonl"

    assert bring_in(release, out, errors, raw) == 0

    assert [line["text"] for line in read(out)] == ["一", "甲", "乙", "二", "三"]
    assert "0 failed, 4 double" in capsys.readouterr().err


def test_samples_come_back_as_samples(release: Path, tmp_path: Path) -> None:
    words = ("--samples", "3", "--temperature", "1", "--tasks", "bracket", "--limit", "1")
    ids = [line["custom_id"] for line in export(release, tmp_path / "r.jsonl", *words)]
    raw = write(tmp_path / "raw.jsonl", *(openai_line(i, completion(i)) for i in reversed(ids)))
    out = tmp_path / "p.jsonl"

    assert bring_in(release, out, raw, more=("--samples", "3")) == 0
    assert [line["text"] for line in read(out)] == ids
    assert [line.get("sample") for line in read(out)] == [None, 1, 2]


def test_two_languages_are_two_runs(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        openai_line(request["custom_id"], completion())
        for lang in ("zh", "en")
        for request in export(release, tmp_path / "r.jsonl", "--lang", lang, "--limit", "2")
    ]
    raw, out = write(tmp_path / "raw.jsonl", *lines), tmp_path / "p.jsonl"

    assert bring_in(release, out, raw) == 2
    assert "en/bare/a, zh/bare/a" in capsys.readouterr().err
    picked = ("--lang", "en", "--condition", "bare", "--template", "a", "--model", "other")
    assert bring_in(release, out, raw, more=picked) == 0
    assert json.loads(Path(f"{out}.run.json").read_text(encoding="utf-8"))["lang"] == "en"


def test_a_run_description_of_another_run_is_refused(release: Path, tmp_path: Path) -> None:
    zh = export(release, tmp_path / "zh.jsonl", "--limit", "1")
    export(release, tmp_path / "en.jsonl", "--lang", "en", "--limit", "1")
    raw = write(tmp_path / "raw.jsonl", openai_line(zh[0]["custom_id"], completion()))
    other = ("--run", str(tmp_path / "en.jsonl.run.json"))

    assert bring_in(release, tmp_path / "p.jsonl", raw, more=other) == 2


def test_requests_are_parted_by_number_and_by_bytes(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(release, Selection(), Style("m"), "")
    monkeypatch.setattr(batch, "REQUESTS_PER_FILE", 30)
    by_number = batch.export(plan, tmp_path / "n.jsonl")
    monkeypatch.setattr(batch, "REQUESTS_PER_FILE", 50_000)
    monkeypatch.setattr(batch, "BYTES_PER_FILE", 5_000)
    by_bytes = batch.export(plan, tmp_path / "b.jsonl")

    assert [path.name for path in by_number] == ["n-001.jsonl", "n-002.jsonl", "n-003.jsonl"]
    assert [len(read(path)) for path in by_number] == [30, 30, 20]
    assert all(path.stat().st_size <= 5_000 for path in by_bytes)
    assert sum(len(read(path)) for path in by_bytes) == TEST_ITEMS
