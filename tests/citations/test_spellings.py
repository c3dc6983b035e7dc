"""How people write citations: one test a line of spellings.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facelaw.citations import Citation, parse
from facelaw.files import load_yaml

GROUPS = load_yaml(Path(__file__).with_name("spellings.yaml")).value
CASES = [
    pytest.param(text, group["on"], wanted, id=f"{name}: {text[:40]}")
    for name, group in GROUPS.items()
    for text, wanted in group["cases"].items()
]


def word(citation: Citation) -> str:
    """Write a citation as spellings.yaml does."""
    if citation.verdict == "unknown_law":
        name = f"{citation.written}/{citation.article}".replace(" ", "_")
    elif citation.verdict == "no_such_article":
        name = f"{citation.law}/{citation.article}"
    elif citation.verdict == "ambiguous":
        name = "|".join(citation.candidates)
    else:
        name = citation.id
    return name if citation.verdict == "in_force" else f"{citation.verdict}:{name}"


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize(("text", "on", "wanted"), CASES)
def test_spelling(text: str, on: str, wanted: str) -> None:
    found = parse(text, date.fromisoformat(on) if on else None)
    assert [word(citation) for citation in found] == wanted.split()
    for citation in found:
        start, end = citation.span
        assert 0 <= start < end <= len(text)
