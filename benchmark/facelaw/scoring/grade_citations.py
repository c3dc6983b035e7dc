"""Citations against the proofs that carry a conclusion: best F1 over proofs at 条 and at 款."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

NOT_IN_FORCE = "not_in_force"
WRONG_TIER = "wrong_tier"
UNRESOLVED = ("ambiguous", "no_citation")
INVENTED = ("no_such_article", "no_such_paragraph", "no_such_item", "unknown_law")
"""Verdicts on citations that are faults; the only other is ``in_force``."""


_DISMISSED = re.compile(
    r"\A\W*(?:本案)?(?:不(?:应|予|能|宜|可|得|再|应当)?适用|未适用|无[需须]适用|排除适用|并非|不是|未违反|不违反)"
    r"|而(?:不是|并?非)|[(（]\s*(?:本案)?(?:不适用|not applicable)|\A\W*not\b|\brather than\b",
    re.IGNORECASE,
)


def dismisses(text: str) -> bool:
    """Whether an entry names an article as one that does not apply: 不适用…, *not …*.

    A closed list, looked for before the article or in the brackets after it; the words of an
    article may follow it.

    >>> dismisses("不适用民法典第1020条"), dismisses("民法典第1019条：未经同意不得制作肖像")
    (True, False)
    """
    return _DISMISSED.search(text) is not None


class Citation(Protocol):
    """One citation read from a text, as :class:`facelaw.citations.Citation` has it."""

    @property
    def id_article(self) -> str:
        """``CC-1019``, ``""`` where it resolves to no article."""
        ...

    @property
    def id_paragraph(self) -> str:
        """``CC-1019-1``, ``""`` where the 款 is not told or there is none."""
        ...

    @property
    def verdict(self) -> str:
        """``in_force`` or a fault."""
        ...


class Citer(Protocol):
    """What reads citations; :func:`facelaw.citations.parse` is one."""

    def __call__(self, text: str, on: date | None = None) -> Sequence[Citation]:
        """Return every citation of a text, judged as of a day (None: as of now)."""
        ...


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
        paragraph: against the best proof at 款; that may be another proof.
        cited: distinct citations, neutral and faulty ones among them.
        invented: of these, such as resolve to no law, article, 款 or 项.
        unresolved: of these, such as may mean several articles, or are no citation.
        out_of_force: of these, articles not in force on the day, on which no proof rests.
        wrong_tier: of these, articles of a law that is given a rank it does not have.
    """

    article: Counts = Counts()
    paragraph: Counts = Counts()
    cited: int = 0
    invented: int = 0
    unresolved: int = 0
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
) -> Cited:
    """Grade the citations of an argument whose conclusion asks for some.

    Args:
        raw: the citations as written, each read by itself. An entry that holds no citation, or
            says what does not apply, counts as one, unresolved.
        proofs: of the key, at least one.
        also: of the key.
        citer: reads citations.
        on: the day that the question names.
    """
    articles: list[str] = []
    verdicts: dict[str, str] = {}
    for text in raw:
        cited = () if dismisses(text) else citer(text, on=on)
        for place, found in enumerate(cited or (None,)):
            unresolved = f"?{place} {text}".replace("-", " ")
            article = found.id_article if found else ""
            name = (found.id_paragraph if found else "") or article or unresolved
            articles.append(article or unresolved)
            verdicts[name] = found.verdict if found else UNRESOLVED[1]
    carrying = {at_article(citation) for ids in (*proofs, also) for citation in ids}
    return Cited(
        article=best(articles, proofs, also, at_article),
        paragraph=best(verdicts, proofs, also, at_paragraph),
        cited=len(verdicts),
        invented=sum(verdict in INVENTED for verdict in verdicts.values()),
        unresolved=sum(verdict in UNRESOLVED for verdict in verdicts.values()),
        out_of_force=sum(
            verdict == NOT_IN_FORCE and at_article(name) not in carrying
            for name, verdict in verdicts.items()
        ),
        wrong_tier=sum(verdict == WRONG_TIER for verdict in verdicts.values()),
    )
