"""``gaps``: which of the listed facts would decide a claim; ``none`` where it is settled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from facelaw.gold.derived import Derived
from facelaw.law.derive import Derivation
from facelaw.tasks.claims import question, traps
from facelaw.tasks.item import Item

LEAST, MOST = 6, 10
NONE = {
    "zh": "没有：答案已经确定，以上各项都不会改变它",
    "en": "none: the answer is settled and nothing listed would change it",
}


def items(derived: Derived, _base: Derived) -> Iterator[Item]:
    """Yield an item for each open claim, and a settled one beside it from the same narrative.

    So half of the items have ``none`` as their gold, and neither a constant nor deferring
    wherever something is unknown earns more than half. Only at stage ``advice``: at trial
    nothing is open.
    """
    scenario, derivation = derived.scenario, derived.main
    if scenario.stage != "advice" or scenario.kind == "noise":
        return
    is_open = [a for a in scenario.ask if derivation.verdict(a) == "undetermined"]
    settled = [a for a in scenario.ask if a not in is_open]
    settled.sort(key=lambda ask: _hash(derived, ask, scenario.variant))
    for ask in (*is_open, *settled[: len(is_open)]):
        listed = candidates(derived, derivation, ask)
        if len(listed) < LEAST:
            continue
        gold = derivation.deciding(ask) if ask in is_open else ()
        codes = {key: f"f{i}" for i, key in enumerate(listed, 1)}
        renderers = {lang: derived.renderer(lang) for lang in ("zh", "en")}
        words = {
            codes[key]: {lang: r.input_words(key) for lang, r in renderers.items()}
            for key in listed
        }
        yield Item(
            derived.family.id,
            scenario.variant,
            "gaps",
            "set",
            (*codes.values(), "none"),
            ("yes",),
            tuple((codes[key], "yes") for key in listed if key in gold) or (("none", "yes"),),
            target=ask,
            lines={ask: question(derived, ask), **words, "none": NONE},
            traps=traps(derived, (ask,)),
        )


def candidates(derived: Derived, derivation: Derivation, ask: str) -> tuple[str, ...]:
    """Return 6 to 10 facts in an order that tells nothing.

    All that decide; then open facts that do not; then facts that are relevant but already known.
    """
    deciding = derivation.deciding(ask) if derivation.verdict(ask) == "undetermined" else ()
    settings = {
        k: s
        for k, s in derivation.settings.items()
        if k.partition("@")[0] in derived.law.facts and s.why in ("open", "stated")
    }
    wanted = set(relevant(derivation, ask))

    def rank(key: str) -> tuple[int, str]:
        kind = 0 if key in deciding else 1 if settings[key].why == "open" else 2
        return (kind if key in wanted else kind + 3), _hash(derived, ask, key)

    chosen = sorted(settings, key=rank)[: max(MOST - 2, len(deciding))]
    return tuple(sorted(chosen, key=lambda key: _hash(derived, ask, "order " + key)))


def relevant(derivation: Derivation, ask: str) -> Iterator[str]:
    """Yield the inputs that the rules below a claim read."""
    program = derivation.program
    pending, seen = [derivation.atom(ask)], {derivation.atom(ask)}
    while pending:
        name = pending.pop()
        if name in program.variable_of:
            yield program.variable_of[name]
            continue
        for rule in program.rules[name]:
            for part, _ in rule.body:
                if part not in seen:
                    seen.add(part)
                    pending.append(part)


def _hash(derived: Derived, ask: str, text: str) -> str:
    whole = f"{derived.family.id}|{ask}|{text}"
    return hashlib.sha256(whole.encode()).hexdigest()
