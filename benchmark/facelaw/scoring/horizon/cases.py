"""The cases of a run: how large each is, and how much of it came out wholly right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

import numpy as np

from facelaw.errors import UsageError
from facelaw.scoring.item import Item, Size
from facelaw.scoring.runs import Run
from facelaw.scoring.table import UNIT, BoolArray, FloatArray, IntArray, average

SIZES: tuple[Size, ...] = get_args(Size)
"""What cases can be measured by; the first is the scalar size."""

NAMES: Mapping[str, tuple[str, str]] = {
    "steps": ("证明步骤数", "steps of proof"),
    "facts": ("事实", "facts read"),
    "norms": ("推论", "conclusions drawn"),
    "rows": ("明细行", "rows added up"),
    "parties": ("当事人", "parties"),
    "acts": ("行为", "acts"),
    "documents": ("材料", "documents"),
    "characters": ("字数", "characters"),
}
"""Each size in words, zh and en."""


@dataclass(frozen=True)
class Cases:
    """Cases by family and size; whole numbers, so sums over families are exact.

    Attributes:
        sizes: the distinct sizes, rising, shape (sizes,), from 1.
        n: cases of each family and size, shape (families, sizes).
        right: those that are wholly right, in parts of UNIT, samples averaged, same shape.
        families: ids, one a row.
        levels: how many levels the cases have.
        left_out: cases whose size the key does not tell, or tells as 0.
    """

    sizes: IntArray
    n: IntArray = field(repr=False)
    right: IntArray = field(repr=False)
    families: tuple[str, ...] = field(repr=False)
    levels: int = 1
    left_out: int = 0

    @property
    def x(self) -> FloatArray:
        """Return the sizes as doublings, shape (sizes,)."""
        return np.log2(self.sizes.astype(np.float64))

    @property
    def count(self) -> int:
        """Return how many cases there are."""
        return int(self.n.sum())

    @property
    def separated(self) -> bool:
        """Return whether sizes part right from wrong, so that no overlap tells of the spread.

        So it is where, from one end of the sizes to the other, everything is right up to some
        size and everything wrong from there, that size alone being allowed to be mixed; or where
        all is right, or all wrong.
        """
        share = self.right.sum(axis=0) / (self.n.sum(axis=0) * UNIT)
        mixed = np.count_nonzero((share > 0) & (share < 1))
        steps = np.diff(share)
        return bool(mixed <= 1 and (np.all(steps <= 0) or np.all(steps >= 0)))


def is_case(item: Item) -> bool:
    """Return whether an item is a case: the claims of a variant, once for each family's options."""
    return item.task == "claims" and (item.headline or item.kind == "altered")


def measured(run: Run, by: Size) -> BoolArray:
    """Return which items of a run are cases of known size, shape (items,)."""
    items = run.graded.design.items
    return np.array([is_case(item) and item.size.get(by, 0) > 0 for item in items], dtype=np.bool_)


def cases(run: Run, by: Size = "steps") -> Cases:
    """Return a run's cases; what is not answered, or cannot be read, is wrong.

    Raises:
        UsageError: the key tells no sizes, or all cases are of one size.
    """
    design = run.graded.design
    chosen = np.flatnonzero(measured(run, by))
    every = sum(is_case(item) for item in design.items)
    if not len(chosen):
        what = "there are no `claims` items" if not every else f"the key tells no {by} of its cases"
        raise UsageError(f"{run.file or run.name}: {what}; see --split, --by, or facelaw build")
    told = np.array([design.items[i].size[by] for i in chosen.tolist()], dtype=np.int64)
    sizes = np.array(sorted(set(told.tolist())), dtype=np.int64)
    if len(sizes) < 2:
        raise UsageError(
            f"all {len(chosen)} cases have {sizes[0]} {by}: a horizon takes cases of two sizes "
            "or more"
        )
    owner = design.family[chosen]
    rows = sorted({int(row) for row in owner})
    shape = (len(rows), len(sizes))
    n, right = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    place = np.searchsorted(np.array(rows), owner), np.searchsorted(sizes, told)
    np.add.at(n, place, 1)
    np.add.at(right, place, average(run.graded.right[:, chosen]))
    families = tuple(design.families[i] for i in rows)
    levels = len({design.items[i].level for i in chosen.tolist()})
    return Cases(sizes, n, right, families, levels, every - len(chosen))
