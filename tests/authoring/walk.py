"""A page's console blocks, run in a copy of the project; what they print is compared.

A line ``$ command`` is run by a shell; the lines below it, up to the next command, are what it
prints to both streams. ``…`` in a line stands for anything, a line of it alone for any lines.
``<!-- then: name -->`` between blocks stands for what the author does in the editor.

``python -m tests.authoring.walk`` writes what the commands print now into both pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FAMILY = "data/scenarios/pharmacy-poster.yaml"
FINISHED = ROOT / "docs" / "example" / "pharmacy-poster.yaml"
_ENDORSED = re.compile(r"^  endorsement@a1: .*\n", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A command with what it prints (None: not shown), or an edit by its name."""

    command: str = ""
    prints: str | None = None
    edit: str = ""


def steps(page: str) -> list[Step]:
    """Return what a page does, in order."""
    out: list[Step] = []
    for found in re.finditer(r"<!-- then: (.*?) -->|```console\n(.*?)```", page, re.DOTALL):
        if found[1]:
            out.append(Step(edit=found[1]))
            continue
        for block in re.split(r"^\$ ", found[2], flags=re.MULTILINE)[1:]:
            command, _, printed = block.partition("\n")
            out.append(Step(command, printed.strip("\n") if printed.strip() else None))
    return out


def drafts() -> dict[str, str]:
    """Return the family file as the author has it at each point of the walk."""
    finished = FINISHED.read_text(encoding="utf-8")
    second = _ENDORSED.sub("", finished)
    first = second
    for old, new in (
        ("{value: own, zh: 脸是我的脸", "{value: own, zh: 脸就是我的脸"),
        ("profit_made@a1:", "profit_made@B:"),
        ("他们当天就撤了。", "他们当天就撤了。这构成侵权。"),
        ("    expect: {A.portrait_right.B: not_established}\n", ""),
    ):
        assert first.count(old) == 1, old
        first = first.replace(old, new)
    return {"first draft": first, "second draft": second, "finished": finished}


def copy(folder: Path) -> dict[str, str]:
    """Copy what an author works with, without other families; return the shell's environment."""

    def left_out(at: str, names: list[str]) -> list[str]:
        inside = (
            {"scenarios", "release", "annotations"} if Path(at) == ROOT / "data" else set[str]()
        )
        return [name for name in names if name in inside | {"__pycache__"}]

    for name in ("benchmark", "data", "schemas", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    (folder / "data" / "scenarios").mkdir()
    command = folder / "bin" / "facelaw"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m facelaw "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    places = [str(command.parent), str(Path(sys.executable).parent), os.environ["PATH"]]
    return {**os.environ, "PATH": os.pathsep.join(places), "PYTHONPATH": str(folder / "benchmark")}


def run(step: Step, folder: Path, environment: dict[str, str]) -> str:
    """Run a command; exit 2 (wrongly called) and shell errors are faults of the page."""
    done = subprocess.run(
        ["sh", "-c", step.command],
        cwd=folder, env=environment, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode in (0, 1), f"{step.command}: {done.returncode}\n{done.stdout}"
    assert "Traceback" not in done.stdout, f"{step.command}\n{done.stdout}"
    return done.stdout.strip("\n")


def as_shown(prints: str, came: str) -> bool:
    """Whether what came is what the page shows."""
    parts = [re.escape(line).replace("…", ".*") for line in prints.splitlines()]
    pattern = "\n".join(parts).replace("\n.*\n", "\n(?:.*\n)*?")
    pattern = re.sub(r"\n\.\*$", r"(?:\n.*)*", pattern)
    return re.fullmatch(pattern, came) is not None


def refresh(page: str, folder: Path) -> str:
    """Return the page with every output that no longer fits written anew.

    The number of norms is left open, since it grows.
    """
    environment = copy(folder)
    done = ""
    for step in steps(page):
        if step.edit:
            (folder / FAMILY).write_text(drafts()[step.edit], encoding="utf-8")
            continue
        came = run(step, folder, environment)
        before, command, page = page.partition(f"$ {step.command}\n")
        done += before + command
        if step.prints is None or not as_shown(step.prints, came):
            shown = re.sub("[0-9]+ norms", "… norms", came).replace(str(folder), "…")
            page = f"{shown}\n" + page.removeprefix(f"{step.prints}\n")
    return done + page


if __name__ == "__main__":
    for name in sys.argv[1:] or ("CONTRIBUTING.md", "CONTRIBUTING.zh.md"):
        with tempfile.TemporaryDirectory() as made:
            written = refresh((ROOT / name).read_text(encoding="utf-8"), Path(made))
        (ROOT / name).write_text(written, encoding="utf-8")
