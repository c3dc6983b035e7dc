"""What a proof is made of. Built in :mod:`prove`, checked in :mod:`check_proof`.

A step says that one atom is settled (or open) and why. Kinds: ``fact`` (the scenario, the burden
of proof or silence says so), ``forced`` (the vocabulary leaves no other value), ``applies`` (a
norm's conditions are all settled), ``none applies`` (every norm that could give it fails at a
named condition), ``by cases`` (it comes out the same whichever value an open fact has),
``impossible`` (a case that the vocabulary rules out) and ``undetermined`` (two admissible worlds
differ in it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facelaw.law.shape import Literal, Rule


@dataclass(frozen=True)
class Step:
    """One node of a proof; steps are shared where an atom is used twice."""

    kind: str
    atom: str
    value: bool | None
    rule: Rule | None = None
    because: tuple[Step, ...] = ()
    failing: tuple[tuple[Rule, Step], ...] = ()  # for "none applies": rule, why it fails
    bound: tuple[Literal, ...] = ()  # for "forced" and "impossible"
    cases: tuple[tuple[tuple[Literal, ...], Step], ...] = ()
    worlds: tuple[Mapping[str, bool], ...] = ()  # a world where it holds, one where it does not

    def children(self) -> Iterator[Step]:
        """Yield the steps this one rests on."""
        yield from self.because
        for _, step in self.failing:
            yield step
        for _, step in self.cases:
            yield step

    def walk(self) -> Iterator[Step]:
        """Yield every step once, this one first."""
        seen: set[int] = set()
        pending: list[Step] = [self]
        while pending:
            step = pending.pop()
            if id(step) not in seen:
                seen.add(id(step))
                yield step
                pending.extend(step.children())


def applied(step: Step) -> tuple[Rule, ...]:
    """Return the rules a proof applies, each once, in reading order."""
    return tuple(dict.fromkeys(s.rule for s in step.walk() if s.kind == "applies" and s.rule))
