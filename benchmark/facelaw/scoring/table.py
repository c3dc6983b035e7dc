"""The table that every figure is a function of: families by whole-number columns.

An item's result is a share (of samples, of quotes, of an F1). It is kept in whole parts of
:data:`UNIT`, so sums are exact in any order and a report is the same to the last byte on any
machine, with any number of threads and any linear-algebra library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.integer[Any]] | BoolArray

UNIT = 7_207_200
"""Parts of one: the least number that makes every n/1 ... n/16, n/32 and every per cent whole.

Finer than 2**-20 (rounding moves a share by less than 1e-7), and exact for the shares that
occur: verdicts of a core quartet, samples of an item, confidences in per cent.
"""

EXACT = 2**53
"""Above this, whole numbers in a double are no longer exact; :func:`build` refuses them."""


@dataclass(frozen=True)
class FamilyTable:
    """Sums per family.

    Attributes:
        families: the ids, one a row, sorted.
        names: the columns' names.
        values: shape (families, columns), int64, in parts of :data:`UNIT` where a column
            counts items or shares, plain where its measure says so.
    """

    families: tuple[str, ...]
    names: tuple[str, ...]
    values: IntArray

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Return where each column stands."""
        return {name: index for index, name in enumerate(self.names)}

    def columns(self, names: Sequence[str]) -> IntArray:
        """Return some columns, shape (families, len(names)); unknown names are all zero.

        A run without one argument item has no citation columns: nothing was counted.
        """
        out = np.zeros((len(self.families), len(names)), dtype=np.int64)
        for index, name in enumerate(names):
            if name in self.place:
                out[:, index] = self.values[:, self.place[name]]
        return out

    def column(self, name: str) -> IntArray:
        """Return one column, shape (families,)."""
        return self.columns((name,))[:, 0]

    def sums(self, names: Sequence[str]) -> list[float]:
        """Return the columns' sums over all families, exact."""
        return [float(value) for value in self.columns(names).sum(axis=0)]


def build(families: Sequence[str], columns: Mapping[str, IntArray]) -> FamilyTable:
    """Put columns side by side.

    Args:
        families: ids, one a row.
        columns: name to int64 array of shape (families,).

    Raises:
        ValueError: a column's length is wrong, or its sums could leave the exact range.
    """
    count = len(families)
    values = np.zeros((count, len(columns)), dtype=np.int64)
    for index, (name, column) in enumerate(columns.items()):
        if column.shape != (count,):
            raise ValueError(f"column {name} has shape {column.shape}, not ({count},)")
        if count and int(np.abs(column).max()) * count >= EXACT:
            raise ValueError(f"column {name} is too large to be summed exactly")
        values[:, index] = column
    return FamilyTable(tuple(families), tuple(columns), values)


def per_family(family: IntArray, families: int, amounts: Whole) -> IntArray:
    """Return the sum of ``amounts`` in each family.

    Args:
        family: the row of each amount, shape (n,).
        families: how many rows there are.
        amounts: whole numbers, shape (n,); sums stay exact below 2**53.
    """
    summed = np.bincount(family, weights=amounts.astype(np.float64), minlength=families)
    return summed.astype(np.int64)


def share(part: IntArray, whole: IntArray) -> IntArray:
    """Return ``part / whole`` in parts of :data:`UNIT`, rounded half up; 0 where whole is 0."""
    safe = np.where(whole == 0, 1, whole)
    # part <= whole here, so quotient and remainder keep the product below 2**63.
    scaled = (part // safe) * UNIT + ((part % safe) * UNIT * 2 + safe) // (2 * safe)
    return np.where(whole == 0, 0, scaled).astype(np.int64)


def average(samples: Whole) -> IntArray:
    """Return the mean over samples in parts of :data:`UNIT`.

    Args:
        samples: shape (samples, n), plain whole numbers (0 and 1, or counts).
    """
    return _mean(samples, UNIT)


def average_parts(samples: Whole) -> IntArray:
    """Return the mean over samples of what is in parts of :data:`UNIT` already."""
    return _mean(samples, 1)


def _mean(samples: Whole, scale: int) -> IntArray:
    """Return ``scale`` times the mean over the first axis, rounded half up."""
    count = samples.shape[0]
    total: IntArray = samples.sum(axis=0, dtype=np.int64)
    out: IntArray = (total * (2 * scale) + count) // (2 * count)
    return out
