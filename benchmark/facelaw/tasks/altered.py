"""``claims`` under a stated amendment: reasoning from the printed rule, not from memory."""

from __future__ import annotations

from facelaw.gold.altered import Amended
from facelaw.gold.size import size
from facelaw.law.proof import applied
from facelaw.tasks import prompts
from facelaw.tasks.claims import question, traps
from facelaw.tasks.item import VERDICTS, Item

CONDITION = "altered"
"""The one condition in which these items are asked."""


def item(amended: Amended) -> Item:
    """Return the item of a variant under an amendment, whose id ends in the amendment's."""
    derived, alteration = amended.derived, amended.alteration
    scenario, derivation = derived.scenario, derived.main
    steps = {r.norm for ask in scenario.ask for r in applied(derivation.proof(ask)) if r.norm}
    return Item(
        derived.family.id,
        scenario.variant,
        "claims",
        "map",
        scenario.ask,
        tuple(VERDICTS),
        tuple((ask, derivation.verdict(ask)) for ask in scenario.ask),
        target=alteration.id,
        lines={
            **{ask: question(derived, ask) for ask in scenario.ask},
            alteration.id: alteration.text,
        },
        wordings=VERDICTS,
        proof_len=len(steps),
        traps=traps(derived, scenario.ask),
        headline=False,
        size=size(derived, scenario.ask),
    )


def render(made: Item, amended: Amended, lang: str) -> str:
    """Return the prompt: the amendment first, the law as amended, and no assumption it settles."""
    return prompts.render(
        made,
        amended.derived,
        lang,
        CONDITION,
        amendment=amended.alteration.text[lang],
        settled=amended.dropped,
    )
