"""Reading an answer: a pure function of the item, the raw output and the finish reason.

The same output is read the same way whatever the batch, the order or the language. Two readings
are made at once: the strict one, which is the figure, and a lenient one, which never gets less
right. What is decided on each delicate point stands in docs/answers.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

import msgspec

from facelaw.scoring import jsonish, labels, markers, prose, refusals, unicode, unwrap
from facelaw.scoring.forms import Taken, bare, reader, take
from facelaw.scoring.key import ELEMENT, Item
from facelaw.scoring.values import mapping

Status = Literal["answered", "abstained", "refused", "truncated", "unparsed", "missing", "failed"]
STATUSES: tuple[Status, ...] = (
    "answered", "abstained", "refused", "truncated", "unparsed", "missing", "failed",
)  # fmt: skip

CUT = ("length", "max_tokens", "max_output_tokens", "model_length", "incomplete")
FILTERED = ("content_filter", "refusal", "safety", "sensitive", "blocklist", "prohibited_content")
FAILED = ("error", "failed", "cancelled")
"""Finish reasons that mean cut off, refused and never answered; all others mean nothing."""

Answer = tuple[tuple[str, str], ...]


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What was read.

    Attributes:
        status: how the item ended.
        answer: sorted pairs; empty unless ``answered``. A set has ``yes`` for each code and
            ``?text`` for what is none; an argument has ``element:<id>``, ``verdict``,
            ``article:<as cited>`` and ``quote:<element>``.
        mode: the rules that were needed.
        ignored_keys: keys that nobody asked for.
    """

    status: Status
    answer: Answer = ()
    mode: Literal["strict", "lenient"] = "strict"
    ignored_keys: int = 0


class ReadPair(NamedTuple):
    """The strict and the lenient reading of one output."""

    strict: Reading
    lenient: Reading


_ABSTAINED = Reading("abstained")
_ABSTAINED_BOTH = ReadPair(_ABSTAINED, _ABSTAINED)
_UNPARSED = Reading("unparsed")


def read(item: Item, text: str | None, finish_reason: str | None = "") -> ReadPair:
    """Read a raw output.

    Args:
        item: what was asked. Its gold is not looked at.
        text: the whole output; None is empty.
        finish_reason: as the endpoint told it; looked at only where no answer is found.

    Never raises; work is linear in the text's length.
    """
    body = unwrap.body(text or "")
    found = jsonish.find(body.text)
    fitting = [value for *_, value in found.values if take(item, value) is not None]
    if fitting:
        return _both(item, fitting[-1])
    if body.whole.casefold() == "null":
        return _ABSTAINED_BOTH
    if (whole := _whole(item, body, found)) is not None:
        return whole
    status = _unanswered(body, found.unclosed, finish_reason or "")
    strict = Reading(status)
    if body.thinking or found.unclosed:
        return ReadPair(strict, strict)
    return ReadPair(strict, _loosely(item, body) or strict)


def read_strict(item: Item, text: str | None, finish_reason: str | None = "") -> Reading:
    """Return the strict reading of :func:`read` alone, in half the time; arguments are the same."""
    body = unwrap.body(text or "")
    for *_, value in reversed(jsonish.find(body.text).values):
        if (taken := take(item, value)) is not None:
            return _reading(taken, "strict")
    return read(item, text, finish_reason).strict


def read_structured(item: Item, value: object) -> ReadPair:
    """Read the ``answer`` field of a prediction line; None abstains.

    Args:
        item: what was asked.
        value: a decoded JSON value.
    """
    if value is None:
        return _ABSTAINED_BOTH
    given = mapping(value) if item.answer_type == "map" else None
    if given and len(given) == len(item.keys):
        said = [given.get(key) for key in item.keys]
        if all(code in item.labels for code in said):
            pairs = sorted(zip(item.keys, cast("list[str]", said), strict=True))
            exact = Reading("answered", tuple(pairs))
            return ReadPair(exact, exact)
    return _both(item, value)


