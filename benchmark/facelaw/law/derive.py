"""Deriving the answers of a case: verdicts, elements, options, citations, deciding facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from facelaw.law import citations_of, decide
from facelaw.law.ground import Grounder
from facelaw.law.model import Claim, Law, Status
from facelaw.law.proof import Step
from facelaw.law.prove import Prover
from facelaw.law.settle import Case, Setting, settle
from facelaw.law.shape import Program, Rule, Shape, atom
from facelaw.law.solve import Solver

STATUS: dict[bool | None, Status] = {
    True: "established",
    False: "not_established",
    None: "undetermined",
}
ELEMENT = {True: "met", False: "not_met", None: "undetermined"}


@dataclass(frozen=True)
class Target:
    """One asked question, ``A.portrait_right.B``: who claims what against whom."""

    left: str
    claim: str
    right: str

    @classmethod
    def parse(cls, text: str) -> Target:
        """Read ``left.claim.right``.

        Raises:
            ValueError: it has not three parts.
        """
        parts = text.split(".")
        if len(parts) != 3 or not all(parts):
            raise ValueError(f"left.claim.right, for example A.portrait_right.B, not {text!r}")
        return cls(*parts)

    def __str__(self) -> str:
        """The spelling used in files and answers."""
        return f"{self.left}.{self.claim}.{self.right}"


class Contradiction(ValueError):
    """The stated facts cannot all be true under the vocabulary's bounds."""


KEPT = 256
"""Grounded programs kept; the one asked for longest ago goes first."""


class Engine:
    """Derives cases under one law; keeps one grounded program per shape and question."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._programs: dict[tuple[Shape, tuple[str, ...]], tuple[Program, Solver]] = {}

    def program(self, shape: Shape, asks: Sequence[str]) -> tuple[Program, Solver]:
        """Return the written-out rules for a shape and its questions, and their solver."""
        key = (shape, tuple(asks))
        found = self._programs.pop(key, None)
        if found is None:
            targets: list[str] = []
            extra: list[Rule] = []
            for ask in asks:
                target = Target.parse(ask)
                claim = self.law.claims[target.claim]
                targets += [self.place(h, target) for h in self._holds(claim)]
                extra += self._elements(claim, target)
            targets += [rule.head for rule in extra]
            program = Grounder(self.law, shape).program(targets, extra)
            found = (program, Solver(program))
            while len(self._programs) >= KEPT:
                del self._programs[next(iter(self._programs))]
        self._programs[key] = found
        return found

    def place(self, name: str, target: Target) -> str:
        """Return the atom of a fact or conclusion for a question's parties."""
        scope = self.law.scope(name)
        args = {"pair": (target.left, target.right), "party": (target.right,)}.get(scope, ())
        return atom(name, *args)

    def derive(self, case: Case, asks: Sequence[str]) -> Derivation:
        """Return what follows from a case for some questions.

        Raises:
            Contradiction: the facts cannot all be true.
            ValueError: a value does not fit its fact, or a question has not the form of one.
            KeyError: a question names an unknown claim.
        """
        program, solver = self.program(case.shape, asks)
        settings = settle(self.law, program, case)
        known = {a: value for s in settings.values() for a, value in s.known.items()}
        statuses = solver.consequences(known)
        if statuses is None:
            raise Contradiction("the stated facts exclude each other")
        return Derivation(self, case, tuple(asks), program, solver, settings, known, statuses)

    @staticmethod
    def _holds(claim: Claim) -> list[str]:
        return [claim.holds] if claim.holds else [o.holds for o in claim.options if o.holds]

    def _elements(self, claim: Claim, target: Target) -> list[Rule]:
        """Return rules that make each element of a claim an atom of its own."""
        out: list[Rule] = []
        for e in claim.elements:
            head = element_atom(target, e.id)
            met = [((self.place(name, target), True),) for name in e.met]
            none = tuple((self.place(name, target), False) for name in e.none_of)
            bodies = [(*m, *none) for m in met] if met else [none]
            out += [Rule("", head, body, "") for body in bodies]
        return out


def element_atom(target: Target, element: str) -> str:
    """Return the atom that says an element of a question is met."""
    return f"element:{target.claim}.{element}@{target.left}:{target.right}"


@dataclass(frozen=True)
class Derivation:
    """What follows from one case; proofs and deciding facts are made when asked for."""

    engine: Engine
    case: Case
    asks: tuple[str, ...]
    program: Program
    solver: Solver
    settings: dict[str, Setting]
    known: dict[str, bool]
    statuses: dict[str, bool | None]
    _provers: list[Prover] = field(default_factory=list[Prover])

    @cached_property
    def prover(self) -> Prover:
        """The proof builder, shared so that steps are built once."""
        return Prover(self.solver, self.known, self.statuses)

    def _claim(self, ask: str) -> tuple[Claim, Target]:
        target = Target.parse(ask)
        return self.engine.law.claims[target.claim], target

    def claim(self, ask: str) -> Claim:
        """Return the claim that a question asks about."""
        return self._claim(ask)[0]

    def atom(self, ask: str) -> str:
        """Return the atom that answers a question."""
        claim, target = self._claim(ask)
        return self.engine.place(claim.holds, target)

    def verdict(self, ask: str) -> Status:
        """Return established, not_established or undetermined."""
        return STATUS[self.statuses[self.atom(ask)]]

    def elements(self, ask: str) -> dict[str, str]:
        """Return met, not_met or undetermined for each element of a question."""
        claim, target = self._claim(ask)
        return {e.id: ELEMENT[self.statuses[element_atom(target, e.id)]] for e in claim.elements}

    def options(self, ask: str) -> dict[str, bool | None]:
        """Return for each option of a question with options whether it holds."""
        claim, target = self._claim(ask)
        return {
            o.id: self.statuses[self.engine.place(o.holds, target)]
            for o in claim.options
            if o.holds
        }

    def proof(self, ask: str) -> Step:
        """Return the proof of a verdict."""
        return self.prover.prove(self.atom(ask))

    def citations(self, ask: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Return the minimal sets of core citations that carry a verdict, and the neutral ones."""
        return citations_of.citations(self, ask)

    def deciding(self, ask: str) -> tuple[str, ...]:
        """Return the open inputs that can tip an undetermined verdict."""
        return decide.deciding(self.program, self.known, self.atom(ask))
