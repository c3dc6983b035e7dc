"""The fixed phrases of rendered arguments and the wording of single inputs."""

from __future__ import annotations

from collections.abc import Mapping

from facelaw.law.model import Law, Norm
from facelaw.law.shape import Shape

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "issue": "争点：{}",
        "colon": "：",
        "comma": "、",
        "semicolon": "；",
        "open": "（",
        "close": "）",
        "under": "依{}，{}。",
        "not under": "{}不适用：{}。",
        "not": "不能认定“{}”",
        "above": "（理由见上）",
        "silent": "题面没有提到可以适用下列规定的情形：{}。",
        "cases": "无论未知事实如何，结论相同：{}。",
        "if": "若{}：",
        "impossible": "此种情形与已知事实矛盾，可以排除。",
        "open point": "尚不能确定：{}。",
        "quoted": "，依据：{}",
        "quote": "“{}”",
        "why silence": "（题面未提及，按口径处理）",
        "why burden": "（未能证明，按举证责任处理）",
        "why implied": "（由其他已知事实推出）",
        "why date": "",
        "established": "结论：{}，成立。",
        "not_established": "结论：{}，不成立。",
        "undetermined": "结论：{}，尚不能确定。",
        "decides": "有待查明：{}。",
        "state": "国家机关",
        "yes": "{}",
        "no": "没有这样的事：{}",
        "enum yes": "{}：{}",
        "enum no": "{}：并非{}",
        "at least": "{}为{}，达到{}",
        "below": "{}为{}，未达到{}",
        "on or after": "{}在{}，不早于{}",
        "before": "{}在{}，早于{}",
        "reading yes": "采“{}”的观点",
        "reading no": "不采“{}”的观点",
        "act_from": "行为开始日",
        "act_until": "行为终了日",
        "procedure_on": "程序日",
        "unknown": "未知数",
    },
    "en": {
        "issue": "Issue: {}",
        "colon": ": ",
        "comma": ", ",
        "semicolon": "; ",
        "open": " (",
        "close": ")",
        "under": "Under {}: {}.",
        "not under": "{} does not apply: {}.",
        "not": "it is not the case that {}",
        "above": " (see above)",
        "silent": "Nothing mentioned would bring these into play: {}.",
        "cases": "Whatever the unknown fact turns out to be, the same follows: {}.",
        "if": "If {}:",
        "impossible": "This cannot be, given what is known.",
        "open point": "Still open: {}.",
        "quoted": "; evidence: {}",
        "quote": "“{}”",
        "why silence": " (not mentioned; taken as the instructions say)",
        "why burden": " (not proved; goes by the burden of proof)",
        "why implied": " (follows from other known facts)",
        "why date": "",
        "established": "Conclusion: {}: established.",
        "not_established": "Conclusion: {}: not established.",
        "undetermined": "Conclusion: {}: cannot be determined yet.",
        "decides": " To be found out: {}.",
        "state": "the State",
        "yes": "{}",
        "no": "it is not the case that: {}",
        "enum yes": "{}: {}",
        "enum no": "{}: not {}",
        "at least": "{}: {}, reaching {}",
        "below": "{}: {}, short of {}",
        "on or after": "{} is {}, not before {}",
        "before": "{} is {}, before {}",
        "reading yes": "on the view that {}",
        "reading no": "not on the view that {}",
        "act_from": "the first day of the act",
        "act_until": "the last day of the act",
        "procedure_on": "the day of the proceedings",
        "unknown": "an unknown number",
    },
}


class Names:
    """Who ``{A}`` and ``{B}`` are in a conclusion's phrase."""

    def __init__(self, shape: Shape) -> None:
        self.acts = {a.id: a for a in shape.acts}

    def of(self, scope: str, args: str) -> tuple[str, str]:
        """Return the left and right party of an atom's arguments."""
        parts = args.split(":") if args else []
        if scope == "pair":
            return parts[0], parts[1]
        if scope == "party":
            return "", parts[0]
        if scope == "act_party":
            return parts[1], self.acts[parts[0]].by
        if scope == "act":
            act = self.acts[parts[0]]
            return (act.to[0] if act.to else ""), act.by
        return "", ""


def literal_words(law: Law, lang: str, key: str, atom: str, value: bool, stated: str) -> str:
    """Return one input atom and its truth value in words; ``stated`` is the value as written."""
    words = WORDS[lang]
    name = key.partition("@")[0]
    if name.startswith("reading:"):
        reading, option = law.readings[name[8:]], atom.rpartition("=")[2]
        text = next(o.text[lang] for o in reading.options if o.id == option)
        return words["reading yes" if value else "reading no"].format(text)
    if name in ("act_from", "act_until", "procedure_on"):
        phrase = "on or after" if value else "before"
        return words[phrase].format(words[name], stated, atom.rpartition(">=")[2])
    fact = law.facts[name]
    text = fact.text[lang]
    if fact.type == "bool":
        return words["yes" if value else "no"].format(text)
    if fact.type == "enum":
        option = fact.values[atom.rpartition("=")[2]][lang]
        return words["enum yes" if value else "enum no"].format(text, option)
    unit = fact.unit.get(lang, "")
    shown = words["unknown"] if stated in ("unknown", "open") else with_unit(stated, unit, lang)
    cut = with_unit(atom.rpartition(">=")[2], unit, lang)
    return words["at least" if value else "below"].format(text, shown, cut)


def with_unit(number: str, unit: str, lang: str) -> str:
    """Return ``1200`` as ``1,200个`` or ``1,200 items``."""
    grouped = f"{int(number):,}" if number.isdigit() else number
    gap = "" if lang == "zh" or not unit else " "
    return f"{grouped}{gap}{unit}"


def norm_place(norm: Norm, lang: str) -> str:
    """Return where a norm stands, as a lawyer writes it.

    ``《民法典》第1019条第1款``, ``Civil Code, art. 1019(1)``; laws in force in several versions
    under one name carry their year in that name.
    """
    article, _, branch = norm.article.partition("-")
    letter = article[-1] if article[-1:].isalpha() else ""
    number = article.rstrip("ABCDEFGH")
    if lang == "zh":
        suffix = f"之{'一二三四五六七八'[ord(letter) - 65]}" if letter else ""
        place = f"第{number}条{suffix}" if number.isdigit() else norm.article
        place += f"第{norm.paragraph}款" if norm.paragraph else ""
        place += f"第{norm.item}项" if norm.item else ""
        return f"《{norm.law}》{place}"
    suffix = f"-{ord(letter) - 64}" if letter else ""
    place = f"art. {number}{suffix}{branch}"
    place += f"({norm.paragraph})" if norm.paragraph else ""
    place += f"({norm.item})" if norm.item else ""
    return f"{norm.law_en}, {place}"
