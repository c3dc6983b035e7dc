"""Prompts from the files in ``data/prompts``: one user message for an item, language, condition.

Order: stage and date, narrative (or the fact table), law, ground rules, question with options,
JSON form. ``a`` and ``b`` are two wordings of the same frame.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from facelaw import _paths
from facelaw.gold.derived import Derived
from facelaw.law.model import Law, Norm
from facelaw.law.proof import applied
from facelaw.law.wording import norm_place
from facelaw.tasks.item import Item

CONDITIONS = ("bare", "law", "ledger")


@cache
def environment() -> Any:
    """Return the template environment; a variable that is missing is an error."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_paths.data("prompts")),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        keep_trailing_newline=False,
    )


def render(
    item: Item,
    derived: Derived,
    lang: str,
    condition: str,
    template: str = "a",
    amendment: str = "",
    settled: Collection[str] = (),
) -> str:
    """Return the prompt of an item; nothing is assumed of ``settled`` readings.

    Raises:
        jinja2.TemplateError: the template names what the item has not.
    """
    page = environment().get_template(f"{template}/{item.task}.{lang}.md")
    scenario = derived.scenario
    lines = {code: words[lang] for code, words in item.lines.items()}
    text = page.render(
        stage=scenario.stage,
        asked_on=scenario.asked_on,
        filed_on=scenario.filed_on,
        condition=condition,
        narrative=ledger(derived, lang) if condition == "ledger" else scenario.text(lang).strip(),
        law="" if condition == "bare" else law_block(derived, lang),
        amendment=amendment,
        assumptions=assumptions(item, derived, lang, settled),
        target=item.target,
        keys=[k for k in item.keys if k != "answer"],
        codes=item.labels if item.answer_type == "label" else item.keys,
        elements=[k.removeprefix("element:") for k in item.keys if k.startswith("element:")],
        labels=item.labels,
        lines=lines,
        wordings={code: words[lang] for code, words in item.wordings.items()},
        answer_type=item.answer_type,
        example=example(item, lang),
    )
    return str(text).strip() + "\n"


def example(item: Item, lang: str) -> str:
    """Return the JSON form of an answer; it shows places, never a right answer."""
    dots = "……" if lang == "zh" else "…"
    article = "《某法》第×条第×款" if lang == "zh" else "Law, art. x(y)"
    form: Mapping[str, Any]
    if item.answer_type == "argument":
        elements = [k.removeprefix("element:") for k in item.keys if k.startswith("element:")]
        form = {
            "elements": dict.fromkeys(elements, dots),
            "quotes": dict.fromkeys(elements, dots),
            "articles": [article],
            "verdict": dots,
        }
    elif item.answer_type == "set":
        form = {"answer": [dots]}
    elif item.answer_type == "label":
        form = {"answer": dots}
    else:
        form = dict.fromkeys(item.keys, dots)
    return json.dumps(form, ensure_ascii=False)


def assumptions(
    item: Item, derived: Derived, lang: str, settled: Collection[str] = ()
) -> list[str]:
    """Return the sentences that pin readings; the item's own option comes last."""
    out: list[str] = []
    law, family = derived.law, derived.family
    pinned = {r: o for r, o in family.readings.items() if o != "open"}
    option = item.option or ("" if item.task == "readings" else derived.headline)
    if family.open_reading and option:
        pinned[family.open_reading] = option
    for reading_id, option_id in pinned.items():
        if reading_id in settled:
            continue
        chosen = next(o for o in law.readings[reading_id].options if o.id == option_id)
        out.append(chosen.assume[lang])
    return out


