"""Citations against the proofs that carry a conclusion: best F1 over proofs at 条 and at 款."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

IN_FORCE = "in_force"
"""The verdict on a citation of an article that exists and is in force on the day."""
NOT_IN_FORCE = "not_in_force"
"""The verdict on one that exists and is not in force on the day; all others resolve to nothing."""


class Citation(Protocol):
    """One citation read from a text.

    ``id`` is ``<code>-<article>[-<款>[-i<项>]]``, or any text unlike that where the citation
    resolves to nothing.
    """

    @property
    def id(self) -> str: ...
    @property
    def verdict(self) -> str: ...


class Citer(Protocol):
    """What reads citations; :mod:`facelaw.citations` is one."""

    def parse(self, text: str, on: date | None = None) -> Sequence[Citation]:
        """Return every citation of a text, judged as of a day (None: as of now)."""
        ...


Tier = Callable[[str], str]
"""From a law's code to its authority: statute, interpretation, regulation, rule, case, opinion."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Found, wrongly named and missed; whole numbers."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def f1(self) -> Fraction:
        """Return 2tp / (2tp + fp + fn), from 0 to 1; 0 where there is nothing."""
        whole = 2 * self.tp + self.fp + self.fn
        return Fraction(2 * self.tp, whole) if whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class Cited:
    """Citations of one argument.

    Attributes:
        article: against the best proof at 条.
        paragraph: against the best proof at 款; the best may be another one.
        cited: distinct citations, neutral ones among them: the denominator of the rates.
        invented: of these, such as resolve to no article, or to several.
        out_of_force: of these, articles not in force on the day that no proof rests on.
        wrong_tier: of these, articles in force that no proof rests on, of a law whose authority
            no article of the best proof has.
    """

    article: Counts = Counts()
    paragraph: Counts = Counts()
    cited: int = 0
    invented: int = 0
    out_of_force: int = 0
    wrong_tier: int = 0


def at_article(citation: str) -> str:
    """Return a citation's 条: ``CC-1019-1`` to ``CC-1019``."""
    return "-".join(citation.split("-")[:2])


def at_paragraph(citation: str) -> str:
    """Return a citation's 款: ``PIPL-13-1-i2`` to ``PIPL-13-1``; without one it stays a 条."""
    return "-".join(citation.split("-")[:3])


def best(
    cited: Iterable[str],
    proofs: Sequence[Sequence[str]],
    also: Iterable[str],
    level: Callable[[str], str],
) -> Counts:
    """Return the counts against the proof with the best F1.

    Args:
        cited: ids; what resolves to nothing stays in and counts as wrongly named.
        proofs: minimal sets of ids, at least one.
        also: ids that are neither right nor wrong.
        level: :func:`at_article` or :func:`at_paragraph`, applied to all three.
    """
    given = {level(citation) for citation in cited}
    neutral = {level(citation) for citation in also}
    found = [_against(given, neutral, {level(citation) for citation in proof}) for proof in proofs]
    return max(found, key=lambda counts: (counts.f1, counts.tp, -counts.fp))


def _against(given: set[str], neutral: set[str], proof: set[str]) -> Counts:
    """Return the counts against one proof."""
    tp = len(given & proof)
    return Counts(tp, len(given - proof - neutral), len(proof) - tp)


def grade(
    raw: Iterable[str],
    proofs: Sequence[Sequence[str]],
    also: Sequence[str],
    citer: Citer,
    on: date | None = None,
    tier: Tier | None = None,
) -> Cited:
    """Grade the citations of an argument whose conclusion asks for some.

    Args:
        raw: the citations as written.
        proofs: of the key, at least one.
        also: of the key.
        citer: reads citations.
        on: the day that the question names.
        tier: authority of a law, without which no tier is judged wrong.
    """
    verdicts: dict[str, str] = {}
    for text in raw:
        for name, verdict in [(c.id, c.verdict) for c in citer.parse(text, on=on)] or [("", "")]:
            verdicts[name or "?" + text.replace("-", " ")] = verdict
    carrying = {at_article(citation) for proof in proofs for citation in proof}
    carrying |= {at_article(citation) for citation in also}
    astray = {name: v for name, v in verdicts.items() if at_article(name) not in carrying}
    tiers = {tier(citation.split("-")[0]) for proof in proofs for citation in proof} if tier else ()
    return Cited(
        article=best(verdicts, proofs, also, at_article),
        paragraph=best(verdicts, proofs, also, at_paragraph),
        cited=len(verdicts),
        invented=sum(v not in (IN_FORCE, NOT_IN_FORCE) for v in astray.values()),
        out_of_force=sum(v == NOT_IN_FORCE for v in astray.values()),
        wrong_tier=sum(
            v == IN_FORCE and tier(name.split("-")[0]) not in tiers for name, v in astray.items()
        )
        if tier
        else 0,
    )
