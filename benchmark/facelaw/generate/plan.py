"""The plan: how many strands, how told, and which shares the marginals are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from facelaw import _paths
from facelaw.files import load_yaml


@dataclass(frozen=True)
class Level:
    """How a file of one level is made; ``strands`` is a range, ``asks`` the most questions."""

    form: str
    strands: tuple[int, int]
    asks: int
    rows: int


@dataclass(frozen=True)
class Plan:
    """What ``data/generate/plan.yaml`` says."""

    levels: Mapping[int, Level]
    asks_each: int
    attach: float
    slips: float
    asked_on: tuple[str, str]
    targets: Mapping[str, Mapping[str, float]]
    sizes: tuple[int, ...]


@cache
def plan() -> Plan:
    """Return the project's plan."""
    raw: dict[str, Any] = load_yaml(_paths.data("generate", "plan.yaml")).value
    levels = {
        int(name): Level(
            level["form"],
            (int(level["strands"][0]), int(level["strands"][1])),
            int(level["asks"]),
            int(level["rows"]),
        )
        for name, level in raw["levels"].items()
    }
    targets = {
        name: {value: float(share) for value, share in shares.items()}
        for name, shares in raw["targets"].items()
    }
    return Plan(
        levels,
        int(raw["asks_each"]),
        float(raw["attach"]),
        float(raw["slips"]),
        (raw["asked_on"][0], raw["asked_on"][1]),
        targets,
        tuple(int(size) for size in raw["sizes"]),
    )
