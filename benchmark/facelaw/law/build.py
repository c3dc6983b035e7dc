"""From checked YAML entries to the model's dataclasses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facelaw.errors import DataError, Problem
from facelaw.files import Document
from facelaw.law.conditions import parse
from facelaw.law.model import (
    Claim,
    Conclusion,
    Condition,
    Edition,
    Element,
    Fact,
    Norm,
    Option,
    Reading,
    Text,
)

Entry = dict[str, Any]


def text(entry: Entry) -> Text:
    """Return the ``zh`` and ``en`` of an entry."""
    return {"zh": entry["zh"], "en": entry["en"]}


def fact(_document: Document, _index: int, e: Entry) -> Fact:
    """Build a fact of the vocabulary."""
    named = [{"id": v, "zh": v, "en": v} if isinstance(v, str) else v for v in e.get("values", [])]
    values = {v["id"]: text(v) for v in named}
    return Fact(
        e["id"],
        e["kind"],
        e["of"],
        e["type"],
        e.get("silence", "unknown"),
        e.get("unproved", "no" if e["type"] == "bool" else "unknown"),
        e.get("burden", "none"),
        text(e),
        values,
        tuple(e.get("excludes", ())),
        tuple(e.get("implies", ())),
        e.get("ask", {}),
        e.get("unit", {}),
    )


def conclusion(_document: Document, _index: int, e: Entry) -> Conclusion:
    """Build a conclusion."""
    return Conclusion(e["id"], e["of"], text(e), e.get("exclusive", ""))


def reading(_document: Document, _index: int, e: Entry) -> Reading:
    """Build a reading with its options."""
    options = tuple(Option(o["id"], text(o), "", o["assume"]) for o in e["options"])
    return Reading(e["id"], e["question"], options, str(e.get("note", "")))


def claim(_document: Document, _index: int, e: Entry) -> Claim:
    """Build a claim with its elements or options."""
    elements = tuple(
        Element(x["id"], text(x), tuple(x.get("met", ())), tuple(x.get("not", ())))
        for x in e.get("elements", [])
    )
    options = tuple(Option(o["id"], text(o), o.get("holds", "")) for o in e.get("options", []))
    return Claim(
        e["id"],
        e["kind"],
        text(e),
        e["asks"],
        e.get("left", "any"),
        e.get("holds", ""),
        elements,
        options,
        tuple(e.get("core", ())),
        tuple(e.get("also", ())),
        tuple(e.get("traps", ())),
        e.get("cause", {}),
    )


def norm(document: Document, index: int, e: Entry, editions: Sequence[Edition]) -> Norm:
    """Build a norm and its citation id.

    Raises:
        DataError: a condition has not the form of one.
    """
    problems: list[Problem] = []

    def conditions(*at: str | int) -> tuple[Condition, ...]:
        texts: Any = e
        for part in at:
            texts = texts.get(part, {})
        out: list[Condition] = []
        for k, words in enumerate(texts or ()):
            found = parse(words)
            if found is None:
                form = "a condition: name [of victim|base|base doer] [= value | >= n | < n]"
                problems.append(document.problem((index, *at, k), form, words))
            else:
                out.append(found)
        return tuple(out)

    when, unless = conditions("when"), conditions("unless")
    among = conditions("at_least", "of")
    if problems:
        raise DataError(problems)
    edition = edition_of(e, editions)
    return Norm(
        e["id"],
        e.get("law", ""),
        e.get("article", ""),
        e.get("paragraph", ""),
        e.get("item", ""),
        e.get("time", "always"),
        e.get("from", ""),
        e.get("until", ""),
        when,
        unless,
        int(e.get("at_least", {}).get("n", "0")),
        among,
        e.get("reading", {}),
        e["then"],
        e.get("gist", {"zh": "", "en": ""}),
        e.get("authority", ""),
        e["role"],
        e.get("source", ""),
        citation(e, edition),
        edition.en if edition else "",
        tuple(e.get("traps", ())),
        tuple(e.get("examples", ())),
        (document.file, document.line((index,))),
    )


def edition_of(e: Entry, editions: Sequence[Edition]) -> Edition | None:
    """Return the edition of a law that a norm belongs to.

    A law that was revised has several under one name: the norm's id names one, or else it is
    the one in force when the norm began.
    """
    own = [x for x in editions if x.law == e.get("law")]
    code = str(e["id"]).partition("-")[0]
    named = [x for x in own if x.code == code]
    start = e.get("from", "")
    dated = [x for x in own if x.start <= start and (not x.until or start <= x.until)]
    return next(iter([*named, *dated, *own[::-1]]), None)


def citation(e: Entry, edition: Edition | None) -> str:
    """Return the citation id of a norm's place, ``CC-1019-1``; empty for plumbing."""
    if edition is None or not e.get("article") or e["role"] == "link":
        return ""
    paragraph = e.get("paragraph", "") or "1"
    item = f"-i{e['item']}" if e.get("item") else ""
    return f"{edition.code}-{e['article']}-{paragraph}{item}"
