"""Lines of keys, predictions and runs: jsonschema, jsonschema-rs and msgspec judge alike."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from msgspec import UNSET

from facelaw.schema import load_schema
from facelaw.schema import validator as bulk
from facelaw.scoring.key import Item
from facelaw.scoring.prediction_line import Prediction
from facelaw.scoring.run_info import RunInfo
from tests.scoring.make_fixture import lines

Line = dict[str, Any]
TYPES: dict[str, Any] = {"key": Item, "prediction": Prediction, "run": RunInfo}


def typed(kind: str, value: Line) -> bool:
    """Whether the scorer's types take a line, together with what the reader checks beside them."""
    try:
        found = msgspec.json.decode(json.dumps(value), type=TYPES[kind])
    except msgspec.DecodeError:
        return False
    if not isinstance(found, Prediction):
        return True
    if (found.answer is UNSET) is (found.text is UNSET):
        return found.answer is UNSET and "finish_reason" in value
    return True


def without(value: Line, name: str) -> Line:
    """Return a line without one field."""
    return {key: inner for key, inner in value.items() if key != name}


KEY = next(row for row in lines() if row["task"] == "argument")
PREDICTION: Line = {"id": "a.v0.claims", "answer": {"x": "y"}}
RUN: Line = {"model": "m", "lang": "zh", "condition": "bare", "template": "a",
             "data_version": "1.0.0", "budget": 2048}  # fmt: skip

ANSWERS: list[Any] = ["x", None, [], [1, None], {}]
GOOD: list[tuple[str, Line]] = [
    *(("key", row) for row in lines()),
    ("key", without(KEY, "evidence")),
    ("key", without(KEY, "asked_on")),
    ("key", KEY | {"types": {"x": "money"}}),
    ("key", KEY | {"size": {"steps": 44, "rows": 0}}),
    ("key", KEY | {"size": {}}),
    ("prediction", PREDICTION),
    *(("prediction", PREDICTION | {"answer": value}) for value in ANSWERS),
    ("prediction", {"id": "x", "text": "", "finish_reason": "stop", "confidence": 0.5}),
    ("prediction", {"id": "x", "text": None, "finish_reason": None, "confidence": None}),
    ("prediction", {"id": "x", "finish_reason": "error"}),
    *(("prediction", PREDICTION | {"confidence": value}) for value in (0, 1, 0.0, 1.0, 1e-9)),
    *(("prediction", PREDICTION | {"sample": value}) for value in (0, 7, 1_000_000)),
    *(
        ("prediction", PREDICTION | {"tokens": value})
        for value in (0, 5, None, {}, {"in": 1, "out": 2, "reasoning": 0}, 2**53 - 1)
    ),
    ("run", RUN),
    ("run", RUN | {"provider": "p", "temperature": 0, "note": ""}),
    ("run", RUN | {"provider": None, "temperature": None, "note": None, "budget": 0}),
]

WRONG_KEYS: list[Line] = [
    {"id": "A.v0.claims"}, {"id": "a.v00.claims"}, {"id": "a.v0.claims\n"}, {"id": "a.v0"},
    {"kind": "twist"}, {"quartet": 1}, {"level": 0}, {"level": "1"}, {"stage": ""},
    {"split": "all"}, {"task": "claim"}, {"answer_type": "list"}, {"keys": []},
    {"keys": [""]}, {"gold": []}, {"gold": [{"key": "x"}]}, {"gold": {"x": "y"}},
    {"gold": [{"key": "x", "value": "y", "more": 1}]},
    {"gold": [{"key": "x", "value": ""}]},
    {"proofs": [[]]}, {"proofs": ["CC-1"]}, {"types": {"x": "number"}},
    {"wordings": {"x": []}}, {"evidence": {"de": {}}}, {"evidence": {"zh": {"x": [""]}}},
    {"asked_on": "2024-6-1"}, {"asked_on": "2024-06-01\n"}, {"asked_on": None},
    {"themes": "none"}, {"extra": 1}, {"item_hashes": {"zh": 1}},
    {"size": {"pages": 4}}, {"size": {"steps": -1}}, {"size": {"steps": 1.5}}, {"size": None},
]  # fmt: skip

BAD: list[tuple[str, Line]] = [
    *(("key", without(KEY, name)) for name in ("id", "gold", "labels", "split", "gold_hash")),
    *(("key", KEY | change) for change in WRONG_KEYS),
    ("prediction", {}),
    ("prediction", {"id": "x"}),
    ("prediction", PREDICTION | {"text": "x"}),
    ("prediction", without(PREDICTION, "id")),
    *(
        ("prediction", PREDICTION | change)
        for change in (
            {"id": ""}, {"id": 5}, {"id": None}, {"answer": 5}, {"answer": True}, {"answer": 0.5},
            {"confidence": -0.1}, {"confidence": 1.1}, {"confidence": "0.5"}, {"confidence": True},
            {"sample": -1}, {"sample": None}, {"sample": "0"}, {"sample": 1_000_001},
            {"sample": 0.5}, {"tokens": -1}, {"tokens": "5"}, {"tokens": {"in": -1}},
            {"tokens": {"input": 5}}, {"tokens": [5]}, {"tokens": 2**53}, {"finish_reason": 5},
            {"extra": 1},
        )
    ),
    ("prediction", {"id": "x", "text": 5}),
    *(("run", without(RUN, name)) for name in RUN),
    *(
        ("run", RUN | change)
        for change in (
            {"model": ""}, {"lang": "de"}, {"condition": "none"}, {"template": "c"},
            {"data_version": ""}, {"budget": -1}, {"budget": "2048"}, {"budget": 0.5},
            {"temperature": "0"}, {"note": 5}, {"seed": 7},
        )
    ),
]  # fmt: skip


def reference(kind: str, value: Line) -> bool:
    """Whether jsonschema takes a line."""
    judge: Any = jsonschema.Draft202012Validator(load_schema(kind))
    return bool(judge.is_valid(value))


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_good(kind: str, value: Line) -> None:
    """All three take it."""
    assert reference(kind, value)
    assert bulk(kind).is_valid(value)
    assert typed(kind, value)


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_bad(kind: str, value: Line) -> None:
    """All three refuse it."""
    assert not reference(kind, value)
    assert not bulk(kind).is_valid(value)
    assert not typed(kind, value)
