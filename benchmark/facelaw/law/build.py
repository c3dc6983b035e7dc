"""From checked YAML entries to the model's dataclasses."""

from __future__ import annotations

from typing import Any

from facelaw.errors import DataError, Problem
from facelaw.files import Document
from facelaw.law.conditions import parse
from facelaw.law.model import (
    Claim,
    Conclusion,
    Condition,
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


def norm(
    document: Document, index: int, e: Entry, laws: dict[str, str], english: dict[str, str]
) -> Norm:
    """Build a norm and its citation id.

    Raises:
        DataError: a condition has not the form of one.
    """
    problems: list[Problem] = []

    def conditions(*at: str | int) -> tuple[Condition, ...]:
        texts: Any = e
        for part in at:
            texts = texts.get(part, {}) if isinstance(texts, dict) else {}
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
        citation(e, laws),
        english.get(str(e.get("law")), ""),
        tuple(e.get("traps", ())),
        tuple(e.get("examples", ())),
        (document.file, document.line((index,))),
    )


def citation(e: Entry, laws: dict[str, str]) -> str:
    """Return the citation id of a norm's place, ``CC-1019-1``; empty for plumbing."""
    code = laws.get(e.get("law", ""), "")
    if not code or not e.get("article") or e["role"] == "link":
        return ""
    paragraph = e.get("paragraph", "") or "1"
    return f"{code}-{e['article']}-{paragraph}" + (f"-i{e['item']}" if e.get("item") else "")
