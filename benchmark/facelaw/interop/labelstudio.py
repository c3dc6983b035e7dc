"""A Label Studio labelling interface for one family, made from its claims and the vocabulary.

What is shown is Chinese (or English); what is stored are the project's codes, by ``alias``.
Tried with Label Studio 1.23: with an alias the interface stores the alias, and what is imported
must carry it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as xml

from facelaw import _paths
from facelaw.gold.derived import Derived
from facelaw.law.model import Claim, Fact

KINDS = ("facts", "verdicts")
"""What can be annotated."""

OPTION = "__"
"""Between a question and the option of a reading in a control's name."""

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "rules": "题面与口径",
        "yes": "是",
        "no": "否",
        "unknown": "不知道",
        "unproved": "未能证明",
        "open": "材料没有交代清楚的（可多选）",
        "none": "没有",
        "established": "成立",
        "not_established": "不成立",
        "undetermined": "尚不能确定",
        "number": "数值（阿拉伯数字；日期如 2025-07-01）",
        "note": "备注",
        "find": "查找事实",
    },
    "en": {
        "rules": "Stage, date and ground rules",
        "yes": "yes",
        "no": "no",
        "unknown": "not known",
        "unproved": "not proved",
        "open": "left open by the text (any number)",
        "none": "none",
        "established": "established",
        "not_established": "not established",
        "undetermined": "cannot be determined yet",
        "number": "figure (digits; a date as 2025-07-01)",
        "note": "note",
        "find": "find a fact",
    },
}


def instructions(kind: str, lang: str) -> str:
    """Return what annotators are told; records carry its hash."""
    return _paths.data("templates", f"annotate.{kind}.{lang}.md").read_text(encoding="utf-8")


def instructions_hash(kind: str, lang: str) -> str:
    """Return the sha256 of the instructions."""
    return hashlib.sha256(instructions(kind, lang).encode()).hexdigest()


def config(variants: Sequence[Derived], kind: str, lang: str) -> str:
    """Return the labelling interface of a family, the base first, for facts or for verdicts."""
    words = WORDS[lang]
    view = xml.Element("View")
    panel = xml.SubElement(xml.SubElement(view, "Collapse"), "Panel", value=words["rules"])
    xml.SubElement(
        xml.SubElement(panel, "View", style="white-space: pre-wrap"),
        "Text",
        name="rules",
        value="$rules",
    )
    if kind == "facts":
        _facts(view, variants, lang)
    else:
        _text(view)
        _verdicts(view, variants[0], lang)
    xml.SubElement(view, "Header", value=words["note"], size="5")
    xml.SubElement(
        view, "TextArea", name="note", toName="text", editable="true", maxSubmissions="1"
    )
    xml.indent(view)
    return xml.tostring(view, encoding="unicode") + "\n"


def fact_keys(variants: Iterable[Derived]) -> list[str]:
    """Return every fact that bears on an asked claim in some variant, whatever the file states."""
    keys = (v.key for d in variants for v in d.main.program.variables.values() if v.fact)
    return [k for k in dict.fromkeys(keys) if not k.startswith(("act_", "reading:"))]


def questions(base: Derived) -> list[tuple[str, str]]:
    """Return the questions with a verdict, each with each option of the open reading."""
    return [
        (ask, option)
        for ask in (*base.scenario.ask, *base.scenario.also_ask)
        if _claim(base, ask).holds or _claim(base, ask).kind == "bracket"
        for option in base.by_option
    ]


def control(ask: str, option: str) -> str:
    """Return the name of a question's control."""
    return f"{ask}{OPTION}{option}" if option else ask


def _claim(d: Derived, ask: str) -> Claim:
    return d.law.claims[ask.split(".")[1]]


def _text(view: xml.Element) -> None:
    holder = xml.SubElement(view, "View", style="white-space: pre-wrap")
    xml.SubElement(holder, "Text", name="text", value="$narrative", granularity="symbol")


def _choices(view: xml.Element, options: Iterable[tuple[str, str]], **attributes: str) -> None:
    tag = xml.SubElement(view, "Choices", {"toName": "text", **attributes})
    for code, shown in options:
        xml.SubElement(tag, "Choice", value=shown, alias=code)


def _verdicts(view: xml.Element, base: Derived, lang: str) -> None:
    words, reading = WORDS[lang], base.family.open_reading
    codes = ["established", "not_established"]
    if base.scenario.stage == "advice":
        codes.append("undetermined")
    for ask, option in questions(base):
        claim = _claim(base, ask)
        head = base.fill(claim.asks[lang], ask, lang)
        if option:
            chosen = next(o for o in base.law.readings[reading].options if o.id == option)
            head += "\n" + chosen.assume[lang]
        xml.SubElement(view, "Header", value=head, size="5")
        options = [(code, words[code]) for code in codes]
        if not claim.holds:
            options = [(o.id, o.text[lang]) for o in claim.options]
        name = control(ask, option)
        _choices(view, options, name=name, choice="single-radio", required="true")


def _facts(view: xml.Element, variants: Sequence[Derived], lang: str) -> None:
    words, law = WORDS[lang], variants[0].law
    keys = fact_keys(variants)
    shown = {key: _shown(variants, key, lang) for key in keys}
    columns = xml.SubElement(view, "View", style="display: flex; gap: 1em")
    left = xml.SubElement(columns, "View", style="flex: 1; max-height: 70vh; overflow: auto")
    right = xml.SubElement(columns, "View", style="flex: 1; max-height: 70vh; overflow: auto")
    xml.SubElement(left, "Filter", name="find", toName="fact", placeholder=words["find"])
    labels = xml.SubElement(left, "Labels", name="fact", toName="text", choice="single")
    for key in keys:
        xml.SubElement(labels, "Label", value=shown[key], alias=key)
    _text(right)
    open_value = {"advice": "unknown", "trial": "unproved"}[variants[0].scenario.stage]
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(_group(law.facts[key.partition("@")[0]]), []).append(key)
    for group, members in groups.items():
        place = {
            "name": f"value_{group}",
            "perRegion": "true",
            "visibleWhen": "region-selected",
            "whenTagName": "fact",
            "whenLabelValue": ",".join(members),
        }
        if group == "number":
            hint = {"placeholder": words["number"], "maxSubmissions": "1", "rows": "1"}
            xml.SubElement(right, "TextArea", {**place, **hint, "toName": "text"})
            continue
        values = [("yes", words["yes"]), ("no", words["no"])]
        if group != "bool":
            values = [(code, text[lang]) for code, text in law.facts[group].values.items()]
        _choices(right, [*values, (open_value, words[open_value])], choice="single", **place)
    xml.SubElement(view, "Header", value=words["open"], size="5")
    _choices(view, shown.items(), name="open", choice="multiple", layout="select")


def _group(fact: Fact) -> str:
    """Facts of one group share the control in which their value is given."""
    if fact.type == "enum":
        return fact.id
    return "bool" if fact.type == "bool" else "number"


def _shown(variants: Sequence[Derived], key: str, lang: str) -> str:
    """Return a fact in words, with whose it is."""
    args = [a for a in key.partition("@")[2].split(":") if a]
    knows = next(
        d for d in variants if all(a in d.scenario.acts or a in d.scenario.parties for a in args)
    )
    return knows.renderer(lang).input_words(key)
