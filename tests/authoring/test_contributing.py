"""CONTRIBUTING is walked: every command is run in a copy, every output compared."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from facelaw import _paths
from facelaw.cli import VERBS
from tests.authoring.walk import FAMILY, FINISHED, as_shown, copy, drafts, run, steps

ROOT = _paths.root()
PAGES = ("CONTRIBUTING.md", "CONTRIBUTING.zh.md")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_does_what_it_says(name: str, pages: dict[str, str], tmp_path: Path) -> None:
    environment = copy(tmp_path)
    for step in steps(pages[name]):
        if step.edit:
            (tmp_path / FAMILY).write_text(drafts()[step.edit], encoding="utf-8")
            continue
        came = run(step, tmp_path, environment)
        if step.prints is not None:
            assert as_shown(step.prints, came), f"$ {step.command}\n{came}"


def test_both_pages_walk_the_same_way(pages: dict[str, str]) -> None:
    english, chinese = (steps(pages[name]) for name in PAGES)

    assert [s.edit for s in english] == [s.edit for s in chinese]
    plain = [re.sub(" --lang en", "", s.command) for s in english]
    assert plain == [s.command for s in chinese]


@pytest.mark.parametrize("name", PAGES)
def test_every_file_the_page_names_is_there(name: str, pages: dict[str, str]) -> None:
    named = re.findall(r"\]\((?!http)([^)#]+)\)", pages[name])

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_verb_the_page_names_is_there(name: str, pages: dict[str, str]) -> None:
    assert set(re.findall(r"`?facelaw ([a-z]+)", pages[name])) <= set(VERBS)


def test_outputs_are_compared_line_by_line() -> None:
    assert as_shown("a\n…\nd", "a\nb\nc\nd")
    assert as_shown("a … d", "a b c d")
    assert as_shown("a\n…", "a\nb\nc")
    assert not as_shown("a\nd", "a\nb\nd")


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A checkout with the hook switched on and a sound family staged."""
    environment = copy(tmp_path)
    shutil.copytree(ROOT / ".githooks", tmp_path / ".githooks")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(FINISHED, tmp_path / FAMILY)
    for command in (
        ["init", "--quiet"],
        ["config", "user.email", "a@example.org"],
        ["config", "user.name", "A"],
        ["config", "core.hooksPath", ".githooks"],
        ["add", FAMILY],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path, environment


def commit(folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["git", "commit", "--quiet", "-m", "x"],
        cwd=folder, env=environment, text=True, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_hook_lets_a_sound_family_through(repository: tuple[Path, dict[str, str]]) -> None:
    folder, environment = repository

    assert commit(folder, environment)[0] == 0


def test_the_hook_stops_a_faulty_family(repository: tuple[Path, dict[str, str]]) -> None:
    folder, environment = repository
    (folder / FAMILY).write_text(drafts()["second draft"], encoding="utf-8")
    subprocess.run(["git", "add", FAMILY], cwd=folder, check=True)

    code, said = commit(folder, environment)

    assert code == 1
    assert "endorsement@a1:A = yes" in said


def test_the_hook_stops_untidy_python(repository: tuple[Path, dict[str, str]]) -> None:
    folder, environment = repository
    (folder / "x.py").write_text("import os\n", encoding="utf-8")
    subprocess.run(["git", "add", "x.py"], cwd=folder, check=True)

    code, said = commit(folder, environment)

    assert code == 1
    assert "F401" in said
