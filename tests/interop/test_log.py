"""The append-only log: what is told as written is on the disk, and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from facelaw.errors import UsageError
from facelaw.interop.log import RunLog


def record(n: int, status: str = "ok", text: str = "") -> dict[str, Any]:
    key = hashlib.sha256(str(n).encode()).hexdigest()
    return {"key": key, "status": status, "id": f"i{n}", "text": text}


def append(log: RunLog, *records: dict[str, Any]) -> None:
    async def go() -> None:
        await asyncio.gather(*(log.append(one) for one in records))

    asyncio.run(go())


def test_records_are_found_again_by_key_now_and_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "log"
    many = [record(n, text=f"第{n}题\u2028") for n in range(50)]
    with RunLog(path) as log:
        append(log, *many)
        assert [log.find(one["key"]) for one in many] == many
    with RunLog(path) as log:
        assert len(log) == 50
        assert [log.find(one["key"]) for one in many] == many
        assert log.find("00" * 32) is None


def test_a_failure_is_kept_but_not_done_until_a_reply_comes(tmp_path: Path) -> None:
    key = record(1)["key"]
    with RunLog(tmp_path / "log") as log:
        append(log, record(1, "failed"))
        assert not log.done(key)
        append(log, record(1, "ok", "now"))
        append(log, record(1, "failed"))  # a reply once had is not lost to a later failure
        assert log.done(key)
    with RunLog(tmp_path / "log") as log:
        found = log.find(key)
    assert found is not None
    assert found["text"] == "now"


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_cut_by_a_kill_is_taken_off_and_the_rest_stays(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "log"
    with RunLog(path) as log:
        append(log, record(1))
        append(log, record(2))
    path.write_bytes(path.read_bytes()[:-cut])
    with RunLog(path) as log:
        assert (len(log), log.broken) == (1, ())
        append(log, record(3))
    assert [json.loads(line)["id"] for line in path.read_bytes().splitlines()] == ["i1", "i3"]


def test_a_line_broken_in_the_middle_is_told_and_its_item_open_again(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with RunLog(path) as log:
        append(log, record(1))
        append(log, record(2))
    path.write_bytes(b"garbage\n" + path.read_bytes() + b'{"key": "zz", "status": "ok"}\n')
    with RunLog(path) as log:
        assert log.broken == (1, 4)
        assert len(log) == 2


def test_a_full_disk_is_an_error_and_leaves_no_half_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log"

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with RunLog(path) as log:
        append(log, record(1))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(OSError, match="No space"):
                append(log, record(2))
        assert not log.done(record(2)["key"])
        append(log, record(3))
    with RunLog(path) as log:
        assert (len(log), log.broken) == (2, ())


def test_lines_that_wait_together_are_synced_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def counting(descriptor: int) -> None:
        synced.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", counting)
    with RunLog(tmp_path / "log") as log:
        append(log, *(record(n) for n in range(200)))
        assert len(log) == 200
    assert 1 <= len(synced) < 10


def test_half_a_surrogate_pair_does_not_break_the_log(tmp_path: Path) -> None:
    with RunLog(tmp_path / "log") as log:
        append(log, record(1, text="cut emoji \ud83d"))
        append(log, record(2))
    with RunLog(tmp_path / "log") as log:
        assert (len(log), log.broken) == (2, ())


def test_one_log_has_one_writer(tmp_path: Path) -> None:
    with RunLog(tmp_path / "log"), pytest.raises(UsageError, match="another run"):
        RunLog(tmp_path / "log")
    with RunLog(tmp_path / "log"):
        pass
