"""Everything that ``facelaw show`` can show: items by id, whatever suite they are of."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from facelaw.errors import UsageError
from facelaw.gold.altered import Amended, Amender
from facelaw.gold.derived import Derived, derive, derive_family
from facelaw.gold.lookup import find_family
from facelaw.law.derive import Engine
from facelaw.law.load import shipped
from facelaw.tasks import TASKS, altered, extraction, prompts, recall
from facelaw.tasks.item import Item

Render = Callable[[str, str, str], str]
"""From language, condition and wording to a prompt."""


@dataclass(frozen=True)
class Shown:
    """One item with what it is about.

    Attributes:
        item: question and gold.
        conditions: those it is asked under, the usual one first.
        render: its prompt.
        derived: the variant that it asks of, under the law that it is asked under; None for a
            question without a case.
        text: language to the narrative; empty for a closed-book question.
    """

    item: Item
    conditions: tuple[str, ...]
    render: Render
    derived: Derived | None
    text: Mapping[str, str]


def find(name: str) -> list[Shown]:
    """Return the item of an id, or all items of a variant or of a family's base.

    Args:
        name: ``family``, ``family.v1`` or an item's whole id; a closed-book suite counts as a
            family.

    Raises:
        UsageError: there is none; the message names the nearest.
        DataError: a file is faulty.
    """
    family, _, rest = name.partition(".")
    variant, _, tail = rest.partition(".")
    known = list(_recall(family))
    # Deriving costs seconds: an item of the plain law is found before amendments are looked at.
    for source in () if known else (_plain, _reports, _altered):
        known += source(family, variant or "v0")
        if tail and any(shown.item.id == name for shown in known):
            break
    found = [shown for shown in known if not tail or shown.item.id == name]
    if not found:
        ids = [shown.item.id for shown in known]
        near = difflib.get_close_matches(name, ids, 3) or ids[:3]
        raise UsageError(f"no item {name!r}; near: {', '.join(near)}")
    return found


def _plain(family_id: str, variant: str) -> Iterator[Shown]:
    """Yield the items of a variant."""
    family, engine = find_family(family_id), Engine(shipped())
    derived = derive(family, family.scenario(variant), engine)
    base = derived if variant == "v0" else derive(family, family.scenario("v0"), engine)
    for make in TASKS.values():
        for item in make(derived, base):
            yield Shown(item, prompts.CONDITIONS, _asked(item, derived), derived, _told(derived))


def _asked(item: Item, derived: Derived) -> Render:
    """Return what renders an item of a variant."""
    return lambda lang, condition, wording: prompts.render(item, derived, lang, condition, wording)


def _altered(family_id: str, variant: str) -> Iterator[Shown]:
    """Yield the items of a variant under amendments."""
    variants = derive_family(find_family(family_id), Engine(shipped()))
    for amended in Amender.of(variants[0].law).family(variants):
        derived = amended.derived
        if derived.scenario.variant == variant:
            item = altered.item(amended)
            ask = _amended(item, amended)
            yield Shown(item, (altered.CONDITION,), ask, derived, _told(derived))


def _amended(item: Item, amended: Amended) -> Render:
    """Return what renders an item under an amendment."""
    return lambda lang, _condition, _wording: altered.render(item, amended, lang)


def _reports(family_id: str, variant: str) -> Iterator[Shown]:
    """Yield the items of the reports of a family."""
    for report in extraction.load():
        for item in extraction.items(report):
            if (item.family, item.variant) == (family_id, variant):
                yield Shown(item, ("bare",), _extracted(item, report), None, report.text)


def _extracted(item: Item, report: extraction.Report) -> Render:
    """Return what renders an item of a report."""
    return lambda lang, _condition, _wording: extraction.render(item, report, lang)


def _recall(suite: str) -> Iterator[Shown]:
    """Yield the questions of a closed-book suite."""
    for question in recall.load(shipped()):
        if question.family == suite:
            item = recall.item(question)
            yield Shown(item, ("bare",), _recalled(item, question), None, {})


def _recalled(item: Item, question: recall.Question) -> Render:
    """Return what renders a closed-book question."""
    return lambda lang, _condition, _wording: recall.render(item, question, lang)


def _told(derived: Derived) -> dict[str, str]:
    """Return a variant's narrative in its languages."""
    return {lang: derived.scenario.text(lang) for lang in derived.scenario.langs}
