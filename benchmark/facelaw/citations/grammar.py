"""From tokens to references: which article, 款 and 项 of which law somebody wrote.

Chinese and English forms, lists and ranges; a law is carried forward until another is named. The
grammar knows no law but asks the :class:`~facelaw.citations.titles.Book` for names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facelaw.citations.details import Spot, spread
from facelaw.citations.places import Places
from facelaw.citations.titles import Book, Title
from facelaw.citations.tokens import Token, tokens

LIMIT = 5_000
"""References read in one text; what follows is left unread."""

_CONTRACT = re.compile(
    r"(?:合同|协议|约定|章程|政策|规约|公约|声明|判决|裁定|contract|agreement)[》\" ]*$", re.I
)
_KINDS = {"法典": "法", "法律": "法", "司法解释": "解释"}


@dataclass(frozen=True)
class Reference:
    """One reference as written: a place, or from one place to another, in a law.

    Attributes:
        title: the law; None where nothing in the text says which.
        first: the place.
        last: the other end of a range.
        near: the law stands right beside it; otherwise it is carried forward.
    """

    title: Title | None
    first: Spot
    last: Spot | None = None
    near: bool = False


class Reader:
    """Reads one text from left to right, once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.tokens = tokens(book)
        self.places = Places(book.text, self.tokens)
        self.out: list[Reference] = []
        self.title: Title | None = None
        self.near = False
        self.begin = self.end = 0
        self.recent: list[Title] = []
        self.article: Spot | None = None

    def read(self) -> list[Reference]:
        """Return every reference, in the order of the text."""
        i = 0
        while i < len(self.tokens) and len(self.out) < LIMIT:
            token = self.tokens[i]
            if token.kind in ("law", "same"):
                i = self._name(i)
            elif token.kind == "id":
                self._id(token)
                i += 1
            else:
                group = self._group(i)
                if group is None:
                    self.near &= token.kind in ("joint", "of", "dash", "nth")
                i = i + 1 if group is None else self._bind(*group, at=i)
        return self.out[:LIMIT]

    def _name(self, i: int) -> int:
        """Make a law the one that what follows belongs to; return the token after its name."""
        token = self.tokens[i]
        title = token.title
        i += 1
        if title is None:
            title = self._same(token.word)
        else:
            self.recent = [*self.recent[-7:], title]
            versions = self.book.index.series.get(title.law, ())
            if versions and versions[-1].whole:
                spot = Spot(1, start=token.start, end=token.end)
                details, i = self.places.details.details(i)
                spots = spread(spot, details) if details else [spot]
                self.out.extend(Reference(title, spot, near=True) for spot in spots)
        beside = self.near and not self.book.text[self.end : token.start].strip(" ()《》\"'")
        if not (
            beside and self.title is not None and title is not None and title.law == self.title.law
        ):
            self.begin = token.start
        elif title.code == "":
            title = replace(title, code=self.title.code)
        self.title, self.near, self.end = title, True, token.end
        return i

    def _same(self, kind: str) -> Title | None:
        """Return the law that 该解释, 同法 or "the same law" means: the latest of that kind."""
        ending = _KINDS.get(kind, kind)
        for title in reversed(self.recent):
            full = [law.full for law in self.book.index.series.get(title.law, ())]
            if any(ending in name[-6:] for name in [title.law, *full]):
                return title
        return self.title

    def _id(self, token: Token) -> None:
        article, paragraph, item = token.id
        sub = "ABCDEFGHIJ".find(article[-1]) + 1
        number = int(article[:-1] if sub else article)
        spot = Spot(number, sub, paragraph, item, token.start, token.end)
        self.out.append(Reference(token.title, spot, near=True))
        self.title, self.near = token.title, False

    def _group(self, i: int) -> tuple[list[Spot], int, str] | None:
        """Return the places of one group, the token after it and its style."""
        token = self.tokens[i]
        if token.kind == "same_article" and self.article is not None:
            return self.places.same(i, self.article)
        if token.kind in ("paragraph_en", "item_en"):
            return self.places.reverse(i)
        parts = self.near and self._parts()
        if self.near and token.kind == "number" and self._is_year(token.number):
            return None
        return self.places.group(i, near=self.near, parts=parts)

    def _is_year(self, number: int) -> bool:
        """Tell whether a number right after a law is a year: no law here has so many articles."""
        versions = self.book.index.series.get(self.title.law, ()) if self.title else ()
        return 1949 <= number <= 2100 and all(law.last() < number for law in versions)

    def _parts(self) -> bool:
        versions = self.book.index.series.get(self.title.law, ()) if self.title else ()
        return any(law.parts for law in versions)

    def _bind(self, spots: Sequence[Spot], j: int, style: str, at: int) -> int:
        """Give a group its law, and return the token to go on with."""
        following, after, tail = self._following(j, style)
        title, near = self.title, self.near
        start = self.tokens[at].start
        if not near:
            text = self.book.text[max(self.end, start - 24) : start]
            if _CONTRACT.search(text) and following is None:
                self.near = False
                return j
            other = self.book.before(start, self.end) if following is None else None
            title, near = (other, True) if other is not None else (title, False)
            self.title = title
        begin = self.begin if near and self.near else start
        last = max((n for n, spot in enumerate(spots) if spot.marker), default=0)
        for n, spot in enumerate(spots):
            own = following if following is not None and (n >= last or not near) else title
            if n == len(spots) - 1 and following is not None:
                spot = replace(spot, end=max(spot.end, tail))
            if n == 0 and near and following is None:
                spot = replace(spot, start=min(begin, spot.start))
            if spot.ranged and self.out and n:
                self.out[-1] = replace(self.out[-1], last=spot)
            else:
                self.out.append(Reference(own, spot, near=near or following is not None))
        self.article = spots[-1]
        self.near = False
        if following is not None:
            self.title = following
            self.recent = [*self.recent[-7:], following]
            self.end = tail
        return after

    def _following(self, j: int, style: str) -> tuple[Title | None, int, int]:
        """Return the law named right after a group (``of the …``), the token after it, its end."""
        if j >= len(self.tokens):
            return None, j, 0
        token = self.tokens[j]
        if token.kind == "joint" and self.places.kind(j + 1) == "of":
            j, token = j + 1, self.tokens[j + 1]
        k = j + 1 if token.kind == "of" or (token.kind == "joint" and style == "en") else j
        name = self.tokens[k] if k < len(self.tokens) else None
        if name is not None and name.kind == "law" and name.title is not None:
            beside = token.kind == "of" or self._ends(k + 1)
            gap = self.book.text[self.tokens[j - 1].end : name.start]
            if beside and (style != "zh" or "(" in gap or token.kind == "of"):
                return name.title, k + 1, name.end
        if token.kind == "of":
            if name is not None and name.kind == "same":
                return self._same(name.word), k + 1, name.end
            unknown = self.book.after(token.end)
            if unknown is not None:
                while k < len(self.tokens) and self.tokens[k].start < unknown.end:
                    k += 1
                return unknown, k, unknown.end
        return None, j, 0

    def _ends(self, k: int) -> bool:
        """Tell whether no article follows at ``k``, so that a name belongs to what is before."""
        if k >= len(self.tokens):
            return True
        if self.tokens[k].kind in ("joint", "dash") and k + 1 < len(self.tokens):
            k += 1 if self.tokens[k].kind == "dash" else 0
        return self.tokens[k].kind not in ("number", "article_en", "nth", "mark", "sub")
