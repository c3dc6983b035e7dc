"""From a folded text to tokens: names of laws, numbers, 条款项, marks in brackets, joints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facelaw.citations.index import LETTERS
from facelaw.citations.names import STATE
from facelaw.citations.numerals import CHINESE, read, read_mark
from facelaw.citations.titles import Book, Title

_N = f"(?:[0-9]{{1,3}},0[0-9]{{2}}(?![0-9])|[0-9]{{1,12}}(?![0-9])|[{CHINESE}]{{1,14}})"
_TOKEN = re.compile(
    rf"(?P<raised>(?:\^[0-9]){{1,2}})"
    rf"|(?P<sub>之 ?(?P<subn>{_N}))"
    rf"|\( ?(?P<mark>[0-9]{{1,2}}|[{CHINESE}]{{1,3}}|[ivxIVX]{{1,4}}|[A-Za-z]) ?\)"
    rf"|(?P<number>(?:(?P<nth>第) ?)?(?P<n>{_N})(?:(?P<letter>[A-Ja-j])(?![A-Za-z0-9])"
    rf"| (?P<bis>bis|ter|quater)\b)?)"
    r"|(?P<nth2>第(?= ?\())"
    r"|(?P<article>条(?!件|例(?!外)|款|目|约)|部分)"
    r"|(?P<paragraph>款(?!式|物))"
    r"|(?P<item>项(?!目))"
    r"|(?P<same_article>[同该本上][一述]?条)"
    r"|(?P<same>(?<![合日根基])(?:[同该本此]一?|上述|前述|上列|前引)"
    r"(?P<kind>法|司法解释|解释|规定|办法|条例|意见|决定|批复|规则|法典|法律)(?=[第》\" ]|[0-9]))"
    r"|(?P<same_en>\b(?:(?:the )?same|said|that|this) (?:law|act|code|provisions|measures)\b"
    r"|\bibid\b)"
    r"|(?P<dash>-{1,3}|至|到|\b(?:to|through|thru)\b)"
    r"|(?P<joint>[、,;/&]|以及|或者|和|与|及|或|并|\b(?:and|or|as well as)\b)"
    r"|(?P<ordinal>\b(?:(?P<first>first|1st)|(?P<second>second|2nd)|(?P<third>third|3rd)|fourth|4th)"
    r" (?P<ordered>paragraph|para|item|sub-?paragraph)s?\b)"
    r"|(?P<article_en>§{1,2}|\b(?:articles?|arts?)\b\.?)"
    r"|(?P<paragraph_en>¶|\b(?:paragraphs?|paras?|pars?)\b\.?)"
    r"|(?P<item_en>\b(?:sub-?paragraphs?|subparas?|sub-?items?|items?|points?|clauses?)\b\.?"
    r"|\bnos?\. ?(?=[0-9]))"
    r"|(?P<of>\b(?:of|under|in|from)(?: the| this)?(?: prc| chinese| china's)?\b)"
    r"|(?P<stop>[。!?\n]|\.(?![0-9]))",
    re.I,
)
_ID = re.compile(
    r"(?<![A-Za-z0-9-])(?P<code>[A-Z][A-Z0-9]{1,7})-(?P<n>[0-9]{1,5})(?P<letter>[A-J])?"
    r"(?:-(?P<p>[0-9]{1,2}))?(?:-i(?P<i>[0-9]{1,2}))?(?:-[a-z])?(?![A-Za-z0-9])"
)
_CODE = re.compile(r"(?<![A-Za-z0-9-])[A-Z][A-Z0-9]{1,7}(?![A-Za-z0-9-])")
_BESIDE = re.compile(r"[ ,]{0,2}(?:art|§|第)", re.I)
_NOTHING = " \"'《》*`#:_|的之中(){}"
"""Characters between tokens that change nothing."""


@dataclass(frozen=True)
class Token:
    """One piece of a citation.

    Attributes:
        kind: law, id, number, sub, raised, mark, article, paragraph, item, same, same_article,
            article_en, paragraph_en, item_en, dash, joint, of, nth, stop, text.
        start, end: folded offsets.
        number: of number, sub, raised and mark; -1 where it cannot be read.
        sub: 1 for 253A or 253 bis.
        chinese: the numeral is Chinese; ``nth``: 第 stands before it.
        word: the text of a mark, of the kind of law that 该解释 names, of an unknown name.
        title: of a law.
        id: of an id: article, paragraph and item.
    """

    kind: str
    start: int
    end: int
    number: int = -1
    sub: int = 0
    chinese: bool = False
    nth: bool = False
    word: str = ""
    title: Title | None = None
    id: tuple[str, int, int] = ("", 0, 0)


def tokens(book: Book) -> list[Token]:
    """Return the tokens of a book's text; time grows with its length."""
    out: list[Token] = []
    text, index = book.text, book.index
    firsts = {*index.names.root.next, STATE[0]}
    at = gap = 0
    while at < len(text):
        token = _law(text, at, book, firsts)
        if token is None:
            at += 1
            continue
        _plain(text, gap, token.start, out)
        out.append(token)
        at = gap = token.end
    _plain(text, gap, len(text), out)
    return out


