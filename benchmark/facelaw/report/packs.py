"""What the page's script unpacks: an index of items, one pack a family, the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from facelaw.report.content import Family, LawPicture, Quote, Variant
from facelaw.report.data import Attempt, Item, ReportData
from facelaw.report.frame import Frame
from facelaw.report.marks import changes
from facelaw.report.pack import pack
from facelaw.report.places import cited
from facelaw.report.words import GROUPS

LONGEST = 6_000
"""Characters of a model's raw output that the page shows."""

SEARCHED = 1_500
"""Characters of a family's base narrative that the search looks at, per language."""

OUTCOMES: Mapping[str, str] = {
    "right": "r",
    "wrong": "w",
    "abstained": "a",
    "refused": "x",
    "truncated": "t",
    "unparsed": "u",
    "missing": "m",
    "failed": "f",
}
"""One letter an outcome: an item's outcomes are a string with a letter for every run."""


def packs(shown: Frame) -> list[tuple[str, str]]:
    """Return the page's packs by name: ``index``, ``law`` and ``family-0`` and so on."""
    data = shown.data
    families = {family.id: family for family in data.families}
    ids = list(dict.fromkeys([*families, *(item.family for item in data.items)]))
    by_family: dict[str, list[Item]] = {name: [] for name in ids}
    for item in sorted(data.items, key=_reading_order):
        by_family[item.family].append(item)
    attempts: dict[str, dict[str, Attempt]] = {}
    for attempt in data.attempts:
        attempts.setdefault(attempt.item, {})[attempt.run] = attempt
    order = [run.id for run in shown.runs]
    out = [("index", pack(_index(shown, by_family, families, attempts)))]
    if data.law:
        out.append(("law", pack(data.law)))
    for i, name in enumerate(ids):
        family = families.get(name) or Family(name, {"zh": name, "en": name}, ())
        content = {
            "family": _family(family, data.law),
            "items": by_family[name],
            "attempts": {
                item.id: [_attempt(attempts.get(item.id, {}).get(run)) for run in order]
                for item in by_family[name]
            },
        }
        out.append((f"family-{i}", pack(content)))
    return out


def _reading_order(item: Item) -> tuple[str, str, list[str], str]:
    """Sort a family's items by variant, then by task as the table of tasks has them."""
    tasks = list(GROUPS["task"])
    place = tasks.index(item.task) if item.task in tasks else len(tasks)
    return (item.family, item.variant.zfill(8), [f"{place:03d}", item.target], item.option)


def _index(
    shown: Frame,
    by_family: Mapping[str, Sequence[Item]],
    families: Mapping[str, Family],
    attempts: Mapping[str, Mapping[str, Attempt]],
) -> dict[str, Any]:
    """Return what list, filters and search need."""
    kinds = {(f.id, v.id): v.kind for f in families.values() for v in f.variants}
    stages = {(f.id, v.id): v.stage for f in families.values() for v in f.variants}
    law = shown.data.law
    claims = {c.id: (c.name["zh"], c.name["en"]) for c in law.claims} if law else {}
    readings = [o for r in law.readings for o in r.options.items()] if law else []
    options = {id: (text["zh"], text["en"]) for id, text in readings}
    rows: list[list[Any]] = []
    for number, items in enumerate(by_family.values()):
        for item in items:
            given = attempts.get(item.id, {})
            where = (item.family, item.variant)
            outcomes = "".join(OUTCOMES[outcome(given.get(r.id))] for r in shown.runs)
            target = _target(item, claims)
            row = [item.id, number, item.variant, item.task, kinds.get(where, "base")]
            row += [target, item.option, item.level, item.split, int(item.headline)]
            rows.append([*row, stages.get(where, ""), list(item.themes), outcomes])
    return {
        "words": {**GROUPS, "article": _articles(shown.data), "claim": claims, "option": options},
        "outcomes": {letter: name for name, letter in OUTCOMES.items()},
        "runs": [{"id": r.id, "name": r.model, "css": shown.css[r.id]} for r in shown.runs],
        "families": [_card(name, families.get(name)) for name in by_family],
        "rows": rows,
    }


