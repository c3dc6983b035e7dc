"""Checking a proof without the prover or the solver.

Knows only the written-out rules and what the case fixes. Every step must follow from them: a
fact must be known (never an open one), an applied norm must be a rule of the table with every
condition shown, an unmet conclusion must name every rule that could give it, a split must cover
every value, and an open point must be shown open by two worlds that the checker evaluates itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from facelaw.law.proof import Step
from facelaw.law.shape import Literal, Program


def check_proof(program: Program, known: Mapping[str, bool], proof: Step) -> list[str]:
    """Return what is wrong with a proof; an empty list where it holds."""
    return check_proofs(program, known, (proof,))[0]


def check_proofs(
    program: Program, known: Mapping[str, bool], proofs: Iterable[Step]
) -> list[list[str]]:
    """Return what is wrong with each proof of one case; steps that they share are checked once."""
    checker = _Checker(program, known)
    return [checker.faults(proof) for proof in proofs]


def _value(program: Program, value: dict[str, bool], name: str) -> bool:
    """Return one atom's value in a completed world; what it rests on is added to ``value``."""
    if name not in value:
        value[name] = any(
            all(_value(program, value, a) == w for a, w in rule.body)
            for rule in program.rules[name]
        )
    return value[name]


class _Checker:
    def __init__(self, program: Program, known: Mapping[str, bool]) -> None:
        self.program, self.known = program, known
        self.passed: set[int] = set()

    @cached_property
    def threatened(self) -> list[tuple[Literal, ...]]:
        """The bounds that some world with what is known could break."""
        return [b for b in self.program.bounds if all(self.known.get(a, w) == w for a, w in b)]

    def faults(self, step: Step) -> list[str]:
        if id(step) in self.passed:
            return []
        check = getattr(self, "_" + step.kind.replace(" ", "_"), None)
        out = check(step) if check else [f"{step.atom}: no step is called {step.kind!r}"]
        if not out:
            self.passed.add(id(step))
        return out

    def _fact(self, step: Step) -> list[str]:
        if step.value is None or self.known.get(step.atom) is not step.value:
            return [f"{step.atom}: cited as {step.value}, known as {self.known.get(step.atom)}"]
        return []

    def _forced(self, step: Step) -> list[str]:
        if step.bound not in self.program.bounds or step.value is None:
            return [f"{step.atom}: forced by no bound of the vocabulary"]
        shown = {s.atom: s.value for s in step.because}
        for name, wanted in step.bound:
            if (name == step.atom and step.value is wanted) or (
                name != step.atom and shown.get(name) is not wanted
            ):
                return [f"{step.atom}: the bound does not force it"]
        if step.atom not in {name for name, _ in step.bound}:
            return [f"{step.atom}: not in the bound"]
        return self._all(step.because)

    def _applies(self, step: Step) -> list[str]:
        if step.rule is None or step.rule not in self.program.rules.get(step.atom, ()):
            return [f"{step.atom}: no such rule in the table"]
        if step.value is not True:
            return [f"{step.atom}: a norm that applies gives what it gives"]
        shown = tuple((s.atom, s.value) for s in step.because)
        if shown != step.rule.body:
            return [f"{step.atom}: {step.rule.norm} applies without all of its conditions shown"]
        return self._all(step.because)

    def _none_applies(self, step: Step) -> list[str]:
        rules = self.program.rules.get(step.atom)
        if rules is None or step.value is not False:
            return [f"{step.atom}: nothing could give it anyway"]
        if tuple(rule for rule, _ in step.failing) != rules:
            return [f"{step.atom}: not every rule that could give it is refuted"]
        for rule, why in step.failing:
            if why.value is None or (why.atom, not why.value) not in rule.body:
                return [f"{step.atom}: {rule.norm} does not fail at {why.atom}"]
        return self._all(tuple(why for _, why in step.failing))

    def _by_cases(self, step: Step) -> list[str]:
        if not step.cases:
            return [f"{step.atom}: a split without cases"]
        names = {self.program.variable_of.get(n) for literals, _ in step.cases for n, _ in literals}
        if len(names) != 1 or None in names:
            return [f"{step.atom}: a split must be over one input"]
        variable = self.program.variables[str(names.pop())]
        if not self._covers(variable.atoms, [dict(literals) for literals, _ in step.cases]):
            return [f"{step.atom}: a split over {variable.key} that leaves values out"]
        out: list[str] = []
        for literals, inner in step.cases:
            clash = [n for n, value in literals if self.known.get(n, value) is not value]
            if clash:
                out.append(f"{step.atom}: a case against what is known of {clash[0]}")
                continue
            refuted = inner.kind == "impossible" or (inner.kind, inner.value) == ("by cases", None)
            if inner.atom != step.atom or not (refuted or inner.value is step.value):
                out.append(f"{step.atom}: the cases do not agree")
                continue
            out += _Checker(self.program, {**self.known, **dict(literals)}).faults(inner)
        return out

    def _covers(self, atoms: tuple[str, ...], cases: list[dict[str, bool]]) -> bool:
        """Whether every admissible filling of an input's atoms extends one of the cases."""
        bounds = [b for b in self.program.bounds if all(n in atoms for n, _ in b)]
        free = [a for a in atoms if a not in self.known]
        fillings = [{a: i < k for i, a in enumerate(free)} for k in range(len(free) + 1)]
        fillings += [{b: a == b for b in free} for a in free]
        for filling in fillings:
            full = {**{a: self.known[a] for a in atoms if a in self.known}, **filling}
            if any(all(full[n] == w for n, w in b) for b in bounds):
                continue
            if not any(all(full[n] == w for n, w in case.items()) for case in cases):
                return False
        return True

    def _impossible(self, step: Step) -> list[str]:
        if step.bound not in self.program.bounds:
            return [f"{step.atom}: ruled out by no bound"]
        forced = self._closure()
        if any(forced.get(name) is not wanted for name, wanted in step.bound):
            return [f"{step.atom}: a case called impossible that is possible"]
        return []

    def _closure(self) -> dict[str, bool]:
        """Return what is known with all that the bounds force."""
        known = dict(self.known)
        changed = True
        while changed:
            changed = False
            for bound in self.program.bounds:
                missing: list[Literal] = [x for x in bound if known.get(x[0]) is not x[1]]
                if len(missing) == 1 and missing[0][0] not in known:
                    known[missing[0][0]] = not missing[0][1]
                    changed = True
        return known

    def _undetermined(self, step: Step) -> list[str]:
        if len(step.worlds) != 2 or step.value is not None:
            return [f"{step.atom}: an open point takes two worlds"]
        for world, wanted in zip(step.worlds, (True, False), strict=True):
            if set(world) != set(self.program.variable_of):
                return [f"{step.atom}: a world that leaves inputs open"]
            if any(world[a] is not v for a, v in self.known.items() if a in world):
                return [f"{step.atom}: a world against the case"]
            if any(all(world[a] == w for a, w in bound) for bound in self.threatened):
                return [f"{step.atom}: a world that cannot be"]
            if _value(self.program, dict(world), step.atom) is not wanted:
                return [f"{step.atom}: a world that does not show what it should"]
        return []

    def _all(self, steps: tuple[Step, ...]) -> list[str]:
        return [fault for step in steps for fault in self.faults(step)]
