"""What the scorer knows of one item: a line of the key and what may contradict in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

ITEM_ID = r"^[a-z0-9]+(-[a-z0-9]+)*\.v(0|[1-9][0-9]*)\.[a-z]+(\.[A-Za-z0-9_@:.-]+)?\Z"
DAY = r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?\Z"

AnswerType = Literal["map", "set", "label", "argument", "fields"]
FieldType = Literal["count", "money", "term", "date", "label", "text"]
Task = Literal[
    "claims", "argument", "consequences", "procedure", "bracket", "gaps", "readings", "flaw",
    "extraction", "recall",
]  # fmt: skip
Size = Literal[
    "steps", "facts", "norms", "rows", "parties", "acts", "documents", "characters"
]  # fmt: skip
Words = Annotated[str, msgspec.Meta(min_length=1)]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]

VERDICTS = ("established", "not_established", "undetermined")
"""What a claim's verdict may be, in every argument."""
ELEMENT_STATES = ("met", "not_met", "undetermined")
"""What an element of a claim may be."""
QUANTITIES = ("count", "money", "term", "date")
"""Field types whose values are compared as quantities."""
ELEMENT = "element:"
"""Before an element's id in the keys of an argument."""


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One key of the gold and its value."""

    key: Words
    value: Words


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One item of the key, in all languages.

    Attributes:
        keys: what is asked: claims or fields; the codes of a set; ``answer`` of a label;
            ``element:<id>`` and ``verdict`` of an argument.
        labels: codes that a value may take, ordered where the task is ``bracket``.
        types: of each field of ``answer_type`` fields.
        gold: pairs; a set has ``yes`` for each of its codes.
        proofs: minimal sets of citation ids, each of which carries the conclusion; empty where
            no citation is asked.
        also: citation ids that are neither right nor wrong.
        wordings: code to the words by which prompts print it, Chinese first, then English.
        evidence: language to element to verbatim quotes.
        asked_on: day on which a cited article must be in force, ``""`` where it is not told.
        size: how large the case is, by what is counted; empty where it was not measured.
    """

    id: Annotated[str, msgspec.Meta(pattern=ITEM_ID)]
    family: Words
    variant: Words
    kind: Literal["base", "flip", "date", "gap", "control", "noise", "altered"]
    quartet: bool
    headline: bool
    level: Annotated[int, msgspec.Meta(ge=1, le=9)]
    stage: Literal["advice", "trial"]
    split: Literal["train", "dev", "test"]
    task: Task
    target: str
    option: str
    themes: tuple[str, ...]
    answer_type: AnswerType
    keys: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]
    labels: tuple[Words, ...]
    gold: Annotated[tuple[Pair, ...], msgspec.Meta(min_length=1)]
    proofs: tuple[Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)], ...]
    also: tuple[Words, ...]
    narrative_hash: str
    item_hashes: dict[str, str]
    gold_hash: str
    types: dict[str, FieldType] = msgspec.field(default_factory=dict[str, FieldType])
    traps: tuple[str, ...] = ()
    wordings: dict[str, Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]] = msgspec.field(
        default_factory=dict[str, tuple[str, ...]]
    )
    evidence: dict[Literal["zh", "en"], dict[str, tuple[Words, ...]]] = msgspec.field(
        default_factory=dict[Literal["zh", "en"], dict[str, tuple[Words, ...]]]
    )
    asked_on: Annotated[str, msgspec.Meta(pattern=DAY)] = ""
    size: dict[Size, Whole] = msgspec.field(default_factory=dict[Size, int])

    @property
    def quoted(self) -> bool:
        """Whether quotes are asked: an element's facts stand in the text."""
        return any(quotes for spoken in self.evidence.values() for quotes in spoken.values())

    @property
    def elements(self) -> tuple[str, ...]:
        """Ids of an argument's elements, in the order asked."""
        return tuple(key.removeprefix(ELEMENT) for key in self.keys if key != "verdict")


def contradictions(item: Item) -> Iterator[tuple[str, str, str]]:
    """Yield (pointer, expected, came) for what contradicts itself within an item."""
    came = [pair.key for pair in item.gold]
    if len(set(came)) < len(came):
        yield "/gold", "each key once", ", ".join(came)
    if len(set(item.keys)) < len(item.keys):
        yield "/keys", "each key once", ", ".join(item.keys)
    if strangers := [key for key in came if key not in item.keys]:
        yield "/gold", "keys among " + ", ".join(item.keys), ", ".join(strangers)
    if item.answer_type != "set" and (missing := [key for key in item.keys if key not in came]):
        yield "/gold", "a value for every key", ", ".join(missing)
    for pair in item.gold:
        allowed = allowed_values(item, pair.key)
        if allowed is not None and pair.value not in allowed:
            yield "/gold", f"{pair.key}: one of " + ", ".join(allowed), pair.value
        kind = item.types.get(pair.key, "")
        if kind in QUANTITIES and pair.value != "none" and not _quantity(pair.value, kind):
            yield "/gold", f"{pair.key}: a {kind}, or none", pair.value
    if item.answer_type == "label" and item.keys != ("answer",):
        yield "/keys", "answer alone, where a label is asked", ", ".join(item.keys)
    if item.answer_type == "fields" and (bare := [k for k in item.keys if k not in item.types]):
        yield "/types", "a type for every field", ", ".join(bare)
    if item.answer_type == "argument" and "verdict" not in item.keys:
        yield "/keys", "verdict among the keys of an argument", ", ".join(item.keys)


def _quantity(text: str, kind: str) -> bool:
    """Whether a text states a quantity."""
    from facelaw.scoring import quantities

    return quantities.read(text, kind) is not None


def allowed_values(item: Item, key: str) -> tuple[str, ...] | None:
    """Return the values that a key of an item may take, None where they are open."""
    if item.answer_type == "set":
        return ("yes",)
    if item.answer_type == "argument":
        return VERDICTS if key == "verdict" else ELEMENT_STATES
    if item.answer_type == "fields" and item.types.get(key) != "label":
        return None
    return item.labels
