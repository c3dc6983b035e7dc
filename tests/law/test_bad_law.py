"""A law folder with faults in it is refused at load: all faults at once, each with the way out.

``fixtures/tiny_law`` is a law of seven norms without a fault; ``bad_law.yaml`` says what is
planted in it and what the report must say.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from facelaw.errors import DataError, Problem
from facelaw.files import load_yaml
from facelaw.law.derive import Engine
from facelaw.law.lint import lint
from facelaw.law.load import load_law
from facelaw.law.settle import Case
from facelaw.law.shape import ActShape, Shape

TINY = Path(__file__).parents[1] / "fixtures" / "tiny_law"
FAULTS: dict[str, dict[str, Any]] = {
    entry["fault"]: entry for entry in load_yaml(Path(__file__).with_name("bad_law.yaml")).value
}
TOGETHER = (
    "an unknown name in a link",
    "a circle through unless",
    "a norm that outlives its law",
    "an article that the law has not",
    "a paragraph that the article has not",
    "an enum compared by size",
    "a comparison of what only holds or not",
    "a malformed condition",
    "a repeated id",
    "a reading with a single option",
    "a claim that cites an item too many",
    "a claim that rests on an act",
    "silence that says nothing",
)


def folder(root: Path, *names: str) -> Path:
    """Copy the small law and plant some faults in the copy."""
    copy = root / "law"
    shutil.copytree(TINY, copy)
    for name in names:
        fault = FAULTS[name]
        path = copy / fault["file"]
        text = path.read_text(encoding="utf-8")
        changes = [(fault["old"], fault["new"])]
        if "also" in fault:
            changes.append((fault["also"][0], fault["also"][1]))
        for old, new in changes:
            assert old in text, f"{name}: {old}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
    return copy


def refused(root: Path, *names: str) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as error:
        load_law(folder(root, *names))
    return error.value.problems


def test_the_folder_without_faults_loads_and_works(tmp_path: Path) -> None:
    law = load_law(folder(tmp_path))
    shape = Shape(("A", "B"), (ActShape("a1", "B", ("A",)),))
    facts = {"face@a1:A": "own", "published@a1": "yes"}
    case = Case(shape, {"a1": ("2022-01-01", "2022-01-01")}, "2024-01-01", "trial", facts)

    found = Engine(law).derive(case, ("A.portrait_right.B",))

    assert found.verdict("A.portrait_right.B") == "established"
    assert {p.pointer for p in lint(law)} >= {"CC-1019-1"}  # it has no examples


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_place_and_the_way_out(name: str, tmp_path: Path) -> None:
    found = refused(tmp_path, name)
    text = "\n".join(map(str, found))

    assert all(p.file.endswith(".yaml") and p.line > 0 for p in found)
    assert any(p.file.endswith(FAULTS[name]["file"]) for p in found)
    for words in FAULTS[name]["says"]:
        assert words in text


def test_the_line_told_is_the_line_of_the_fault(tmp_path: Path) -> None:
    found = refused(tmp_path, "an unknown fact", "silence that says nothing")
    assert {(p.file.rpartition("/")[2], p.line) for p in found} == {
        ("norms.yaml", 3),
        ("facts.yaml", 1),
    }


def test_faults_in_every_file_are_told_together(tmp_path: Path) -> None:
    found = refused(tmp_path, *TOGETHER)
    text = "\n".join(map(str, found))

    for name in TOGETHER:
        for words in FAULTS[name]["says"]:
            assert words in text, name
    assert len(found) == len(TOGETHER)
    assert all(p.hint for p in found)


@pytest.mark.parametrize("text", ["- id: [", "id: not-a-list", "- {id: X-1}", "- 7", ""])
def test_a_broken_file_does_not_hide_the_others(text: str, tmp_path: Path) -> None:
    root = folder(tmp_path, "an unknown fact")
    (root / "norms" / "other.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_law(root)

    names = {p.file.rpartition("/")[2] for p in error.value.problems}
    assert names == {"norms.yaml", "other.yaml"}


def test_a_circle_is_told_once_and_whole(tmp_path: Path) -> None:
    found = refused(tmp_path, "a circle through unless")
    assert [p.came for p in found] == ["licensed → infringed → licensed"]
