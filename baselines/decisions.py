"""Items as the small decisions they are made of, and decisions put together to answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from facelaw.report.content import Explorer
from facelaw.scoring.key import Item

ARTICLE = "article"
"""The slot of a citation: decided yes or no for each article the train split cites."""


@dataclass(frozen=True)
class Decision:
    """One label to choose.

    ``slot`` says what is decided (``verdict``, ``element``, ``member``, ``option``, ``field``,
    ``article``), ``claim`` the claim asked about, ``question`` and ``narrative`` the words.
    """

    item: str
    family: str
    task: str
    key: str
    slot: str
    claim: str
    labels: tuple[str, ...]
    question: str
    narrative: str


def narratives(explorer: Explorer, lang: str) -> dict[tuple[str, str], str]:
    """Return the narrative of each family and variant."""
    return {
        (family.id, variant.id): "\n".join(p.text.get(lang, "") for p in variant.papers)
        for family in explorer.families
        for variant in family.variants
    }


def decisions(
    items: Iterable[Item], texts: Mapping[tuple[str, str], str], lang: str
) -> Iterator[Decision]:
    """Yield the decisions of each item, citations apart."""
    at = 0 if lang == "zh" else 1

    def words(item: Item, code: str) -> str:
        return item.wordings.get(code, ("", ""))[at]

    for item in items:
        text = texts.get((item.family, item.variant), "")
        claim = item.target.split(".")[1] if item.target.count(".") == 2 else item.target
        for key in item.keys:
            slot, labels, asked = "verdict", item.labels, claim
            question = words(item, key)
            if item.answer_type == "set":
                slot, labels = "member", ("yes", "no")
                question = f"{words(item, item.target)}\n{question}"
            elif item.answer_type == "label":
                slot, question = "option", words(item, item.target)
            elif item.answer_type == "fields":
                slot, labels = "field", ("none",)
            elif key.startswith("element:"):
                slot, labels = "element", ("met", "not_met", "undetermined")
            elif item.answer_type == "argument":
                labels = ("established", "not_established", "undetermined")
                question = words(item, item.target)
            elif key.count(".") == 2:
                asked = key.split(".")[1]
            if item.task == "readings":
                slot = "reading"
            yield Decision(
                item.id, item.family, item.task, key, slot, asked, tuple(labels), question, text
            )


def gold_labels(items: Iterable[Item]) -> dict[tuple[str, str], str]:
    """Return the right label of each decision; a reading's options become places."""
    out: dict[tuple[str, str], str] = {}
    for item in items:
        gold = {p.key: p.value for p in item.gold}
        for key in item.keys:
            value = gold.get(key, "no")
            out[item.id, key] = "none" if item.answer_type == "fields" else value
    return out


def answer(item: Item, chosen: Mapping[str, str], articles: list[str]) -> Any:
    """Return the answer of an item from the labels chosen for its keys."""
    if item.answer_type == "set":
        codes = [k for k in item.keys if chosen[k] == "yes" and k != "none"]
        return codes or ["none"]
    if item.answer_type == "label":
        return chosen["answer"]
    if item.answer_type == "argument":
        return {
            "elements": {e: chosen[f"element:{e}"] for e in item.elements},
            "quotes": {},
            "articles": articles,
            "verdict": chosen["verdict"],
        }
    return {key: chosen[key] for key in item.keys}
