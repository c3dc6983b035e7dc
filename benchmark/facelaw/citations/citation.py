"""What a reading of citations gives: one record a citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal[
    "in_force",
    "not_in_force",
    "no_such_article",
    "no_such_paragraph",
    "no_such_item",
    "ambiguous",
    "unknown_law",
    "wrong_tier",
]
"""What became of a citation; all but ``in_force`` are something to mend."""


@dataclass(frozen=True)
class Citation:
    """One citation found in a text.

    Attributes:
        id_article, id_paragraph, id_item: ``CC-1019``, ``CC-1019-1``, ``PIPL-13-1-i2``; "" where
            the text does not say so much, or nothing can be told. A 款 that is not written is
            filled in where the article has one only, or has its 项 in one only.
        law: the law's code, "" where unknown or ambiguous.
        article, paragraph, item: as written: ``"253A"``, ``"1"``, ``"2"``, or "".
        verdict: ``wrong_tier`` is a citation in force whose law was given a rank that it has not.
        tier: the rank the law has: statute, interpretation, regulation, rule, opinion or case.
        span: half-open offsets in the text; the law's name is included where it stands beside.
        wrote_tier: the rank the writer gave the law, where that is wrong; else "".
        written: the law's name as written, if it is in no index.
        candidates: every article id that the words may mean; one, unless versions or spellings
            differ.
    """

    id_article: str
    id_paragraph: str
    id_item: str
    law: str
    article: str
    paragraph: str
    item: str
    verdict: Verdict
    tier: str
    span: tuple[int, int]
    wrote_tier: str = ""
    written: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The longest id: of the 项, else the 款, else the article."""
        return self.id_item or self.id_paragraph or self.id_article
