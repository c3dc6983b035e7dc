"""Reading an answer: a pure function of the item, the raw output and the finish reason.

The same output is read the same way whatever the batch, the order or the language. Two readings
are made at once: the strict one, which is the figure, and a lenient one, which never gets less
right. What is decided on each delicate point stands in docs/answers.md.
"""

from __future__ import annotations

from facelaw.scoring import jsonish, labels, markers, prose, refusals, unicode, unwrap
from facelaw.scoring.answers import ABSTAINED, Reading, ReadPair, Status, as_reading, both, taken
from facelaw.scoring.forms import reader, take
from facelaw.scoring.key import Item

CUT = ("length", "max_tokens", "max_output_tokens", "model_length", "incomplete")
FILTERED = ("content_filter", "refusal", "safety", "sensitive", "blocklist", "prohibited_content")
FAILED = ("error", "failed", "cancelled")
"""Finish reasons that mean cut off, refused and never answered; all others mean nothing."""


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
        return both(item, fitting[-1])
    if body.whole.casefold() == "null":
        return ABSTAINED
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
        if (found := take(item, value)) is not None:
            return as_reading(found, "strict")
    return read(item, text, finish_reason).strict


def _whole(item: Item, body: unwrap.Body, found: jsonish.Found) -> ReadPair | None:
    """Read an output that is nothing but the answer, or states one label or quantity in prose."""
    if len(found.values) == 1:
        start, end, value = found.values[0]
        alone = body.whole == unicode.visible(body.text[start:end])
        if alone and taken(item, value) is not None:
            return both(item, value)
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
        if (found := take(item, value, lenient=True)) is not None:
            reading = as_reading(found, "lenient")
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
