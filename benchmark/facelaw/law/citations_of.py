"""The articles that carry a verdict: all minimal sets, from the rules that hold.

Method: an established atom rests on any rule whose conditions hold; its citation sets are the
products of its conditions' sets with the norm's own citation, smallest sets kept. Conditions that
something is *not* the case add nothing. A claim that fails because an exception holds is carried
by what establishes the exception.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from facelaw.law.model import Norm
from facelaw.law.proof import Step

if TYPE_CHECKING:
    from facelaw.law.derive import Derivation

Sets = frozenset[frozenset[str]]
LIMIT = 256
"""More minimal sets than this are a fault of the model, not an answer."""


def citations(
    derivation: Derivation, ask: str
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the minimal core citation sets of a settled verdict (sorted), and the neutral ids."""
    claim = derivation.claim(ask)
    core = frozenset(claim.core)
    collector = _Collector(derivation, core)
    atom = derivation.atom(ask)
    status = derivation.statuses[atom]
    sets: Sets = frozenset()
    if status is True:
        sets = collector.sets(atom)
    elif status is False:
        holding = _exceptions(derivation, atom)
        sets = minimal(frozenset(s for a in holding for s in collector.sets(a)))
    useful = sorted(tuple(sorted(s)) for s in sets if s)
    proofs = tuple(useful) if status is not None else ()
    cited = {c for s in proofs for c in s}
    neutral = collector.met | set(claim.also)
    return proofs, tuple(sorted(neutral - cited))


def _exceptions(derivation: Derivation, atom: str) -> list[str]:
    """Return the conclusions that hold and thereby defeat what failed."""
    found = [
        why.atom
        for step in derivation.prover.prove(atom).walk()
        if step.kind == "none applies"
        for _, why in step.failing
        if why.value is True and why.atom in derivation.program.rules
    ]
    return list(dict.fromkeys(found))


def minimal(sets: Sets) -> Sets:
    """Drop every set that contains another."""
    return frozenset(s for s in sets if not any(t < s for t in sets))


class _Collector:
    def __init__(self, derivation: Derivation, core: frozenset[str]) -> None:
        self.d, self.core = derivation, core
        self.memo: dict[str, Sets] = {}
        self.met: set[str] = set()

    def sets(self, atom: str) -> Sets:
        """Return the minimal citation sets of an atom that holds."""
        if atom not in self.d.program.rules:
            return frozenset({frozenset()})
        if atom not in self.memo:
            self.memo[atom] = self._sets(atom)
        return self.memo[atom]

    def _sets(self, atom: str) -> Sets:
        settled = self.d.prover.settled
        found: set[frozenset[str]] = set()
        for rule in self.d.program.rules[atom]:
            if all(settled(name) is wanted for name, wanted in rule.body):
                own = self._own(rule.norm)
                parts = [self.sets(name) for name, wanted in rule.body if wanted]
                found |= {own.union(*choice) for choice in product(*parts)}
                found = set(minimal(frozenset(found)))
                if len(found) > LIMIT:
                    raise RuntimeError(f"{atom}: more than {LIMIT} minimal citation sets")
        if not found:  # settled only by cases: what any case uses, together
            step = self.d.prover.prove(atom)
            found = {frozenset(self._of_cases(step))}
        return frozenset(found)

    def _of_cases(self, step: Step) -> set[str]:
        return {
            c for s in step.walk() if s.kind == "applies" and s.rule for c in self._own(s.rule.norm)
        }

    def _later(self, norm: Norm) -> bool:
        """Whether a definition or exception began only after all of the conduct had ended.

        Such a norm carries the same rule for later conduct; for earlier conduct nobody cites it.
        """
        ends = [last for _, last in self.d.case.dates.values()]
        return norm.time == "always" and bool(ends) and norm.start > max(ends)

    def _own(self, norm_id: str) -> frozenset[str]:
        norm = self.d.engine.law.norms.get(norm_id)
        if norm is None or not norm.citation or self._later(norm):
            return frozenset()
        self.met.add(norm.citation)
        cut = {norm.citation, norm.citation.partition("-i")[0]} & self.core
        return frozenset(cut)
