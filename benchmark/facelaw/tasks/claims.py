"""``claims``: each asked claim, established, not established or undetermined."""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.gold.derived import Derived
from facelaw.gold.size import size
from facelaw.law.derive import Target
from facelaw.law.proof import applied
from facelaw.tasks.item import VERDICTS, Item


def items(derived: Derived, _base: Derived) -> Iterator[Item]:
    """Yield one item a variant, or one for each option of an open reading."""
    scenario = derived.scenario
    for option, derivation in derived.by_option.items():
        steps = {r.norm for ask in scenario.ask for r in applied(derivation.proof(ask)) if r.norm}
        yield Item(
            derived.family.id,
            scenario.variant,
            "claims",
            "map",
            scenario.ask,
            tuple(VERDICTS),
            tuple((ask, derivation.verdict(ask)) for ask in scenario.ask),
            option=option,
            lines={ask: question(derived, ask) for ask in scenario.ask},
            wordings=VERDICTS,
            proof_len=len(steps),
            traps=traps(derived, scenario.ask),
            headline=option == derived.headline,
            size=size(derived, scenario.ask, option),
        )


def question(derived: Derived, ask: str) -> dict[str, str]:
    """Return what a claim asks, with the parties' names."""
    claim = derived.law.claims[Target.parse(ask).claim]
    return {lang: derived.fill(claim.asks[lang], ask, lang) for lang in ("zh", "en")}


def traps(derived: Derived, asks: tuple[str, ...]) -> tuple[str, ...]:
    """Return the known traps that the asked claims and the norms read for them guard."""
    law = derived.law
    found = {t for ask in asks for t in law.claims[Target.parse(ask).claim].traps}
    used = {rule.norm for rules in derived.main.program.rules.values() for rule in rules}
    applied_norms = {r.norm for ask in asks for r in applied(derived.main.proof(ask))}
    found |= {t for n in used & applied_norms if n in law.norms for t in law.norms[n].traps}
    return tuple(sorted(found))
