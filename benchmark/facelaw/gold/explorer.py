"""Families as the report shows them: narratives, evidence, questions and arguments in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from facelaw.gold.altered import Amender
from facelaw.gold.derived import Derived
from facelaw.report import content
from facelaw.scenarios.text import LANGS
from facelaw.tasks import TASKS, altered
from facelaw.tasks.item import Item
from facelaw.tasks.prompts import value_words


def explorer(
    families: Sequence[list[Derived]], tasks: Collection[str] = tuple(TASKS), amended: bool = True
) -> tuple[content.Family, ...]:
    """Return every family with its variants, and a question and argument for every item.

    Args:
        families: derived, the base first.
        tasks: whose items there are.
        amended: whether there are items under amendments too.
    """
    amender = Amender.of(families[0][0].law) if families and amended else None
    return tuple(_family(variants, tasks, amender) for variants in families)


def _family(
    variants: list[Derived], tasks: Collection[str], amender: Amender | None
) -> content.Family:
    base = variants[0]
    family = base.family
    return content.Family(
        family.id,
        dict(zip(LANGS, family.title, strict=True)),
        tuple(_variant(d) for d in variants),
        (
            *(
                _question(item, d)
                for d in variants
                for name, make in TASKS.items()
                if name in tasks
                for item in make(d, base)
            ),
            *(
                _question(altered.item(amended), amended.derived)
                for amended in (amender.family(variants) if amender else ())
            ),
        ),
        family.level,
        family.source,
        family.cases,
        {p.id: {"zh": p.zh, "en": p.en} for p in family.parties.values()},
    )


def _variant(d: Derived) -> content.Variant:
    scenario = d.scenario
    papers = tuple(
        content.Paper(
            {lang: part.text[lang] for lang in scenario.langs},
            {lang: part.heading(lang) for lang in scenario.langs} if part.id else {},
            part.date,
        )
        for part in scenario.parts
    )
    order = {part.id: index for index, part in enumerate(scenario.parts)}
    quotes: list[content.Quote] = []
    for key, entry in scenario.facts.items():
        fact = d.law.facts[key.partition("@")[0]]
        per_lang = {lang: entry.every_quote(lang) for lang in scenario.langs}
        for at in range(max((len(q) for q in per_lang.values()), default=0)):
            words = {lang: q[at] for lang, q in per_lang.items() if at < len(q)}
            document = next(iter(words.values())).document
            quotes.append(
                content.Quote(
                    key,
                    dict(fact.text),
                    entry.value,
                    {lang: q.text for lang, q in words.items()},
                    order.get(document, 0),
                )
            )
    unknown = tuple(
        {
            lang: d.law.facts[key.partition("@")[0]].text[lang]
            + (": " if lang == "en" else "：")
            + value_words(d.law, key.partition("@")[0], entry.value, lang)
            for lang in LANGS
        }
        for key, entry in scenario.facts.items()
        if entry.value in ("unknown", "unproved")
    )
    variant = d.family.variant(scenario.variant)
    return content.Variant(
        scenario.variant,
        scenario.kind,
        papers,
        {"zh": variant.title, "en": variant.title},
        scenario.stage,
        scenario.asked_on,
        tuple(quotes),
        unknown,
    )


def _question(item: Item, d: Derived) -> content.Question:
    """Return an item's question and the arguments for what it asks, in both languages."""
    asked = [item.target] if item.target in d.scenario.ask else list(d.scenario.ask)
    if item.task not in ("claims", "argument", "gaps"):
        asked = []
    options = list(d.by_option) if item.task == "readings" else [item.option or d.headline]
    arguments: dict[str, str] = {}
    for lang in LANGS:
        blocks = [
            (f"[{option}]\n" if len(options) > 1 else "") + str(d.argument(ask, lang, option))
            for ask in asked
            for option in options
        ]
        arguments[lang] = "\n\n".join(blocks)
    lines = item.lines.get(item.target) or item.lines.get("reading")
    question = (
        dict(lines)
        if lines
        else {
            lang: "\n".join(item.lines[k][lang] for k in item.keys if k in item.lines)
            for lang in LANGS
        }
    )
    return content.Question(item.id, question, arguments)
