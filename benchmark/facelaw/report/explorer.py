"""``explorer.json``: what the release tells the report about families and the law.

Variants of a family quote the same words and items argue the same points, so the file holds
every quote and every paragraph of a family once, and names them by their place: a third of
the size. What is read is what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from facelaw.errors import DataError, Problem
from facelaw.files import write_bytes
from facelaw.report.content import Explorer, Family, LawPicture, Question, Quote

VERSION = 2
PARAGRAPH = "\n\n"

T = TypeVar("T", str, bytes)
Places = tuple[int, ...]
Spoken = dict[str, Places]
"""Language to the places of a text's paragraphs."""


@dataclass(frozen=True)
class Shared:
    """A family as the file holds it.

    Attributes:
        family: without its questions and its variants' quotes.
        texts: every paragraph of its questions and arguments.
        quotes: every quote.
        quoted: for each variant the places of its quotes.
        questions: id, question and argument of each item.
    """

    family: Family
    texts: tuple[str, ...]
    quotes: tuple[Quote, ...]
    quoted: tuple[Places, ...]
    questions: tuple[tuple[str, Spoken, Spoken], ...]


@dataclass(frozen=True)
class Written:
    """The content of the file."""

    families: tuple[Shared, ...]
    law: LawPicture | None
    version: int


def encode(explorer: Explorer) -> bytes:
    """Return families and law picture as compact JSON, families in the order of their ids."""
    families = sorted(explorer.families, key=lambda family: family.id)
    content = Written(tuple(_shared(family) for family in families), explorer.law, VERSION)
    return msgspec.json.encode(content) + b"\n"


def write(path: Path, explorer: Explorer) -> None:
    """Write families and law picture as :func:`encode` has them."""
    write_bytes(path, encode(explorer))


def read(path: Path) -> Explorer:
    """Read what :func:`write` wrote.

    Raises:
        DataError: it cannot be read, or is no such file.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Written)
        families = tuple(_whole(shared) for shared in found.families)
    except OSError as error:
        problem = Problem(path.name, 0, "", "a readable file", str(error))
        raise DataError([problem]) from None
    except (ValueError, IndexError) as error:  # msgspec's errors and Unicode's are ValueErrors
        hint = "build the release again: facelaw build"
        expected = "families and law as the build writes them"
        raise DataError([Problem(path.name, 0, "", expected, str(error), hint)]) from None
    return Explorer(families, found.law, found.version)


def _shared(family: Family) -> Shared:
    """Return a family with everything that repeats held once."""
    texts: dict[str, int] = {}
    quotes: dict[bytes, int] = {}
    quoted: list[Places] = []
    for variant in family.variants:
        quoted.append(_places(quotes, (msgspec.json.encode(quote) for quote in variant.quotes)))
    questions = tuple(
        (q.id, _spoken(texts, q.question), _spoken(texts, q.argument)) for q in family.questions
    )
    variants = tuple(replace(variant, quotes=()) for variant in family.variants)
    bare = replace(family, variants=variants, questions=())
    held = tuple(msgspec.json.decode(mark, type=Quote) for mark in quotes)
    return Shared(bare, tuple(texts), held, tuple(quoted), questions)


def _places(known: dict[T, int], values: Iterable[T]) -> Places:
    """Return the place of each value, adding those that are new."""
    return tuple(known.setdefault(value, len(known)) for value in values)


def _spoken(known: dict[str, int], text: Mapping[str, str]) -> Spoken:
    """Return a text's paragraphs by their places."""
    return {lang: _places(known, said.split(PARAGRAPH)) for lang, said in text.items()}


def _whole(shared: Shared) -> Family:
    """Return a family as it was before :func:`_shared`."""
    variants = tuple(
        replace(variant, quotes=tuple(shared.quotes[place] for place in places))
        for variant, places in zip(shared.family.variants, shared.quoted, strict=True)
    )
    questions = tuple(
        Question(id, _said(shared.texts, question), _said(shared.texts, argument))
        for id, question, argument in shared.questions
    )
    return replace(shared.family, variants=variants, questions=questions)


def _said(texts: Sequence[str], spoken: Spoken) -> dict[str, str]:
    """Return a text from the places of its paragraphs."""
    return {lang: PARAGRAPH.join(texts[at] for at in places) for lang, places in spoken.items()}
