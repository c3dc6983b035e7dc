"""Shards: the same bytes one by one and on a Ray cluster of two workers."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from facelaw.cli import main
from facelaw.errors import DataError, Problem

CALL = ["generate", "--seed", "far", "--families", "4", "--levels", "1", "--shards", "3"]


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.filterwarnings("ignore")  # those of the cluster's own start
def test_two_workers_write_the_bytes_of_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = pytest.importorskip("ray", reason="the extra ray is not installed")
    here = Path(__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(here / "benchmark"), str(here)]))
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        assert main([*CALL, "--ray", "--out", str(tmp_path / "ray")]) == 0
        far = capsys.readouterr().out
    finally:
        ray.shutdown()
    assert main([*CALL, "--out", str(tmp_path / "one")]) == 0

    assert content(tmp_path / "ray") == content(tmp_path / "one")
    assert {p.name for p in (tmp_path / "one").iterdir()} == {
        f"shard-0000{i}-of-00003" for i in range(3)
    }
    near = capsys.readouterr().out
    assert sorted(far.split()) == sorted(near.split())


def test_more_shards_than_families_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["generate", "--seed", "1", "--families", "2", "--shards", "3", "--out", "x"]

    assert main(call) == 2
    assert "--shards 3: from 1 to the number of families" in capsys.readouterr().err


def test_problems_travel_between_processes() -> None:
    """A worker's error comes back with its problems, as they were."""
    error = DataError([Problem("b.yaml", 2), Problem("a.yaml", 1, came="x")])
    back = pickle.loads(pickle.dumps(error))
    assert (back.problems, str(back)) == (error.problems, str(error))
