"""What the release says about families and about the law: the content of ``explorer.json``.

The build writes it with :func:`facelaw.report.explorer.write`; the report reads it with
:func:`facelaw.report.explorer.read`. Plain words and ids only: no solver, no YAML is needed
to read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Text = Mapping[str, str]
Need = tuple[str, str, str]


@dataclass(frozen=True)
class Quote:
    """The words of the text that carry a fact, as they stand in each language.

    ``fact`` is the fact's key (``face_in_output@a1``), ``name`` what it says in words,
    ``value`` its value, ``said`` that value in words where it has any; ``document`` is the
    index of the document it stands in.
    """

    fact: str
    name: Text
    value: str
    quote: Text
    document: int = 0
    said: Text = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Paper:
    """One document of a case file, or the whole narrative (``kind`` and ``date`` empty)."""

    text: Text
    kind: Text = field(default_factory=dict[str, str])
    date: str = ""


@dataclass(frozen=True)
class Variant:
    """One variant of a family as it reads after its edits; ``v0`` is the base.

    ``open`` names, in words, the facts that the text leaves open.
    """

    id: str
    kind: str  # base | flip | date | gap | control | noise | altered
    papers: tuple[Paper, ...]
    title: Text = field(default_factory=dict[str, str])
    stage: str = ""
    asked_on: str = ""
    quotes: tuple[Quote, ...] = ()
    open: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Question:
    """The question part of an item's prompt and its proof as a written argument."""

    id: str
    question: Text
    argument: Text = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Family:
    """One family: its variants, and question and argument of its items."""

    id: str
    title: Text
    variants: tuple[Variant, ...]
    questions: tuple[Question, ...] = ()
    level: int = 1
    source: str = ""  # reported | invented
    cases: tuple[str, ...] = ()
    parties: Mapping[str, Text] = field(default_factory=dict[str, Text])


@dataclass(frozen=True)
class NormView:
    """One norm: where it stands, when it is in force, what it takes.

    ``when``, ``unless`` and ``among`` (of which ``at_least`` must hold) are triples: the id
    of a step in :attr:`LawPicture.steps`, then whose it is and the comparison, zh and en.
    ``citation`` is the id by which gold and answers cite it (``CC-1019-1``).
    """

    id: str
    place: Text  # 《民法典》第1019条第1款 · Civil Code art. 1019(1)
    gist: Text
    law: str
    start: str
    until: str
    authority: str
    role: str
    when: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()
    at_least: int = 0
    among: tuple[Need, ...] = ()
    reading: Mapping[str, str] = field(default_factory=dict[str, str])
    citation: str = ""


@dataclass(frozen=True)
class Step:
    """A fact or a conclusion in words; a conclusion lists the norms that lead to it.

    ``values`` names a fact's values, ``unit`` what it counts.
    """

    name: Text
    norms: tuple[str, ...] = ()
    fact: bool = False
    values: Mapping[str, Text] = field(default_factory=dict[str, Text])
    unit: Text = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class ElementView:
    """One element of a claim, met if any of ``met`` holds or none of ``none_of``."""

    name: Text
    met: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClaimView:
    """One claim as a tree: elements, or options for a question with several outcomes."""

    id: str
    kind: str
    name: Text
    asks: Text
    elements: tuple[ElementView, ...] = ()
    options: tuple[ElementView, ...] = ()
    core: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingView:
    """A contested point: its question and options, each with who holds it (free words)."""

    id: str
    question: Text
    options: Mapping[str, Text]
    held_by: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class LawView:
    """One edition of a law, on the timeline where norms rest on it."""

    name: str
    en: str
    authority: str
    start: str
    until: str
    norms: int
    code: str = ""


@dataclass(frozen=True)
class LawPicture:
    """The law model as data: claims over steps over norms, with readings and dates."""

    claims: tuple[ClaimView, ...]
    steps: Mapping[str, Step]
    norms: Mapping[str, NormView]
    readings: tuple[ReadingView, ...] = ()
    laws: tuple[LawView, ...] = ()


@dataclass(frozen=True)
class Explorer:
    """The content of ``explorer.json``."""

    families: tuple[Family, ...]
    law: LawPicture | None = None
    version: int = 2
