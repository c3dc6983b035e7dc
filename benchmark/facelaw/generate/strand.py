"""A strand: one thread of a case file, with everything that may be told in it, read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from facelaw import _paths
from facelaw.errors import DataError, Problem
from facelaw.files import Document, load_yaml

ALWAYS = "always"
"""The option of an entry that has nothing to choose."""
GAP = "gap"
"""Chosen in place of an option: nobody can say."""
OPEN = "open"
"""The value of a fact in a gap: unknown at advice, unproved at trial."""


@dataclass(frozen=True)
class Words:
    """The same words in both languages, with marks and placeholders."""

    zh: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Option:
    """What may be told at one place: the facts that this fixes and the ways of saying it."""

    id: str
    facts: Mapping[str, str]
    said: tuple[Words, ...]
    lines: tuple[Words, ...] = ()
    slip: Words | None = None
    slip_in: str = ""
    mend: Words | None = None
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


@dataclass(frozen=True)
class Tally:
    """A quantity put together from rows; ``bands`` are inclusive ranges, one an option."""

    fact: str
    bands: Mapping[str, tuple[int, int]]
    rows: tuple[Words, ...]
    beside: tuple[Words, ...]


@dataclass(frozen=True)
class Clock:
    """Whole hours between two moments, the first on a named day."""

    fact: str
    day: str
    bands: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Entry:
    """One place of the file and the choice told there; ``kind`` is that of its document.

    What ``leads`` stands by itself, so that a narrative may begin with it.
    """

    id: str
    kind: str
    options: Mapping[str, Option]
    gap: Option | None = None
    inert: bool = False
    tally: Tally | None = None
    clock: Clock | None = None
    leads: bool = False

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that some option of the entry fixes."""
        options = [*self.options.values(), *([self.gap] if self.gap else [])]
        return frozenset(key for option in options for key in option.facts)


@dataclass(frozen=True)
class Day:
    """A named day: within one of some bands, or some days after another."""

    name: str
    bands: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    after: str = ""
    days: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Doing:
    """An act of the strand; ``start`` and ``until`` name days (``until`` also a clock)."""

    id: str
    by: str
    to: tuple[str, ...]
    start: str
    until: str
    on: str = ""


@dataclass(frozen=True, eq=False)
class Strand:
    """One thread of a case file, the same only as itself.

    ``offers`` maps an act to the tags under which another strand may attach to it; ``base`` is
    (act, doer, victim, tag) of the act that this one attaches to.
    """

    id: str
    title: Words
    media: str
    victim: str
    themes: tuple[str, ...]
    stages: tuple[str, ...]
    weight: int
    parties: Mapping[str, tuple[str, str]]
    words: Mapping[str, str]
    days: Mapping[str, Day]
    numbers: Mapping[str, tuple[int, int]]
    acts: Mapping[str, Doing]
    offers: Mapping[str, tuple[str, ...]]
    base: tuple[str, str, str, str] | None
    ask: tuple[str, ...]
    pins: Mapping[str, str]
    tell: Mapping[str, Entry]
    source: Document = field(default_factory=lambda: Document("", None), repr=False)

    @property
    def alone(self) -> bool:
        """Whether it states a fact of the whole case, so that only one such may be in a file."""
        return any("@" not in key for entry in self.tell.values() for key in entry.facts)


@cache
def strands(folder: Path | None = None) -> tuple[Strand, ...]:
    """Return the strands of a folder, by default the project's, in order of their names.

    Raises:
        DataError: with every fault of every file.
    """
    from facelaw.generate.check_strand import check_strand
    from facelaw.schema import check

    folder = folder or _paths.data("generate", "strands")
    out: list[Strand] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        document = load_yaml(path)
        found = check("strand", document)
        if not found:
            strand = read(document)
            found = check_strand(strand)
            out.append(strand)
        problems += found
    if problems:
        raise DataError(problems)
    return tuple(out)


def read(document: Document) -> Strand:
    """Return the strand that a checked document describes."""
    raw: dict[str, Any] = document.value
    base = raw.get("base")
    return Strand(
        raw["id"],
        _words(raw["title"]),
        raw["media"],
        raw["victim"],
        tuple(raw["themes"]),
        tuple(raw["stages"]),
        int(raw.get("weight", "1")),
        {name: (p["role"], p["kind"]) for name, p in raw.get("parties", {}).items()},
        raw.get("words", {}),
        {name: _day(name, day) for name, day in raw.get("dates", {}).items()},
        {name: _range(pair) for name, pair in raw.get("numbers", {}).items()},
        {name: _doing(name, act) for name, act in raw.get("acts", {}).items()},
        {act: tuple(tags) for act, tags in raw.get("offers", {}).items()},
        (base["act"], base["by"], base["to"], base["tag"]) if base else None,
        tuple(raw["ask"]),
        raw.get("pins", {}),
        {entry["id"]: _entry(entry) for entry in raw["tell"]},
        document,
    )


def _words(raw: Mapping[str, str]) -> Words:
    return Words(raw["zh"], raw["en"])


def _several(raw: Any) -> tuple[Words, ...]:
    return tuple(_words(each) for each in raw or ())


def _range(pair: list[str]) -> tuple[int, int]:
    return int(pair[0]), int(pair[1])


def _day(name: str, raw: dict[str, Any]) -> Day:
    bands = {band: (pair[0], pair[1]) for band, pair in raw.get("bands", {}).items()}
    return Day(name, bands, raw.get("after", ""), _range(raw.get("days", ["0", "0"])))


def _doing(name: str, raw: dict[str, Any]) -> Doing:
    until = raw.get("until", raw["from"])
    return Doing(name, raw["by"], tuple(raw["to"]), raw["from"], until, raw.get("on", ""))


def _option(name: str, raw: dict[str, Any]) -> Option:
    slip = raw.get("slip")
    return Option(
        name,
        raw.get("facts", {}),
        _several(raw.get("said")),
        _several(raw.get("lines")),
        _words(slip) if slip else None,
        slip["in"] if slip else "",
        _words(raw["mend"]) if "mend" in raw else None,
        {choice: tuple(options) for choice, options in raw.get("needs", {}).items()},
    )


def _entry(raw: dict[str, Any]) -> Entry:
    counted: dict[str, Any] = raw.get("tally") or raw.get("clock") or {}
    options = {name: _option(name, option) for name, option in raw.get("options", {}).items()}
    bands = {name: _range(pair) for name, pair in counted.get("bands", {}).items()}
    for name, (low, _) in bands.items():
        facts = {**counted.get("facts", {}), counted["fact"]: str(low)}
        options[name] = _option(name, {**raw, "facts": facts})
    if not options:
        options[ALWAYS] = _option(ALWAYS, raw)
    gap = raw.get("gap")
    if gap:
        facts = {**gap.get("with", {}), **dict.fromkeys(gap["facts"], OPEN)}
        gap = Option(GAP, facts, _several(gap["said"]), _several(gap.get("lines")))
    tally = clock = None
    if "tally" in raw:
        rows, beside = _several(raw.get("rows")), _several(raw.get("beside"))
        tally = Tally(counted["fact"], bands, rows, beside)
    if "clock" in raw:
        clock = Clock(counted["fact"], counted["day"], bands)
    inert = raw.get("inert") == "yes"
    leads = raw.get("leads") == "yes"
    return Entry(raw["id"], raw["in"], options, gap, inert, tally, clock, leads)
