"""Lists of words that a narrative must not hold, and of standards that are no facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from facelaw._paths import data
from facelaw.errors import DataError
from facelaw.files import load_yaml
from facelaw.schema import check

NARRATIVE_LISTS = ("legal_conclusions", "sexual_detail", "real_persons")
"""The lists under ``data/lists`` that every narrative is held against."""


@dataclass(frozen=True)
class WordList:
    """Words to keep out of a narrative.

    ``unless`` holds longer phrases in which a listed word does no harm; ``hint`` tells the
    writer what to do instead.
    """

    id: str
    expected: str
    hint: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    unless: tuple[str, ...]

    def found(self, text: str) -> list[str]:
        """Return the listed words of both languages that occur in ``text``, in the list's order.

        Chinese words are sought as they stand, English ones as whole words in any case.
        """
        for phrase in self.unless:
            text = re.sub(re.escape(phrase), "\n", text, flags=re.IGNORECASE)
        chinese = [word for word in self.zh if word in text]
        lower = text.lower()
        there = [word for word in self.en if word.lower() in lower]  # cheap, before whole words
        return chinese + [word for word in there if _whole(word).search(text)]


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", re.IGNORECASE)


@cache
def word_list(name: str) -> WordList:
    """Read ``data/lists/<name>.yaml``.

    Raises:
        DataError: the file breaks its schema.
    """
    document = load_yaml(data("lists", f"{name}.yaml"))
    problems = check("wordlist", document)
    if problems:
        raise DataError(problems)
    raw: dict[str, Any] = document.value
    return WordList(
        id=raw["id"],
        expected=raw["expected"],
        hint=raw["hint"],
        zh=tuple(raw["zh"]),
        en=tuple(raw["en"]),
        unless=tuple(raw.get("unless", ())),
    )


@cache
def standards() -> dict[str, str]:
    """Return open-textured standards, which are no facts, each with what to state instead."""
    document = load_yaml(data("lists", "standards.yaml"))
    problems = check("standards", document)
    if problems:
        raise DataError(problems)
    return {name: entry["instead"] for entry in document.value for name in entry["ids"]}
