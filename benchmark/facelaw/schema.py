"""Checking a value against ``schemas/<kind>.schema.json`` and telling where it fails."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from facelaw._paths import schemas
from facelaw.errors import DataError, Problem, pointer
from facelaw.files import Document, load_yaml


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
    errors = validator(kind).iter_errors(document.value)
    return [_problem(kind, document, error) for error in errors]


def load_folder(
    kind: str, folder: Path, faults: Callable[[Document], Iterable[Problem]]
) -> list[Document]:
    """Return the YAML files of a folder in the order of their names; none where it is missing.

    Args:
        kind: whose schema they must fit.
        folder: looked at without its subfolders.
        faults: what else is wrong with a file that fits.

    Raises:
        DataError: with every fault of every file.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
        try:
            document = load_yaml(path)
        except DataError as error:
            problems += error.problems
            continue
        problems += check(kind, document) or list(faults(document))
        documents.append(document)
    if problems:
        raise DataError(problems)
    return documents


def _problem(kind: str, document: Document, error: Any) -> Problem:
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
        unexpected: list[str] = list(error.kind.unexpected)
        came = ", ".join(unexpected)
        message = f"no other keys than the schema names; came {came}"
        near = difflib.get_close_matches(unexpected[0], _names(kind), 1)
        hint = "remove it, or check its spelling against the schema"
        hint += f"; did you mean {near[0]}?" if near else ""
    elif error.kind.name == "required":
        message, came = f"the key {error.kind.property}", "none"
        hint = f"add {error.kind.property}: with its value"
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
    hint = hint or f"schemas/{kind}.schema.json says what may stand here"
    return Problem(document.file, document.line(path), pointer(path), message, came, hint)


@cache
def _names(kind: str) -> tuple[str, ...]:
    """Return every key that a schema names, at whatever depth."""
    out: set[str] = set()
    left: list[Any] = [load_schema(kind)]
    while left:
        node = left.pop()
        if issubclass(type(node), dict):
            out.update(node.get("properties", {}))
            left += node.values()
        elif issubclass(type(node), list):
            left += node
    return tuple(sorted(out))
