"""Reading the title of a law where it stands: brackets, editions, ranks, names given in the text.

``《治安管理处罚法》（2012年修正）``, ``司法解释《…》``, ``（以下简称《解释》）``; and
names that the index does not hold: ``《合同法》第52条``, ``Article 9 of the GDPR``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from facelaw.citations.index import Index

RANKS = {
    **{"法律": "statute", "行政法规": "regulation", "部门规章": "rule", "规章": "rule"},
    **{"司法解释": "interpretation", "规范性文件": "opinion", "指导性案例": "case"},
    **{"statute": "statute", "law": "statute", "judicial interpretation": "interpretation"},
    **{"administrative regulation": "regulation", "departmental rule": "rule"},
    **{"departmental regulation": "rule", "guiding case": "case"},
}
"""What writers call a rank, and the rank."""

_RANK = re.compile(
    r"(?:^|(?<![a-z\u4e00-\u9fff])|(?<=[的据照反有如即按依合用])|(?<=依据)|(?<=根据))"
    r"(?P<rank>" + "|".join(sorted(RANKS, key=len, reverse=True)) + r")"
    r"(?P<colon> ?: ?| ?\( ?)?(?:the )?[《\" ]*$",
    re.I,
)
_EDITION = re.compile(
    r"[》\" ]{0,2}(?:\( ?)?(?P<year>(?:19|20)[0-9]{2}) ?年?度? ?"
    r"(?P<what>修正|修订|修改|版|文本|本|通过|公布|发布|amendment|amended|revision|revised"
    r"|version|text|edition)?(?:版|本)?(?: ?\))?",
    re.I,
)
_BEFORE = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2}) ?年?(?:版|修正|修订|修改)?后?的? ?"
    r"|(?P<old>旧|原|(?:修订|修正|修改)前的?|(?<![a-z])(?:old|former|previous|pre-amendment) )"
    r"|(?P<new>新|现行|新?(?:修订|修正|修改)后?的?"
    r"|(?<![a-z])(?:new|current|revised|amended) ))"
    r"[《\" ]{0,2}(?:中华人民共和国)?$",
    re.I,
)
_ALIAS = re.compile(
    r"[》\" ]{0,2}\( ?(?:以下|下|后文|以下统称)?(?:简称|称)为? ?[:]?[《\" ]{0,3}"
    r"(?P<zh>[^《》()\"]{2,16})[》\" ]{0,3}\)"
    r"|[\" ]{0,2}\( ?(?:hereinafter|hereafter)?(?: referred to as)?,? ?(?:the )?[\"' ]*"
    r"(?P<en>[A-Z][A-Za-z]{1,11}(?: [A-Z][a-z]+){0,3})[\"' ]*\)"
)
_PART = re.compile(
    r" of (?:the )?(?:people'?s republic of china|prc|china)\b|,? ?\(prc\)"
    r"|[》·.,、 ]{0,2}(?:第[一二三四五六七]编)?"
    r"(?:总则|分则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编?(?=[》\" 第0-9])",
    re.I,
)
_AGREEMENT = re.compile(
    r"(协议|合同|条款|政策|声明|公约|须知|规约|判决书|裁定书|通知书|意见书|守则|书|报|杂志)$"
)
_LAWLIKE = re.compile(
    r"[\u4e00-\u9fff]{1,36}?(?:法|法典|条例|通则|办法|细则|司法解释|修正案|草案|意见稿"
    r"|规定|解释|决定|意见|规则|规章)"
    r"(?:\([^()]{0,16}\))?[》\" ]*$"
)
_NO_LAW = re.compile(
    r"(?:[方做合违非依无执看说用手想书语文]法|(?:(?<![日根基])本|该|(?<!合)同|此|前述|上述|有关|相关|下列|以下|因|按|依)"
    r"(?:法|法典|条例|办法|司法解释|细则))$"
)
_NOUN = re.compile(r"^(?!.*(?:关于|管理|暂行|若干|司法)).*(?:规定|解释|决定|意见|规则|规章)$")
"""A word that need not be the name of anything: short, it is no law."""
_LAWLIKE_EN = re.compile(
    r"(?:\b(?:GDPR|CCPA|DMCA|DSA|TFEU)|\b[A-Z][\w&-]*(?: (?:of|and|on|for|the|[A-Z][\w&-]*)){0,8} "
    r"(?:Law|Act|Code|Regulations?|Directive|Convention))[\"', ]{0,3}$"
)
_OF_LAW_EN = re.compile(
    r"(?:GDPR|CCPA|DMCA|DSA|TFEU|(?:[A-Z][\w&-]* ){1,6}(?:Law|Act|Code|Regulations?|Directive"
    r"|Convention|Measures|Provisions))\b"
)
_CUT = re.compile(
    r"依照|依据|根据|按照|参照|违反|违背|适用|结合|触犯|符合|规定|以及|或者|属于|[和与及或、的是由在了为据依按照]"
)
LOCALS = 8


@dataclass(frozen=True)
class Title:
    """The title of a law as written: short name (or the unknown one), edition, rank given."""

    law: str
    code: str = ""
    tier: str = ""
    unknown: bool = False
    end: int = 0
    edition: str = ""


@dataclass
class Book:
    """Reads titles in one text; remembers the short names that the text itself gives."""

    text: str
    index: Index
    locals: dict[str, Title] = field(default_factory=dict[str, Title])
    heading: tuple[str, int] = ("", 0)

    def starts(self, at: int) -> bool:
        """Tell whether a name that the text gave itself begins here."""
        return any(self.text.startswith(name, at) for name in self.locals)

    def title(self, at: int) -> Title | None:
        """Return the title that begins at ``at``; None where none does."""
        inner = at + 1 if self.text[at] == "《" else at
        found = self._ours(inner)
        bracket = inner > at
        if found is not None and bracket:
            found = self._closed(found)
        if found is None:
            found = self._local(inner, bracket)
        if found is None:
            return self._unknown(at) if bracket else None
        found = self._edition(at, found)
        self._give(found)
        return replace(found, tier=found.tier or self._rank(at))

    def _ours(self, at: int) -> Title | None:
        found = self.index.names.longest(self.text, at) if at < len(self.text) else None
        if found is None:
            return None
        end, name = found
        part = _PART.match(self.text, end)
        return Title(name.law, name.code, name.tier, end=part.end() if part else end)

    def _closed(self, title: Title) -> Title | None:
        """Return a title in 《》 if nothing but an edition stands before the closing mark."""
        rest = self.text[title.end : title.end + 24]
        inside = re.match(r"[\" ]{0,2}(?:\([^()]{0,16}\))?[\" ]{0,2}》", rest)
        if inside or self.text[title.end - 1] == "》" or "《" in rest[:1]:
            return title
        return title if "》" not in self.text[title.end : title.end + 60] else None

    def _local(self, at: int, bracket: bool) -> Title | None:
        """Return the law that the text itself named so; bare only right before an article."""
        for name, title in self.locals.items():
            end = at + len(name)
            if self.text.startswith(name, at) and (
                self.text[end : end + 1] == "》"
                if bracket
                else re.match(r"[\" ]{0,2}(?:第|[0-9§]|art)", self.text[end : end + 6], re.I)
            ):
                return replace(title, end=end)
        return None

    def _unknown(self, at: int) -> Title | None:
        """Return a title in 《》 that the index does not know; contracts and books are no law."""
        end = self.text.find("》", at, at + 90)
        if end < 0:
            return None
        name = self.text[at + 1 : end].strip('《" ')
        if not name or _AGREEMENT.search(name):
            return Title("", unknown=True, end=end + 1)
        return Title(name, unknown=True, end=end + 1)

    def _edition(self, at: int, title: Title) -> Title:
        """Read the edition after or before a name: （2012年修正）, 旧, 2016年."""
        versions = self.index.series[title.law]
        years = {year: law.code for law in versions for year in law.editions}
        after = _EDITION.match(self.text, title.end)
        if after and (after["what"] or ")" in after[0] or after["year"] in years):
            code = years.get(after["year"], title.code)
            return replace(title, code=code, end=after.end(), edition=after["year"])
        if title.code:
            return title
        before = _BEFORE.search(
            self.text[max(0, at - 18) : at + 1 if self.text[at] == "《" else at]
        )
        if before is None or len(versions) < 2:
            return title
        code = years.get(before["year"] or "", "")
        if before["old"]:
            code = versions[-2].code
        elif before["new"]:
            code = versions[-1].code
        return replace(title, code=code, edition=before[0] if code else "")

    def _give(self, title: Title) -> None:
        """Remember a short name given in brackets after the title."""
        found = _ALIAS.match(self.text, title.end)
        if found and len(self.locals) < LOCALS:
            name = (found["zh"] or found["en"]).strip()
            if self.index.names.longest(name, 0) is None:
                self.locals[name] = replace(title, tier="")

    def _rank(self, at: int) -> str:
        """Return the rank that the words before a title give it."""
        found = _RANK.search(self.text[max(0, at - 32) : at])
        if found:
            rank = RANKS[found["rank"].lower()]
            if found["colon"]:
                self.heading = rank, at
            return rank
        rank, start = self.heading
        if rank and at - start < 400 and not re.search(r"[。\n]", self.text[start:at]):
            return rank
        self.heading = "", 0
        return ""

    def before(self, at: int, since: int = 0) -> Title | None:
        """Return the name, not in the index, that stands right before an article."""
        text = self.text[max(0, at - 44, since) : at]
        found = _LAWLIKE.search(text)
        words = found[0].rstrip('》" ') if found else ""
        if words and not _NO_LAW.search(words):
            name = _CUT.split(words[:-2])[-1] + words[-2:]
            if len(name) >= (7 if _NOUN.search(name) else 3):
                return Title(name, unknown=True, end=at)
        english = _LAWLIKE_EN.search(text)
        return Title(english[0].strip("\"', "), unknown=True, end=at) if english else None

    def after(self, at: int) -> Title | None:
        """Return the name, not in the index, that follows ``of the``."""
        while at < len(self.text) and self.text[at] in " \"'":
            at += 1
        found = _OF_LAW_EN.match(self.text, at, at + 90)
        return Title(found[0], unknown=True, end=found.end()) if found else None
