"""``argument``: one claim with its elements, quotes, articles and verdict; scored part by part."""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.gold.derived import Derived
from facelaw.law.derive import Derivation, Target, element_atom
from facelaw.law.proof import applied
from facelaw.tasks.claims import question, traps
from facelaw.tasks.item import VERDICTS, Item

ELEMENTS = {
    "met": {"zh": "具备", "en": "met"},
    "not_met": {"zh": "不具备", "en": "not met"},
    "undetermined": {"zh": "尚不能确定", "en": "cannot be determined yet"},
}


def items(derived: Derived, base: Derived) -> Iterator[Item]:
    """Yield an item for each claim with elements: all in the base, the changed in variants."""
    derivation, scenario = derived.main, derived.scenario
    if scenario.kind == "noise":
        return
    for ask in scenario.ask:
        claim = derived.law.claims[Target.parse(ask).claim]
        elements, verdict = derivation.elements(ask), derivation.verdict(ask)
        if len(elements) < 2 or not coherent(elements, verdict):
            continue
        unchanged = elements == base.main.elements(ask) and verdict == base.main.verdict(ask)
        if derived is not base and unchanged and scenario.kind != "control":
            continue
        proofs, also = derivation.citations(ask)
        keys = (*(f"element:{e}" for e in elements), "verdict")
        yield Item(
            derived.family.id,
            scenario.variant,
            "argument",
            "argument",
            keys,
            (*ELEMENTS, *VERDICTS),
            (*((f"element:{e}", s) for e, s in elements.items()), ("verdict", verdict)),
            target=ask,
            lines={
                ask: question(derived, ask),
                **{
                    f"element:{e.id}": {
                        lang: derived.fill(e.text[lang], ask, lang) for lang in ("zh", "en")
                    }
                    for e in claim.elements
                },
            },
            wordings={**ELEMENTS, **VERDICTS},
            proofs=proofs,
            also=also,
            evidence={lang: evidence(derived, derivation, ask, lang) for lang in ("zh", "en")},
            proof_len=len({r.norm for r in applied(derivation.proof(ask)) if r.norm}),
            traps=traps(derived, (ask,)),
        )


def coherent(elements: dict[str, str], verdict: str) -> bool:
    """Whether a verdict is what its elements make of it.

    With several acts between the same parties each element may be met by another act; then the
    elements do not add up and the item is not asked.
    """
    if "not_met" in elements.values():
        return verdict == "not_established"
    if set(elements.values()) == {"met"}:
        return verdict == "established"
    return verdict != "established"


def evidence(
    derived: Derived, derivation: Derivation, ask: str, lang: str
) -> dict[str, tuple[str, ...]]:
    """Return for each element the words that state the facts its proof rests on."""
    target = Target.parse(ask)
    claim = derived.law.claims[target.claim]
    out: dict[str, tuple[str, ...]] = {}
    for e in claim.elements:
        proof = derivation.prover.prove(element_atom(target, e.id))
        keys = [
            derivation.program.variable_of[step.atom]
            for step in proof.walk()
            if step.kind == "fact"
        ]
        quotes = [q for key in dict.fromkeys(keys) for q in derived.scenario.evidence(key, lang)]
        if quotes:
            out[e.id] = tuple(dict.fromkeys(quotes))
    return out
