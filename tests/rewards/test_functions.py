"""Reward functions called as TRL 1.16 and verifiers 0.1 and 0.2 call them.

The calls are copied from ``GRPOTrainer._calculate_rewards`` and ``Rubric``; `real_clients.py`
beside this file makes them through the packages themselves, which are too heavy for every run.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest

from facelaw.errors import UsageError
from facelaw.interop.natural import written
from facelaw.rewards.functions import rubric, said, trl
from facelaw.rewards.items import dumps, loads
from tests.scoring.fakes import NAMES, fixture, item
from tests.scoring.test_redteam import CASES

RIGHT = written({"answer": ["f1", "f2"]})
HALF = written({"answer": ["f1"]})
ANY = ("train", "dev", "test")


def ask_trl(function: Any, inputs: list[dict[str, Any]], completions: list[Any]) -> list[Any]:
    """Call a reward function with what GRPOTrainer gives it."""
    keys = [key for key in inputs[0] if key not in ["prompt", "completion", "completion_ids"]]
    kwargs: dict[str, Any] = {key: [example[key] for example in inputs] for key in keys}
    kwargs |= {"trainer_state": object(), "log_extra": print, "log_metric": print}
    prompts = [example["prompt"] for example in inputs]
    ids = [[1, 2]] * len(completions)
    out = function(prompts=prompts, completions=completions, completion_ids=ids, **kwargs)
    assert len(out) == len(prompts)
    return list(out)


def row(name: str, **more: Any) -> dict[str, Any]:
    return {"prompt": "……", "id": NAMES[name], "lang": "zh", **more}


def chat(text: Any) -> list[dict[str, Any]]:
    return [{"role": "assistant", "content": text}]


def test_trl_with_texts_and_with_messages() -> None:
    rows = [row("gaps"), row("gaps"), row("removed")]
    function = trl(key=fixture(), splits=ANY)
    outputs = [RIGHT, HALF, "抱歉，我无法协助处理。"]

    # (0 + 1/2) / 2 for half of a set
    assert ask_trl(function, rows, outputs) == [1, 0.25, 0]
    assert ask_trl(function, rows, [chat(text) for text in outputs]) == [1, 0.25, 0]


def test_trl_with_items_in_a_column() -> None:
    rows = [{"prompt": "……", "item": dumps(item(name))} for name in ("letter", "sum")]
    assert ask_trl(trl(), rows, ['{"answer": "D"}', "5000元"]) == [1, 1]
    rows = [{"prompt": "……", "item": json.loads(dumps(item("letter")))}]
    assert ask_trl(trl(), rows, ['{"answer": "A"}']) == [0]


def test_parts_are_functions_of_their_own_and_none_where_they_are_not_asked() -> None:
    rows = [row("gaps"), row("argument")]
    verdict = (
        '{"elements": {"used": "met"}, "articles": ["民法典第1019条"], "verdict": "established"}'
    )
    outputs = [HALF, verdict]
    made = {part: trl(part, fixture(), ANY) for part in ("right", "keys", "articles", "quotes")}

    assert ask_trl(made["right"], rows, outputs) == [0, 0]
    assert ask_trl(made["keys"], rows, outputs) == [1 / 2, 2 / 4]
    assert ask_trl(made["articles"], rows, outputs) == [None, 1]
    assert ask_trl(made["quotes"], rows, outputs) == [None, 0]
    assert [made[part].__name__ for part in made] == [f"facelaw_{part}" for part in made]
    assert trl().__name__ == rubric().__name__ == "facelaw"


def test_the_test_split_is_not_trained_on() -> None:
    with pytest.raises(UsageError, match=r"is of split test.*train, dev"):
        ask_trl(trl(key=fixture()), [row("gaps")], [RIGHT])
    with pytest.raises(UsageError, match="is of split test"):
        ask_trl(trl(), [{"prompt": "", "item": dumps(item("gaps"))}], [RIGHT])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "came: none; keep the column id"),
        ({"id": "x.v0.claims"}, "came: x.v0.claims"),
        ({"item": "{"}, "item as JSON was expected"),
    ],
)
def test_a_row_that_names_no_item_stops_the_training(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        ask_trl(trl(key=fixture()), [{"prompt": "……", **wrong}], [RIGHT])


@pytest.mark.parametrize(
    ("completion", "text"),
    [
        ("a", "a"),
        (chat("a"), "a"),
        (chat(None), ""),
        (chat([{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]), "ab"),
        ([*chat("draft"), {"role": "tool", "content": "x"}, *chat("a")], "a"),
        ([*chat("draft"), {"role": "tool", "content": "x"}], ""),
        ([], ""),
        (None, ""),
    ],
)
def test_what_was_said_is_the_last_message_of_the_model(completion: Any, text: str) -> None:
    assert said(completion) == text


def ask_rubric(function: Any, state: dict[str, Any]) -> float:
    """Call a reward function with what verifiers' Rubric gives it."""
    given = {"prompt": state["prompt"], "completion": state["completion"],
             "answer": state.get("answer", ""), "state": state, "task": "default",
             "info": state.get("info", {}), "parser": object()}  # fmt: skip
    names = inspect.signature(function).parameters
    if not any(p.kind == p.VAR_KEYWORD for p in names.values()):
        given = {name: value for name, value in given.items() if name in names}
    return float(function(**given))


@pytest.mark.parametrize("info", [{"id": NAMES["gaps"]}, json.dumps({"id": NAMES["gaps"]})])
def test_verifiers_with_info_as_mapping_and_as_json(info: Any) -> None:
    function = rubric(key=fixture(), splits=ANY)
    state = {"prompt": chat("……"), "info": info}
    assert ask_rubric(function, state | {"completion": chat(RIGHT)}) == 1
    assert ask_rubric(function, state | {"completion": HALF}) == 0.25
    assert ask_rubric(rubric("quotes", fixture(), ANY), state | {"completion": RIGHT}) == 0


def test_hostile_outputs_earn_through_both_doors_what_they_earn_alone() -> None:
    from facelaw import reward

    cases = [case for case in CASES if "text" in case and "finish" not in case]
    rows = [row(case["on"]) for case in cases]
    alone = [reward(item(case["on"]), case["text"]) for case in cases]
    assert ask_trl(trl(key=fixture(), splits=ANY), rows, [c["text"] for c in cases]) == alone
    function = rubric(key=fixture(), splits=ANY)
    states = [{"prompt": "", "completion": chat(c["text"]), "info": r}
              for c, r in zip(cases, rows, strict=True)]  # fmt: skip
    assert [ask_rubric(function, state) for state in states] == alone


@pytest.mark.parametrize("name", NAMES)
def test_an_item_comes_back_from_its_json(name: str) -> None:
    assert loads(dumps(item(name))) == item(name)
