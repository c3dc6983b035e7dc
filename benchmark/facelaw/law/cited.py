"""What norms and claims cite: the article, its 款 and 项 exist, and the law was in force then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facelaw.law.conditions import day_after
from facelaw.law.model import Claim, Norm

if TYPE_CHECKING:
    from facelaw.citations.index import Index

Fault = tuple[tuple[str | int, ...], str, str, str]


def of_norm(index: Index, n: Norm) -> Iterator[Fault]:
    """Yield what is wrong with a norm's place: where, what was expected, what came, the way out.

    A norm may not outlast its law. It may begin before it where a transition rule reaches back:
    then it ends on the eve of the law's first day.
    """
    code = n.citation.partition("-")[0]
    law = index.laws.get(code)
    if law is None:
        return
    if not law.has(n.article):
        hint = f"check the number, or add it to 'inserted' or 'articles' of {code}"
        yield ("article",), f"an article of {law.law}: 1–{law.last()}", n.article, hint
        return
    yield from _parts(index, code, n.article, n.paragraph, n.item)
    first, last = law.force(n.article)
    if last and (not n.until or n.until > last):
        hint = f"end the norm on {last}, or move it to the law that came after"
        yield ("until",), f"a day not after {last}, when {code} {n.article} ended", n.until, hint
    if n.until and n.until < first and day_after(n.until) != first:
        hint = f"cite the law that was in force, or begin the norm on {first}"
        yield ("until",), f"a day not before {first}, when {code} {n.article} began", n.until, hint


def of_claim(index: Index, c: Claim) -> Iterator[Fault]:
    """Yield each citation id of a claim that leads nowhere."""
    for key, ids in (("core", c.core), ("also", c.also)):
        for k, cite in enumerate(ids):
            code, _, rest = cite.partition("-")
            law = index.laws.get(code)
            if law is None:
                hint = "codes stand in articles/*.yaml"
                yield (key, k), "a citation id, e.g. CC-1019-1", cite, hint
                continue
            article, *parts = rest.split("-")
            if not article[:1].isdigit() or not law.has(article):
                hint = "check the number"
                yield (key, k), f"an article of {law.law}: 1–{law.last()}", cite, hint
                continue
            paragraph = next((p for p in parts if p.isdigit()), "")
            item = next((p[1:] for p in parts if p[:1] == "i"), "")
            for _, expected, _, hint in _parts(index, code, article, paragraph, item):
                yield (key, k), expected, cite, hint


def _parts(index: Index, code: str, article: str, paragraph: str, item: str) -> Iterator[Fault]:
    """Yield a 款 or 项 beyond those that the index counts; what it does not count passes."""
    law = index.laws[code]
    hint = f"check the number, or the counts of {code} in articles/*.yaml"
    count = law.paragraphs.get(article, 0)
    if count and paragraph.isdigit() and int(paragraph) > count:
        yield ("paragraph",), f"a 款 of article {article}: 1–{count}", paragraph, hint
        return
    items = law.items.get(article, {}).get(paragraph or "1", 0)
    if items and item.isdigit() and int(item) > items:
        yield ("item",), f"a 项 of article {article}: 1–{items}", item, hint
