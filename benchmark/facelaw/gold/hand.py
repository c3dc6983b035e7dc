"""Verdicts stated by hand against the derived ones, each with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from facelaw.errors import Problem
from facelaw.files import Path_
from facelaw.gold.contrast import flips
from facelaw.gold.derived import Derived

SHOWN = 8
"""Missing facts that a message names at most."""


def check_hand(variants: Sequence[Derived], lang: str = "zh") -> Iterator[Problem]:
    """Yield each verdict that is missing, and each that differs from what the facts give.

    The same difference in several variants is told once, with the variants' names;
    arguments are in ``lang``.
    """
    differing: dict[tuple[Path_, str, str, str, str], list[Derived]] = {}
    for d in variants:
        for ask in (*d.scenario.ask, *d.scenario.also_ask):
            for option in d.by_option:
                stated, came = d.scenario.expected(ask, option), derived_answer(d, ask, option)
                if not stated and d.law.claims[ask.split(".")[1]].holds:
                    yield d.family.problem(
                        ("expect",),
                        f"{d.scenario.variant}: a verdict for {ask}",
                        "none",
                        "state it from the narrative and the law",
                    )
                elif stated and stated != came:
                    where = (_path(d, ask), ask, option, stated, came)
                    differing.setdefault(where, []).append(d)
    for (path, ask, option, stated, came), found in differing.items():
        first = found[0]
        names = ", ".join(d.scenario.variant for d in found)
        under = f" under {option}" if option else ""
        yield first.family.problem(
            path,
            f"{names}: {ask}{under} is {stated} by hand and {came} by the facts; one is wrong",
            hint=_both_sides(first, ask, option, stated, lang),
        )


def derived_answer(d: Derived, ask: str, option: str) -> str:
    """Return what the facts give: a verdict, or the options that hold, joined by commas."""
    derivation = d.by_option[option]
    if d.law.claims[ask.split(".")[1]].holds:
        return derivation.verdict(ask)
    return ",".join(o for o, v in derivation.options(ask).items() if v) or "none"


def _both_sides(d: Derived, ask: str, option: str, stated: str, lang: str) -> str:
    """Return what the facts argue, and what would have to be added for the hand verdict."""
    lines = ["add to facts what the text tells, or correct the verdict under expect"]
    if not d.law.claims[ask.split(".")[1]].holds:
        return lines[0]
    argument = str(d.argument(ask, lang, option))
    lines += ["the facts argue:", indent(argument, "  ")]
    wanted = [
        f"  {flip.key} = {flip.after}  {flip.words(d, lang)}"
        for flip in flips(d, option, (ask,))
        if flip.changes[ask][1] == stated and flip.fact
    ]
    if wanted:
        lines.append(f"for {stated}, one of these would do; is it in the text?")
        lines += wanted[:SHOWN]
    else:
        lines.append(f"no single fact would make it {stated}")
    return "\n    ".join("\n".join(lines).splitlines())


def _path(d: Derived, ask: str) -> Path_:
    """Where the hand verdict of a variant stands in the file."""
    for index, variant in enumerate(d.family.variants[1:]):
        if variant.id == d.scenario.variant and ask in variant.expect:
            return ("variants", index, "expect", ask)
    return ("expect", ask)
