"""``facelaw derive``: what follows from a family's facts, and what would follow from others."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facelaw.gold.derived import Derived
    from facelaw.scenarios.family import Act, FactEntry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("family", help="a family's id or file")
    parser.add_argument("--variant", default="v0", help="v0 is the base")
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="what if: consent@a1:A=yes, obscene_videos@B=120, unknown, unproved",
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--claim", default="", help="only this claim, e.g. A.portrait_right.B")
    parser.add_argument("--brief", action="store_true", help="answers without their arguments")


def run(args: argparse.Namespace) -> int:
    """Print the answers per reading, each with its argument and what is still open."""
    from facelaw.errors import UsageError
    from facelaw.gold.derived import derive
    from facelaw.gold.lookup import find_family
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped

    engine = Engine(shipped())
    family = find_family(args.family)
    scenario = family.scenario(args.variant)
    facts = dict(scenario.facts)
    for text in args.fact:
        key, sign, value = text.partition("=")
        if not sign:
            raise UsageError(f"--fact takes KEY=VALUE, not {text!r}")
        entry = _fact(scenario.acts, key, value)
        facts[entry.key] = entry
    derived = derive(family, replace(scenario, facts=facts), engine)
    for ask in scenario.ask:
        if not args.claim or args.claim == ask:
            _show(derived, ask, args.lang, args.brief)
    for ask in scenario.also_ask:
        if not args.claim or args.claim == ask:
            _show_options(derived, ask, args.lang)
    return 0


def _fact(acts: Mapping[str, Act], key: str, value: str) -> FactEntry:
    """Return one changed fact, its key in full."""
    from facelaw.errors import UsageError
    from facelaw.gold.vocabulary import shipped_terms
    from facelaw.law.references import near
    from facelaw.scenarios.family import FactEntry
    from facelaw.scenarios.load import canonical

    terms = shipped_terms()
    name = key.partition("@")[0]
    if name not in terms.facts:
        raise UsageError(f"no fact is called {name}; {near(name, terms.facts)}")
    return FactEntry(canonical(key, terms.scopes, acts), value, {})


def _show(derived: Derived, ask: str, lang: str, brief: bool) -> None:
    verdicts = {option: d.verdict(ask) for option, d in derived.by_option.items()}
    settled = len(set(verdicts.values())) == 1
    print(f"{ask}: " + (next(iter(verdicts.values())) if settled else "depends on the reading"))
    for option, verdict in verdicts.items():
        if option and not settled:
            print(f"  {option}: {verdict}")
        if not brief and (not settled or option == derived.headline):
            print(
                "\n".join(
                    "    " + line for line in str(derived.argument(ask, lang, option)).splitlines()
                )
            )
    print()


def _show_options(derived: Derived, ask: str, lang: str) -> None:
    claim = derived.law.claims[ask.split(".")[1]]
    for option, derivation in derived.by_option.items():
        if claim.holds:
            print(f"{ask}: {derivation.verdict(ask)}" + (f" ({option})" if option else ""))
            continue
        print(f"{ask}" + (f" ({option})" if option else "") + ":")
        for o in claim.options:
            value = derivation.options(ask).get(o.id)
            mark = {True: "+", False: "-", None: "?"}[value]
            print(f"  {mark} {o.id}  {o.text[lang]}")
