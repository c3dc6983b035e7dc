"""How large a case is: what has to be right before every asked verdict can be.

The scalar size is ``steps``: facts read, conclusions drawn and rows added up, each once however
many of the asked claims rest on it. The other sizes stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facelaw.gold.derived import Derived
from facelaw.law.derive import Derivation


def size(derived: Derived, asks: Iterable[str], option: str = "") -> dict[str, int]:
    """Return the sizes of a scenario for some questions.

    Args:
        derived: the scenario with what follows from it.
        asks: the questions that one answer must get right together.
        option: of the open reading; the headline's where none is named.

    Returns:
        ``facts``: inputs that the proofs read (a figure with several cut points is one, a reading
        is none: the prompt states it). ``norms``: conclusions, each by a norm that applies or by
        every norm failing. ``rows``: rows that the facts read are put together from. ``steps``:
        the three together. ``parties``, ``acts``, ``documents`` and ``characters`` (of the
        Chinese narrative, where there is one) of the scenario, whatever is asked.
    """
    scenario = derived.scenario
    facts, norms = needed(derived.by_option[option or derived.headline], asks)
    rows = sum(len(entry.rows) for key, entry in scenario.facts.items() if key in facts)
    lang = "zh" if "zh" in scenario.langs else scenario.langs[0]
    return {
        "steps": len(facts) + len(norms) + rows,
        "facts": len(facts),
        "norms": len(norms),
        "rows": rows,
        "parties": len(scenario.parties),
        "acts": len(scenario.acts),
        "documents": len(scenario.parts),
        "characters": len(scenario.text(lang)),
    }


def needed(derivation: Derivation, asks: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the facts that the proofs of some questions read, and the conclusions they draw."""
    of = derivation.program.variable_of
    atoms = {atom for ask in asks for atom in _atoms(derivation, derivation.atom(ask))}
    facts = {of[atom] for atom in atoms if atom in of}
    return (
        {key for key in facts if not key.startswith("reading:")},
        {atom for atom in atoms if atom not in of},
    )


def _atoms(derivation: Derivation, target: str) -> set[str]:
    """Return the facts and conclusions that settle a conclusion, or leave it open."""
    prover = derivation.prover
    seen: set[str] = set()
    pending = [target]
    while pending:
        atom = pending.pop()
        if atom in seen:
            continue
        seen.add(atom)
        if prover.settled(atom) is not None:
            seen.update(step.atom for step in prover.prove(atom).walk())
        else:
            pending += _beside(derivation, atom)
    return seen


def _beside(derivation: Derivation, atom: str) -> Iterator[str]:
    """Yield what keeps a conclusion open: of each norm what defeats it, or all it asks for."""
    settled = derivation.prover.settled
    for rule in derivation.program.rules.get(atom, ()):
        failing = next((name for name, wanted in rule.body if settled(name) is (not wanted)), None)
        if failing is not None:
            yield failing
        else:
            yield from (name for name, _ in rule.body)