def ledger(derived: Derived, lang: str) -> str:
    """Return the fact table of a scenario: who did what when, and each stated fact's value."""
    scenario, law = derived.scenario, derived.law
    colon, gap = ("：", "、") if lang == "zh" else (": ", ", ")
    groups: dict[str, list[str]] = {act: [] for act in scenario.acts}
    for key, entry in scenario.facts.items():
        name, _, args = key.partition("@")
        fact = law.facts[name]
        value = value_words(law, name, entry.value, lang)
        act, _, victim = args.partition(":")
        who = ""
        if act not in scenario.acts:
            parties = [derived.name(p, lang) for p in args.split(":") if p]
            who = (
                ("（{}）" if lang == "zh" else " ({})").format(gap.join(parties)) if parties else ""
            )
        elif victim and len(scenario.acts[act].to) > 1:
            who = ("（对{}）" if lang == "zh" else " (towards {})").format(
                derived.name(victim, lang)
            )
        groups.setdefault(act if act in scenario.acts else "", []).append(
            f"- {fact.text[lang]}{who}{colon}{value}"
        )
    blocks: list[str] = []
    for act_id, lines in groups.items():
        if act_id:
            lines = [act_heading(derived, act_id, lang), *lines]
        elif lines:
            lines = ["其他" if lang == "zh" else "Other", *lines]
        if lines:
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def act_heading(derived: Derived, act_id: str, lang: str) -> str:
    """Return one act in words: its doer, to whom, when, and on which other act."""
    act = derived.scenario.acts[act_id]
    to = [derived.name(p, lang) for p in act.to]
    days = act.start if act.start == act.until else f"{act.start} – {act.until}"
    if lang == "zh":
        whom = f"，涉及{'、'.join(to)}" if to else ""
        base = f"，针对{act.on}" if act.on else ""
        return f"{act_id}：{derived.name(act.by, lang)}的行为（{days}{whom}{base}）"
    whom = f", concerning {', '.join(to)}" if to else ""
    base = f", on {act.on}" if act.on else ""
    return f"{act_id}: act of {derived.name(act.by, lang)} ({days}{whom}{base})"


def value_words(law: Law, name: str, value: str, lang: str) -> str:
    """Return a fact's value in words."""
    words = {
        "zh": {"yes": "是", "no": "否", "unknown": "不知道", "unproved": "未能证明"},
        "en": {"yes": "yes", "no": "no", "unknown": "unknown", "unproved": "not proved"},
    }[lang]
    fact = law.facts[name]
    if value in words:
        return words[value]
    if fact.values:
        return (" / ").join(fact.values[v][lang] for v in value.split("|"))
    from facelaw.law.wording import with_unit

    return with_unit(value, fact.unit.get(lang, ""), lang)


def law_block(derived: Derived, lang: str) -> str:
    """Return the gists of the norms that bear on the asked claims, among as many that do not."""
    law = derived.law
    asked = {law.claims[a.split(".")[1]].id for a in derived.scenario.ask}
    core = {c for claim in asked for c in law.claims[claim].core}
    near = core | {c for claim in asked for c in law.claims[claim].also}
    read: set[str] = set()
    applies: set[str] = set()
    for derivation in derived.by_option.values():
        read |= {r.norm for rules in derivation.program.rules.values() for r in rules}
        for ask in derived.scenario.ask:
            applies |= {r.norm for r in applied(derivation.proof(ask))}
    own: list[Norm] = []
    other: list[Norm] = []
    for norm in law.norms.values():
        if not norm.citation or norm.role == "link":
            continue
        if norm.id not in read:
            other.append(norm)
        elif (
            norm.id in applies
            or _either(norm) & core
            or (norm.role == "exception" and _either(norm) & near)
        ):
            own.append(norm)
    gists = unique(own, lang)
    order = sorted(unique(other, lang), key=lambda line: _hash(derived.family.id + line))
    lines = sorted({*gists, *order[: len(gists)]}, key=lambda line: _hash("mix" + line))
    return "\n".join(f"- {line}" for line in lines)


def _either(norm: Norm) -> set[str]:
    """Return a norm's citation with and without its item."""
    return {norm.citation, norm.citation.partition("-i")[0]}


def unique(norms: list[Norm], lang: str) -> list[str]:
    """Return each place with the gists of its alternatives, once."""
    places: dict[str, dict[str, None]] = {}
    for norm in norms:
        places.setdefault(place(norm, lang), {})[norm.gist[lang].rstrip("。.")] = None
    semicolon, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    return [f"{name}{colon}{semicolon.join(gists)}" for name, gists in places.items()]


def place(norm: Norm, lang: str) -> str:
    """Return where a norm stands and from when, without saying whether it applies."""
    force = ""
    if norm.start:
        force = f"（{norm.start}起" if lang == "zh" else f" (from {norm.start}"
        if norm.until:
            force += f"至{norm.until}" if lang == "zh" else f" until {norm.until}"
        force += "）" if lang == "zh" else ")"
    return f"{norm_place(norm, lang)}{force}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
