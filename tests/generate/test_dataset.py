"""The procedural data set: entries by number, alone and repeatable, their answers worth 1."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import pytest

from facelaw.errors import DataError, UsageError
from facelaw.generate.dataset import Dataset, create_dataset
from facelaw.gold.families import family_files
from facelaw.rewards.functions import trl
from facelaw.rewards.items import loads
from tests.generate import stub

TASKS = ("claims", "argument", "gaps", "consequences", "flaw")


def made(**settings: Any) -> Dataset:
    return create_dataset(**{"seed": 3, "size": 6, "write": stub.write, **settings})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_entry_has_the_form_and_its_answer_earns_all(lang: str) -> None:
    cases = made(tasks=TASKS, lang=lang)
    for index, entry in enumerate(cases):
        assert set(entry) == {"question", "answer", "metadata"}
        told = entry["metadata"]
        assert (told["source_dataset"], told["source_index"]) == ("facelaw", index)
        assert told["difficulty"]["level"] in range(1, 7)
        item = loads(told["item"])
        assert told["id"] == item.id and told["task"] == item.task in TASKS
        assert list(item.item_hashes) == [f"{lang}.bare.a"]
        assert "{" in entry["question"] and entry["answer"] not in entry["question"]
        json.dumps(entry)
        assert cases.score_answer(entry["answer"], entry) == 1
        for nothing in (None, "", "null", "抱歉，我无法协助处理。"):
            assert cases.score_answer(nothing, entry) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_generated_cases_of_every_level_earn_all_with_their_answers(lang: str) -> None:
    cases = create_dataset(seed=11, size=5, tasks=("claims", "argument", "flaw"), lang=lang)
    told = [entry["metadata"] for entry in cases]
    assert [entry["difficulty"]["level"] for entry in told] == [1, 2, 3, 4, 5]
    assert len({entry["id"] for entry in told}) == 5
    assert [cases.score_answer(entry["answer"], entry) for entry in cases] == [1] * 5
    (hard,) = create_dataset(seed=11, size=1, level=4)
    assert hard["metadata"]["difficulty"] == {"level": 4}


def test_an_entry_depends_on_seed_and_number_alone() -> None:
    cases = made()
    third = cases[3]
    assert made(size=1000)[3] == third == list(cases)[3] == cases[-3] == cases[2:5][1]
    assert made(seed=4)[3] != third
    assert len(cases) == 6


def test_nothing_is_written_before_it_is_asked_for() -> None:
    stub.asked.clear()
    cases = made(size=10**9, level=2)
    assert stub.asked == []
    assert cases[7]["metadata"]["source_index"] == 7
    assert stub.asked == [(3, 7, 2)]
    assert len(list(islice(cases, 2))) == 2
    assert stub.asked == [(3, 7, 2), (3, 0, 2), (3, 1, 2)]


def test_variants_and_tasks_take_turns() -> None:
    told = [entry["metadata"] for entry in made(size=24, tasks=("claims", "argument"))]
    assert len({entry["variant"] for entry in told}) > 3
    assert {entry["task"] for entry in told} == {"claims", "argument"}


def test_rows_feed_a_reward_function() -> None:
    rows = list(made(size=3).rows())
    answers = [entry["answer"] for entry in made(size=3)]
    columns = {name: [row[name] for row in rows] for name in ("item", "lang")}
    prompts = [row["prompt"] for row in rows]
    assert trl()(prompts=prompts, completions=answers, **columns) == [1, 1, 1]
    assert trl()(prompts=prompts, completions=answers[1:] + answers[:1], **columns) != [1, 1, 1]


def test_datasets_reads_it_as_a_stream() -> None:
    from datasets import IterableDataset

    stream = IterableDataset.from_generator(lambda: made(size=3).rows())
    assert list(stream) == list(made(size=3).rows())


def test_a_family_without_the_task_is_told() -> None:
    civil = next(i for i, path in enumerate(family_files()) if path.stem == "template-face-out")
    with pytest.raises(DataError, match=r"family 0: a task of bracket(.|\n)*add claims"):
        made(seed=civil, tasks=("bracket",))[0]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"tasks": ("claims", "recall")}, r"tasks: .*came: \['recall'\]"),
        ({"tasks": ()}, "tasks: "),
        ({"lang": "fr"}, r"lang: .*zh, en.*came: \['fr'\]"),
        ({"condition": "altered"}, "condition: .*bare, law, ledger"),
        ({"template": "c"}, "template: "),
        ({"size": -1}, "size: 0 or more expected, came: -1"),
    ],
)
def test_unknown_settings_are_told(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        made(**wrong)


@pytest.mark.parametrize("index", [6, -7])
def test_there_is_no_entry_beyond_the_size(index: int) -> None:
    with pytest.raises(IndexError, match=f"entry {index} of 6"):
        made()[index]
