"""What a release is made of: rows of items, lines of the key, rows of gold, and their hashes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from facelaw.scoring.audit import Audit

TASKS = (
    "claims",
    "argument",
    "consequences",
    "procedure",
    "bracket",
    "gaps",
    "readings",
    "flaw",
    "extraction",
    "recall",
)
"""The tasks, which are the configs, in the order in which a card lists them."""
SIDE = ("extraction", "recall")
"""Side suites: outside every headline, with a level and a stage of their own."""
SPLITS = ("train", "dev", "test")
LANGS = ("zh", "en")
CONDITIONS = ("bare", "law", "ledger", "altered")
TEMPLATES = ("a", "b")

STRING, BOOL, INT, STRINGS, SETS, PAIRS = "string", "bool", "int32", "strings", "sets", "pairs"
"""Types of a column: text, truth, whole number, texts, lists of texts, key/value pairs."""

ITEM_COLUMNS: dict[str, str] = {
    "id": STRING,
    "lang": STRING,
    "condition": STRING,
    "template": STRING,
    "family": STRING,
    "variant": STRING,
    "kind": STRING,
    "quartet": BOOL,
    "headline": BOOL,
    "level": INT,
    "stage": STRING,
    "asked_on": STRING,
    "split": STRING,
    "task": STRING,
    "target": STRING,
    "option": STRING,
    "themes": STRINGS,
    "prompt": STRING,
    "answer_type": STRING,
    "keys": STRINGS,
    "labels": STRINGS,
    "item_hash": STRING,
    "gold": PAIRS,
}
"""Columns of every task's config, in order, with their types."""

GOLD_COLUMNS: dict[str, str] = {
    "id": STRING,
    "gold": PAIRS,
    "proofs": SETS,
    "also": STRINGS,
    "gold_hash": STRING,
    "proof_len": INT,
    "traps": STRINGS,
}
"""Columns of the config ``gold``."""


@dataclass(frozen=True)
class Pair:
    """One key of an answer and its value."""

    key: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """One item in one language, condition and template; the fields are the released columns.

    ``gold`` is the item's gold in every split; a release leaves it out of split ``test``.
    """

    id: str
    lang: str
    condition: str
    template: str
    family: str
    variant: str
    kind: str
    quartet: bool
    headline: bool
    level: int
    stage: str
    asked_on: str
    split: str
    task: str
    target: str
    option: str
    themes: tuple[str, ...]
    prompt: str
    answer_type: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    item_hash: str
    gold: tuple[Pair, ...]

    def record(self) -> dict[str, Any]:
        """Return the row as it is released: plain lists and dicts, no gold in split ``test``."""
        out = {name: _plain(getattr(self, name)) for name in ITEM_COLUMNS}
        if self.split == "test":
            out["gold"] = []
        return out

    @property
    def edition(self) -> str:
        """Language, condition and template, as the keys of ``item_hashes`` name them."""
        return f"{self.lang}.{self.condition}.{self.template}"

    def place(self) -> tuple[object, ...]:
        """Return where the row stands in its file: family, variant, target, option, edition."""
        condition = CONDITIONS.index(self.condition)
        edition = (LANGS.index(self.lang), condition, self.template)
        return (*_natural(self.id), *edition)


@dataclass(frozen=True, kw_only=True)
class KeyRow:
    """All that the scorer knows of an item, whatever the language: a line of ``key.jsonl``.

    ``types`` is given for answer type ``fields``; ``proof_len`` goes into the config ``gold``
    alone.
    """

    id: str
    family: str
    variant: str
    kind: str
    quartet: bool
    headline: bool
    level: int
    stage: str
    asked_on: str
    split: str
    task: str
    target: str
    option: str
    themes: tuple[str, ...]
    answer_type: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    gold: tuple[Pair, ...]
    narrative_hash: str
    item_hashes: Mapping[str, str]
    gold_hash: str
    proofs: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    evidence: Mapping[str, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict[str, dict[str, tuple[str, ...]]]
    )
    size: Mapping[str, int] = field(default_factory=dict[str, int])
    proof_len: int = 0

    def record(self) -> dict[str, Any]:
        """Return the line of ``key.jsonl``; ``types`` and ``size`` only where there are any."""
        out = {name: _plain(value) for name, value in vars(self).items() if name != "proof_len"}
        for name in ("types", "size"):
            if not out[name]:
                del out[name]
        return out

    def gold_record(self) -> dict[str, Any]:
        """Return the row of the config ``gold``."""
        return {name: _plain(getattr(self, name)) for name in GOLD_COLUMNS}

    def place(self) -> tuple[object, ...]:
        """Return where the line stands in the key."""
        return _natural(self.id)


@dataclass(frozen=True)
class Release:
    """Everything that a release is written from.

    ``extras`` are further files by their path in the release, for example ``articles.json``
    and ``proofs.jsonl``. ``released_on`` is a day, stated so that a repetition gives the same
    bytes. ``audit`` is what is known of errors in the gold.
    """

    version: str
    released_on: str
    items: Sequence[ItemRow]
    keys: Sequence[KeyRow]
    extras: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    generated: str = ""  # the command that writes the same set again; "" for hand-written families
    audit: Audit | None = None
    coverage: str = ""  # Markdown tables of what the families cover, for the card


def item_hash(prompt: str, answer_type: str, keys: Iterable[str], labels: Iterable[str]) -> str:
    """Return the hash of what is asked: prompt and form of the answer."""
    return _digest([prompt, answer_type, list(keys), list(labels)])


def gold_hash(
    gold: Iterable[Pair], proofs: Iterable[Iterable[str]] = (), also: Iterable[str] = ()
) -> str:
    """Return the hash of what is right, whatever the order of proofs and neutral citations."""
    pairs = [[pair.key, pair.value] for pair in gold]
    return _digest([pairs, sorted(sorted(proof) for proof in proofs), sorted(also)])


def narrative_hash(texts: Mapping[str, str]) -> str:
    """Return the hash of a scenario's narrative in all its languages."""
    return _digest([[lang, texts[lang]] for lang in sorted(texts)])


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return tuples as lists, pairs and mappings as dicts."""
    if isinstance(value, Pair):
        return {"key": value.key, "value": value.value}
    if isinstance(value, Mapping):
        return {name: _plain(entry) for name, entry in cast("Mapping[str, Any]", value).items()}
    if issubclass(type(value), tuple):
        return [_plain(entry) for entry in value]
    return value


_NUMBER = re.compile("([0-9]+)")


def _natural(text: str) -> tuple[object, ...]:
    """Return a key that puts ``v10`` after ``v9``; text and numbers alternate in it."""
    parts = _NUMBER.split(text)
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))
