"""The shape of a case, its written-out rules and its inputs.

A shape has parties and acts and neither dates nor facts, so that programs can be kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Literal = tuple[str, bool]
"""An atom and whether it must hold (True) or must not (False)."""


@dataclass(frozen=True)
class ActShape:
    """Who does an act to whom, and on which earlier act."""

    id: str
    by: str
    to: tuple[str, ...]
    on: str = ""


@dataclass(frozen=True)
class Shape:
    """The parties and acts of a case without its facts."""

    parties: tuple[str, ...]
    acts: tuple[ActShape, ...]


@dataclass(frozen=True)
class Rule:
    """One norm for one binding; ``bind`` names it for readers, e.g. ``X=a1 A=A``."""

    norm: str
    head: str
    body: tuple[Literal, ...]
    bind: str


@dataclass(frozen=True)
class Variable:
    """An input: a fact of somebody, a date of an act, or a reading.

    ``values`` are the values of an enum or reading, or the cut points of a number or date in
    order; a bool has none.
    """

    key: str
    fact: str
    type: str
    values: tuple[str, ...] = ()

    @property
    def atoms(self) -> tuple[str, ...]:
        """The atoms that say which value it has."""
        if self.type == "bool":
            return (self.key,)
        sign = "=" if self.type == "enum" else ">="
        return tuple(f"{self.key}{sign}{v}" for v in self.values)


@dataclass(frozen=True)
class Program:
    """The rules that bear on some target atoms, and the inputs they read."""

    targets: tuple[str, ...]
    rules: dict[str, tuple[Rule, ...]]  # head -> rules, in dependency order (bodies first)
    variables: dict[str, Variable]
    bounds: tuple[tuple[Literal, ...], ...]  # combinations that cannot be
    variable_of: dict[str, str] = field(default_factory=dict[str, str])  # input atom -> variable


def atom(name: str, *args: str) -> str:
    """Return the atom of a fact or conclusion for some arguments: ``name@a1:A``."""
    return f"{name}@{':'.join(args)}" if args else name
