"""``extraction``: figures and dates from a report, clean or garbled; a side suite of its own.

A report is a file of ``data/extraction``; it has no parties and no law, so it is read here and
not as a family.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facelaw import _paths
from facelaw.errors import Problem
from facelaw.files import Document
from facelaw.schema import load_folder
from facelaw.tasks.item import Item

TASK = "extraction"


@dataclass(frozen=True)
class Report:
    """One report and the fields asked of it."""

    id: str
    family: str
    asked_on: str
    themes: tuple[str, ...]
    garbled: bool
    text: Mapping[str, str]
    fields: tuple[Mapping[str, Any], ...]


def load(folder: Path | None = None) -> list[Report]:
    """Read every report.

    Raises:
        DataError: with every fault of every file.
    """
    place = folder or _paths.root() / "data" / "extraction"
    return [_report(document.value) for document in load_folder(TASK, place, _quotes)]


def _report(content: Mapping[str, Any]) -> Report:
    return Report(
        content["id"],
        content["family"],
        content["asked_on"],
        tuple(content["themes"]),
        content["garbled"] == "yes",
        content["text"],
        tuple(content["fields"]),
    )


def _quotes(document: Document) -> Iterator[Problem]:
    """Each field that the report gives is quoted once in each language."""
    for index, field in enumerate(document.value["fields"]):
        quote: dict[str, str] = field.get("quote") or {}
        if (field["value"] == "none") == bool(quote):
            yield document.problem(
                ("fields", index, "quote"), "a quote, unless the value is none", field["value"]
            )
        for lang, words in quote.items():
            times = document.value["text"][lang].count(words)
            if times != 1:
                yield document.problem(
                    ("fields", index, "quote", lang),
                    f"words that stand in the {lang} text exactly once",
                    f"{words} ({times} times)",
                )


def items(report: Report) -> Iterator[Item]:
    """Yield the one item of a report."""
    keys = tuple(f["key"] for f in report.fields)
    yield Item(
        report.family,
        "v0",
        TASK,
        "fields",
        keys,
        ("yes", "no", "none") if any(f["type"] == "label" for f in report.fields) else (),
        tuple((f["key"], f["value"]) for f in report.fields),
        target=report.id,
        lines={f["key"]: {"zh": f["zh"], "en": f["en"]} for f in report.fields},
        types={f["key"]: f["type"] for f in report.fields},
        evidence={
            lang: {f["key"]: (f["quote"][lang],) for f in report.fields if f.get("quote")}
            for lang in ("zh", "en")
        },
        headline=False,
    )


def render(item: Item, report: Report, lang: str) -> str:
    """Return the prompt of a report."""
    from facelaw.tasks.prompts import environment, example

    page = environment().get_template(f"a/extraction.{lang}.md")
    lines = {code: words[lang] for code, words in item.lines.items()}
    text = page.render(
        narrative=report.text[lang].strip(),
        keys=item.keys,
        lines=lines,
        example=example(item, lang),
    )
    return str(text).strip() + "\n"
