"""From derived families and reports to the rows of a release."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from facelaw.gold.altered import Amender
from facelaw.gold.derived import Derived
from facelaw.law.load import shipped
from facelaw.release.rows import (
    ItemRow,
    KeyRow,
    Pair,
    gold_hash,
    item_hash,
    narrative_hash,
)
from facelaw.tasks import TASKS, altered, extraction, prompts, recall
from facelaw.tasks.item import Item

EDITIONS: tuple[tuple[str, str, str], ...] = tuple(
    (lang, condition, "a") for lang in ("zh", "en") for condition in prompts.CONDITIONS
)
"""Language, condition and template in which every item is asked."""

SECOND = (("zh", "bare", "b"), ("en", "bare", "b"))
"""The second wording, for ``claims`` alone: it measures sensitivity to the prompt."""


def rows(
    families: Iterable[list[Derived]], splits: Mapping[str, str]
) -> Iterator[tuple[KeyRow, list[ItemRow]]]:
    """Yield each item's line of the key and its released rows."""
    amender: Amender | None = None
    for variants in families:
        for derived in variants:
            for make in TASKS.values():
                for item in make(derived, variants[0]):
                    yield item_rows(item, derived, splits[derived.family.id])
        amender = amender or Amender.of(variants[0].law)
        yield from altered_rows(variants, amender, splits[variants[0].family.id])


def altered_rows(
    variants: list[Derived], amender: Amender, split: str
) -> Iterator[tuple[KeyRow, list[ItemRow]]]:
    """Yield the items of a family under each amendment that changes an answer."""
    for amended in amender.family(variants):
        item = altered.item(amended)
        texts = {lang: altered.render(item, amended, lang) for lang in ("zh", "en")}
        made = {(lang, altered.CONDITION, "a"): text for lang, text in texts.items()}
        shared = _shared(item, amended.plain, split)
        shared |= {"kind": "altered", "quartet": False}
        yield _assemble(item, shared, made, _told(amended.plain))


def report_rows(splits: Mapping[str, str]) -> Iterator[tuple[KeyRow, list[ItemRow]]]:
    """Yield the rows of the side suites; a report has the split of its family."""
    for report in extraction.load():
        for item in extraction.items(report):
            shared = {
                "kind": "noise" if report.garbled else "base",
                "quartet": False,
                "headline": False,
                "level": 1,
                "stage": "advice",
                "asked_on": report.asked_on,
                "split": splits.get(report.family, "test"),
                "themes": report.themes,
            }
            texts = {lang: extraction.render(item, report, lang) for lang in ("zh", "en")}
            made = {(lang, "bare", "a"): text for lang, text in texts.items()}
            yield _assemble(item, shared, made, narrative_hash(report.text))
    yield from recall_rows()


def recall_rows() -> Iterator[tuple[KeyRow, list[ItemRow]]]:
    """Yield the rows of the closed-book questions, which have a split of their own."""
    for question in recall.load(shipped()):
        item = recall.item(question)
        shared = {
            "kind": "base",
            "quartet": False,
            "headline": False,
            "level": 1,
            "stage": "advice",
            "asked_on": question.asked_on,
            "split": question.split,
            "themes": (),
        }
        texts = {lang: recall.render(item, question, lang) for lang in ("zh", "en")}
        made = {(lang, "bare", "a"): text for lang, text in texts.items()}
        yield _assemble(item, shared, made, narrative_hash(question.text))


def claims_rows(derived: Derived, split: str) -> Iterator[tuple[KeyRow, list[ItemRow]]]:
    """Yield the ``claims`` items of one scenario, asked in both languages with the bare narrative.

    What generated sets are made of.
    """
    for item in TASKS["claims"](derived, derived):
        yield item_rows(item, derived, split, (("zh", "bare", "a"), ("en", "bare", "a")))


def item_rows(
    item: Item,
    derived: Derived,
    split: str,
    editions: Collection[tuple[str, str, str]] | None = None,
) -> tuple[KeyRow, list[ItemRow]]:
    """Return an item's line of the key and its rows.

    Args:
        item: of one of the tasks.
        derived: the variant that it asks about.
        split: of the family.
        editions: language, condition and template of each row; by default those of a release.
    """
    if editions is None:
        editions = EDITIONS + (SECOND if item.task == "claims" else ())
    made = {
        edition: prompts.render(item, derived, *edition)
        for edition in editions
        if edition[0] in derived.scenario.langs
    }
    return _assemble(item, _shared(item, derived, split), made, _told(derived))


def _told(derived: Derived) -> str:
    scenario = derived.scenario
    return narrative_hash({lang: scenario.text(lang) for lang in scenario.langs})


def _shared(item: Item, derived: Derived, split: str) -> dict[str, object]:
    family, scenario = derived.family, derived.scenario
    return {
        "kind": scenario.kind,
        "quartet": scenario.core,
        "headline": item.headline,
        "level": family.level,
        "stage": scenario.stage,
        "asked_on": scenario.asked_on,
        "split": split,
        "themes": tuple(t for t in family.themes if t != "none"),
    }


def _assemble(
    item: Item, shared: Mapping[str, object], made: Mapping[tuple[str, str, str], str], told: str
) -> tuple[KeyRow, list[ItemRow]]:
    """Join what an item and its editions have in common with what is theirs alone."""
    gold = tuple(Pair(key, value) for key, value in item.gold)
    common: dict[str, object] = {
        "id": item.id,
        "family": item.family,
        "variant": item.variant,
        "task": item.task,
        "target": item.target,
        "option": item.option,
        "answer_type": item.answer_type,
        "keys": item.keys,
        "labels": item.labels,
        "gold": gold,
        **shared,
    }
    hashes = {
        edition: item_hash(prompt, item.answer_type, item.keys, item.labels)
        for edition, prompt in made.items()
    }
    items = [
        ItemRow(
            lang=edition[0],
            condition=edition[1],
            template=edition[2],
            prompt=prompt,
            item_hash=hashes[edition],
            **common,  # type: ignore[arg-type]
        )
        for edition, prompt in made.items()
    ]
    key = KeyRow(
        narrative_hash=told,
        item_hashes={".".join(edition): value for edition, value in hashes.items()},
        gold_hash=gold_hash(gold, item.proofs, item.also),
        proofs=item.proofs,
        also=item.also,
        traps=item.traps,
        types=item.types,
        wordings={
            code: (words["zh"], words["en"])
            for code, words in {**item.lines, **item.wordings}.items()
        },
        evidence=item.evidence,
        size=item.size,
        proof_len=item.proof_len,
        **common,  # type: ignore[arg-type]
    )
    return key, items
