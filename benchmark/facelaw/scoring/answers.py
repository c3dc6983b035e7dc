"""What is read of an answer, and reading one that is structured already.

Raw outputs are read by :mod:`facelaw.scoring.output`, which a run of structured answers does
without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

import msgspec

from facelaw.scoring.forms import Taken, bare, take
from facelaw.scoring.key import ELEMENT, Item
from facelaw.scoring.values import mapping

Status = Literal["answered", "abstained", "refused", "truncated", "unparsed", "missing", "failed"]
STATUSES: tuple[Status, ...] = (
    "answered", "abstained", "refused", "truncated", "unparsed", "missing", "failed",
)  # fmt: skip

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
ABSTAINED = ReadPair(_ABSTAINED, _ABSTAINED)
_UNPARSED = Reading("unparsed")


def read_structured(item: Item, value: object) -> ReadPair:
    """Read the ``answer`` field of a prediction line; None abstains.

    Args:
        item: what was asked.
        value: a decoded JSON value.
    """
    if value is None:
        return ABSTAINED
    given = mapping(value) if item.answer_type == "map" else None
    if given and len(given) == len(item.keys):
        said = [given.get(key) for key in item.keys]
        if all(code in item.labels for code in said):
            pairs = sorted(zip(item.keys, cast("list[str]", said), strict=True))
            exact = Reading("answered", tuple(pairs))
            return ReadPair(exact, exact)
    return both(item, value)


def both(item: Item, value: object) -> ReadPair:
    """Read one value by both rules."""
    strict = as_reading(taken(item, value), "strict")
    if strict.status == "abstained" or (
        strict.status == "answered" and item.answer_type in ("set", "label")
    ):
        return ReadPair(strict, strict)
    lenient = as_reading(taken(item, value, lenient=True), "lenient")
    same = lenient.answer == strict.answer or lenient.status != "answered"
    return ReadPair(strict, strict if same else lenient)


def taken(item: Item, value: object, lenient: bool = False) -> Taken | None:
    """Read a value in the form of an answer, or one that stands bare."""
    taken = take(item, value, lenient)
    return bare(item, value, lenient) if taken is None else taken


def as_reading(taken: Taken | None, mode: Literal["strict", "lenient"]) -> Reading:
    """Return the reading of a value that was looked at."""
    if taken is None:
        return _UNPARSED
    if taken.pairs:
        return Reading("answered", tuple(sorted(taken.pairs.items())), mode, taken.ignored)
    status: Status = "abstained" if taken.null else "unparsed"
    return Reading(status, (), mode, taken.ignored)


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
