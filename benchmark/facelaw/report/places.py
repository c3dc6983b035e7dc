"""Where a norm stands, in words: 《民法典》第1019条第1款 · Civil Code art. 1019(1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DIGITS = "〇一二三四五六七八九"
_ID = re.compile(r"(?P<article>\d+[A-Z]?)(?:-(?P<paragraph>\d+))?(?:-i(?P<item>\d+))?")


def place(law: str, en: str, article: str, paragraph: str = "", item: str = "") -> dict[str, str]:
    """Return where a norm stands, as a lawyer would cite it; empty without an article.

    Args:
        law: the law's short Chinese name.
        en: its English name; the Chinese one stands in for it.
        article: ``1019``, or ``253A`` for 第二百五十三条之一.
        paragraph: 款.
        item: 项.
    """
    if not article:
        return {"zh": "", "en": ""}
    number, sub = (article[:-1], ord(article[-1]) - 64) if article[-1].isalpha() else (article, 0)
    zh = f"《{law}》第{number}条" + (f"之{_DIGITS[sub]}" if sub else "")
    latin = f"{en or law} art. {number}" + (f"-{sub}" if sub else "")
    if paragraph:
        zh += f"第{paragraph}款"
        latin += f"({paragraph})"
    if item:
        zh += f"第{item}项"
        latin += f"({item})"
    return {"zh": zh, "en": latin}


def cited(id: str, laws: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return the words of a citation id (``CC-1019-1``); one that cannot be read names itself.

    Args:
        id: code of a law, article, 款, 项.
        laws: code to short name and English name.
    """
    code, _, rest = id.partition("-")
    found = _ID.fullmatch(rest)
    if code not in laws or not found:
        return (id, id)
    words = place(*laws[code], found["article"], found["paragraph"] or "", found["item"] or "")
    return (words["zh"], words["en"])
