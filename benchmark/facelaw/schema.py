"""Checking a value against ``schemas/<kind>.schema.json`` and telling where it fails."""

from __future__ import annotations

import difflib
import json
from functools import cache
from typing import Any

from facelaw._paths import schemas
from facelaw.errors import Problem, pointer
from facelaw.files import Document


@cache
def load_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file, for example ``"norm"``."""
    text = schemas(f"{kind}.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def validator(kind: str) -> Any:
    """Return the bulk validator (jsonschema-rs) of a kind; jsonschema is the reference in tests."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(load_schema(kind), validate_formats=True)


def check(kind: str, document: Document) -> list[Problem]:
    """Return every place where a document breaks its schema, with line and JSON pointer."""
    return [_problem(document, error) for error in validator(kind).iter_errors(document.value)]


def _problem(document: Document, error: Any) -> Problem:
    """Turn a validator's error into a problem that a jurist understands."""
    path = tuple(error.instance_path)
    came = (
        error.instance
        if isinstance(error.instance, str)
        else json.dumps(error.instance, ensure_ascii=False)
    )
    message = str(error.message)
    hint = ""
    if error.kind.name == "enum":
        options = [str(option) for option in error.kind.options]
        near = difflib.get_close_matches(str(error.instance), options, 1)
        message = "one of " + ", ".join(options)
        hint = f"did you mean {near[0]}?" if near else ""
    elif error.kind.name == "additionalProperties":
        hint = "remove it, or check its spelling against the schema"
        message = "no other keys than the schema names; came " + ", ".join(error.kind.unexpected)
    elif error.kind.name == "type" and error.instance == "":
        message, hint = "entries below this key; there are none", "fill them in, or write {} or []"
        if path and path[-1] == "facts":
            hint = "take the # off the facts that the text tells, and fill in value and words"
    elif error.kind.name == "not":
        message = "text on one line, without control characters"
        if error.kind.schema == {}:
            message, hint = "nothing here", "this key does not go with the others; take it out"
    elif error.kind.name == "pattern":
        message = f"text of the form {error.kind.pattern}"
    return Problem(document.file, document.line(path), pointer(path), message, came, hint)