def _target(item: Item, claims: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return what an item is about: the name of its claim, or else its own words."""
    parts = item.target.split(".")
    name = parts[1] if len(parts) == 3 else item.target
    return claims.get(name) or item.wordings.get(item.target, (item.target, item.target))


def _articles(data: ReportData) -> dict[str, tuple[str, str]]:
    """Return the words of every article that gold or an answer cites."""
    laws = {w.code: (w.name, w.en) for w in data.law.laws} if data.law else {}
    ids = {id for item in data.items for id in (*item.also, *(i for p in item.proofs for i in p))}
    return {id: cited(id, laws) for id in sorted(ids)}


def _card(name: str, family: Family | None) -> dict[str, Any]:
    """Return what the list shows of a family, and the text that the search looks at."""
    if family is None:
        return {"id": name, "title": {"zh": name, "en": name}, "text": ""}
    base = family.variants[0].papers if family.variants else ()
    texts = ["".join(p.text.get(lang, "") for p in base)[:SEARCHED] for lang in ("zh", "en")]
    return {"id": name, "title": family.title, "text": "\n".join(texts)}


def outcome(attempt: Attempt | None) -> str:
    """Return how an item ended for a run, as a key of :data:`OUTCOMES`."""
    if attempt is None:
        return "missing"
    if attempt.status == "answered":
        return "right" if attempt.right else "wrong"
    return attempt.status if attempt.status in OUTCOMES else "failed"


def _attempt(attempt: Attempt | None) -> dict[str, Any] | None:
    """Return one answer as the page shows it, its raw text cut at :data:`LONGEST`."""
    if attempt is None:
        return None
    return {
        "outcome": outcome(attempt),
        "values": attempt.values,
        "wrong": attempt.wrong,
        "articles": attempt.articles,
        "quotes": attempt.quotes,
        "confidence": attempt.confidence,
        "text": attempt.text[:LONGEST],
        "cut": max(0, len(attempt.text) - LONGEST),
    }


def _family(family: Family, law: LawPicture | None) -> dict[str, Any]:
    """Return a family with each variant's changes against the base."""
    base = family.variants[0] if family.variants else None
    return {
        "id": family.id,
        "title": family.title,
        "level": family.level,
        "source": family.source,
        "cases": family.cases,
        "parties": family.parties,
        "variants": [_variant(v, base, law) for v in family.variants],
    }


def _variant(variant: Variant, base: Variant | None, law: LawPicture | None) -> dict[str, Any]:
    """Return a variant; ``changes`` is by language, papers joined by an empty line."""
    against: dict[str, Any] = {}
    if base is not None and variant is not base:
        against = {
            lang: changes(joined(base, lang), joined(variant, lang), lang) for lang in ("zh", "en")
        }
    return {
        "id": variant.id,
        "kind": variant.kind,
        "title": variant.title,
        "stage": variant.stage,
        "asked_on": variant.asked_on,
        "papers": variant.papers,
        "quotes": [replace(q, said=q.said or said(q, law)) for q in variant.quotes],
        "open": variant.open,
        "changes": against,
    }


def said(quote: Quote, law: LawPicture | None) -> dict[str, str]:
    """Return a fact's value in words, with its unit; empty where the law names none."""
    step = law.steps.get(quote.fact.partition("@")[0]) if law else None
    if step is None:
        return {}
    if quote.value in step.values:
        return dict(step.values[quote.value])
    return {lang: f"{quote.value} {unit}" for lang, unit in step.unit.items()}


def joined(variant: Variant, lang: str) -> str:
    """Return a variant's whole text in a language."""
    return "\n\n".join(paper.text.get(lang, "") for paper in variant.papers)
