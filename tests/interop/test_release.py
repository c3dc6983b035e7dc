"""The shipped release through the doors: its gold is right by its own scorer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facelaw._paths import root
from facelaw.interop import natural, prompts
from facelaw.interop.judge import judge
from facelaw.interop.prompts import Selection
from facelaw.interop.requests import Style, body
from facelaw.scoring.key import load

RELEASE = root() / "data" / "release"
SIDE = {"extraction", "recall"}
FOLDER = Path(natural.__file__).parent / "lm_eval"

pytestmark = pytest.mark.skipif(
    not (RELEASE / "key.jsonl").is_file(), reason="no release is built in data/release"
)


@pytest.mark.parametrize("lang", prompts.LANGS)
def test_gold_written_as_a_model_would_write_it_is_right(lang: str) -> None:
    wrong: list[str] = []
    for item in load(RELEASE / "key.jsonl").items:
        came = judge(item, natural.written(natural.from_key(item, lang)), "stop", lang)
        if came.correct != 1.0:
            wrong.append(f"{item.id}: {came}")

    assert wrong == []


def test_every_item_of_the_test_split_makes_a_request() -> None:
    key = load(RELEASE / "key.jsonl")
    asked: set[str] = set()
    for lang in prompts.LANGS:
        for row in prompts.select(RELEASE, Selection(lang=lang)):
            body(row, Style("m"))
            body(row, Style("m", structured=True))
            asked.add(row.id)

    assert asked == {item.id for item in key.items if item.split == "test"} - {
        item.id for item in key.items if item.kind == "altered"
    }


def test_the_group_of_lm_eval_is_what_the_release_asks() -> None:
    text = (FOLDER / "_group.yaml").read_text(encoding="utf-8")
    named = re.findall(r"- facelaw_([a-z]+)$", text, re.MULTILINE)

    assert set(named) == set(prompts.tasks(RELEASE, "test")) - SIDE


def test_custom_ids_are_distinct() -> None:
    places = prompts.by_custom_id(RELEASE)
    rows = sum(
        1
        for split in prompts.SPLITS
        for task in prompts.tasks(RELEASE, split)
        for lang in prompts.LANGS
        for condition in prompts.CONDITIONS
        for template in prompts.TEMPLATES
        for _ in prompts.rows(RELEASE, task, split, lang, condition, template)
    )

    assert len(places) == rows
