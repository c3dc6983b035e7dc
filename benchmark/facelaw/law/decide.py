"""Which open facts decide: two admissible worlds that differ in one fact and in the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from facelaw.law.shape import Literal, Program, Rule, Variable
from facelaw.law.solve import Solver

TWIN = "'"


def deciding(program: Program, known: Mapping[str, bool], atom: str) -> tuple[str, ...]:
    """Return the keys of the open inputs each of which alone can tip ``atom``."""
    solver = _twin(_Id(program), atom)
    fixed = [*known.items(), *((name + TWIN, value) for name, value in known.items())]
    open_keys = [v.key for v in program.variables.values() if any(a not in known for a in v.atoms)]
    out: list[str] = []
    for key in open_keys:
        same = [(f"same:{other}", True) for other in program.variables if other != key]
        if solver.world([*fixed, *same, (atom, True), (atom + TWIN, False)]) is not None:
            out.append(key)
    return tuple(out)


def sufficient(
    program: Program, known: Mapping[str, bool], atom: str, keys: tuple[str, ...]
) -> bool:
    """Return whether knowing ``keys`` always settles ``atom``."""
    solver = _twin(_Id(program), atom)
    fixed = [*known.items(), *((name + TWIN, value) for name, value in known.items())]
    same = [(f"same:{key}", True) for key in keys]
    return solver.world([*fixed, *same, (atom, True), (atom + TWIN, False)]) is None


class _Id:
    """A program as a cache key: equal only to itself."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def __hash__(self) -> int:
        return id(self.program)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Id) and other.program is self.program


@lru_cache(maxsize=256)
def _twin(key: _Id, atom: str) -> Solver:
    """Return a solver over two worlds, with an atom ``same:KEY`` for each input that agrees."""
    program = key.program
    rules: dict[str, tuple[Rule, ...]] = {}
    variables: dict[str, Variable] = {}
    variable_of: dict[str, str] = {}
    for v in program.variables.values():
        for mark in ("", TWIN):
            twin = _marked(v, mark)
            variables[twin.key] = twin
            variable_of.update(dict.fromkeys(twin.names, twin.key))
    for mark in ("", TWIN):
        for head, some in program.rules.items():
            rules[head + mark] = tuple(
                Rule(r.norm, r.head + mark, _mark(r.body, mark), r.bind) for r in some
            )
    bounds = [_mark(b, mark) for b in program.bounds for mark in ("", TWIN)]
    for v in program.variables.values():
        same = f"same:{v.key}"
        variables[same] = _Marked(same, "", "bool", (), (same,))
        variable_of[same] = same
        for a in v.atoms:
            for value in (True, False):
                bounds.append(((same, True), (a, value), (a + TWIN, not value)))
    return Solver(Program((atom,), rules, variables, tuple(bounds), variable_of))


class _Marked(Variable):
    """A copy of an input whose atoms carry a mark."""

    names: tuple[str, ...]

    def __init__(
        self, key: str, fact: str, kind: str, values: tuple[str, ...], names: tuple[str, ...]
    ) -> None:
        super().__init__(key, fact, kind, values)
        object.__setattr__(self, "names", names)

    @property
    def atoms(self) -> tuple[str, ...]:
        return self.names


def _marked(v: Variable, mark: str) -> _Marked:
    return _Marked(v.key + mark, v.fact, v.type, v.values, tuple(a + mark for a in v.atoms))


def _mark(body: tuple[Literal, ...], mark: str) -> tuple[Literal, ...]:
    return tuple((name + mark, wanted) for name, wanted in body)
