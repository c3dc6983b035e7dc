"""Is every fact stated, in both languages alike, and does its value agree with its words?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from facelaw.errors import Problem
from facelaw.scenarios.edits import build
from facelaw.scenarios.family import BASE, FactEntry, Family, Quotes, Row, Scenario
from facelaw.scenarios.numbers import disagree, numbers
from facelaw.scenarios.terms import Terms


def check_quotes(family: Family, terms: Terms) -> list[Problem]:
    """Return every edit, quote and stated value that does not fit, over all variants.

    What is wrong in the base already is told once and not again for each variant.
    """
    problems: list[Problem] = []
    in_base: set[tuple[str, str]] = set()
    for variant in family.variants:
        scenario, found = build(family, variant)
        found += _facts(family, scenario, terms)
        problems += [p for p in found if (p.pointer, p.came) not in in_base]
        if variant.id == BASE:
            in_base = {(p.pointer, p.came) for p in found}
    return problems


def _facts(family: Family, scenario: Scenario, terms: Terms) -> Iterator[Problem]:
    for entry in scenario.facts.values():
        if scenario.variant == BASE or not _from_base(family, entry):
            yield from _stated(family, scenario, entry, terms)
            yield from _agreeing(family, scenario, entry, terms)
            yield from _aggregated(family, scenario, entry)
    for act in scenario.acts.values():
        zh, en = _words(act.quotes, "zh"), _words(act.quotes, "en")
        if zh and en and disagree(zh, en) != ([], []):
            expected = "the same numbers in the zh and the en words"
            hint = "correct one, or quote fewer words"
            yield family.problem(act.path, expected, f"{zh} | {en}", hint)


def _from_base(family: Family, entry: FactEntry) -> bool:
    """Tell whether an entry is the base's own, which was looked at with the base."""
    return family.facts.get(entry.key) is entry


def _stated(
    family: Family, scenario: Scenario, entry: FactEntry, terms: Terms
) -> Iterator[Problem]:
    term = terms.facts.get(entry.key.partition("@")[0])
    has = {lang: bool(entry.every_quote(lang)) for lang in scenario.langs}
    if entry.value == "unknown":
        if any(has.values()):
            hint = "remove the words, or give the value they state"
            yield family.problem(entry.path, "no words for an unknown fact", entry.key, hint)
    elif not any(has.values()):
        if term is None or entry.value != term.silence:
            expected = "the words that state this fact (zh and en); it is never stated"
            hint = "quote the words, or take the fact out: silence counts as "
            hint += term.silence if term else "the vocabulary says"
            yield family.problem(entry.path, expected, f"{entry.key}: {entry.value}", hint)
    else:
        for lang, there in has.items():
            if not there:
                expected = f"the {lang} words too: both languages state the same facts"
                hint = f"add {lang}: words copied from the {lang} text"
                yield family.problem(entry.path, expected, entry.key, hint)


def _agreeing(
    family: Family, scenario: Scenario, entry: FactEntry, terms: Terms
) -> Iterator[Problem]:
    places = [(entry.path, entry.quotes), *((row.path, row.quotes) for row in entry.rows)]
    for path, quotes in places:
        zh, en = _words(quotes, "zh"), _words(quotes, "en")
        if zh and en:
            only_zh, only_en = disagree(zh, en)
            if only_zh or only_en:
                came = f"zh {_list(only_zh)}, en {_list(only_en)}: {zh} | {en}"
                expected = "the same numbers in the zh and the en words"
                hint = "correct one language, or quote fewer words"
                yield family.problem(path, expected, came, hint)
    term = terms.facts.get(entry.key.partition("@")[0])
    counted = term is not None and term.type in ("count", "money") and not entry.aggregate
    if counted and entry.value.replace(".", "", 1).isdigit() and Decimal(entry.value) > 1:
        for lang in scenario.langs:
            words = _words(entry.quotes, lang)
            if words and Decimal(entry.value) not in numbers(words, lang).every:
                hint = "quote the words that give the number, or use rows with aggregate"
                yield family.problem(entry.path, f"{entry.value} in the {lang} words", words, hint)


def _words(quotes: Quotes, lang: str) -> str:
    return " ; ".join(quote.text for quote in quotes.get(lang, ()))


def _list(values: list[Decimal]) -> str:
    return ", ".join(f"{value:f}" for value in values) or "none"


def _aggregated(family: Family, scenario: Scenario, entry: FactEntry) -> Iterator[Problem]:
    """Recompute an aggregated fact from its rows, and each row's number from its words."""
    if not entry.aggregate:
        return
    for row in entry.rows:
        for lang in scenario.langs:
            words = _words(row.quotes, lang)
            if not words:
                expected = f"the {lang} words of this row"
                hint = f"add {lang}: words copied from the {lang} text"
                yield family.problem(row.path, expected, entry.key, hint)
                continue
            there = numbers(words, lang).every | {Decimal(1)}
            for number in _numbers(row):
                if number not in there:
                    expected = f"{number:f} in the {lang} words of the row"
                    hint = "quote the words that give the number, or correct it"
                    yield family.problem(row.path, expected, words, hint)
    missing = _needed(entry)
    if missing is not None:
        row, name = missing
        expected = f"{name} in every row of a {entry.aggregate}"
        yield family.problem(row.path, expected, entry.key, f"add {name}: to this row")
        return
    total = aggregate(entry.aggregate, entry.rows)
    if not entry.value.replace(".", "", 1).isdigit() or Decimal(entry.value) != total:
        expected = f"{total.normalize():f}, the {entry.aggregate} of {len(entry.rows)} rows"
        hint = "count again: correct the value, or the row that is wrong or missing"
        yield family.problem((*entry.path, "value"), expected, entry.value, hint)


def _numbers(row: Row) -> list[Decimal]:
    """Return the numbers that a row's words must give."""
    found = [abs(Decimal(row.value))] if row.value else []
    return [*found, Decimal(row.times)]


def _needed(entry: FactEntry) -> tuple[Row, str] | None:
    """Return the first row that lacks what its aggregate works on, and the name of it."""
    name = {"sum": "value", "max": "value", "count_distinct": "item", "hours": "at"}
    wanted = name.get(entry.aggregate, "")
    for row in entry.rows:
        if wanted and not getattr(row, wanted):
            return row, wanted
    return None


def aggregate(kind: str, rows: tuple[Row, ...]) -> Decimal:
    """Return what rows come to.

    ``sum`` and ``max`` work on ``value`` (``sum`` counts it ``times`` times), ``count`` adds up
    ``times``, ``count_distinct`` counts different ``item``, ``hours`` are the whole hours
    between the first and the last ``at``.

    >>> aggregate("sum", (Row({}, "300", "2"), Row({}, "-100")))
    Decimal('500')
    """
    if kind == "sum":
        return sum((Decimal(row.value) * Decimal(row.times) for row in rows), Decimal(0))
    if kind == "max":
        return max(Decimal(row.value) for row in rows)
    if kind == "count":
        return sum((Decimal(row.times) for row in rows), Decimal(0))
    if kind == "count_distinct":
        return Decimal(len({row.item for row in rows}))
    moments = sorted(datetime.fromisoformat(row.at) for row in rows)
    seconds = int((moments[-1] - moments[0]).total_seconds())
    return Decimal(seconds // 3600)
