"""The schemas are sound, and three readers of them agree: jsonschema, jsonschema-rs, msgspec.

``fixtures/bad_records/<kind>.json`` holds a good record, changes that leave it good (``fine``)
and changes that make it bad, each with the JSON pointer of the place that must be named. A
change sets and removes values by JSON pointer. Beyond these, every value of every good record
is replaced by a row of unlikely ones, and the readers must still agree.
"""

from __future__ import annotations

import copy
import importlib
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import msgspec
import pytest

from facelaw._paths import root, schemas
from facelaw.errors import pointer
from facelaw.schema import load_schema, validator

CORPUS = Path(__file__).parent / "fixtures" / "bad_records"
KINDS = sorted(path.name.removesuffix(".schema.json") for path in schemas().glob("*.json"))
STRUCTS = {
    "key": ("facelaw.scoring.key", "Item"),
    "prediction": ("facelaw.scoring.prediction_line", "Prediction"),
    "run": ("facelaw.scoring.run_info", "RunInfo"),
}
"""msgspec types that guard the scoring path, by the schema that they repeat."""
BEYOND = {"prediction": {"neither answer nor text", "answer and text"}}
"""Bad records that no type can tell from good ones and code refuses later, by kind."""
LENIENT = {("prediction", "/tokens/out"), ("prediction", "/tokens/reasoning")}
"""Places where a type takes null and the schema does not. May only shrink."""
UNGUARDED = {"articles"}
"""Schemas with a pattern that lets a line break through in jsonschema. May only shrink."""

UNLIKELY: list[Any] = [None, True, -1, 1.5, "", "x", "x\n", "\x00", "１２", "2024-06-20\n", [], {}]


def corpus(kind: str) -> dict[str, Any]:
    return dict(json.loads((CORPUS / f"{kind}.json").read_text(encoding="utf-8")))


def is_a(kind: type, value: Any) -> bool:
    return issubclass(type(value), kind)


def changed(record: Any, change: dict[str, Any]) -> Any:
    """Return a copy of a record with values set and removed by JSON pointer."""
    out = [copy.deepcopy(record)]
    for at, value in change.get("set", {}).items():
        holder, last = _reach(out, at)
        if is_a(list, holder) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    for at in change.get("remove", ()):
        holder, last = _reach(out, at)
        del holder[last]
    return out[0]


def _reach(out: list[Any], at: str) -> tuple[Any, Any]:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in at.split("/")[1:]]
    holder: Any = out
    path: list[Any] = [0, *parts]
    for part in path[:-1]:
        holder = holder[int(part) if is_a(list, holder) else part]
    return holder, int(path[-1]) if is_a(list, holder) else path[-1]


def reference(kind: str) -> Any:
    return jsonschema.Draft202012Validator(
        load_schema(kind), format_checker=jsonschema.FormatChecker(["date"])
    )


def places(errors: Iterator[Any], name: str) -> set[str]:
    return {pointer(tuple(getattr(error, name))) for error in errors}


def judged_by_both(kind: str, record: Any) -> set[str]:
    """Return the places that both validators name; they must name the same."""
    slow = places(reference(kind).iter_errors(record), "absolute_path")
    fast = places(validator(kind).iter_errors(record), "instance_path")
    assert slow == fast
    return fast


def decoded(kind: str, record: Any) -> bool:
    module, name = STRUCTS[kind]
    struct = getattr(importlib.import_module(module), name)
    try:
        msgspec.json.decode(json.dumps(record).encode(), type=struct)
    except msgspec.ValidationError:
        return False
    return True


def nodes(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object of a schema with its place."""
    if is_a(dict, schema):
        yield at, schema
        for key, value in schema.items():
            yield from nodes(value, f"{at}/{key}")
    elif is_a(list, schema):
        for number, value in enumerate(schema):
            yield from nodes(value, f"{at}/{number}")


def leaves(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[str]:
    if is_a(dict, value):
        for key, entry in value.items():
            yield from leaves(entry, (*at, key))
    elif is_a(list, value):
        for number, entry in enumerate(value):
            yield from leaves(entry, (*at, number))
    yield pointer(at)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_sound_and_closed(kind: str) -> None:
    schema = load_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema_rs.Draft202012Validator(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{kind}.schema.json"

    for at, node in nodes(schema):
        if "properties" in node and at.rpartition("/")[2] not in ("then", "else", "if"):
            branch = any(part in at for part in ("/then", "/else", "/if", "/oneOf", "/anyOf"))
            assert branch or "additionalProperties" in node, f"{at} is open"
        if isinstance(node.get("pattern"), str):
            assert not any(c in node["pattern"] for c in (r"\d", r"\w", r"\s", r"\p")), at
        assert node.get("format", "date") == "date" or not isinstance(node["format"], str), at


@pytest.mark.parametrize("kind", KINDS)
def test_no_pattern_lets_a_line_break_through(kind: str) -> None:
    open_ended = {
        at
        for at, node in nodes(load_schema(kind))
        if str(node.get("pattern", "")).endswith("$") and "not" not in node and "enum" not in node
    }

    assert bool(open_ended) == (kind in UNGUARDED), f"{kind}: {sorted(open_ended)}"


def test_every_kind_has_its_corpus() -> None:
    assert sorted(path.stem for path in CORPUS.glob("*.json")) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_good_records_pass_everywhere(kind: str) -> None:
    records = corpus(kind)
    fine: list[dict[str, Any]] = [{}, *records["fine"]]
    for change in fine:
        record = changed(records["good"], change)
        assert judged_by_both(kind, record) == set(), change
        if kind in STRUCTS:
            assert decoded(kind, record), change


@pytest.mark.parametrize("kind", KINDS)
def test_bad_records_are_refused_everywhere_at_the_same_place(kind: str) -> None:
    records = corpus(kind)
    reasons = [change["why"] for change in records["bad"]]
    assert len(set(reasons)) == len(reasons) > 2
    for change in records["bad"]:
        record = changed(records["good"], change)
        assert change["at"] in judged_by_both(kind, record), change
        if kind in STRUCTS:
            assert decoded(kind, record) == (change["why"] in BEYOND.get(kind, ())), change


@pytest.mark.parametrize("kind", KINDS)
def test_readers_agree_on_unlikely_values(kind: str) -> None:
    good = corpus(kind)["good"]
    slow: Callable[[Any], bool] = reference(kind).is_valid
    fast: Callable[[Any], bool] = validator(kind).is_valid
    for at in leaves(good):
        for value in UNLIKELY:
            record = changed(good, {"set": {at: value}})
            if kind in UNGUARDED and isinstance(value, str) and value.endswith("\n"):
                continue
            assert slow(record) == fast(record), (at, value)
            if kind in STRUCTS and not (value is None and (kind, at) in LENIENT):
                assert decoded(kind, record) == fast(record), (at, value)


def test_numbers_that_are_none_are_refused_before_a_schema_sees_them() -> None:
    """NaN is a number to jsonschema and none to jsonschema-rs, so JSON is read strictly."""
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(b'{"confidence": NaN}')
    with pytest.raises(ValueError, match="JSON compliant"):
        json.dumps({"confidence": math.nan}, allow_nan=False)


def test_an_amendment_adds_norms_of_the_norms_own_form() -> None:
    shared = ("norm", "norm_id", "example", "condition", "words_or_line")
    norm, alteration = load_schema("norm")["$defs"], load_schema("alteration")["$defs"]

    assert {name: norm[name] for name in shared} == {name: alteration[name] for name in shared}


def test_schemas_name_no_place_outside_the_project() -> None:
    for path in (root() / "schemas").glob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert text.count("http") == 1, path.name
