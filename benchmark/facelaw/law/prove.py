"""Building the proof beside the solver: why an atom is settled, or why it is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facelaw.law.proof import Step
from facelaw.law.shape import Literal, Program, Rule, Variable
from facelaw.law.solve import Solver

Statuses = Mapping[str, bool | None]


def propagate(
    program: Program, known: Mapping[str, bool]
) -> tuple[dict[str, tuple[bool, tuple[Literal, ...]]], tuple[Literal, ...]]:
    """Return what the bounds force beyond ``known``, and a bound that is broken, if any."""
    forced: dict[str, tuple[bool, tuple[Literal, ...]]] = {}
    changed = True
    while changed:
        changed = False
        for bound in program.bounds:
            open_literal: Literal | None = None
            for name, wanted in bound:
                value = known.get(name)
                if value is None and name in forced:
                    value = forced[name][0]
                if value is None:
                    if open_literal is not None:
                        break
                    open_literal = (name, wanted)
                elif value != wanted:
                    break
            else:
                if open_literal is None:
                    return forced, bound
                forced[open_literal[0]] = (not open_literal[1], bound)
                changed = True
    return forced, ()


class Prover:
    """Proofs of one case; ``known`` are the input atoms that the case fixes."""

    def __init__(
        self,
        solver: Solver,
        known: Mapping[str, bool],
        statuses: Statuses,
        complete: bool = False,
    ) -> None:
        self.solver, self.program = solver, solver.program
        self.known, self.statuses = known, statuses
        self.forced = {} if complete else propagate(self.program, known)[0]
        self.steps: dict[str, Step] = {}

    def prove(self, atom: str) -> Step:
        """Return the proof of an atom's status.

        Raises:
            LookupError: an input atom is neither known nor forced; callers ask for settled ones.
        """
        step = self.steps.get(atom)
        if step is None:
            step = self.steps[atom] = self._input(atom) or self._derived(atom)
        return step

    def settled(self, atom: str) -> bool | None:
        """Return an atom's status: derived, known, or forced by the bounds."""
        if atom in self.statuses:
            return self.statuses[atom]
        if atom in self.known:
            return self.known[atom]
        return self.forced[atom][0] if atom in self.forced else None

    def _input(self, atom: str) -> Step | None:
        if atom in self.program.rules:
            return None
        if atom in self.known:
            return Step("fact", atom, self.known[atom])
        if atom in self.forced:
            value, bound = self.forced[atom]
            because = tuple(self.prove(name) for name, _ in bound if name != atom)
            return Step("forced", atom, value, because=because, bound=bound)
        raise LookupError(f"{atom} is open")

    def _derived(self, atom: str) -> Step:
        value, rules = self.statuses[atom], self.program.rules[atom]
        settled = self.settled
        if value is True:
            for rule in rules:
                if all(settled(name) is wanted for name, wanted in rule.body):
                    because = tuple([self.prove(name) for name, _ in rule.body])
                    return Step("applies", atom, True, rule, because)
            return self._by_cases(atom)
        if value is False:
            failing: list[tuple[Rule, Step]] = []
            for rule in rules:
                for name, wanted in rule.body:
                    if settled(name) is (not wanted):
                        failing.append((rule, self.prove(name)))
                        break
                else:
                    return self._by_cases(atom)
            return Step("none applies", atom, False, failing=tuple(failing))
        return self._open(atom)

    def _by_cases(self, atom: str) -> Step:
        """Split on an open input until every case is settled in the same way."""
        variable = next(self._open_inputs(atom))
        cases: list[tuple[tuple[Literal, ...], Step]] = []
        for literals in self.splits(variable):
            known = {**self.known, **dict(literals)}
            broken = propagate(self.program, known)[1]
            if broken:
                cases.append((literals, Step("impossible", atom, None, bound=broken)))
                continue
            statuses = self.solver.consequences(known)
            if statuses is not None:
                cases.append((literals, Prover(self.solver, known, statuses).prove(atom)))
            else:  # the bounds contradict, but no single one shows it: split further
                cases.append((literals, Prover(self.solver, known, self.statuses).refute(atom)))
        return Step("by cases", atom, self.statuses[atom], cases=tuple(cases))

    def refute(self, atom: str) -> Step:
        """Show by splitting that these inputs cannot be."""
        for variable in self.program.variables.values():
            literals = list(self.splits(variable))
            if len(literals) > 1:
                cases: list[tuple[tuple[Literal, ...], Step]] = []
                for some in literals:
                    known = {**self.known, **dict(some)}
                    broken = propagate(self.program, known)[1]
                    inner = Prover(self.solver, known, self.statuses)
                    step = (
                        Step("impossible", atom, None, bound=broken)
                        if broken
                        else inner.refute(atom)
                    )
                    cases.append((some, step))
                return Step("by cases", atom, None, cases=tuple(cases))
        raise LookupError(f"{atom}: nothing left to split on")

    def _open_inputs(self, atom: str) -> Iterator[Variable]:
        """Yield the open inputs that an atom's open rules read, nearest first."""
        pending, seen = [atom], {atom}
        while pending:
            name = pending.pop(0)
            if name in self.program.variable_of:
                if self.settled(name) is None:
                    yield self.program.variables[self.program.variable_of[name]]
                continue
            for rule in self.program.rules[name]:
                for part, _ in rule.body:
                    if part not in seen and self.settled(part) is None:
                        seen.add(part)
                        pending.append(part)

    def splits(self, variable: Variable) -> Iterator[tuple[Literal, ...]]:
        """Yield the ways an input's open atoms can be filled, one tuple of literals each."""
        free = [a for a in variable.atoms if a not in self.known and a not in self.forced]
        if variable.type == "bool":
            yield from (((a, value),) for a in free for value in (True, False))
        elif variable.type == "enum":
            yield from (tuple((b, a == b) for b in free) for a in free)
        else:
            for k in range(len(free) + 1):
                yield tuple((a, i < k) for i, a in enumerate(free))

    def _open(self, atom: str) -> Step:
        """Show two admissible worlds that differ in the atom."""
        worlds = [
            self.solver.world([*self.known.items(), (atom, value)]) for value in (True, False)
        ]
        found = tuple(w for w in worlds if w is not None)
        if len(found) != len(worlds):
            raise RuntimeError(f"{atom} was called open and is not; report this as a fault")
        return Step("undetermined", atom, None, worlds=found)
