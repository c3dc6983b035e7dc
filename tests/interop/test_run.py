"""``facelaw run`` against a real server over HTTP: nothing lost, nothing asked twice."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("openai", reason="extra openai is not installed")

from facelaw.cli import main
from facelaw.interop import prompts
from facelaw.interop.endpoint import Endpoint, Patience, retry_after
from facelaw.interop.log import RunLog
from facelaw.interop.prompts import Selection
from facelaw.interop.requests import Style
from facelaw.interop.run import STREAK, Plan, Tally, ask_all, jobs, lines
from tests.interop import server as http
from tests.interop.scored import score
from tests.interop.server import (
    Behaviour,
    Server,
    completion,
    cut,
    good,
    hang_up,
    raw,
    reply,
    slow,
    status,
)
from tests.interop.synthetic import TEST_ITEMS, write_key, write_release

ROOT = Path(__file__).parents[2]
BRIEF = Patience(timeout=5, tries=4, limited=5, first=0.01, longest=0.3)
SECRET = "sk-very-secret-0123456789"


def ask(
    plan: Plan, log_path: Path, concurrency: int = 8, patience: Patience = BRIEF, key: str = ""
) -> tuple[Tally, list[dict[str, Any]]]:
    """Run a plan and return its tally and prediction lines."""

    async def go(log: RunLog) -> Tally:
        async with Endpoint(plan.url, key, patience) as endpoint:
            return await ask_all(jobs(plan), endpoint, log, concurrency)

    with RunLog(log_path, key) as log:
        return asyncio.run(go(log)), list(lines(plan, log))


def planned(release: Path, url: str, *tasks: str, **style: Any) -> Plan:
    return Plan(release, Selection(tasks), Style("m", **style), url)


def test_every_item_is_asked_once_and_lands_in_release_order(release: Path, tmp_path: Path) -> None:
    with Server(delay=0.02) as server:
        plan = planned(release, server.url)
        tally, written = ask(plan, tmp_path / "log", concurrency=5)

    assert (tally.replied, tally.kept, tally.failed) == (TEST_ITEMS, 0, 0)
    assert set(server.asked.values()) == {1}
    assert server.most_active == 5
    order = [row.id for row in prompts.select(release, plan.selection)]
    assert [line["id"] for line in written] == order
    assert written[0] == {
        "id": order[0],
        "text": http.GOOD,
        "finish_reason": "stop",
        "tokens": {"in": 11, "out": 7},
    }


NAUGHTY: dict[str, list[Behaviour]] = {
    "dogwood.v0.claims": [status(500), status(503), good],
    "dogwood.v1.claims": [cut, hang_up, good],
    "dogwood.v2.claims": [raw(b"<html>gateway</html>"), raw(b""), raw(b"[" * 99999), good],
    "dogwood.v3.claims": [status(429, retry_after="0.05"), status(429), good],
    "elm.v0.claims": [reply(completion("被截断", "length"))],
    "elm.v1.claims": [reply({"choices": []})],
    "elm.v2.claims": [reply({"choices": [{"message": None, "finish_reason": "content_filter"}]})],
    "elm.v3.claims": [slow(0.5)],
}


def test_a_misbehaving_server_loses_nothing_and_is_asked_nothing_twice(
    release: Path, tmp_path: Path
) -> None:
    with Server(NAUGHTY) as server:
        plan = planned(release, server.url, "claims")
        tally, written = ask(plan, tmp_path / "log")
        again, same = ask(plan, tmp_path / "log")

    assert (tally.replied, tally.failed) == (8, 0)
    assert set(server.answered.values()) == {1}  # no reply was thrown away and asked for again
    assert dict(server.asked) == {item: len(acts) for item, acts in NAUGHTY.items()}
    assert tally.tries == sum(server.asked.values())
    assert (again.kept, again.tries) == (8, 0)
    assert same == written
    by_id = {line["id"]: line for line in written}
    assert by_id["elm.v0.claims"]["finish_reason"] == "length"
    assert by_id["elm.v1.claims"] == {"id": "elm.v1.claims", "text": ""}
    assert by_id["elm.v2.claims"]["finish_reason"] == "content_filter"
    assert by_id["dogwood.v2.claims"]["text"] == http.GOOD


def test_the_scorer_reads_what_a_run_writes(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.jsonl"
    script = NAUGHTY | {"dogwood.v3.claims": [status(500)] * 2}
    with Server(script) as server:
        main(run_cli(release, server.url, out, "--tasks", "claims", "--tries", "2"))

    figures = score(out, release)
    # v0, v1 and v2 of dogwood need more than two tries too; elm: cut, empty, filtered, late
    assert figures["failed"] == 4
    assert figures["truncated"] == 1
    assert figures["refused"] == 1
    assert figures["unparsed"] == 2  # an empty text, and a text that answers something else
    assert figures["missing"] == TEST_ITEMS - 8


def test_what_stays_without_a_reply_is_failed_and_asked_again_by_the_next_call(
    release: Path, tmp_path: Path
) -> None:
    with Server({"elm.v1.bracket": [status(500)] * BRIEF.tries}) as server:
        plan = planned(release, server.url, "bracket")
        first, written = ask(plan, tmp_path / "log")
        second, mended = ask(plan, tmp_path / "log")

    assert (first.replied, first.failed) == (7, 1)
    failed = next(line for line in written if line["id"] == "elm.v1.bracket")
    assert failed == {"id": "elm.v1.bracket", "text": "", "finish_reason": "error"}
    assert (second.replied, second.kept, second.failed) == (1, 7, 0)
    assert server.asked["elm.v1.bracket"] == BRIEF.tries + 1
    assert {line["finish_reason"] for line in mended} == {"stop"}


def test_a_limit_pauses_everybody_for_as_long_as_the_server_asks(
    release: Path, tmp_path: Path
) -> None:
    with Server({"dogwood.v0.claims": [status(429, retry_after="0.4")]}, delay=0.02) as server:
        began = time.monotonic()
        patience = Patience(timeout=5, first=0.001, longest=2)
        ask(planned(release, server.url, "claims"), tmp_path / "log", 1, patience)
        took = time.monotonic() - began

    assert server.asked["dogwood.v0.claims"] == 2
    assert 0.4 <= took < 2


def test_a_limit_that_never_lifts_ends_in_failure_not_in_a_loop(
    release: Path, tmp_path: Path
) -> None:
    with Server({"*": [status(429)] * 1000}) as server:
        patience = Patience(timeout=5, limited=0.2, first=0.01, longest=0.05)
        tally, _ = ask(planned(release, server.url, "claims"), tmp_path / "log", 8, patience)

    assert tally.failed == 8


def test_a_request_slower_than_the_timeout_is_given_up_and_sent_again(
    release: Path, tmp_path: Path
) -> None:
    with Server({"elm.v0.claims": [slow(1.5), good]}) as server:
        patience = Patience(timeout=0.5, tries=2, first=0.01)
        tally, _ = ask(planned(release, server.url, "claims"), tmp_path / "log", 2, patience)

    assert tally.failed == 0
    assert server.asked["elm.v0.claims"] == 2


@pytest.mark.parametrize("code", [401, 404])
def test_a_refusing_endpoint_ends_the_run_at_once(release: Path, tmp_path: Path, code: int) -> None:
    with Server({"*": [status(code, f"wrong key {SECRET}")] * 99}) as server:
        plan = planned(release, server.url)
        tally, written = ask(plan, tmp_path / "log", concurrency=3, key=SECRET)

    assert f"HTTP {code}" in tally.stopped
    assert SECRET not in tally.stopped
    assert sum(server.asked.values()) <= 3
    assert written == []


def test_a_bad_request_fails_its_item_alone_without_a_second_try(
    release: Path, tmp_path: Path
) -> None:
    many = STREAK + 5
    assert many < TEST_ITEMS
    order = [row.id for row in prompts.select(release, Selection())]
    script = {item: [status(400, "context too long")] for item in order[:many]}
    with Server(script) as server:
        tally, _ = ask(planned(release, server.url), tmp_path / "log")

    assert (tally.failed, tally.replied, tally.stopped) == (many, TEST_ITEMS - many, "")
    assert set(server.asked.values()) == {1}


def test_a_content_filter_that_answers_by_an_error_is_a_refusal_and_not_asked_again(
    release: Path, tmp_path: Path
) -> None:
    with Server({"elm.v0.claims": [status(400, "code: content_filter")]}) as server:
        plan = planned(release, server.url, "claims")
        _, written = ask(plan, tmp_path / "log")
        ask(plan, tmp_path / "log")

    line = next(line for line in written if line["id"] == "elm.v0.claims")
    assert line == {"id": "elm.v0.claims", "text": "", "finish_reason": "content_filter"}
    assert server.asked["elm.v0.claims"] == 1


def test_a_dead_server_is_not_asked_everything(release: Path, tmp_path: Path) -> None:
    with Server() as server:
        url = server.url
    patience = Patience(timeout=1, tries=1, first=0.01)
    tally, _ = ask(planned(release, url), tmp_path / "log", 4, patience)

    assert f"{STREAK} questions in a row" in tally.stopped
    assert STREAK <= tally.failed <= STREAK + 2 * 4  # asked, and waiting for the disk


def test_only_a_changed_item_is_asked_again(release: Path, tmp_path: Path) -> None:
    newer = write_release(tmp_path / "newer", changed="elm.v2.gaps.A.portrait_right.B")
    key = (newer / "key.jsonl").read_text(encoding="utf-8")
    write_key(newer, key.replace("not_established", "established"))
    with Server() as server:
        ask(planned(release, server.url), tmp_path / "log")
        tally, written = ask(planned(newer, server.url), tmp_path / "log")

    assert (tally.kept, tally.replied) == (TEST_ITEMS - 1, 1)
    assert server.asked["elm.v2.gaps.A.portrait_right.B"] == 2
    assert len(written) == TEST_ITEMS


@pytest.mark.parametrize(
    "other",
    [
        {"budget": 4096},
        {"temperature": 0.5},
        {"shots": 2},
        {"mode": "reasoning"},
        {"mode": "direct"},
        {"structured": True},
        {"tokens_field": "max_completion_tokens"},
    ],
)
def test_every_setting_is_part_of_the_key(
    release: Path, tmp_path: Path, other: dict[str, Any]
) -> None:
    with Server() as server:
        ask(planned(release, server.url, "bracket"), tmp_path / "log")
        tally, _ = ask(planned(release, server.url, "bracket", **other), tmp_path / "log")

    assert (tally.kept, tally.replied) == (0, 8)


def test_samples_are_asked_apart(release: Path, tmp_path: Path) -> None:
    with Server() as server:
        plan = Plan(release, Selection(("bracket",)), Style("m", temperature=1.0), server.url, 3)
        tally, written = ask(plan, tmp_path / "log")

    assert tally.replied == 24
    assert set(server.asked.values()) == {3}
    assert [line.get("sample", 0) for line in written[:3]] == [0, 1, 2]


def run_cli(release: Path, url: str, out: Path, *more: str) -> list[str]:
    words = ["run", "--model", "m", "--base-url", url, "--release", str(release)]
    return [*words, "--out", str(out), "--api-key-env", "FACELAW_TEST_KEY", *more]


def test_the_key_is_sent_and_never_written(
    release: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FACELAW_TEST_KEY", SECRET)
    echo = reply(completion(f"you sent {SECRET}", reasoning_content=f"it is {SECRET}"))
    script = {"elm.v0.claims": [echo], "elm.v1.claims": [status(400, f"bad key {SECRET}")]}
    out = tmp_path / "p.jsonl"
    with Server(script) as server:
        code = main(run_cli(release, server.url, out, "--tasks", "claims", "--tries", "2"))

    assert code == 1  # one item failed
    assert server.keys == {f"Bearer {SECRET}"}
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 3
    for path in files:
        assert SECRET not in path.read_text(encoding="utf-8")
    shown = capfd.readouterr()
    assert SECRET not in shown.out + shown.err
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert any("[key removed]" in line["text"] for line in lines)


def test_the_command_writes_predictions_and_what_run_they_are(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "p.jsonl"
    with Server() as server:
        code = main(
            run_cli(
                release, server.url, out, "--lang", "en", "--condition", "bare", "--template", "a",
                "--split", "dev", "--tasks", "claims,gaps", "--shots", "2", "--reasoning",
                "--concurrency", "2", "--budget", "8192", "--temperature", "none",
                "--max-tokens-field", "max_completion_tokens", "--samples", "1", "--limit", "6",
                "--timeout", "20",
            )
        )  # fmt: skip

    assert code == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert len(out.read_text(encoding="utf-8").splitlines()) == 6
    assert json.loads((tmp_path / "p.jsonl.run.json").read_text(encoding="utf-8")) == {
        "model": "m",
        "lang": "en",
        "condition": "bare",
        "template": "a",
        "data_version": "0.0.1-made-up",
        "budget": 8192,
        "provider": server.url,
        "note": "shots 2; reasoning first",
    }
    body = server.bodies[0]
    assert set(body) == {"model", "messages", "max_completion_tokens"}
    assert body["max_completion_tokens"] == 8192
    content = body["messages"][0]["content"]
    assert content.index("## Example 1") < content.index("## Example 2") < content.index("<cedar")
    assert content.endswith("write nothing after it.")


def test_a_structured_request_carries_the_form_of_its_item(release: Path, tmp_path: Path) -> None:
    with Server() as server:
        out = tmp_path / "p.jsonl"
        main(run_cli(release, server.url, out, "--structured", "--tasks", "claims"))

    form = server.bodies[0]["response_format"]
    assert form["type"] == "json_schema"
    schema = form["json_schema"]["schema"]
    assert schema["required"] == ["A.portrait_right.B", "A.reputation_right.B"]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--tasks", "claims,nonsense"], "no task nonsense"),
        (["--condition", "law"], "it has: en/bare/a; zh/bare/a"),
        (["--reasoning", "--structured"], "choose one"),
        (["--api-key-env", SECRET], "not a key"),
        (["--base-url", f"https://me:{SECRET}@host/v1"], "environment variable"),
        (["--base-url", f"https://host/v1?api-key={SECRET}"], "environment variable"),
        (["--base-url", "host"], "https://host/v1"),
        (["--concurrency", "0"], "at least 1"),
    ],
)
def test_a_wrong_call_is_told_and_leaves_nothing(
    release: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    out = tmp_path / "p.jsonl"
    code = main([*run_cli(release, "http://127.0.0.1:9/v1", out), *words])

    told = capsys.readouterr().err
    assert code == 2
    assert said in told
    assert SECRET not in told
    assert list(tmp_path.iterdir()) == []


def start(release: Path, url: str, out: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "facelaw", *run_cli(release, url, out, "--concurrency", "4")]
    path = str(ROOT / "benchmark")
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE)


def until(condition: Any, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def test_a_killed_run_goes_on_where_it_stopped(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.jsonl"
    log = tmp_path / "p.jsonl.log"
    with Server(delay=0.1) as server:
        process = start(release, server.url, out)
        until(lambda: log.exists() and log.read_bytes().count(b"\n") >= 12)
        process.kill()
        process.communicate()
        kept = {json.loads(line)["id"] for line in log.read_bytes().splitlines()}
        with log.open("ab") as file:
            file.write(b'{"key": "half a li')  # what a kill in the middle of a write leaves
        until(lambda: server.active == 0)
        before = Counter(server.asked)
        server.delay = 0
        second = start(release, server.url, out)
        second.communicate()

    assert second.returncode == 0
    assert 12 <= len(kept) < TEST_ITEMS
    assert all(server.asked[item] == before[item] == 1 for item in kept)
    in_flight = sum(server.asked.values()) - TEST_ITEMS
    assert 0 <= in_flight <= 4
    assert len(out.read_text(encoding="utf-8").splitlines()) == TEST_ITEMS


def test_an_interrupt_waits_for_what_is_in_flight_and_keeps_it(
    release: Path, tmp_path: Path
) -> None:
    out = tmp_path / "p.jsonl"
    with Server(delay=0.3) as server:
        process = start(release, server.url, out)
        until(lambda: sum(server.asked.values()) >= 6)
        process.send_signal(signal.SIGINT)
        told = process.communicate()[1].decode()
        asked = sum(server.asked.values())

    assert process.returncode == 1
    assert "interrupted" in told
    assert len(out.read_text(encoding="utf-8").splitlines()) == asked < TEST_ITEMS


def read_some(terminal: int) -> str:
    """Return what a terminal holds next, ``""`` at its end; a read may end inside a character."""
    try:
        return os.read(terminal, 1_000_000).decode(errors="replace")
    except OSError:  # how Linux tells the end of a pseudo-terminal
        return ""


def test_progress_is_drawn_for_a_person_and_for_nobody_else(release: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "facelaw"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "benchmark"), "TERM": "xterm", "COLUMNS": "80"}
    with Server(delay=0.05) as server:
        watched = run_cli(release, server.url, tmp_path / "a.jsonl")
        subprocess.run([*words, *watched], env=env, stderr=theirs, stdout=subprocess.DEVNULL)
        os.close(theirs)
        drawn = "".join(iter(lambda: read_some(ours), ""))
        os.close(ours)
        alone = run_cli(release, server.url, tmp_path / "b.jsonl")
        told = subprocess.run([*words, *alone], env=env, capture_output=True, text=True).stderr

    assert f"{TEST_ITEMS}/{TEST_ITEMS}" in drawn
    assert re.search(r"\d/s · left", drawn)
    assert told == f"{TEST_ITEMS} asked for: {TEST_ITEMS} replies now, 0 before, 0 failed; " + (
        f"{TEST_ITEMS} requests sent\n"
    )


def test_two_runs_do_not_write_one_log(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.jsonl"
    with RunLog(tmp_path / "p.jsonl.log"):
        code = main(run_cli(release, "http://127.0.0.1:9/v1", out))

    assert code == 2


def test_retry_after_is_read_as_seconds_and_as_a_date() -> None:
    date = formatdate(time.time() + 3600, usegmt=True)

    assert retry_after({"retry-after": "0.25"}) == 0.25
    assert retry_after({"retry-after-ms": "250", "retry-after": "9"}) == 0.25
    assert 3590 < (retry_after({"retry-after": date}) or 0) <= 3600
    for nonsense in ("soon", "-3", "nan", "inf", "", formatdate(0, usegmt=True)):
        assert retry_after({"retry-after": nonsense}) is None
    assert retry_after({}) is None


def test_the_direct_mode_asks_for_the_object_alone(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.jsonl"
    with Server() as server:
        main(run_cli(release, server.url, out, "--direct", "--tasks", "claims", "--limit", "1"))

    assert server.bodies[0]["messages"][0]["content"].endswith("此外不写任何内容。")
    info = json.loads(Path(f"{out}.run.json").read_text(encoding="utf-8"))
    assert info["note"] == "no reasoning asked"
