"""The law model's nouns, as loaded from ``data/law``.

Scopes (``of``): ``case`` (no argument), ``party``, ``act``, ``act_party`` (an act towards one
victim), ``pair`` (claimant and defendant). An atom is written ``name@a1:A``; see
:func:`facelaw.law.shape.atom`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Scope = Literal["case", "party", "act", "act_party", "pair"]
Status = Literal["established", "not_established", "undetermined"]
Text = Mapping[str, str]
"""The same words in ``zh`` and ``en``."""


@dataclass(frozen=True)
class Fact:
    """An event or status that a camera, a log, a register or a receipt could show."""

    id: str
    kind: str
    of: Scope
    type: str  # bool | enum | count | money | date
    silence: str
    unproved: str
    burden: str
    text: Text
    values: Mapping[str, Text] = field(default_factory=dict[str, Text])
    excludes: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    ask: Text = field(default_factory=dict[str, str])
    unit: Text = field(default_factory=dict[str, str])

    @property
    def ordered(self) -> bool:
        """Whether values are compared by size (numbers, dates) and not by equality."""
        return self.type in ("count", "money", "date")


@dataclass(frozen=True)
class Conclusion:
    """What a norm may conclude; ``text`` is a predicate phrase with ``{A}`` and ``{B}``."""

    id: str
    of: Scope
    text: Text
    exclusive: str = ""


@dataclass(frozen=True)
class Condition:
    """One condition of a norm: a predicate, whose it is, and a comparison.

    ``who`` is ``""`` (the default binding), ``victim``, ``base`` or ``base doer``; ``op`` is
    ``""``, ``=``, ``!=``, ``>=`` or ``<``.
    """

    name: str
    who: str = ""
    op: str = ""
    value: str = ""

    def __str__(self) -> str:
        """The condition as it is written in the norm files."""
        who = f" of {self.who}" if self.who else ""
        return f"{self.name}{who}" + (f" {self.op} {self.value}" if self.op else "")


@dataclass(frozen=True)
class Norm:
    """One norm, or one alternative of it: when it is in force, what it takes, what it gives."""

    id: str
    law: str
    article: str
    paragraph: str
    item: str
    time: str  # act | procedure | milder | always
    start: str
    until: str
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    at_least: int
    among: tuple[Condition, ...]
    reading: Mapping[str, str]
    then: str
    gist: Text
    authority: str
    role: str
    source: str = ""
    citation: str = ""  # CC-1019-1
    law_en: str = ""
    traps: tuple[str, ...] = ()
    examples: tuple[Mapping[str, object], ...] = ()
    place: tuple[str, int] = ("", 0)


@dataclass(frozen=True)
class Edition:
    """A law as it stood over some time; ``law`` is the short name that all editions share."""

    code: str
    law: str
    en: str
    start: str
    until: str


@dataclass(frozen=True)
class Option:
    """One option of a reading (``assume`` pins it) or of a bracket (``holds`` opens it)."""

    id: str
    text: Text
    holds: str = ""
    assume: Text = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Reading:
    """A point on which courts or scholars are divided."""

    id: str
    question: Text
    options: tuple[Option, ...]
    note: str = ""


@dataclass(frozen=True)
class Element:
    """One doctrinal element: met if any of ``met`` holds, or if none of ``none_of`` does."""

    id: str
    text: Text
    met: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A cause of action, an offence, or a question with options."""

    id: str
    kind: str
    text: Text
    asks: Text
    left: str
    holds: str
    elements: tuple[Element, ...]
    options: tuple[Option, ...]
    core: tuple[str, ...]
    also: tuple[str, ...]
    traps: tuple[str, ...] = ()
    cause: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Law:
    """Everything in ``data/law``, checked and joined; treat it as read-only."""

    facts: Mapping[str, Fact]
    conclusions: Mapping[str, Conclusion]
    norms: Mapping[str, Norm]
    readings: Mapping[str, Reading]
    claims: Mapping[str, Claim]
    cuts: Mapping[str, tuple[str, ...]]
    by_head: Mapping[str, tuple[Norm, ...]]
    editions: tuple[Edition, ...] = ()
    key: str = ""  # changes when any rule changes

    def scope(self, name: str) -> Scope:
        """Return what a fact or conclusion is about."""
        return (self.facts.get(name) or self.conclusions[name]).of
