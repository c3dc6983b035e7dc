"""clingo at work: one control per program, grounded once, facts passed as assumptions.

Method: every input is a free choice; known facts are assumptions; the cautious consequences of
the program, with a complement for every derived atom, settle what holds in all completions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from facelaw.law.shape import Literal, Program


class Solver:
    """A grounded program that answers questions under assumptions."""

    def __init__(self, program: Program) -> None:
        import clingo

        self.program = program
        self.control: Any = clingo.Control(["--warn=none"])
        self.ids: dict[str, int] = {}
        self.complement: dict[str, int] = {}
        self.mode = ("", "")
        with self.control.backend() as backend:

            def new() -> int:
                """Return an atom with a symbol: consequences are those of shown atoms."""
                number = len(self.ids) + len(self.complement)
                return int(backend.add_atom(clingo.Function(f"a{number}")))

            for variable in program.variables.values():
                for name in variable.atoms:
                    self.ids[name] = int(backend.add_atom())
            if self.ids:
                backend.add_rule(list(self.ids.values()), [], True)
            for head in program.rules:
                self.ids[head] = new()
            for head in program.rules:
                self.complement[head] = new()
                backend.add_rule([self.complement[head]], [-self.ids[head]])
            for rules in program.rules.values():
                for rule in rules:
                    backend.add_rule([self.ids[rule.head]], [self._lit(x) for x in rule.body])
            for bound in program.bounds:
                backend.add_rule([], [self._lit(x) for x in bound])
        self.heads = tuple((h, self.ids[h], self.complement[h]) for h in program.rules)

    def _mode(self, enumeration: str, models: str) -> None:
        if self.mode != (enumeration, models):
            configuration = self.control.configuration.solve
            configuration.enum_mode, configuration.models = enumeration, models
            self.mode = (enumeration, models)

    def _lit(self, literal: Literal) -> int:
        name, wanted = literal
        number = self.ids[name]
        return number if wanted else -number

    def consequences(self, known: Mapping[str, bool]) -> dict[str, bool | None] | None:
        """Return for every derived atom: True in all completions, False in all, or None.

        Input atoms that are not known appear too where the bounds force them. Returns None where
        the known facts contradict each other.
        """
        self._mode("cautious", "0")
        assumptions = [self._lit((name, value)) for name, value in known.items()]
        with self.control.solve(assumptions=assumptions, yield_=True) as handle:
            for _ in handle:  # each model narrows the consequences; the last one holds them
                pass
            model = handle.last()
            if model is None:
                return None
            true = model.is_true
            return {
                head: True if true(number) else False if true(complement) else None
                for head, number, complement in self.heads
            }

    def world(self, known: Iterable[Literal]) -> dict[str, bool] | None:
        """Return one completion (input atom → value) in which all of ``known`` hold, or None."""
        self._mode("auto", "1")
        given = dict(known)
        assumptions = [self._lit(x) for x in given.items()]
        with self.control.solve(assumptions=assumptions, yield_=True) as handle:
            for model in handle:
                true = model.is_true
                return {
                    a: given[a] if a in given else true(self.ids[a])
                    for a in self.program.variable_of
                }
        return None

    def possible(self, known: Iterable[Literal]) -> bool:
        """Tell whether some completion makes all of ``known`` hold."""
        self._mode("auto", "1")
        return bool(self.control.solve(assumptions=[self._lit(x) for x in known]).satisfiable)
