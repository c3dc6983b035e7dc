"""The families and items in which two runs differ most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np

from facelaw.scoring.graded import Graded
from facelaw.scoring.table import UNIT, FloatArray, IntArray, average, per_family


@dataclass(frozen=True)
class Key:
    """One key of an item: gold and what each run said first; None where nothing was read."""

    key: str
    gold: str
    first: str | None
    second: str | None


@dataclass(frozen=True)
class Difference:
    """One item or family: how much of it each run has right, 0 to 1."""

    id: str
    first: float
    second: float
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Telling:
    """Families by their verdicts, items of `claims` by theirs; largest differences first."""

    families: tuple[Difference, ...]
    items: tuple[Difference, ...]


def telling(first: Graded, second: Graded, shown: int) -> Telling:
    """Return where two runs over the same items differ most.

    Args:
        first: the one run.
        second: the other, over the same items.
        shown: how many families and items to list.
    """
    design = first.design
    slots = design.slots_of_task("claims")
    owner = design.slot_item[slots]
    hits = average(first.hit[:, slots]), average(second.hit[:, slots])
    a, b = (_share(design.family[owner], len(design.families), hit) for hit in hits)
    families = [
        Difference(design.families[row], float(a[row]), float(b[row]))
        for row in _widest(a, b, design.families, shown)
    ]
    a, b = (_share(owner, len(design.items), hit) for hit in hits)
    names = [item.id for item in design.items]
    items = [
        Difference(names[row], float(a[row]), float(b[row]), _keys(first, second, row))
        for row in _widest(a, b, names, shown)
    ]
    return Telling(tuple(families), tuple(items))


def _share(owner: IntArray, count: int, hits: IntArray) -> FloatArray:
    """Return the share of right slots of each owner."""
    n = per_family(owner, count, np.full(len(owner), UNIT, dtype=np.int64))
    return np.asarray(per_family(owner, count, hits) / np.maximum(n, 1), dtype=np.float64)


def _widest(first: FloatArray, second: FloatArray, names: Sequence[str], shown: int) -> list[int]:
    """Return the places with the largest differences, none where there is none."""
    gap = np.abs(first - second)
    apart: list[int] = np.flatnonzero(gap).tolist()
    return nsmallest(shown, apart, key=lambda place: (-gap[place], names[place]))


def _keys(first: Graded, second: Graded, item: int) -> tuple[Key, ...]:
    """Return an item's keys on which the runs' first samples differ."""
    design = first.design
    names = {code: label for label, code in design.labels.codes.items()}
    out: list[Key] = []
    for slot in range(int(design.start[item]), int(design.start[item + 1])):
        said = [names.get(int(run.label[0, slot])) for run in (first, second)]
        if said[0] != said[1]:
            gold = names[int(design.slot_gold[slot])]
            out.append(Key(design.slot_key(slot), gold, said[0], said[1]))
    return tuple(out)