def _both(item: Item, value: object) -> ReadPair:
    """Read one value by both rules."""
    strict = _reading(_take(item, value), "strict")
    if strict.status == "abstained" or (
        strict.status == "answered" and item.answer_type in ("set", "label")
    ):
        return ReadPair(strict, strict)
    lenient = _reading(_take(item, value, lenient=True), "lenient")
    same = lenient.answer == strict.answer or lenient.status != "answered"
    return ReadPair(strict, strict if same else lenient)


def _take(item: Item, value: object, lenient: bool = False) -> Taken | None:
    """Read a value in the form of an answer, or one that stands bare."""
    taken = take(item, value, lenient)
    return bare(item, value, lenient) if taken is None else taken


def _reading(taken: Taken | None, mode: Literal["strict", "lenient"]) -> Reading:
    """Return the reading of a value that was looked at."""
    if taken is None:
        return _UNPARSED
    if taken.pairs:
        return Reading("answered", tuple(sorted(taken.pairs.items())), mode, taken.ignored)
    status: Status = "abstained" if taken.null else "unparsed"
    return Reading(status, (), mode, taken.ignored)


def _whole(item: Item, body: unwrap.Body, found: jsonish.Found) -> ReadPair | None:
    """Read an output that is nothing but the answer, or states one label or quantity in prose."""
    if len(found.values) == 1:
        start, end, value = found.values[0]
        alone = body.whole == unicode.visible(body.text[start:end])
        if alone and _take(item, value) is not None:
            return _both(item, value)
    if item.answer_type not in ("label", "fields") or len(item.keys) != 1:
        return None
    key = item.keys[0]
    if item.types.get(key) == "text":
        return None
    read_one = reader(item, key)
    value = read_one(body.whole) or markers.stated(body.text, read_one)
    if not value:
        return None
    reading = Reading("answered", ((key, value),))
    return ReadPair(reading, reading)


def _loosely(item: Item, body: unwrap.Body) -> Reading | None:
    """Read words without quotes, tables and lists."""
    values = jsonish.find(body.text, loose=True).values
    for *_, value in reversed(values):
        if (taken := take(item, value, lenient=True)) is not None:
            reading = _reading(taken, "lenient")
            return reading if reading.status == "answered" else None
    pairs: dict[str, str] = {}
    if item.answer_type in ("map", "fields"):
        keys = labels.lexicon(item.keys, item.wordings)
        pairs = prose.table(
            body.text, keys.code, lambda key, text: reader(item, key, lenient=True)(text)
        )
    elif item.answer_type == "set":
        pairs = dict.fromkeys(prose.listed(body.whole, reader(item, "")), "yes")
    return Reading("answered", tuple(sorted(pairs.items())), "lenient") if pairs else None


def _unanswered(body: unwrap.Body, unclosed: bool, finish_reason: str) -> Status:
    """Return why there is no answer."""
    reason = finish_reason.strip().casefold()
    if reason in FAILED:
        return "failed"
    if reason in FILTERED or refusals.refuses(body.text):
        return "refused"
    if body.open or unclosed or reason in CUT:
        return "truncated"
    return "unparsed"


def written(item: Item, answer: Sequence[tuple[str, str]]) -> object:
    """Return an answer in the form that a prediction line holds; reading it gives it again."""
    pairs = dict(answer)
    if item.answer_type == "set":
        return list(pairs)
    if item.answer_type == "label":
        return pairs["answer"]
    if item.answer_type != "argument":
        return pairs
    out: dict[str, object] = {}
    for part, name in ((ELEMENT, "elements"), ("quote:", "quotes")):
        out[name] = {k.removeprefix(part): v for k, v in pairs.items() if k.startswith(part)}
    out["articles"] = [k.removeprefix("article:") for k in pairs if k.startswith("article:")]
    return out | ({"verdict": pairs["verdict"]} if "verdict" in pairs else {})
