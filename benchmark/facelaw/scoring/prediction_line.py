"""One line of a prediction file, typed, and what can be saved of a line that is otherwise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any, cast

import msgspec
from msgspec import UNSET, UnsetType

from facelaw.scoring import unicode

DEEPEST = 64
"""Brackets inside brackets of a line over :data:`SHORT` bytes; deeper ones are not parsed."""
SHORT = 1_024
"""Bytes of a line that is parsed without counting: they bound its nesting."""

Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Sample = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class Tokens(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, rename={"into": "in"}
):
    """Tokens of one answer: ``in``, ``out``, and ``reasoning`` as a part of ``out``."""

    into: Whole = 0
    out: Whole | UnsetType = UNSET
    reasoning: Whole | UnsetType = UNSET


class Prediction(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A line: exactly one of ``answer`` and ``text``, or a finish reason alone.

    Attributes:
        answer: structured; None abstains. Floats in it are only ever turned back into text.
        text: raw output.
        confidence: probability that the whole answer is right.
        tokens: output tokens, or a breakdown.
    """

    id: Annotated[str, msgspec.Meta(min_length=1)]
    answer: dict[str, Any] | list[Any] | str | UnsetType | None = UNSET
    text: str | UnsetType | None = UNSET
    finish_reason: str | None = None
    confidence: Share | None = None
    sample: Sample = 0
    tokens: Whole | Tokens | None = None

    @property
    def structured(self) -> bool:
        """Whether the line holds an answer and not a raw output."""
        return self.answer is not UNSET

    @property
    def raw(self) -> str:
        """The raw output, ``""`` without one."""
        return self.text if isinstance(self.text, str) else ""

    @property
    def output_tokens(self) -> int:
        """Output tokens, -1 where they are not told."""
        spent = self.tokens.out if isinstance(self.tokens, Tokens) else self.tokens
        return spent if isinstance(spent, int) else -1


FIELDS = {part.encode_name: part.type for part in msgspec.structs.fields(Prediction)}
EXPECTED = {
    "id": "an item's id",
    "answer": "an object, a list, a string or null",
    "text": "a string or null",
    "finish_reason": "a string or null",
    "confidence": "a number from 0 to 1",
    "sample": "a whole number from 0",
    "tokens": 'a whole number, or {"in": …, "out": …}',
}
Fault = tuple[str, str, str]
"""Pointer, what was expected, what came."""


@dataclass(frozen=True)
class Saved:
    """What is left of a line.

    Attributes:
        prediction: None where the line cannot be used at all.
        faults: what was wrong.
        strangers: fields that no prediction has.
    """

    prediction: Prediction | None
    faults: tuple[Fault, ...]
    strangers: tuple[str, ...] = ()


def save(line: bytes) -> Saved:
    """Read a line that the typed decoder refused, field by field."""
    try:
        value = json.loads(line, parse_int=_integer, parse_constant=NoNumber)
    except UnicodeDecodeError as error:
        byte = line[error.start]
        return Saved(None, (("", "UTF-8", f"byte 0x{byte:02x} at place {error.start + 1}"),))
    except (ValueError, RecursionError) as error:
        shown = line[:200].decode("utf-8", "replace")
        return Saved(None, (("", "one JSON object", f"{error}: {shown}"),))
    if not isinstance(value, dict):
        return Saved(None, (("", "one JSON object", line[:200].decode("utf-8", "replace")),))
    given = cast("dict[str, Any]", value)
    kept: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, expected in EXPECTED.items():
        if name not in given:
            continue
        try:
            kept[name] = msgspec.convert(_writable(given[name]), FIELDS[name])
        except (msgspec.ValidationError, RecursionError):
            faults.append((f"/{name}", expected, shown_json(given[name])))
    strangers = tuple(name for name in given if name not in FIELDS)
    wrong = {pointer for pointer, *_ in faults}
    if not kept.get("id"):
        faults += [] if "/id" in wrong else [("/id", EXPECTED["id"], shown_json(given))]
        return Saved(None, tuple(faults), strangers)
    if "/sample" in wrong:
        return Saved(None, tuple(faults), strangers)
    if wrong & {"/answer", "/text"}:
        kept = {name: value for name, value in kept.items() if name not in ("answer", "text")}
    return Saved(Prediction(**kept), tuple(faults), strangers)


def shown_json(value: object) -> str:
    """Return the beginning of a value as JSON."""
    try:
        return json.dumps(value, ensure_ascii=False, default=repr)[:200]
    except (ValueError, RecursionError):
        return f"{type(value).__name__} too large to show"


class NoNumber:
    """NaN, an infinity, or a whole number of absurd length: nothing that an answer can hold."""

    def __init__(self, text: str) -> None:
        self.text = text[:20]

    def __repr__(self) -> str:
        return self.text


def _integer(text: str) -> int | NoNumber:
    """Return a whole number; Python refuses those of more than 4,300 digits."""
    return int(text) if len(text) < 400 else NoNumber(text)


def _writable(value: object) -> object:
    """Return strings without halves of surrogate pairs."""
    return unicode.whole(value) if isinstance(value, str) else value


_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")


def too_deep(line: bytes) -> bool:
    """Whether brackets outside strings are nested deeper than :data:`DEEPEST`."""
    depth = 0
    for bracket in _BRACKETS.finditer(_STRING.sub(b"", line)):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > DEEPEST:
            return True
    return False
