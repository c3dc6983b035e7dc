"""``recall``: closed-book questions on dates, articles, thresholds and elements; a side suite.

The questions are files of ``data/recall``. Each names what it was made from, and its right option
is computed again from the law data when the files are read: a norm that is corrected makes the
question fail instead of going stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from facelaw import _paths
from facelaw.errors import Problem
from facelaw.files import Document
from facelaw.law.model import Law, Text
from facelaw.law.wording import norm_place, with_unit
from facelaw.schema import load_folder
from facelaw.tasks.item import Item

TASK = "recall"
LETTERS: tuple[str, ...] = ("A", "B", "C", "D")
LANGS = ("zh", "en")
NAMES = {"zh": ("权利人", "行为人"), "en": ("the claimant", "the doer")}
"""Who ``{A}`` and ``{B}`` are where no case is told."""


@dataclass(frozen=True)
class Question:
    """One question; ``options`` are in the order asked, ``right`` is the letter."""

    family: str
    split: str
    asked_on: str
    id: str
    about: str
    source: str
    text: Text
    options: tuple[Text, ...]
    right: str


def load(law: Law, folder: Path | None = None) -> list[Question]:
    """Read every question.

    Raises:
        DataError: with every fault of every file; a right option that the law does not give, a
            wrong one that it does, or two that are alike are faults.
    """
    place = folder or _paths.root() / "data" / "recall"
    documents = load_folder(TASK, place, lambda document: _faults(law, document))
    return [_question(d.value, entry) for d in documents for entry in d.value["questions"]]


def _question(file: Mapping[str, Any], entry: Mapping[str, Any]) -> Question:
    wrong = sorted(entry["wrong"], key=lambda o: _hash(f"{entry['id']}|{o['en']}"))
    at = _hash(f"{file['id']}|{entry['id']}") % len(LETTERS)
    options = (*wrong[:at], entry["right"], *wrong[at:])
    return Question(
        file["id"], file["split"], file["asked_on"], entry["id"], entry["about"],
        entry["source"], {lang: entry[lang] for lang in LANGS}, options, LETTERS[at],
    )  # fmt: skip


def _faults(law: Law, document: Document) -> Iterator[Problem]:
    """Compute each right option anew; no wrong one may be right or stand twice."""
    seen: set[str] = set()
    for index, entry in enumerate(document.value["questions"]):
        at = ("questions", index)
        if entry["id"] in seen:
            yield document.problem((*at, "id"), "an id used once", entry["id"])
        seen.add(entry["id"])
        try:
            right = answers(law, entry)
        except LookupError:
            yield document.problem(
                (*at, "source"), f"a source of {entry['about']}", entry["source"]
            )
            continue
        if dict(entry["right"]) != dict(right[0]):
            yield document.problem((*at, "right"), str(dict(right[0])), str(entry["right"]))
        for lang in LANGS:
            texts = [o[lang] for o in (entry["right"], *entry["wrong"])]
            if len(set(texts)) < len(texts):
                yield document.problem((*at, "wrong"), "four options that differ", ", ".join(texts))
            for k, option in enumerate(entry["wrong"]):
                if option[lang] in [r[lang] for r in right]:
                    yield document.problem((*at, "wrong", k), "a wrong option", option[lang])


def answers(law: Law, entry: Mapping[str, Any]) -> list[Text]:
    """Return the options that the law data make right, the one asked for first.

    Raises:
        LookupError: the source is not in the law data.
    """
    about, source = entry["about"], entry["source"]
    if about in ("in_force", "ended"):
        found = [e for e in law.editions if e.code == source]
        if not found:
            raise KeyError(source)
        return [day(found[0].start if about == "in_force" else found[0].until)]
    if about == "element":
        claim_id, _, element_id = source.partition(".")
        elements = sorted(law.claims[claim_id].elements, key=lambda e: e.id != element_id)
        if elements[0].id != element_id:
            raise KeyError(source)
        return [filled(e.text) for e in elements]
    norm = law.norms[source]
    if about == "article":
        return [{lang: _bare(norm_place(norm, lang), lang) for lang in LANGS}]
    if about == "threshold":
        fact = law.facts[entry["fact"]]
        cuts = [c for c in (*norm.when, *norm.among) if c.name == fact.id and c.op in (">=", "<")]
        return [
            {lang: with_unit(c.value, fact.unit.get(lang, ""), lang) for lang in LANGS}
            for c in [cuts[0]]
        ]
    given = (norm.then, f"{norm.then}_pair")
    held = [o for o in law.claims[entry["claim"]].options if o.holds in given]
    if not held:
        raise KeyError(source)
    return [{lang: held[0].text[lang] for lang in LANGS}]


def day(text: str) -> Text:
    """Return an ISO date as both languages write it.

    Raises:
        LookupError: there is no such day.
    """
    if not text:
        raise KeyError("no date")
    d = date.fromisoformat(text)
    return {"zh": f"{d.year}年{d.month}月{d.day}日", "en": f"{d.day} {d:%B} {d.year}"}


def filled(text: Text) -> Text:
    """Return an element's words without a case."""
    return {
        lang: text[lang].replace("{A}", NAMES[lang][0]).replace("{B}", NAMES[lang][1])
        for lang in LANGS
    }


def _bare(place: str, lang: str) -> str:
    """Return a place without its law."""
    return place.partition("》")[2] if lang == "zh" else place.rpartition(", ")[2]


def item(question: Question) -> Item:
    """Return the item of a question."""
    options = dict(zip(LETTERS, question.options, strict=True))
    return Item(
        question.family,
        "v0",
        TASK,
        "label",
        ("answer",),
        LETTERS,
        (("answer", question.right),),
        target=question.id,
        lines={question.id: question.text},
        wordings=options,
        headline=False,
    )


def render(made: Item, question: Question, lang: str) -> str:
    """Return the prompt of a question."""
    from facelaw.tasks.prompts import environment, example

    page = environment().get_template(f"a/recall.{lang}.md")
    text = page.render(
        asked_on=question.asked_on,
        question=question.text[lang],
        codes=made.labels,
        wordings={code: words[lang] for code, words in made.wordings.items()},
        example=example(made, lang),
    )
    return str(text).strip() + "\n"


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)
