"""Applying a variant's edits; finding every quote in the text that results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from facelaw.errors import Problem
from facelaw.scenarios.family import Edit, FactEntry, Family, Quote, Scenario, Variant
from facelaw.scenarios.text import LANGS, Part, nearest, occurrences


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, list[tuple[Edit, str]]]:
    """Return a text with every edit made at once, and what kept an edit from being made.

    Each edit's words must occur exactly once in ``text`` as it was before any edit, and no two
    edits may touch the same words.

    >>> apply("he agreed", [Edit("", "en", "agreed", "refused")])
    ('he refused', [])
    """
    placed: list[tuple[int, Edit]] = []
    failed: list[tuple[Edit, str]] = []
    for edit in edits:
        found = occurrences(text, edit.old)
        if len(found) == 1:
            placed.append((found[0], edit))
        else:
            failed.append((edit, _counted(text, edit.old, len(found))))
    placed.sort(key=lambda pair: pair[0])
    out: list[str] = []
    done = 0
    for start, edit in placed:
        if start < done:
            failed.append((edit, "it touches the same words as another edit"))
            continue
        out += [text[done:start], edit.new]
        done = start + len(edit.old)
    return "".join([*out, text[done:]]), failed


def _counted(text: str, words: str, count: int) -> str:
    """Tell how often words occur, and where they nearly do."""
    if count:
        return f"it occurs {count} times; lengthen it until it is unique"
    near = nearest(text, words)
    told = f"; the text has {near!r}" if near else ""
    return f"it does not occur{told}; copy the words from the text"


def build(family: Family, variant: Variant) -> tuple[Scenario, list[Problem]]:
    """Return a variant's scenario and every edit or quote that does not occur exactly once."""
    parts, problems = _edited(family, variant)
    facts: dict[str, FactEntry] = dict(family.facts)
    for key, entry in variant.facts.items():
        if entry is None:
            facts.pop(key, None)
        else:
            facts[key] = entry
    langs = tuple(lang for lang in LANGS if all(lang in part.text for part in parts))
    scenario = Scenario(
        family=family.id,
        variant=variant.id,
        kind=variant.kind,
        core=variant.core,
        stage=family.stage,
        asked_on=variant.asked_on or family.asked_on,
        filed_on=variant.filed_on or family.filed_on,
        langs=langs,
        parts=parts,
        parties=family.parties,
        acts={**family.acts, **variant.acts},
        facts=facts,
        readings=family.readings,
        ask=family.ask,
        also_ask=family.also_ask,
        expect={**family.expect, **variant.expect},
    )
    return scenario, problems + unfound(family, scenario)


def _edited(family: Family, variant: Variant) -> tuple[tuple[Part, ...], list[Problem]]:
    """Return the variant's own parts, or the base's after the variant's edits."""
    base = variant.parts or family.parts
    known = {part.id for part in base}
    problems: list[Problem] = []
    for edit in variant.edits:
        if edit.document not in known:
            names = ", ".join(sorted(known)) if known != {""} else "zh and en directly"
            expected = f"an edit of {names}"
            hint = "give the id of a document under documents"
            problems.append(family.problem(edit.path, expected, edit.document or edit.lang, hint))
    out: list[Part] = []
    for part in base:
        text: dict[str, str] = {}
        for lang, words in part.text.items():
            mine = [e for e in variant.edits if (e.document, e.lang) == (part.id, lang)]
            text[lang], failed = apply(words, mine)
            for edit, why in failed:
                expected = f"words that occur exactly once in the {lang} text"
                problems.append(family.problem(edit.path, expected, edit.old, why))
        out.append(replace(part, text=text))
    return tuple(out), problems


def unfound(family: Family, scenario: Scenario) -> list[Problem]:
    """Return every quote of the scenario that does not occur exactly once in its document."""
    texts = {(part.id, lang): part.text[lang] for part in scenario.parts for lang in scenario.langs}
    problems: list[Problem] = []
    for quote, lang in _stated(scenario):
        text = texts.get((quote.document, lang))
        if text is None:
            documents = sorted({document for document, _ in texts})
            expected = "the document that the quote is from: " + ", ".join(documents)
            problems.append(family.problem(quote.path, expected, quote.document, "add document: …"))
            continue
        count = len(occurrences(text, quote.text))
        if count != 1:
            where = scenario.variant if scenario.variant != "v0" else "the base"
            expected = f"a quote found once in the {lang} text of {where}"
            hint = _counted(text, quote.text, count)
            if count == 0 and scenario.variant != "v0" and not _own(quote, scenario, family):
                hint += f"; if the edit changed these words, state the fact again under {where}"
            problems.append(family.problem(quote.path, expected, quote.text, hint))
    return problems


def _own(quote: Quote, scenario: Scenario, family: Family) -> bool:
    """Tell whether a quote was written in the variant itself."""
    own = family.variant(scenario.variant).path
    return bool(own) and quote.path[: len(own)] == own


def _stated(scenario: Scenario) -> Iterable[tuple[Quote, str]]:
    """Yield every quote of facts and acts with its language; no quote comes twice."""
    entries: list[Mapping[str, tuple[Quote, ...]]] = [act.quotes for act in scenario.acts.values()]
    for entry in scenario.facts.values():
        entries += [entry.quotes, *(row.quotes for row in entry.rows)]
    for quotes in entries:
        for lang in scenario.langs:
            for quote in quotes.get(lang, ()):
                yield quote, lang
