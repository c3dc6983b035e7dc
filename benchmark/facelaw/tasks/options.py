"""``consequences``, ``procedure`` and ``bracket``: questions whose answers are listed options."""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.gold.derived import Derived
from facelaw.law.derive import Target
from facelaw.tasks.claims import question
from facelaw.tasks.item import Item

NONE = {"zh": "以上都不", "en": "none of these"}


def consequences(derived: Derived, _base: Derived) -> Iterator[Item]:
    """What may be ordered (a set), and what part a platform answers for (a label)."""
    yield from _items(derived, "consequences", {"remedy": "set", "platform": "label"})


def procedure(derived: Derived, _base: Derived) -> Iterator[Item]:
    """Who may bring the action, what must come first, which court."""
    yield from _items(derived, "procedure", {"procedure": "set"})


def bracket(derived: Derived, _base: Derived) -> Iterator[Item]:
    """The statutory range that an offence's counts open, before mitigation."""
    yield from _items(derived, "bracket", {"bracket": "label"})


def _items(derived: Derived, task: str, kinds: dict[str, str]) -> Iterator[Item]:
    scenario, derivation = derived.scenario, derived.main
    if scenario.kind == "noise":
        return
    for ask in scenario.also_ask:
        claim = derived.law.claims[Target.parse(ask).claim]
        if claim.holds or claim.kind not in kinds:
            continue
        answers = derivation.options(ask)
        if None in answers.values():
            continue  # open: asked by `gaps`, not here
        held = [o for o, value in answers.items() if value]
        form = kinds[claim.kind]
        codes = [o.id for o in claim.options]
        if form == "label" and len(held) != 1:
            continue
        if form == "set" and "none" not in codes:
            codes.append("none")
        words = {o.id: {k: o.text[k] for k in ("zh", "en")} for o in claim.options}
        words.setdefault("none", NONE)
        gold = [("answer", held[0])] if form == "label" else [(o, "yes") for o in held]
        yield Item(
            derived.family.id,
            scenario.variant,
            task,
            form,
            ("answer",) if form == "label" else tuple(codes),
            tuple(codes) if form == "label" else ("yes",),
            tuple(gold) or (("none", "yes"),),
            target=ask,
            lines={ask: question(derived, ask), **{c: words[c] for c in codes}},
            wordings={c: words[c] for c in codes},
        )
