"""The index of laws: every article number of each, from when until when, and how laws are called.

The sources are ``data/law/articles/*.yaml``; what readers and scorers use is one JSON file that
:func:`compile` makes of them, so that nothing but the standard library is needed to score.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from facelaw._paths import data
from facelaw.citations.names import Name, Names
from facelaw.citations.numerals import write

FILE = ("release", "articles.json")
LETTERS = "ABCDEFGHIJ"
"""第二百五十三条之一 is 253A, 之二 is 253B."""

_PART = re.compile(r"i?[0-9]{1,6}|[0-9]{1,6}[A-J]|[a-z]+")

Number = tuple[int, int]
"""An article: its number, and 0 or which 之 (1 for 之一)."""


@dataclass(frozen=True)
class Law:
    """One version of a law: the articles it has and when.

    Attributes:
        code: unique, what citation ids begin with.
        law: the short Chinese name that all versions share.
        start, until: first and last day in force; ``until`` is "" while it is.
        ranges: ``(from, until, last number)``; numbers run from 1.
        inserted: articles such as 253A and their first day.
        ended: articles that ended before the law, and their last day.
        renumbered: number in the version before → number in this one.
        paragraphs: article → number of 款, where known.
        items: article → 款 → number of 项, where there are any.
        open: more articles exist than the index knows.
        parts: numbered 一、（一） instead of 条 and 款.
        whole: cited by its name alone, which means article 1.
        exact: the last article's number was read in the text.
    """

    code: str
    law: str
    full: str
    en: str
    authority: str
    start: str
    until: str
    ranges: tuple[tuple[str, str, int], ...]
    editions: tuple[str, ...]
    inserted: Mapping[str, str]
    ended: Mapping[str, str]
    renumbered: Mapping[str, str]
    paragraphs: Mapping[str, int]
    items: Mapping[str, Mapping[str, int]]
    open: bool
    parts: bool
    whole: bool
    exact: bool

    def last(self) -> int:
        """Return the highest number this version ever had."""
        return max(top for _, _, top in self.ranges)

    def has(self, article: str) -> bool:
        """Tell whether the article existed at any time of this version."""
        number, sub = split(article)
        return article in self.inserted if sub else 1 <= number <= self.last()

    def force(self, article: str) -> tuple[str, str]:
        """Return the first and last day of an article that exists ("" for still in force)."""
        number, sub = split(article)
        first = self.inserted[article] if sub else self.start
        if not sub:
            spans = [(a, b) for a, b, top in self.ranges if number <= top]
            first, end = min(a for a, _ in spans), max((b or "9999" for _, b in spans))
            end = "" if end == "9999" else end
        else:
            end = self.until
        return first, min(filter(None, (end, self.ended.get(article, ""))), default="")

    def in_force(self, article: str, on: date | None) -> bool:
        """Tell whether the article exists and is in force on a day (None: as things stand now)."""
        if not self.has(article):
            return False
        first, end = self.force(article)
        return not end if on is None else first <= on.isoformat() <= (end or "9999")

    def articles(self) -> Iterator[str]:
        """Yield every article in order: 287, 287A, 287B, 288 and so on."""
        for number in range(1, self.last() + 1):
            yield str(number)
            for letter in LETTERS:
                if f"{number}{letter}" not in self.inserted:
                    break
                yield f"{number}{letter}"


@dataclass(frozen=True)
class Index:
    """All laws, and the names that lead to them."""

    laws: Mapping[str, Law]
    called: Mapping[str, Name]

    @cached_property
    def names(self) -> Names:
        """The tree in which names are found."""
        return Names(self.called.items())

    @cached_property
    def series(self) -> dict[str, tuple[Law, ...]]:
        """Short name → its versions, the oldest first."""
        out: dict[str, list[Law]] = {}
        for law in sorted(self.laws.values(), key=lambda law: law.start):
            out.setdefault(law.law, []).append(law)
        return {name: tuple(laws) for name, laws in out.items()}

    def find(self, name: str) -> tuple[Law, ...]:
        """Return the versions that a code or a name in any spelling means; none for no such law."""
        from facelaw.citations.spelling import fold

        if name in self.laws:
            return (self.laws[name],)
        text = fold(name).text.strip(" \n\"'《》")
        found = self.names.longest(text, 0) if text else None
        if found is None or found[0] != len(text):
            return ()
        return tuple(law for law in self.series[found[1].law] if found[1].code in ("", law.code))

    def wording(self, citation: str, lang: str = "zh") -> str:
        """Return a citation id in words; the id itself where it is none.

        >>> load().wording("CL-253A-1"), load().wording("PIPL-13-1-i2", "en")
        ('刑法第253条之一第1款', 'Personal Information Protection Law, Art. 13(1)(2)')
        """
        code, _, rest = citation.partition("-")
        law = self.laws.get(code)
        parts = rest.split("-") if rest else []
        if law is None or not all(_PART.fullmatch(part) for part in parts):
            return citation
        article = split(parts[0]) if parts and parts[0][0].isdigit() else (0, 0)
        paragraph = next((int(p) for p in parts[1:] if p.isdigit()), 0)
        item = next((int(p[1:]) for p in parts[1:] if p[:1] == "i" and p[1:].isdigit()), 0)
        if lang == "zh":
            return self._name(law) + _place_zh(law, *article, paragraph, item)
        return law.en + _place_en(law, *article, paragraph, item)

    def _name(self, law: Law) -> str:
        """Return the short name, with the year of a version that is not the newest."""
        newest = self.series[law.law][-1] is law
        return law.law if newest or not law.editions else f"{law.law}（{law.editions[-1]}年）"


def _place_zh(law: Law, number: int, sub: int, paragraph: int, item: int) -> str:
    tail = (f"第{paragraph}款" if paragraph else "") + (f"第{item}项" if item else "")
    if law.whole or not number:
        return tail
    if law.parts:
        return f"第{write(number)}部分" + (f"（{write(paragraph)}）" if paragraph else "")
    return f"第{number}条" + (f"之{write(sub)}" if sub else "") + tail


def _place_en(law: Law, number: int, sub: int, paragraph: int, item: int) -> str:
    if law.whole or not number:
        return f", para. {paragraph}" if paragraph else ""
    tail = "".join(f"({part})" for part in (paragraph, item) if part)
    return f", Art. {number}{f'-{sub}' if sub else ''}{tail}"


def split(article: str) -> Number:
    """Return number and 之-number of an article: ``"253A"`` → ``(253, 1)``."""
    if article[-1:] in LETTERS and article[-1:]:
        return int(article[:-1]), LETTERS.index(article[-1]) + 1
    return int(article), 0


def join(number: int, sub: int = 0) -> str:
    """Return the article as ids write it: ``(253, 1)`` → ``"253A"``."""
    return f"{number}{LETTERS[sub - 1] if 0 < sub <= len(LETTERS) else ''}"


def compile(folder: Path) -> dict[str, Any]:
    """Return the compiled index of ``folder`` (data/law/articles), ready to be written as JSON.

    Raises:
        DataError: the files break their schema or contradict themselves or each other.
    """
    from facelaw.citations.sources import compiled

    return compiled(folder)


def read(value: Mapping[str, Any]) -> Index:
    """Return the index that :func:`compile` made."""
    laws = {code: _law(code, entry) for code, entry in value["laws"].items()}
    called = {text: Name(*name) for text, name in value["names"].items()}
    return Index(laws, called)


@cache
def load() -> Index:
    """Return the released index (``data/release/articles.json``), read once.

    Raises:
        FileNotFoundError: the release is not there.
    """
    return read(json.loads(data(*FILE).read_text(encoding="utf-8")))


def _law(code: str, entry: Mapping[str, Any]) -> Law:
    return Law(
        code=code,
        law=entry["law"],
        full=entry["full"],
        en=entry["en"],
        authority=entry["authority"],
        start=entry["from"],
        until=entry["until"],
        ranges=tuple((a, b, top) for a, b, top in entry["ranges"]),
        editions=tuple(entry.get("editions", ())),
        inserted=entry.get("inserted", {}),
        ended=entry.get("ended", {}),
        renumbered=entry.get("renumbered", {}),
        paragraphs=entry.get("paragraphs", {}),
        items=entry.get("items", {}),
        open=bool(entry.get("open")),
        parts=bool(entry.get("parts")),
        whole=bool(entry.get("whole")),
        exact=entry["count_source"] == "text",
    )
