"""Finding the names of laws in a folded text: the longest name that begins at a place.

A tree of characters; each look-up walks at most as far as the longest name, so reading a text
costs time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from facelaw.citations.numerals import CHINESE as NUMERALS

LONGEST = 200
"""Characters a name may take in a text."""
STATE = "中华人民共和国"
_SKIPPED = "《》\"' "
_NOT_CHINESE = re.compile(
    r"[·.]?(?:草案|修正案|修正草案|征求意见稿|释义|学|司法解释|解释|实施(?:条例|细则|办法|规定))"
)
_NOT_LATIN = re.compile(
    r" ?\(?(?:amendment|draft|implementing|interpretation|of (?:the )?(?:german|france|japan|taiwan"
    r"|california|switzerland|korea|united|european|austria|italy))",
    re.I,
)
_FOREIGN = re.compile(
    r"(?:德国|法国|日本|瑞士|美国|英国|韩国|意大利|奥地利|荷兰|俄罗斯|巴西|欧盟|台湾(?:地区)?|香港|澳门"
    r"|(?<![a-z])(?:german|french|japanese|swiss|korean|italian|austrian|dutch|taiwan|eu|us|u\.s\.|uk|california))"
    r"['《\" ]{0,3}$",
    re.I,
)


@dataclass(frozen=True)
class Name:
    """What a name means: a law, perhaps one version of it, perhaps with a wrong rank."""

    law: str
    code: str = ""
    tier: str = ""


@dataclass
class _Node:
    next: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    name: Name | None = None


def key(name: str) -> str:
    """Return a folded name as the tree holds it.

    >>> key("最高人民法院关于适用《中华人民共和国民法典》的解释")
    '最高人民法院关于适用民法典的解释'
    >>> key("Anti-Telecom Fraud Law")
    'anti telecom fraud law'
    """
    low = name.replace(STATE, "").lower().replace("-", " ")
    latin = low.isascii()
    return "".join(char for char in low if char not in _SKIPPED or (latin and char == " "))


class Names:
    """All names of all laws."""

    def __init__(self, names: Iterable[tuple[str, Name]]) -> None:
        self.root = _Node()
        for text, name in names:
            node = self.root
            for char in text:
                node = node.next.setdefault(char, _Node())
            node.name = name

    def longest(self, text: str, at: int) -> tuple[int, Name] | None:
        """Return the end and meaning of the longest name that begins at ``at``.

        Quotation marks and single spaces inside a name are passed over. A name is refused where
        a longer one, which is not ours, holds it: 刑法修正案, 德国民法典.
        """
        if at and text[at].isascii() and text[at].isalnum() and _word(text[at - 1]):
            return None
        node, i, found = self.root, at, None
        while i < min(len(text), at + LONGEST):
            step = self._step(node, text, i)
            if step is None:
                break
            node, i = step
            if node.name is not None and _ends(text, at, i):
                found = i, node.name
        if found is None or self._held(text, at, found[0]):
            return None
        return found

    def _step(self, node: _Node, text: str, i: int) -> tuple[_Node, int] | None:
        """Return where one step leads, or None."""
        char = text[i].lower()
        if char in node.next:
            return node.next[char], i + 1
        if char in "-\n" and " " in node.next:
            return node.next[" "], i + 1
        if node is not self.root and char in _SKIPPED and text[i - 1] not in _SKIPPED:
            return node, i + 1
        if char == STATE[0] and text.startswith(STATE, i):
            return node, i + len(STATE)
        return None

    @staticmethod
    def _held(text: str, start: int, end: int) -> bool:
        """Tell whether a longer name that is not ours holds the one found."""
        latin = text[end - 1].isascii()
        tail = _NOT_LATIN if latin and text[end - 1].isalpha() else _NOT_CHINESE
        return tail.match(text, end) is not None or bool(
            _FOREIGN.search(text[max(0, start - 14) : start])
        )


def _word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _ends(text: str, start: int, end: int) -> bool:
    """Tell whether a name may end here: not inside a word such as 取消法人 or 按诈骗解释为."""
    if end == len(text):
        return True
    after, last = text[end], text[end - 1]
    if _word(last):
        return not _word(after)
    if last in "一二三" and after == "(":  # 电诈意见二（一） is part two of the first one
        return False
    if last == "法":
        return after not in "定人律院学庭医警官治制"
    if end - start <= 6 and text[end - 2 : end] in ("解释", "规定", "意见", "办法"):
        return not "一" <= after <= "鿿" or after in "第的中等之规明及和与或" or after in NUMERALS
    return True
