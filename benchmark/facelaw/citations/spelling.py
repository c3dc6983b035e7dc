"""Folding a text to one spelling, so that the grammar has to know only one.

Widths, brackets, dashes, quotes, white space, circled and superscript numbers and the traditional
forms of legal characters are folded; invisible characters go. Every folded character remembers
where it came from, so that a citation's span points into the text as it was written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_TRADITIONAL = dict(
    zip(
        "條項款節編釋識別處罰訴訟護個資訊網絡電權責負規則適問題關於暫應務員會國華憲決議見懲侵隱"
        "與從貳參陸萬兩號聯據標內辦機構婦陪審產業習檔單獨類動態態範圍總刪補實驗",
        "条项款节编释识别处罚诉讼护个资讯网络电权责负规则适问题关于暂应务员会国华宪决议见惩侵隐"
        "与从贰叁陆万两号联据标内办机构妇陪审产业习档单独类动态态范围总删补实验",
        strict=True,
    )
)
_SINGLE = {
    **dict.fromkeys("［【〔｛（﹙[{", "("),
    **dict.fromkeys("］】〕｝）﹚]}", ")"),
    **dict.fromkeys("‐‑‒–—―−－～〜﹣", "-"),
    "~": "-",
    **dict.fromkeys("“”„‟＂「」『』﹁﹂", '"'),
    **dict.fromkeys("‘’‚‛＇`´", "'"),
    **{
        "〈": "《",
        "〉": "》",
        "<": "《",
        ">": "》",
        "﹤": "《",
        "﹥": "》",
        "＜": "《",
        "＞": "》",
    },
    **{"，": ",", "；": ";", "：": ":", "﹑": "、", "．": ".", "＆": "&", "／": "/"},
    **_TRADITIONAL,
}
_SUPERSCRIPT = {char: str(digit) for digit, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_BREAKS = "\n\r\u2028\u2029"
_DROPPED = ("Cf", "Cc", "Cs", "Mn", "Me")


@dataclass(frozen=True)
class Folded:
    """A folded text; ``where[i]`` is the offset in the original of its character ``i``."""

    text: str
    where: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's half-open span of the folded characters ``start`` to ``end``."""
        if start >= end:
            return (self.where[start], self.where[start]) if self.where else (0, 0)
        return self.where[start], self.where[end - 1] + 1


def fold(text: str) -> Folded:
    """Return ``text`` in one spelling; time and memory grow with its length.

    >>> fold("《民法典》第１０１９條①").text
    '《民法典》第1019条(1)'
    """
    out: list[str] = []
    where: list[int] = []
    for at, char in enumerate(text):
        if char.isspace() and out and out[-1] in (" ", "\n"):
            if char in _BREAKS:
                out[-1] = "\n"
            continue
        new = _fold_char(char)
        out.extend(new)
        where.extend([at] * len(new))
    return Folded("".join(out), tuple(where))


def _fold_char(char: str) -> str:
    """Return what one character becomes; several for a circled or raised number."""
    if char in _SINGLE:
        return _SINGLE[char]
    if "!" <= char <= "~" or "一" <= char <= "鿿":
        return char
    if char.isspace():
        return "\n" if char in _BREAKS else " "
    if char in _SUPERSCRIPT:
        return "^" + _SUPERSCRIPT[char]
    if unicodedata.category(char) in _DROPPED:
        return ""
    if "Ⅰ" <= char <= "ⅿ" or "①" <= char <= "⒛":
        number = unicodedata.numeric(char, 0)
        return f"({int(number)})" if 0 < number < 100 else char
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) > 8:
        return char
    return "".join(_SINGLE.get(part, part) for part in plain if not part.isspace())
