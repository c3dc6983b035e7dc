"""Reading YAML with line numbers and every scalar a string; writing files whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facelaw.errors import DataError, Problem

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A YAML file: its value (strings, lists, dicts with string keys) and the line of each node."""

    file: str
    value: Any
    lines: Mapping[Path_, int] = field(default_factory=dict[Path_, int])

    def line(self, path: Path_ = ()) -> int:
        """Return the line (from 1) of the node at ``path`` or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, expected: str, came: str = "", hint: str = "") -> Problem:
        """Return a :class:`Problem` that points at ``path``."""
        from facelaw.errors import pointer

        return Problem(self.file, self.line(path), pointer(path), expected, came, hint)


def load_yaml(path: Path, name: str | None = None) -> Document:
    """Read a YAML file; every scalar stays the string that was written.

    YAML would read ``no`` as false and ``2021-11-01`` as a date; here both stay text and the
    schema types them. Aliases and tags are refused, and so is a key written twice.

    Raises:
        DataError: the file is no UTF-8, no YAML, or repeats a key.
    """
    import yaml

    name = name or _shown(path)
    try:
        text = path.read_text(encoding="utf-8")
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        node = yaml.compose(text, Loader=loader)
    except UnicodeDecodeError as error:
        raise DataError([Problem(name, 0, "", "UTF-8 text", str(error), "save as UTF-8")]) from None
    except OSError as error:
        raise DataError([Problem(name, 0, "", "a readable file", str(error))]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        came = getattr(error, "problem", None) or str(error)
        hint = "check the indentation and quotes here and on the line above"
        raise DataError([Problem(name, line, "", "valid YAML", came, hint)]) from None
    lines: dict[Path_, int] = {}
    problems: list[Problem] = []
    value = _value(node, (), lines, problems, name) if node is not None else None
    if problems:
        raise DataError(problems)
    return Document(name, value, lines)


def _value(node: Any, at: Path_, lines: dict[Path_, int], bad: list[Problem], name: str) -> Any:
    """Turn a YAML node into strings, lists and dicts, noting lines and repeated keys."""
    lines[at] = node.start_mark.line + 1
    if node.id == "scalar":
        return str(node.value)
    if node.id == "sequence":
        return [_value(n, (*at, i), lines, bad, name) for i, n in enumerate(node.value)]
    out: dict[str, Any] = {}
    for key, child in node.value:
        k = str(key.value)
        line = key.start_mark.line + 1
        if k in out:
            bad.append(Problem(name, line, "", f"each key once; {k!r} is written twice", k))
        out[k] = _value(child, (*at, k), lines, bad, name)
        lines[(*at, k)] = line
    return out


def _shown(path: Path) -> str:
    """Return the path as people know it: from the project's folder where it lies inside."""
    from facelaw._paths import root

    try:
        return path.resolve().relative_to(root()).as_posix()
    except ValueError:
        return str(path)


def read_json(path: Path) -> Any:
    """Read one JSON file.

    Raises:
        DataError: it cannot be read or is no JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError([Problem(_shown(path), 0, "", "a JSON file", str(error))]) from None


def write_bytes(path: Path, content: bytes) -> None:
    """Write beside the target and rename into place; an interruption leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, content: str) -> None:
    r"""Write UTF-8 text as :func:`write_bytes` does; line ends are ``\n`` everywhere."""
    write_bytes(path, content.encode("utf-8"))


def dump_json(value: object) -> str:
    """Return JSON as every file of the project has it: two spaces, Chinese readable, newline."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
