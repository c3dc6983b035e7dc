"""Places inside a law: 第1018、1019条, 第1款第（二）项, Arts. 13(1)(2) and 29, 1194–1197."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facelaw.citations.details import LOOK, UNIT, Details, Spot, spread
from facelaw.citations.tokens import Token

Found = tuple[list[Spot], int, str]
"""Places, the token after them, and the style: zh, en, bare or id."""


class Places:
    """Reads places from tokens; never goes back more than :data:`LOOK` tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.details = Details(text, tokens)

    def kind(self, i: int) -> str:
        """Return the kind of a token; "" past the end."""
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def group(self, i: int, *, near: bool, parts: bool) -> Found | None:
        """Return the places of a list that begins at ``i``.

        Args:
            i: the first token.
            near: a law's name stands right before it.
            parts: that law is numbered 一、（一） instead of 条 and 款.
        """
        style, heads, j = self._unit(i, near=near, parts=parts, style="")
        if not heads:
            return None
        spots = list(heads)
        while self.kind(j) in ("joint", "dash"):
            ranged = self.kind(j) == "dash"
            k = j + 1
            while self.kind(k) == "joint" and k < j + 4:
                k += 1
            new_style, more, after = self._unit(k, near=False, parts=parts, style=style)
            if not more:
                break
            spots.append(replace(more[0], ranged=ranged))
            spots.extend(more[1:])
            style, j = new_style, after
        return spots, j, style

    def _unit(self, i: int, *, near: bool, parts: bool, style: str) -> tuple[str, list[Spot], int]:
        """Return style, spots and next token of one article, or of several that share a 条."""
        none: tuple[str, list[Spot], int] = "", [], i
        kind = self.kind(i)
        if kind == "article_en":
            first = i
            i += self.kind(i + 1) == "article_en"
            head = self._bare(i + 1, strict=True)
            if head is None:
                return none
            spot, j = self._lettered(*head)
            spot = replace(spot, start=self.tokens[first].start, marker=True)
            return "en", *self._detailed([spot], j)
        if kind == "dash" and near and self.kind(i + 1) == "number":
            head = self._coded(i + 1)
            if head is not None:
                return "id", *self._detailed([head[0]], head[1], parts=parts)
            return none
        if kind == "number":
            token = self.tokens[i]
            heads, j = self._closed_heads(i, parts)
            if heads and (token.nth or near or style == "zh"):
                return "zh", *self._detailed(heads, j, parts=parts)
            beside = near and not token.nth and self.kind(i - 1) in ("law", "same")
            if (beside or style in ("bare", "en", "id")) and (parts if token.chinese else True):
                head = self._bare(i, strict=style == "en")
                if head is not None and not UNIT.match(self.text, self.tokens[head[1] - 1].end):
                    head = self._lettered(*head) if style == "en" else head
                    return style or "bare", *self._detailed([head[0]], head[1], parts=parts)
        if parts and kind in ("number", "nth", "mark"):
            closed = self.details.closed(i, "item")
            if near and closed is not None:
                start = self.tokens[i].start
                return "zh", [Spot(n, start=start, end=end) for n, _, end in closed[0]], closed[1]
        return none

    def _closed_heads(self, i: int, parts: bool) -> tuple[list[Spot], int]:
        """Return the articles up to the 条 that closes their list; none where no 条 does."""
        found: list[Spot] = []
        j, ranged = i, False
        while j < len(self.tokens) and j - i < LOOK and self.kind(j) == "number":
            token = self.tokens[j]
            spot = Spot(token.number, token.sub, start=token.start, end=token.end, ranged=ranged)
            j += 1
            if self.kind(j) in ("sub", "raised"):
                spot = replace(spot, sub=self.tokens[j].number, end=self.tokens[j].end)
                j += 1
            if self.kind(j) == "mark" and self.kind(j + 1) == "article":
                spot = replace(spot, paragraph=self.tokens[j].number)
                j += 1
            if self.kind(j) == "article" and (parts or self.tokens[j].word == "条"):
                spot = replace(spot, end=self.tokens[j].end)
                j += 1
                if self.kind(j) == "sub":
                    spot = replace(spot, sub=self.tokens[j].number, end=self.tokens[j].end)
                    j += 1
                if self.kind(j) == "raised":
                    j += 1
                return self._merged([*found, spot]), j
            found.append(spot)
            if self.kind(j) not in ("joint", "dash"):
                break
            ranged = self.kind(j) == "dash"
            j += 1
        return [], i

    def _merged(self, spots: list[Spot]) -> list[Spot]:
        """Read 253-1条 as one article: the second number of a true range is the higher."""
        out: list[Spot] = []
        for spot in spots:
            if (
                spot.ranged
                and out
                and not out[-1].ranged
                and not out[-1].dashed
                and (0 <= spot.number <= out[-1].number and not spot.sub)
            ):
                out[-1] = replace(out[-1], dashed=spot.number, end=spot.end)
            else:
                out.append(spot)
        return out

    def _lettered(self, spot: Spot, j: int) -> tuple[Spot, int]:
        """Read ``253 (A)`` and ``253(I)``, as some translations write 之一."""
        if self.kind(j) == "mark" and self.tokens[j].word.isupper() and not spot.sub:
            token = self.tokens[j]
            return replace(spot, dashed=token.number, end=token.end), j + 1
        return spot, j

    def _bare(self, i: int, *, strict: bool) -> tuple[Spot, int] | None:
        """Return an article whose number has no 条, and the token after it."""
        if self.kind(i) != "number":
            return None
        token = self.tokens[i]
        spot = Spot(token.number, token.sub, start=token.start, end=token.end)
        j = i + 1
        if self.kind(j) in ("sub", "raised"):
            spot = replace(spot, sub=self.tokens[j].number, end=self.tokens[j].end)
            j += 1
            if self.kind(j) == "article":
                j += 1
        elif self.kind(j) == "dash" and self.kind(j + 1) == "number" and not spot.sub:
            other = self.tokens[j + 1]
            plain = self.text[self.tokens[j].start : self.tokens[j].end].startswith("-")
            if plain and not other.nth and 0 <= other.number <= token.number:
                spot = replace(spot, dashed=other.number, end=other.end, code=not strict)
                j += 2
        return spot, j

    def _coded(self, i: int) -> tuple[Spot, int] | None:
        """Return 1019-1 or 253之一-1 as written after ``民法典-``."""
        token = self.tokens[i]
        spot = Spot(token.number, token.sub, start=token.start, end=token.end, code=True)
        j = i + 1
        if self.kind(j) == "sub":
            spot = replace(spot, sub=self.tokens[j].number, end=self.tokens[j].end)
            j += 1
        numbers: list[int] = []
        while len(numbers) < 2 and self.kind(j) == "dash" and self.kind(j + 1) == "number":
            other = self.tokens[j + 1]
            if not numbers and other.number > token.number:
                break
            numbers.append(other.number)
            spot = replace(spot, end=other.end)
            j += 2
        if numbers:
            dashed = 0 if spot.sub else numbers[0]
            spot = replace(spot, paragraph=numbers[0], item=sum(numbers[1:]), dashed=dashed)
        return spot, j

    def same(self, i: int, article: Spot) -> Found | None:
        """Return 同条第二款: other places of the article cited last."""
        details, j = self.details.details(i + 1)
        if not details:
            return None
        base = replace(article, start=self.tokens[i].start, ranged=False, marker=False, dashed=0)
        return spread(base, details), j, "zh"

    def reverse(self, i: int) -> Found | None:
        """Return ``item 2 of paragraph 1 of Article 13``."""
        said: dict[str, list[int]] = {}
        j = i
        while self.kind(j) in ("item_en", "paragraph_en") and self.kind(j) not in said:
            label = self.kind(j)
            numbers, j = self.details.listed(j + 1)
            if not numbers:
                return None
            said[label] = [n for n, _ in numbers]
            if self.kind(j) in ("of", "joint"):
                j += 1
        if self.kind(j) != "article_en":
            return None
        style, spots, after = self._unit(j, near=False, parts=False, style="")
        if len(spots) != 1 or spots[0].paragraph:
            return None
        base = replace(spots[0], start=self.tokens[i].start)
        details = [
            (p, n, base.end, False)
            for p in said.get("paragraph_en", [0])
            for n in said.get("item_en", [0])
        ]
        return spread(base, details), after, style

    def _detailed(self, heads: list[Spot], j: int, parts: bool = False) -> tuple[list[Spot], int]:
        """Add the 款 and 项 that follow to the last of some articles."""
        if heads[-1].paragraph:
            return heads, j
        if parts and self.kind(j) == "joint" and self.kind(j + 1) == "mark":
            j += 1
        details, j = self.details.details(j)
        return ([*heads[:-1], *spread(heads[-1], details)] if details else heads), j
