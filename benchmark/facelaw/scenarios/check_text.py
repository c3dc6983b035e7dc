"""Is a narrative free of conclusions, labels, sexual detail, real names and stray characters?"""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.errors import Problem
from facelaw.files import Path_
from facelaw.scenarios.family import Edit, Family
from facelaw.scenarios.lists import NARRATIVE_LISTS, word_list
from facelaw.scenarios.text import Part, strange


def check_text(family: Family) -> list[Problem]:
    """Return every word or character that must not stand in a narrative, by line."""
    problems: list[Problem] = []
    for path, text in _written(family):
        for char in strange(text):
            hint = "type it anew; write Chinese on one line or under |, not under >"
            problems.append(family.problem(path, "plain readable text", char, hint))
        for name in NARRATIVE_LISTS:
            words = word_list(name)
            for found in words.found(text):
                problems.append(family.problem(path, words.expected, found, words.hint))
    return problems


def _written(family: Family) -> Iterator[tuple[Path_, str]]:
    """Yield every stretch of narrative that someone wrote, with its path.

    An edit is looked at together with the words of the base around it, so that a phrase
    that straddles its border is seen.
    """
    yield from _parts(family.parts, ())
    for variant in family.variants:
        yield from _parts(variant.parts, variant.path)
        base = {part.id: part for part in variant.parts or family.parts}
        for edit in variant.edits:
            if edit.document in base:
                yield edit.path, _around(edit, base[edit.document])


def _parts(parts: tuple[Part, ...], path: Path_) -> Iterator[tuple[Path_, str]]:
    for at, part in enumerate(parts):
        where = (*path, "documents", at) if part.id else (*path, "text")
        for lang, text in part.text.items():
            yield (*where, lang), text


def _around(edit: Edit, part: Part, margin: int = 12) -> str:
    """Return the new words with ``margin`` characters of the base on either side, words whole."""
    text = part.text.get(edit.lang, "")
    at = text.find(edit.old)
    if at < 0:
        return edit.new
    end = at + len(edit.old)
    first, last = max(0, at - margin), min(len(text), end + margin)
    while first > 0 and _letter(text[first - 1]):
        first -= 1
    while last < len(text) and _letter(text[last]):
        last += 1
    return text[first:at] + edit.new + text[end:last]


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
