"""Every command of docs/outside-models.md is one that its verb takes."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "outside-models.md"
VERBS = {"run": "run", "export": "export", "import": "import_"}


def commands() -> list[list[str]]:
    """Return the facelaw commands in the page's blocks, as words."""
    blocks = re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    inner = [found for line in lines for found in re.findall(r"\$\((facelaw [^)]*)\)", line)]
    return [shlex.split(line) for line in [*lines, *inner] if line.startswith("facelaw ")]


def parser_of(verb: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=verb, exit_on_error=False)
    importlib.import_module(f"facelaw.commands.{VERBS[verb]}").add_arguments(parser)
    return parser


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_command_of_the_page_parses(words: list[str]) -> None:
    _, verb, *rest = words
    if verb in VERBS:
        parser_of(verb).parse_args(rest)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_has_help_and_the_page_names_the_ones_that_matter(verb: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for action in parser_of(verb)._actions:  # pyright: ignore[reportPrivateUsage]
        assert action.help
    assert f"facelaw {verb}" in page


def test_the_page_names_every_option_of_run() -> None:
    page = PAGE.read_text(encoding="utf-8")
    actions = parser_of("run")._actions  # pyright: ignore[reportPrivateUsage]
    options = {action.option_strings[-1] for action in actions if action.option_strings}

    assert {option for option in options if option not in page} <= {
        "--help",
        "--timeout",
        "--release",
    }
