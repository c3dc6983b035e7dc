"""What the README says is run: every command of its fenced blocks, and its links exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from baselines.table import main as table

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh.md")
ELSEWHERE = (
    "make ", "pip ", "facelaw run ", "facelaw demo", "facelaw score mine", "facelaw compare mine",
    "facelaw horizon fresh",
)  # fmt: skip
"""Run by other tests: the demo below, a model behind an endpoint in tests/interop."""


def commands(page: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text("utf-8"), re.S)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.mark.parametrize("page", PAGES)
def test_commands_run(page: str, tmp_path: Path) -> None:
    ran = 0
    for command in commands(page):
        if command.startswith(ELSEWHERE):
            continue
        words = shlex.split(command)
        assert words[0] == "facelaw", command
        words = [str(tmp_path / word) if word == "fresh" else word for word in words]
        if "my-family" in command:  # in a folder of its own, so that nothing is left behind
            if words[1] == "new":
                words += ["--out", str(tmp_path)]
            else:
                continue
        done = subprocess.run([sys.executable, "-m", "facelaw", *words[1:]], cwd=ROOT,
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout.strip(), command
        ran += 1
    assert ran >= 3


def test_the_demo_goes_the_whole_road(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "facelaw", "demo", "--out", str(tmp_path)], cwd=ROOT,
        capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<html" in page and len(page) > 100_000
    assert max(len(line) for line in done.stdout.splitlines()) <= 100
    assert "majority" in done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_the_table_of_baselines_is_fresh() -> None:
    assert table(["--check"]) == 0, "run python -m baselines.table"


def test_the_python_lines_load_the_data() -> None:
    from datasets import load_dataset

    claims = load_dataset(str(ROOT / "data" / "release"), "claims", split="test")
    assert len(claims) > 0 and "prompt" in claims.column_names
