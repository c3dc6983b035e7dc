"""The terms that families are checked against: facts, claims, readings, by id."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facelaw.files import load_yaml

VERDICTS = ("established", "not_established", "undetermined")
"""What a claim with elements can come to."""


@dataclass(frozen=True)
class FactTerm:
    """What a family's check has to know of a fact of the vocabulary."""

    of: str
    type: str = "bool"
    values: tuple[str, ...] = ()
    silence: str = "unknown"


@dataclass(frozen=True)
class ClaimTerm:
    """What a family's check has to know of a claim; ``options`` is empty for verdicts."""

    kind: str
    left: str = "any"
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """The vocabulary that families are checked against; ``cases`` None: not checked."""

    facts: Mapping[str, FactTerm]
    claims: Mapping[str, ClaimTerm]
    readings: Mapping[str, tuple[str, ...]]
    conclusions: frozenset[str] = frozenset()
    cases: frozenset[str] | None = None
    scopes: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        scopes = {name: fact.of for name, fact in self.facts.items()}
        object.__setattr__(self, "scopes", scopes)


def load_terms(folder: Path) -> Terms:
    """Read the terms straight from the YAML of ``data/law``; the law's own lint checks them."""

    def entries(name: str) -> list[dict[str, Any]]:
        files = sorted((folder / name).glob("*.yaml"))
        return [entry for file in files for entry in load_yaml(file).value or ()]

    def ids(values: Iterable[Any]) -> tuple[str, ...]:
        return tuple(v if isinstance(v, str) else str(v["id"]) for v in values)

    facts = {
        e["id"]: FactTerm(e["of"], e["type"], ids(e.get("values", ())), e["silence"])
        for e in entries("facts")
    }
    claims = {
        e["id"]: ClaimTerm(e["kind"], e.get("left", "any"), ids(e.get("options", ())))
        for e in entries("claims")
    }
    readings = {e["id"]: ids(e["options"]) for e in entries("readings")}
    conclusions = frozenset(str(e["id"]) for e in entries("conclusions"))
    return Terms(facts, claims, readings, conclusions)


def near(name: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known name."""
    options = sorted(known)
    match = difflib.get_close_matches(name, options, 1, 0.5)
    return f"did you mean {match[0]}?" if match else "known: " + ", ".join(options[:20])
