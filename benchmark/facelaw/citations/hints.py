"""The nearest way out of a citation that is not in order, in one line."""

from __future__ import annotations

import difflib

from facelaw.citations.citation import Citation
from facelaw.citations.index import Index, Law, load, split
from facelaw.citations.names import key
from facelaw.citations.spelling import fold

RANKS: dict[str, tuple[str, str]] = {
    "statute": ("法律", "a statute"),
    "interpretation": ("司法解释", "a judicial interpretation"),
    "regulation": ("行政法规", "an administrative regulation"),
    "rule": ("部门规章", "a departmental rule"),
    "opinion": ("规范性文件", "a normative document"),
    "case": ("指导性案例", "a guiding case"),
}
"""Rank → its name in Chinese and English."""


def hint(citation: Citation, lang: str = "zh", index: Index | None = None) -> str:
    """Return what to mend in a citation; "" where nothing is.

    Args:
        citation: as :func:`facelaw.citations.parse` gave it.
        lang: ``zh`` or ``en``.
        index: the laws; the released ones if None.
    """
    index = index or load()
    zh = lang == "zh"
    law = index.laws.get(citation.law)
    match citation.verdict:
        case "not_in_force" if law is not None:
            return _dates(citation, law, index, zh)
        case "no_such_article" if law is not None:
            return _numbers(citation, law, zh)
        case "no_such_paragraph" if law is not None:
            count = law.paragraphs[citation.article]
            place = index.wording(citation.id_article, lang)
            return f"{place}共{count}款" if zh else f"{place} has {count} paragraph(s)"
        case "no_such_item" if law is not None:
            count = _items(citation, law)
            place = index.wording(citation.id_paragraph or citation.id_article, lang)
            return f"{place}共{count}项" if zh else f"{place} has {count} item(s)"
        case "wrong_tier" if law is not None:
            rank, wrote = RANKS[law.authority], RANKS[citation.wrote_tier]
            if zh:
                return f"《{law.full}》是{rank[0]}，不是{wrote[0]}"
            return f"{law.en} is {rank[1]}, not {wrote[1]}"
        case "ambiguous":
            return _choice(citation, index, lang)
        case "unknown_law":
            return _names(citation, index, zh)
        case _:
            return ""


def _dates(citation: Citation, law: Law, index: Index, zh: bool) -> str:
    """Tell when the article is in force, and which number it has on the other side."""
    first, end = law.force(citation.article)
    versions = index.series[law.law]
    at = versions.index(law)
    other = ""
    if at + 1 < len(versions) and citation.article in versions[at + 1].renumbered:
        newer = versions[at + 1]
        other = f"{newer.code}-{newer.renumbered[citation.article]}"
    elif at:
        before = [old for old, new in law.renumbered.items() if new == citation.article]
        other = f"{versions[at - 1].code}-{before[0]}" if before else ""
    if zh:
        text = f"施行期间：{first}至{end or '今'}"
        return text + (f"；另一版本中为{index.wording(other)}（{other}）" if other else "")
    text = f"in force from {first} to {end or 'now'}"
    return text + (f"; in the other version it is {other}" if other else "")


def _numbers(citation: Citation, law: Law, zh: bool) -> str:
    """Tell which articles the law has; for 之n, which 之 the number has."""
    last = law.last()
    text = f"《{law.law}》只有第1条至第{last}条" if zh else f"{law.en} has articles 1-{last}"
    if not citation.article or not citation.article[-1].isalpha():
        return text
    number, _ = split(citation.article)
    having = [a for a in law.inserted if split(a)[0] == number]
    if having:
        return ("有：" if zh else "there are ") + "、".join(having)
    return f"第{number}条之后没有“之一”" if zh else f"no article is inserted after {number}"


def _items(citation: Citation, law: Law) -> int:
    counts = law.items.get(citation.article, {})
    paragraph = citation.id_paragraph.rpartition("-")[2]
    return counts.get(paragraph, 0)


def _choice(citation: Citation, index: Index, lang: str) -> str:
    """List what an ambiguous citation may mean, and what would decide."""
    zh = lang == "zh"
    law = index.laws.get(citation.law)
    if law is not None and law.open:
        known = law.last()
        return f"索引只收至第{known}条" if zh else f"the index knows articles 1-{known} only"
    shown = [f"{c}（{index.wording(c)}）" if zh else c for c in citation.candidates]
    codes = {candidate.partition("-")[0] for candidate in citation.candidates}
    text = " 或 ".join(shown) if zh else " or ".join(shown)
    if len(codes) > 1:
        return text + ("：请给出日期" if zh else ": give the day")
    return text + ("：“之一”写作A" if zh else ": A stands for the first inserted article")


def _names(citation: Citation, index: Index, zh: bool) -> str:
    """Give the nearest name that the index holds."""
    if not citation.written:
        return "没有写明是哪部法律" if zh else "no law is named"
    name = key(fold(citation.written).text)
    near = difflib.get_close_matches(name, index.called, 1, 0.75)
    if not near:
        return "索引中没有这部法律" if zh else "the index does not hold this law"
    law = index.series[index.called[near[0]].law][-1]
    return f"是否指《{law.law}》？" if zh else f"did you mean {law.en}?"
