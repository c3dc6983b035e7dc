"""The steps of an argument in words; sound and flawed ones use the same sentences."""

from __future__ import annotations

from collections.abc import Mapping

from facelaw.gold.derived import Derived
from facelaw.law.derive import Target
from facelaw.law.model import Fact
from facelaw.law.wording import Names, norm_place, with_unit
from facelaw.tasks.steps import Move, Stepwise

LANGS = ("zh", "en")
Words = Mapping[str, str]

PHRASES: Mapping[str, Words] = {
    "zh": {
        "law": "{b}的行为发生在{days}，应当适用当时有效的{places}。",
        "met": "{facts}。{follows}：{element}。",
        "met bare": "{follows}：{element}。",
        "met none": "材料中没有可以推翻这一点的事由，可以认定：{element}。",
        "not_met": "{facts}。因此不具备这一要件：{element}。",
        "not_met none": "{facts}。{under}{excuse}，因此不具备这一要件：{element}。",
        "undetermined": "{facts}，材料没有交代，因此这一要件尚不能确定：{element}。",
        "established": "以上要件都已具备，所以{claim}成立。",
        "not_established": "缺少上述要件，所以{claim}不成立。",
        "undetermined end": "上述要件未查明，所以{claim}是否成立尚不能确定。",
        "under": "依{places}，", "follows": "可以认定",
        "open": "是否有“{}”",
        "denied": "并无“{}”的情形",
        "unproved": "没有证据证明“{}”",
        "is": "{}：{}",
        "reaches": "{}为{}，已达到法律要求的界限",
        "short": "{}为{}，未达到法律要求的界限",
        "before": "行为到{}为止，该规定尚未施行",
        "days": "{}至{}", "and": "、", "then": "；",
    },
    "en": {
        "law": "{b} acted ({days}), so the rule then in force is {places}.",
        "met": "{facts}. {follows}: {element}.",
        "met bare": "{follows}: {element}.",
        "met none": "Nothing in the material would upset this: {element}.",
        "not_met": "{facts}. So this element is missing: {element}.",
        "not_met none": "{facts}. {under}{excuse}; so this element is missing: {element}.",
        "undetermined": "{facts}: the material does not say; so this element is open: {element}.",
        "established": "All these elements are there, so {claim} is established.",
        "not_established": "That element is missing, so {claim} is not established.",
        "undetermined end": "That element is open, so {claim} cannot be determined yet.",
        "under": "Under {places}, ", "follows": "it follows",
        "open": "whether “{}”",
        "denied": "there was no such thing as “{}”",
        "unproved": "there is no proof that “{}”",
        "is": "{}: {}",
        "reaches": "{}: {}, which reaches what the law requires",
        "short": "{}: {}, which falls short of what the law requires",
        "before": "the act ended on {}, before the rule took effect",
        "days": "{} to {}", "and": ", ", "then": "; ",
    },
}  # fmt: skip


def say(move: Move, argument: Stepwise, derived: Derived, lang: str) -> str:
    """Return one step in words."""
    words, law = PHRASES[lang], derived.law
    target = Target.parse(argument.ask)
    claim = law.claims[target.claim]
    places = words["and"].join(norm_place(law.norms[n], lang) for n in move.norms)
    if move.about == "end":
        name = "undetermined end" if move.status == "undetermined" else move.status
        return words[name].format(claim=derived.fill(claim.text[lang], target, lang))
    doer = derived.name(target.right, lang)
    if move.about == "law":
        act = derived.scenario.acts[move.act]
        days = act.start if act.start == act.until else words["days"].format(act.start, act.until)
        text = words["law"].format(b=doer, days=days, places=places)
    else:
        element = next(e for e in claim.elements if e.id == move.about)
        form, under = move.status, words["under"].format(places=places) if places else ""
        if element.none_of and form != "undetermined":
            form += " none"
        elif form == "met" and not move.facts:
            form += " bare"
        text = words[form].format(
            facts=words["then"].join(_fact(derived, f, move.status, lang) for f in move.facts),
            under=under,
            follows=capital(under + words["follows"]),
            excuse=_excuse(derived, move.excuse, lang),
            element=derived.fill(element.text[lang], target, lang),
        )
    if move.doer:
        text = text.replace(doer, derived.name(move.doer, lang))
    return capital(text)


