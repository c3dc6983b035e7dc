"""Is the family built as families are: quartet, kinds of variant, stage, dates, verdicts?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from facelaw.errors import Problem
from facelaw.files import Path_
from facelaw.scenarios.family import Act, Expectation, Family, Variant

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OPEN = ("unknown", "unproved")


def check_design(family: Family) -> list[Problem]:
    """Return every departure from the design that shows without deriving an answer."""
    problems = [*_quartet(family), *_verdicts(family), *_dates(family)]
    for variant in family.variants[1:]:
        problems += _kind(family, variant)
    return problems


def _quartet(family: Family) -> Iterator[Problem]:
    core = Counter(variant.kind for variant in family.variants if variant.core)
    wanted = (core["flip"], core["control"], core["gap"] + core["date"], core["noise"])
    if wanted != (1, 1, 1, 0):
        came = ", ".join(f"{kind} {n}" for kind, n in sorted(core.items()) if kind != "base")
        expected = "core variants: one flip, one control, and one gap or date"
        yield family.problem(("variants",), expected, came or "none", 'mark them core: "yes"')
        return
    if not set(family.ask) <= set(family.expect):
        return
    vectors = [_vector(family, variant) for variant in family.variants if variant.core]
    constant = [t for t in family.ask if len({str(v.get(t)) for v in vectors}) == 1]
    if not constant:
        hint = "add a claim that none of the core edits touches"
        yield family.problem(
            ("ask",), "one asked claim that stays the same over the quartet", hint=hint
        )
    elif len(family.ask) > 1 and len(constant) * 2 > len(family.ask):
        expected = "at most half of the asked claims constant over the core quartet"
        hint = "choose a flip or a gap that moves one of these"
        yield family.problem(("ask",), expected, ", ".join(constant), hint)


def _vector(family: Family, variant: Variant) -> Mapping[str, Expectation]:
    return {**family.expect, **variant.expect}


def _verdicts(family: Family) -> Iterator[Problem]:
    for at, target in enumerate(family.ask):
        if target not in family.expect:
            hint = "read the text alone and say what a court would hold"
            yield family.problem(("ask", at), f"expect: a verdict for {target}", "none", hint)
    places: list[tuple[Path_, Mapping[str, Expectation]]] = [(("expect",), family.expect)]
    places += [((*v.path, "expect"), v.expect) for v in family.variants[1:]]
    for where, stated in places:
        for target, verdicts in stated.items():
            for option, verdict in verdicts.items():
                if verdict == "undetermined" and family.stage == "trial":
                    path = (*where, target, option) if option else (*where, target)
                    expected = "established or not_established: at trial the burden decides"
                    hint = "who bears the burden of the missing fact? it goes against them"
                    yield family.problem(path, expected, verdict, hint)


def _dates(family: Family) -> Iterator[Problem]:
    for variant in family.variants:
        where = variant.path
        for name in ("asked_on", "filed_on"):
            written: str = getattr(variant if where else family, name)
            if written and not _real(written):
                hint = "write an existing day as YYYY-MM-DD"
                yield family.problem((*where, name), "a day of the calendar", written, hint)
        asked = variant.asked_on or family.asked_on
        for act in ({**family.acts, **variant.acts}).values():
            if where and not variant.asked_on and act.id not in variant.acts:
                continue
            yield from _act(family, act, asked)


def _act(family: Family, act: Act, asked: str) -> Iterator[Problem]:
    for day in (act.start, act.until):
        if not _real(day):
            hint = "write an existing day as YYYY-MM-DD"
            yield family.problem(act.path, "days of the calendar", day, hint)
    if act.until < act.start:
        came = f"{act.start} to {act.until}"
        hint = "swap or correct the days"
        expected = "an end that is not before the start"
        yield family.problem((*act.path, "until"), expected, came, hint)
    if act.until > asked:
        expected = f"an end not after the day of answering ({asked})"
        hint = "move the act, or answer later: asked_on"
        yield family.problem((*act.path, "until"), expected, act.until, hint)


def _real(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _kind(family: Family, variant: Variant) -> Iterator[Problem]:
    """Tell what a variant of its kind must change, and what it must not."""
    moved = {
        k for k, entry in variant.facts.items() if _value(family, k) != (entry and entry.value)
    }
    lost = {k for k in moved if (entry := variant.facts[k]) is None or entry.value in _OPEN}
    dated = bool(variant.asked_on or variant.filed_on) or any(
        (act.start, act.until) != (family.acts[k].start, family.acts[k].until)
        for k, act in variant.acts.items()
        if k in family.acts
    )
    at = variant.path
    kind = variant.kind
    if kind == "flip" and not moved - lost and not variant.acts:
        hint = "give under facts what the edit changes; if nothing, call it a control"
        yield family.problem(at, "a flip that gives a fact another value", variant.title, hint)
    if kind == "gap" and not lost:
        open_value = "unknown" if family.stage == "advice" else "unproved"
        hint = f"under facts: that fact with value: {open_value}"
        expected = f"a gap that makes a fact {open_value} or removes it"
        yield family.problem(at, expected, variant.title, hint)
    days = {k for k in moved if (entry := variant.facts[k]) and _DAY.fullmatch(entry.value)}
    if kind == "date" and not dated and not days:
        hint = "under acts: the act with its new from and until, or a new asked_on or filed_on"
        expected = "a date variant that moves an act's or procedure's date"
        yield family.problem(at, expected, variant.title, hint)
    if kind in ("control", "noise") and variant.expect:
        hint = "remove expect, or call the variant a flip"
        yield family.problem(
            (*at, "expect"), f"no changed verdict in a {kind}", variant.title, hint
        )
    if kind == "flip" and not variant.expect and family.expect:
        hint = "add expect: with each claim whose verdict is another now"
        yield family.problem(at, "expect: the verdict that the flip changes", variant.title, hint)
    if kind == "noise":
        if not variant.parts:
            hint = "retell the whole in text: zh:, and quote it anew under facts"
            yield family.problem(at, "noise with its own text", variant.title, hint)
        if moved:
            hint = "whatever loses or changes a fact is a gap or a flip"
            yield family.problem(
                (*at, "facts"), "the base's values", ", ".join(sorted(moved)), hint
            )
    if variant.parts and variant.edits:
        hint = "take one of them out"
        expected = "either an edit or a text of its own"
        yield family.problem((*at, "edit"), expected, variant.title, hint)
    langs = {edit.lang for edit in variant.edits}
    if not variant.parts and langs != {"zh", "en"} and not (kind == "date" and dated and not langs):
        came = ", ".join(sorted(langs)) or "none"
        hint = "make the same change in both languages"
        yield family.problem((*at, "edit"), "an edit in zh and in en", came, hint)


def _value(family: Family, key: str) -> str | None:
    entry = family.facts.get(key)
    return entry.value if entry else None
