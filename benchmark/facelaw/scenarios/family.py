"""Families: a base scenario and its minimal edits, as dataclasses read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from facelaw.errors import DataError, Problem, UsageError
from facelaw.files import Document, Path_
from facelaw.scenarios.text import Part, narrative

BASE = "v0"
"""The id of the base scenario among the variants."""

Expectation = Mapping[str, str]
"""Option of the open reading to verdict; the key "" stands for every option."""


@dataclass(frozen=True)
class Quote:
    """Verbatim words of one document.

    ``document`` is "" in a plain text; ``path`` tells where in the YAML the words were written.
    """

    text: str
    document: str
    path: Path_ = ()


Quotes = Mapping[str, tuple[Quote, ...]]
"""Language to quotes."""


@dataclass(frozen=True)
class Row:
    """One row that an aggregated fact was put together from."""

    quotes: Quotes
    value: str = ""
    times: str = "1"
    item: str = ""
    at: str = ""
    path: Path_ = ()


@dataclass(frozen=True)
class FactEntry:
    """A fact's value with the words that state it.

    ``value`` is ``yes``, ``no``, ``unknown``, ``unproved``, an enum value, a number or a date.
    """

    key: str
    value: str
    quotes: Quotes
    aggregate: str = ""
    rows: tuple[Row, ...] = ()
    path: Path_ = ()

    def every_quote(self, lang: str) -> tuple[Quote, ...]:
        """Return the fact's own quotes and those of its rows."""
        rows = (quote for row in self.rows for quote in row.quotes.get(lang, ()))
        return (*self.quotes.get(lang, ()), *rows)


@dataclass(frozen=True)
class Party:
    """A party: its role and its name in both languages."""

    id: str
    role: str
    zh: str
    en: str


@dataclass(frozen=True)
class Act:
    """What one doer did: to whom, from which day to which (both included), on which other act."""

    id: str
    by: str
    to: tuple[str, ...]
    start: str
    until: str
    on: str = ""
    quotes: Quotes = field(default_factory=dict[str, tuple[Quote, ...]])
    path: Path_ = ()


@dataclass(frozen=True)
class Edit:
    """Words of the base replaced in one language of one document."""

    document: str
    lang: str
    old: str
    new: str
    path: Path_ = ()


@dataclass(frozen=True)
class Variant:
    """What one variant changes. ``facts`` maps a key to its new entry, or to None: taken out.

    ``acts`` holds whole acts, already patched; ``parts`` is empty unless the variant carries
    its own text; ``asked_on`` and ``filed_on`` are empty where the base's hold.
    """

    id: str
    kind: str
    core: bool
    title: str
    edits: tuple[Edit, ...] = ()
    parts: tuple[Part, ...] = ()
    acts: Mapping[str, Act] = field(default_factory=dict[str, Act])
    facts: Mapping[str, FactEntry | None] = field(default_factory=dict[str, FactEntry | None])
    expect: Mapping[str, Expectation] = field(default_factory=dict[str, Expectation])
    asked_on: str = ""
    filed_on: str = ""
    path: Path_ = ()


@dataclass(frozen=True)
class Scenario:
    """A family's variant after its edits: what is asked about, and all that is known of it."""

    family: str
    variant: str
    kind: str
    core: bool
    stage: str
    asked_on: str
    filed_on: str
    langs: tuple[str, ...]
    parts: tuple[Part, ...]
    parties: Mapping[str, Party]
    acts: Mapping[str, Act]
    facts: Mapping[str, FactEntry]
    readings: Mapping[str, str]
    ask: tuple[str, ...]
    also_ask: tuple[str, ...]
    expect: Mapping[str, Expectation]

    def text(self, lang: str) -> str:
        """Return the narrative: the text, or the documents each under its heading."""
        return narrative(self.parts, lang)

    def expected(self, target: str, option: str = "") -> str:
        """Return the verdict stated by hand for a target under an option; "" where none is."""
        stated = self.expect.get(target, {})
        return stated.get(option, stated.get("", ""))

    def evidence(self, key: str, lang: str) -> tuple[str, ...]:
        """Return the words that state a fact, in the order they were given; () where none do."""
        entry = self.facts.get(key)
        return tuple(quote.text for quote in entry.every_quote(lang)) if entry else ()


@dataclass(frozen=True)
class Family:
    """A base scenario and its minimal edits. ``variants`` begins with the base, ``v0``."""

    id: str
    title: tuple[str, str]
    level: int
    source: str
    media: str
    victim: str
    register: str
    themes: tuple[str, ...]
    stage: str
    asked_on: str
    parties: Mapping[str, Party]
    acts: Mapping[str, Act]
    ask: tuple[str, ...]
    readings: Mapping[str, str]
    parts: tuple[Part, ...]
    facts: Mapping[str, FactEntry]
    expect: Mapping[str, Expectation]
    variants: tuple[Variant, ...]
    cases: tuple[str, ...] = ()
    contrast_of: str = ""
    headline_option: str = ""
    filed_on: str = ""
    also_ask: tuple[str, ...] = ()
    source_file: Document = field(default_factory=lambda: Document("", None), repr=False)

    @property
    def open_reading(self) -> str:
        """The id of the reading that is left open, or ""."""
        return next((name for name, option in self.readings.items() if option == "open"), "")

    @property
    def quartet(self) -> tuple[str, ...]:
        """The base and its core variants, which the headline counts."""
        return tuple(variant.id for variant in self.variants if variant.core)

    def variant(self, variant_id: str) -> Variant:
        """Return one variant; ``v0`` is the base.

        Raises:
            UsageError: the family has no such variant.
        """
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        known = ", ".join(variant.id for variant in self.variants)
        raise UsageError(f"{self.id} has no variant {variant_id!r}; it has {known}")

    def scenario(self, variant_id: str = BASE) -> Scenario:
        """Return the scenario of a variant: text after its edits, facts after its changes.

        Raises:
            DataError: an edit or a quote does not occur exactly once.
            UsageError: the family has no such variant.
        """
        from facelaw.scenarios.edits import build

        scenario, problems = build(self, self.variant(variant_id))
        if problems:
            raise DataError(problems)
        return scenario

    def problem(self, path: Path_, expected: str, came: str = "", hint: str = "") -> Problem:
        """Return a problem that points into the family's file."""
        return self.source_file.problem(path, expected, came, hint)


def load_family(path: Path, scopes: Mapping[str, str] | None = None) -> Family:
    """Read a family file and check it against its schema.

    Args:
        path: the YAML file.
        scopes: fact id to scope (case, party, act, act_party, pair); with it ``fact@a1`` is
            read as ``fact@a1:A`` where an act-and-party fact's act has exactly one victim.

    Raises:
        DataError: with every schema problem, or every part that contradicts another.
    """
    from facelaw.scenarios.load import read_family

    family, problems = read_family(path, scopes)
    if family is None or problems:
        raise DataError(problems)
    return family