def _law(text: str, at: int, book: Book, firsts: set[str]) -> Token | None:
    """Return the name of a law, or an id of ours, that begins here."""
    char = text[at]
    if "A" <= char <= "Z" and (found := _ID.match(text, at)) and found["code"] in book.index.laws:
        article = found["n"].lstrip("0") + (found["letter"] or "")
        if article and article[0].isdigit():
            law = book.index.laws[found["code"]]
            which = (article, int(found["p"] or 0), int(found["i"] or 0))
            return Token("id", at, found.end(), title=Title(law.law, law.code), id=which)
    if "A" <= char <= "Z" and (code := _CODE.match(text, at)) and code[0] in book.index.laws:
        end = code.end()
        if _BESIDE.match(text, end) or re.search(r"[0-9)][ ,]{1,2}$", text[max(0, at - 3) : at]):
            law = book.index.laws[code[0]]
            return Token("law", at, end, title=Title(law.law, law.code, end=end))
    if char == "《" or char.lower() in firsts or book.starts(at):
        title = book.title(at)
        if title is not None:
            return Token("law", at, title.end, title=title)
    return None


def _plain(text: str, start: int, end: int, out: list[Token]) -> None:
    """Add the tokens of a stretch without names of laws."""
    gap = start
    for found in _TOKEN.finditer(text, start, end):
        if text[gap : found.start()].strip(_NOTHING):
            out.append(Token("text", gap, found.start()))
        gap = found.end()
        out.extend(_token(found))
    if text[gap:end].strip(_NOTHING):
        out.append(Token("text", gap, end))


def _token(found: re.Match[str]) -> Iterator[Token]:
    """Yield the token of a match; two for ``first paragraph``."""
    start, end = found.span()
    if found["ordinal"]:
        kind = "paragraph_en" if found["ordered"].lower().startswith("para") else "item_en"
        nth = next((n for n, g in enumerate(("first", "second", "third"), 1) if found[g]), 4)
        yield Token(kind, start, end)
        yield Token("number", start, end, nth)
    elif found["mark"]:
        word = found["mark"]
        number = read_mark(word) or 0
        yield Token("mark", start, end, number, chinese=word[0] in CHINESE, word=word)
    elif found["number"]:
        sub = LETTERS.index(found["letter"].upper()) + 1 if found["letter"] else 0
        if found["bis"]:
            sub = ("bis", "ter", "quater").index(found["bis"].lower()) + 1
        chinese, nth = found["n"][0] in CHINESE, found["nth"] is not None
        yield Token("number", start, end, _number(found["n"]), sub, chinese, nth is True)
    else:
        yield _simple(found, start, end)


def _simple(found: re.Match[str], start: int, end: int) -> Token:
    """Return the token of a match that needs no more than its kind."""
    if found["raised"]:
        return Token("raised", start, end, number=int(found["raised"].replace("^", "")))
    if found["sub"]:
        return Token("sub", start, end, number=_number(found["subn"]))
    if found["nth2"]:
        return Token("nth", start, end)
    if found["same"]:
        return Token("same", start, end, word=found["kind"])
    for kind in ("article", "paragraph", "item", "same_article", "dash", "joint", "of", "stop"):
        if found[kind]:
            return Token(kind, start, end, word=found[kind].lower())
    for kind in ("article_en", "paragraph_en", "item_en"):
        if found[kind]:
            return Token(kind, start, end)
    return Token("same", start, end)


def _number(text: str) -> int:
    value = read(text)
    return -1 if value is None else value
