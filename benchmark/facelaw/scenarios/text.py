"""Narratives as people read them: occurrences of words, dossier headings, characters to refuse."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

LANGS = ("zh", "en")
"""The two languages of every family."""

DOCUMENT_KINDS: dict[str, tuple[str, str]] = {
    "chat_log": ("聊天记录", "chat log"),
    "payment_ledger": ("收支流水", "payment ledger"),
    "platform_ticket": ("平台工单", "platform ticket"),
    "takedown_notice": ("侵权通知", "takedown notice"),
    "appraisal_list": ("审查鉴定清单", "appraisal list"),
    "contract": ("合同", "contract"),
    "police_record": ("公安机关笔录", "police record"),
    "statement": ("陈述", "statement"),
    "server_log": ("服务器日志", "server log"),
    "notarial_record": ("公证书", "notarial record"),
    "letter": ("函件", "letter"),
    "reply": ("回函", "reply"),
    "terms": ("服务协议", "terms of service"),
    "consent_form": ("授权书", "consent form"),
    "register_extract": ("登记信息", "register extract"),
    "invoice": ("票据", "invoice"),
    "complaint": ("起诉状", "complaint"),
    "report": ("报告", "report"),
    "order": ("决定书", "order"),
    "court_record": ("庭审笔录", "court record"),
    "evidence_list": ("证据清单", "list of evidence"),
    "post": ("网络帖子", "post"),
}
"""How the heading of a document names its kind, in zh and en."""


@dataclass(frozen=True)
class Part:
    """One document of a dossier, or the whole text of a family without documents (``id`` "")."""

    id: str
    text: dict[str, str]
    kind: str = ""
    date: str = ""
    title: tuple[str, str] = ("", "")

    def heading(self, lang: str) -> str:
        """Return the line printed above the document; empty for a plain text.

        >>> Part("d2", {}, "chat_log", "2024-03-01").heading("zh")
        '【材料2】聊天记录（2024-03-01）'
        """
        if not self.id:
            return ""
        at = LANGS.index(lang)
        name = DOCUMENT_KINDS[self.kind][at]
        title = self.title[at]
        number = self.id[1:]
        if lang == "zh":
            return f"【材料{number}】{name}{'：' + title if title else ''}（{self.date}）"
        name = name[0].upper() + name[1:]
        return f"[Document {number}] {name}{': ' + title if title else ''} ({self.date})"


def narrative(parts: tuple[Part, ...], lang: str) -> str:
    """Return the parts as one text, each document under its heading."""
    blocks = [f"{part.heading(lang)}\n{part.text[lang]}".lstrip("\n") for part in parts]
    return "\n\n".join(blocks)


def occurrences(text: str, words: str) -> list[int]:
    """Return every position at which ``words`` begin, overlapping ones too.

    >>> occurrences("aaa", "aa")
    [0, 1]
    """
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def nearest(text: str, words: str) -> str:
    """Return the passage of ``text`` most like ``words``, or "" where nothing is near."""
    match = difflib.SequenceMatcher(None, text, words, autojunk=False).find_longest_match()
    if match.size < min(3, len(words)) or match.size * 3 < len(words):
        return ""
    start = max(0, match.a - match.b)
    return text[start : start + len(words)]


_STRANGE = re.compile("[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff\ufffd\ue000-\uf8ff]")
_FOLDED = re.compile("[\u4e00-\u9fff，。；：、] +[\u4e00-\u9fff]")


def strange(text: str) -> list[str]:
    """Return what does not belong in a narrative.

    That is: control and invisible characters, and the spaces that YAML puts between Chinese
    characters where it folds a line.
    """
    found = [f"U+{ord(char):04X}" for char in sorted(set(_STRANGE.findall(text)))]
    return found + [f"space in {words!r}" for words in _FOLDED.findall(text)[:3]]
