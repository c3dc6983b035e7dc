"""From references as written to citations: which id, does it exist, was it in force that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from facelaw.citations import index as index_
from facelaw.citations.citation import Citation, Verdict
from facelaw.citations.details import Spot
from facelaw.citations.grammar import Reader, Reference
from facelaw.citations.index import Index, Law, join
from facelaw.citations.spelling import Folded, fold
from facelaw.citations.titles import Book, Title

WIDE = 60
"""A range of more articles than this (a chapter, a code) is read as its two ends."""


def parse(text: str, on: date | None = None, index: Index | None = None) -> list[Citation]:
    """Return every citation in a text, in its order.

    Args:
        text: anything; Chinese, English, mixed.
        on: the day the law is asked for. It decides between versions with other numbers, and
            what is in force. None: the newest text of each law.
        index: the laws; the released ones if None.

    Never raises for any text. Time grows with the length of the text.
    """
    index = index or index_.load()
    folded = fold(text)
    references = Reader(Book(folded.text, index)).read()
    resolver = _Resolver(index, on, folded)
    return [citation for reference in references for citation in resolver.resolve(reference)]


@dataclass(frozen=True)
class _Resolver:
    index: Index
    on: date | None
    folded: Folded

    def resolve(self, reference: Reference) -> Iterator[Citation]:
        """Yield the citations of one reference: several for a range."""
        first = reference.first
        title = reference.title
        if title is not None and title.unknown and not title.law:
            return
        if title is None or title.unknown:
            yield self._unknown(first, title)
            if reference.last:
                yield self._unknown(reference.last, title)
            return
        versions = self.index.series[title.law]
        first, extra = _undash(first, versions)
        last = reference.last or extra
        if last is None:
            yield self._one(first, title, versions)
            return
        last = _undash(last, versions)[0]
        for spot in self._range(first, last, self._version(first, title, versions)[0]):
            yield self._one(spot, title, versions)

    def _range(self, first: Spot, last: Spot, law: Law) -> Iterator[Spot]:
        """Yield both ends of a range and, if it is not too wide, what exists between them."""
        start, end = first.start, max(first.end, last.end)
        yield replace(first, start=start, end=end)
        low, high = (first.number, first.sub), (last.number, last.sub)
        if low < high and high[0] - low[0] < WIDE:
            for number in range(low[0], high[0] + 1):
                for sub in range(len(index_.LETTERS) + 1):
                    if low < (number, sub) < high and self._exists(law, join(number, sub)):
                        yield Spot(number, sub, start=start, end=end)
        yield replace(last, ranged=False, start=start, end=end)

    def _exists(self, law: Law, article: str) -> bool:
        return law.in_force(article, self.on) or (law.has(article) and law.until != "")

    def _version(
        self, spot: Spot, title: Title, versions: tuple[Law, ...]
    ) -> tuple[Law, tuple[Law, ...]]:
        """Return the version meant, and every version that has such an article."""
        article = join(spot.number, spot.sub)
        having = tuple(law for law in versions if law.has(article))
        if title.code:
            return self.index.laws[title.code], having
        day = self.on.isoformat() if self.on else "9999"
        current = [law for law in versions if law.start <= day <= (law.until or "9999")]
        law = current[-1] if current else versions[-1]
        if not law.has(article) and having:
            law = having[-1]
        return law, having

    def _one(self, spot: Spot, title: Title, versions: tuple[Law, ...]) -> Citation:
        """Return the citation of one place."""
        law, having = self._version(spot, title, versions)
        article = join(spot.number, spot.sub) if spot.sub <= len(index_.LETTERS) else ""
        span = self.folded.span(spot.start, spot.end)
        wrote = title.tier if title.tier and not _same_rank(title.tier, law) else ""
        candidates = tuple(f"{version.code}-{article}" for version in having)
        draft = Citation(
            id_article="",
            id_paragraph="",
            id_item="",
            law=law.code,
            article=article,
            paragraph=str(spot.paragraph or ""),
            item=str(spot.item or ""),
            verdict="in_force",
            tier=law.authority,
            span=span,
            wrote_tier=wrote,
            candidates=candidates,
        )
        if spot.number < 1 or not article or not law.has(article):
            verdict: Verdict = (
                "ambiguous" if law.open and spot.number > law.last() else "no_such_article"
            )
            return replace(draft, verdict=verdict)
        doubt = self._doubt(spot, title, versions, law)
        if doubt:
            return replace(draft, law="", verdict="ambiguous", candidates=doubt)
        return _ranked(self._placed(draft, spot, law, article))

    def _doubt(
        self, spot: Spot, title: Title, versions: tuple[Law, ...], law: Law
    ) -> tuple[str, ...]:
        """Return the ids between which nothing decides: 刑法-253-1, 治安法42 without a day."""
        twin = join(spot.number, spot.dashed)
        if spot.code and spot.dashed and not spot.sub and twin in law.inserted:
            return f"{law.code}-{spot.number}-{spot.dashed}", f"{law.code}-{twin}"
        article = join(spot.number, spot.sub)
        if self.on is None and not title.code and law is versions[-1]:
            moved = law.renumbered.get(article, article) != article
            older = [v for v in versions[:-1] if v.has(article)]
            if moved and older:
                return *(f"{v.code}-{article}" for v in older), f"{law.code}-{article}"
        return ()

    def _placed(self, draft: Citation, spot: Spot, law: Law, article: str) -> Citation:
        """Fill in ids and verdict of a place in an article that exists."""
        paragraph, item = spot.paragraph, spot.item
        count = law.paragraphs.get(article, 0)
        items = law.items.get(article, {})
        if law.parts and item and not paragraph:
            paragraph, item = item, 0
        if spot.loose and count and paragraph > count and len(items) == 1:
            only = next(iter(items))
            if paragraph <= items[only]:
                paragraph, item = int(only), paragraph
        if not paragraph:
            paragraph = (
                1 if count == 1 else int(next(iter(items))) if item and len(items) == 1 else 0
            )
        base = f"{law.code}-{article}"
        verdict: Verdict = "in_force" if law.in_force(article, self.on) else "not_in_force"
        if paragraph and count and paragraph > count:
            return replace(draft, id_article=base, verdict="no_such_paragraph")
        known = items.get(str(paragraph), 0) if paragraph else 0
        if item and count and item > known:
            place = f"{base}-{paragraph}" if paragraph else ""
            return replace(draft, id_article=base, id_paragraph=place, verdict="no_such_item")
        place = f"{base}-{paragraph}" if paragraph else ""
        return replace(
            draft,
            id_article=base,
            id_paragraph=place,
            id_item=f"{place}-i{item}" if place and item else "",
            verdict=verdict,
        )

    def _unknown(self, spot: Spot, title: Title | None) -> Citation:
        article = join(spot.number, spot.sub) if spot.sub <= len(index_.LETTERS) else ""
        return Citation(
            id_article="",
            id_paragraph="",
            id_item="",
            law="",
            article=article,
            paragraph=str(spot.paragraph or ""),
            item=str(spot.item or ""),
            verdict="unknown_law",
            tier="",
            span=self.folded.span(spot.start, spot.end),
            written=title.law if title else "",
        )


def _ranked(citation: Citation) -> Citation:
    """Turn a citation in force with a wrong rank into ``wrong_tier``."""
    wrong = citation.wrote_tier and citation.verdict == "in_force"
    return replace(citation, verdict="wrong_tier") if wrong else citation


def _same_rank(tier: str, law: Law) -> bool:
    """Tell whether a rank fits; 规范性文件 also fits rules, some of which were issued as such."""
    return tier == law.authority or (tier == "opinion" and law.authority == "rule")


def _undash(spot: Spot, versions: tuple[Law, ...]) -> tuple[Spot, Spot | None]:
    """Decide what ``253-1`` means.

    之一 if there is such an article; an abbreviated range (``1018-20``); 之一 that does not exist
    in a law that has such articles; else a 款.
    """
    n = spot.dashed
    if not n or spot.sub:
        return spot, None
    inserted = any(join(spot.number, n) in law.inserted for law in versions)
    if spot.code:
        return (spot if spot.paragraph else replace(spot, paragraph=n)), None
    if inserted:
        return replace(spot, sub=n, dashed=0), None
    width = 10 ** len(str(n))
    if n >= 10 and spot.number % width < n:
        last = spot.number - spot.number % width + n
        return replace(spot, dashed=0), replace(spot, number=last, dashed=0)
    if any(law.inserted for law in versions):
        return replace(spot, sub=n, dashed=0), None
    return replace(spot, paragraph=spot.paragraph or n, dashed=0), None
