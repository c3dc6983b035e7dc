"""The wheel: one top-level name, every file of data and schemas, works in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def tracked(folder: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    return {name for name in listed if (ROOT / name).is_file()}


def test_the_only_installed_name_is_facelaw(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"facelaw"}


def test_every_file_of_data_schemas_and_package_is_in_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("data", "schemas"):
        assert {f"facelaw/{n}" for n in tracked(folder)} <= names
    package = {n.removeprefix("benchmark/") for n in tracked("benchmark/facelaw")}
    assert package <= names


def test_it_lists_and_scores_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    predictions = tmp_path / "p.jsonl"
    predictions.write_text("", encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(site)}
    for words, status in (
        (["--version"], 0), (["list"], 0), (["score", "p.jsonl", "--resamples", "100"], 1),
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "facelaw", *words],
            cwd=tmp_path, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == status, (words, done.stderr)
        assert "Traceback" not in done.stderr
