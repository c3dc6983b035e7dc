"""Which code a text names: the code or its wording is the whole of it, never a part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from facelaw.scoring import numerals, unicode

LONGEST = 400
"""Characters beyond which a text is no label."""

GENERIC: dict[str, tuple[str, ...]] = {
    "established": ("成立", "应认定", "应予认定", "认定成立", "holds"),
    "not_established": ("不成立", "应否定", "不应认定", "不予认定", "does not hold"),
    "undetermined": (
        "无法确定", "不能确定", "尚不能确定", "尚无法确定", "无法判断", "无法认定", "不确定",
        "待定", "有待查明", "cannot be determined", "indeterminate", "undecided", "uncertain",
    ),
    "met": ("满足", "已满足", "符合", "具备", "satisfied", "fulfilled"),
    "not_met": ("不满足", "未满足", "不符合", "不具备", "not satisfied", "not fulfilled", "unmet"),
    "settled": ("已确定", "确定", "无分歧", "不受影响"),
    "none": ("无", "均无", "都没有", "以上均无", "以上皆无", "none of the above", "nothing"),
}  # fmt: skip
"""Wordings that hold for a code wherever it is asked, after those that the prompt prints."""

VERBS = ("制作", "复制", "出版", "贩卖", "传播")
"""The selective offence of Criminal Law 363(1): any of its verbs names the one offence."""

_STRIP = " \t\n\"'“”‘’「」『』《》〈〉*`$#>•·-.。,，;；!！:：、"
"""Around a label; neither ``~``, which strikes it out, nor a question mark, which asks."""
_SELECTIVE = re.compile(rf"(?:(?:{'|'.join(VERBS)})[、,和及与或]?)+淫秽物品牟利罪?")
_CLAUSE = re.compile(
    r",(?![0-9]{3})|[，;；。！!?？\n:：(（、|]|——|--|\s[-–—]\s|\.(?:\s|\Z)"
)  # fmt: skip
_SIDES = re.compile(r"[:：(（)）.、=—-]")
_AROUND = re.compile(r"(?:选项|选择|option |choice )?(.+?)(?:选项|项)?")
_STEP = re.compile(r"(?:第 ?(.+?) ?步|步骤 ?(.+)|step ?(.+))")


def fold(text: str) -> str:
    """Return the form in which labels are compared.

    Visible, half-width, lower case, without surrounding marks, blanks, hyphens, underscores.
    """
    if len(text) > LONGEST:
        return ""
    plain = unicode.one_line(text).strip(_STRIP)
    if len(plain) > 2 and plain[0] == "(" and plain[-1] == ")":
        plain = plain[1:-1].strip(_STRIP)
    plain = re.sub(r"[\s_-]+", "", plain)
    return "、".join(VERBS) + "淫秽物品牟利罪" if _SELECTIVE.fullmatch(plain) else plain


def clauses(text: str) -> list[str]:
    """Return the parts of a text between punctuation marks, without empty ones."""
    return [part.strip() for part in _CLAUSE.split(text) if part.strip()]


def asks(text: str, clause: str) -> bool:
    """Whether a question mark ends a clause of a text."""
    return text[text.index(clause) + len(clause) :].lstrip()[:1] in ("?", "？")


class Lexicon:
    """Codes and what they are called. A wording that two codes share names neither."""

    def __init__(self, codes: tuple[str, ...], wordings: Mapping[str, Iterable[str]]) -> None:
        self.codes = frozenset(codes)
        self._folded: dict[str, str] = {}
        for words in (
            [(code, code) for code in codes],
            [(code, word) for code in codes for word in wordings.get(code, ())],
            [(code, word) for code in codes for word in GENERIC.get(code, ())],
        ):
            for word, code in _unshared(words).items():
                self._folded.setdefault(word, code)
        numbers = [(code, re.fullmatch(r"(?:s|step_?)?([0-9]+)", code)) for code in codes]
        self._steps = _unshared([(code, match[1]) for code, match in numbers if match])

    def code(self, text: str) -> str:
        """Return the code that the whole text names, or ``""``.

        ``code：wording`` and ``wording（code）`` name a code twice, so they name it.
        """
        if text in self.codes:
            return text
        return self._named(text) or self._twice(text)

    def leading(self, text: str) -> str:
        """Return the code that the first clause names if nothing after it names another.

        For lenient reading alone. Another code's wording anywhere in the rest is enough to refuse.
        """
        text = text[: 5 * LONGEST]
        parts = clauses(text)
        found = self.code(parts[0]) if parts and not asks(text, parts[0]) else ""
        rest = fold(text.strip()[len(parts[0]) :][:LONGEST]) if found else ""
        others = (word for word, code in self._folded.items() if code != found and len(word) > 1)
        if any(word in rest for word in others):
            return ""
        return "" if any(self.code(part) not in ("", found) for part in parts[1:]) else found

    def _named(self, text: str) -> str:
        """Return the code that the whole text names once."""
        folded = fold(text)
        if not folded:
            return ""
        if folded in self._folded:
            return self._folded[folded]
        around = _AROUND.fullmatch(unicode.one_line(text).strip(_STRIP))
        if around and (found := self._folded.get(fold(around[1]), "")):
            return found
        return self._step(text) if self._steps else ""

    def _step(self, text: str) -> str:
        """Return the code of a numbered step: ``3``, ``第三步``, ``步骤3``, ``step three``."""
        plain = unicode.one_line(text).strip(_STRIP)
        match = _STEP.fullmatch(plain)
        number = numerals.read(next(part for part in match.groups() if part) if match else plain)
        if number is None or number % 1:
            return ""
        return self._steps.get(str(int(number)), "")

    def _twice(self, text: str) -> str:
        """Return the code that both sides of a mark name."""
        if len(text) > LONGEST:
            return ""
        for match in list(_SIDES.finditer(text))[:8]:
            left = self._named(text[: match.start()])
            if left and left == self._named(text[match.end() :].rstrip(" )）")):
                return left
        return ""


def _unshared(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return folded wording to code, without wordings of several codes."""
    named: dict[str, set[str]] = {}
    for code, word in words:
        named.setdefault(fold(word), set()).add(code)
    return {word: codes.pop() for word, codes in named.items() if word and len(codes) == 1}


def lexicon(codes: tuple[str, ...], wordings: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Return the lexicon of some codes of an item."""
    return _cached(codes, tuple((code, wordings[code]) for code in codes if code in wordings))


@lru_cache(maxsize=4096)
def _cached(codes: tuple[str, ...], words: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(codes, dict(words))
