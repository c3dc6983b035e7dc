"""Where a run goes wrong: first wrong element, and right answers per norm and per listed trap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from facelaw.scoring.graded import Graded
from facelaw.scoring.intervals import share_interval
from facelaw.scoring.key import Item
from facelaw.scoring.table import UNIT, IntArray, average, per_family


@dataclass(frozen=True)
class Tally:
    """How often items with one property were right.

    Attributes:
        name: a citation id, a trap, or ``claim: element``.
        families: how many families have such items.
        items: how many items.
        value: share of them that was right (first wrong elements: share in which it came first).
        low: lower end of the clustered Wilson interval; None under 15 families.
        high: upper end.
    """

    name: str
    families: int
    items: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Sums:
    """The items with one property by family, families without any left out.

    Attributes:
        family: rows of the run's table, rising, shape (families,).
        right: parts of UNIT, shape (families,).
        items: how many, shape (families,).
    """

    family: IntArray
    right: IntArray
    items: IntArray

    def tally(self, name: str) -> Tally:
        """Return the share with its interval over families."""
        values = np.stack([self.right, self.items * UNIT], axis=1)
        count, n = len(values), int(self.items.sum())
        value = float(values[:, 0].sum()) / float(values[:, 1].sum())
        return Tally(name, count, n, value, *share_interval(values, n))


Tallies = Mapping[str, Sums]


def ranked(tallies: Tallies) -> list[Tally]:
    """Return the lowest shares first, then the larger groups, then by name."""
    told = [found.tally(name) for name, found in tallies.items()]
    return sorted(told, key=lambda tally: (tally.value, -tally.items, tally.name))


def by_norm(graded: Graded) -> Tallies:
    """Return, per norm that some proof of the item needs, how often the conclusion was right."""
    return _tallies(graded, lambda item: {norm for proof in item.proofs for norm in proof})


def by_trap(graded: Graded) -> Tallies:
    """Return, per trap that the item's author listed, how often the conclusion was right."""
    return _tallies(graded, lambda item: set(item.traps))


def first_wrong(graded: Graded) -> Tallies:
    """Return, per claim and element, in what share of its arguments it was the first fault.

    Elements are taken in the order asked; the verdict comes last. An argument that could not be
    read at all fails at its first element.
    """
    design = graded.design
    items: list[int] = design.of_task("argument").tolist()
    rows: dict[str, list[tuple[int, int]]] = {}
    for item in items:
        slots = slice(int(design.start[item]), int(design.start[item + 1]))
        told = [pair.key for pair in design.items[item].gold]
        order = [key for key in design.items[item].keys if key != "verdict"] + ["verdict"]
        wrong = graded.hit[:, slots][:, [told.index(key) for key in order]] == 0
        found = average((np.cumsum(wrong, axis=1) == 1) & wrong)
        claim = design.items[item].target.split(".")
        for key, part in zip(order, found.tolist(), strict=True):
            name = f"{claim[1] if len(claim) == 3 else claim[0]}: {key.removeprefix('element:')}"
            rows.setdefault(name, []).append((item, part))
    return {
        name: _sums(graded, np.array([i for i, _ in found]), np.array([p for _, p in found]))
        for name, found in rows.items()
    }


def _tallies(graded: Graded, names: Callable[[Item], Iterable[str]]) -> Tallies:
    """Return the sums of each name."""
    design = graded.design
    right = _conclusions(graded)
    rows: dict[str, list[int]] = {}
    for index, item in enumerate(design.items):
        for name in names(item):
            rows.setdefault(name, []).append(index)
    return {name: _sums(graded, np.array(items), right[items]) for name, items in rows.items()}


def _conclusions(graded: Graded) -> IntArray:
    """Return per item whether its conclusion was right: an argument's verdict, else all of it."""
    right = average(graded.right)
    design = graded.design
    slots = design.slots_of_task("argument")
    verdicts = [slot for slot in slots.tolist() if design.slot_key(slot) == "verdict"]
    right[design.slot_item[verdicts]] = average(graded.hit[:, verdicts])
    return right


def _sums(graded: Graded, items: IntArray, parts: IntArray) -> Sums:
    """Sum up the parts of some items by family."""
    family = graded.design.family[items]
    k = len(graded.design.families)
    count = np.bincount(family, minlength=k).astype(np.int64)
    rows = np.flatnonzero(count)
    return Sums(rows, per_family(family, k, parts)[rows], count[rows])