def capital(text: str) -> str:
    """Return a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def _excuse(derived: Derived, atom: str, lang: str) -> str:
    name, _, args = atom.partition("@")
    conclusion = derived.law.conclusions.get(name)
    if conclusion is None:
        return ""
    left, right = Names(derived.main.case.shape).of(conclusion.of, args)
    text = conclusion.text[lang]
    for mark, party in (("{A}", left), ("{B}", right)):
        text = text.replace(mark, derived.name(party, lang) if party else "")
    return text


def _fact(derived: Derived, fact: tuple[str, bool], status: str, lang: str) -> str:
    """Return one input in words; numbers without the threshold, which the reader must know."""
    atom, value = fact
    words, derivation = PHRASES[lang], derived.main
    key = derivation.program.variable_of.get(atom, atom)
    name, _, args = key.partition("@")
    if name in ("act_from", "act_until", "procedure_on"):
        return words["before"].format(derivation.settings[key].value)
    if status == "undetermined" or name.startswith("reading:"):
        return words["open"].format(derived.renderer(lang).input_words(key))
    known, setting = derived.law.facts[name], derivation.settings[key]
    text, where = named(derived, known, known.text[lang], args, lang), _where(derived, key, lang)
    if known.type == "bool":
        if not value:
            text = words["unproved" if setting.why == "burden" else "denied"].format(text)
        return text + where
    text += where
    if known.type == "enum":
        option = atom.rpartition("=")[2]
        if not value and setting.value in known.values:
            option = setting.value
        shown = named(derived, known, known.values[option][lang], args, lang)
        if not value and setting.value not in known.values:
            shown = words["denied"].format(shown)
        return words["is"].format(text, shown)
    number = with_unit(setting.value, known.unit.get(lang, ""), lang)
    return words["reaches" if value else "short"].format(text, number)


def named(derived: Derived, fact: Fact, text: str, args: str, lang: str) -> str:
    """Put the names of doer and victim where the vocabulary speaks of them in general."""
    act_id, _, victim = args.partition(":")
    act = derived.scenario.acts.get(act_id)
    if act is None:
        return text
    doer, other = {"zh": ("行为人", "对方"), "en": ("the doer", "")}[lang]
    if act.on:
        base = derived.name(derived.scenario.acts[act.on].by, lang)
        for phrase in ("基础行为的行为人", "被帮助行为的行为人", "the doer of the base act"):
            text = text.replace(phrase, base)
    text = text.replace(doer, derived.name(act.by, lang))
    party = victim or (act.to[0] if len(act.to) == 1 else "")
    if other and party and fact.of == "act_party":
        text = text.replace(other, derived.name(party, lang))
    return text


def _where(derived: Derived, key: str, lang: str) -> str:
    """Return which act or victim is meant, in brackets, where that is not plain."""
    name, _, args = key.partition("@")
    first, _, victim = args.partition(":")
    acts, names = derived.scenario.acts, list[str]()
    if first in acts:
        act, fact = acts[first], derived.law.facts[name]
        told = derived.name(act.by, lang) in named(derived, fact, fact.text[lang], args, lang)
        if len([a for a in acts.values() if a.by == act.by]) > 1:
            names.append(derived.act_words(first, lang))
        elif len(acts) > 1 and not told:
            names.append(derived.name(act.by, lang))
        if victim and len(act.to) > 1:
            names.append(derived.name(victim, lang))
    else:
        names += [derived.name(p, lang) for p in args.split(":") if p]
    if not names:
        return ""
    joined = PHRASES[lang]["and"].join(dict.fromkeys(names))
    return f"（{joined}）" if lang == "zh" else f" ({joined})"
