"""What is estimated: a function of column sums, and its value under every resample.

A :class:`Measure` names the columns it needs and is one array function of their sums. From that
follow its point, its leave-one-family-out values and its resampled values; a difference of two
runs is the same over both runs' columns, drawn together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from facelaw.scoring import resample
from facelaw.scoring.table import BoolArray, FamilyTable, FloatArray, IntArray

ArrayFunction = Callable[..., FloatArray]
Drawer = Callable[[int, int, int], Iterator[FloatArray]]


@dataclass(frozen=True)
class Measure:
    """One figure.

    Attributes:
        id: dotted name, stable, the key in JSON.
        en: English title for tables.
        zh: Chinese title.
        needs: columns, in the order in which ``of`` takes their sums.
        of: array function from column sums to the figure; NaN where it is not defined.
        low: least possible value.
        high: greatest possible value.
        better: ``higher``, ``lower`` or ``neither``.
        share: True where the figure is ``needs[0] / needs[1]`` and lies in [0, 1]; it then may
            get Wilson's interval.
        support: column that is positive in the families that are drawn for the figure: those
            whose items could carry it, whatever was answered.
        count: column of the yes-or-no observations behind it, for the design effect.
    """

    id: str
    en: str
    zh: str
    needs: tuple[str, ...]
    of: ArrayFunction = field(repr=False)
    low: float = 0.0
    high: float = 1.0
    better: str = "higher"
    share: bool = False
    support: str = ""
    count: str = ""

    @property
    def carried_by(self) -> str:
        """Return the support column; without one, the last needed column."""
        return self.support or self.needs[-1]


def ratio(part: FloatArray, whole: FloatArray, empty: float = np.nan) -> FloatArray:
    """Return ``part / whole``; where whole is 0 it is NaN, since silence is never a figure."""
    nothing = whole == 0
    if not nothing.any():
        return np.asarray(part / whole, dtype=np.float64)
    out = np.full(np.broadcast(part, whole).shape, empty)
    return np.asarray(np.divide(part, whole, out=out, where=~nothing), dtype=np.float64)


@dataclass(frozen=True)
class Statistic:
    """An array function over columns of some families, or the difference of it in two runs.

    Attributes:
        of: takes the columns' sums, one array each.
        values: of each run (one, or two of which the second is subtracted), shape (families,
            columns), whole numbers.
    """

    of: ArrayFunction = field(repr=False)
    values: tuple[IntArray, ...] = field(repr=False)

    @property
    def families(self) -> int:
        """Return how many families are drawn."""
        return int(self.values[0].shape[0])

    def point(self) -> float:
        """Return the value on the families as they are."""
        totals = [part.sum(axis=0).astype(np.float64)[:, np.newaxis] for part in self.values]
        return float(self.combined([self.of(*total) for total in totals])[0])

    def jackknife(self) -> FloatArray:
        """Return the value without each family in turn, shape (families,)."""
        left = [(part.sum(axis=0) - part).astype(np.float64) for part in self.values]
        return self.combined([self.of(*np.ascontiguousarray(part.T)) for part in left])

    def combined(self, values: Sequence[FloatArray]) -> FloatArray:
        """Return the one run's values, or the difference of two."""
        first = np.asarray(values[0], dtype=np.float64)
        return first if len(values) == 1 else first - values[1]


def statistic(measure: Measure, table: FamilyTable) -> Statistic:
    """Return a measure over the families that could carry it."""
    rows = table.column(measure.carried_by) > 0
    return Statistic(measure.of, (table.columns(measure.needs)[rows],))


def difference(measure: Measure, first: FamilyTable, second: FamilyTable) -> Statistic:
    """Return ``first - second`` of a measure over the families that could carry it in either.

    Raises:
        ValueError: the tables are not of the same families.
    """
    if first.families != second.families:
        raise ValueError("a paired difference needs the same families in both runs")
    rows: BoolArray = (first.column(measure.carried_by) > 0) | (
        second.column(measure.carried_by) > 0
    )
    tables = first.columns(measure.needs)[rows], second.columns(measure.needs)[rows]
    return Statistic(measure.of, tables)


def replicates(
    statistics: Sequence[Statistic], resamples: int, seed: int, draw: Drawer = resample.counts
) -> list[FloatArray]:
    """Return every statistic's values under the same resamples of its families.

    Statistics over equally many families share one set of draws and one product; columns that
    several of them need are multiplied once, and a run's figure serves its differences too. So
    ten models cost little more than two.

    Returns:
        For each statistic an array of shape (resamples,).
    """
    out: list[FloatArray] = [np.empty(0)] * len(statistics)
    for families in sorted({one.families for one in statistics}):
        members = [i for i, one in enumerate(statistics) if one.families == families]
        parts = [part for i in members for part in statistics[i].values]
        found, matrix = _distinct(parts)
        drawn = resample.sums(matrix, draw(families, resamples, seed), resamples)
        places = iter(found)
        known: dict[tuple[int, tuple[int, ...]], FloatArray] = {}
        for index in members:
            one = statistics[index]
            values: list[FloatArray] = []
            for _ in one.values:
                columns = next(places)
                mark = (id(one.of), columns)
                if mark not in known:
                    known[mark] = one.of(*[drawn[column] for column in columns])
                values.append(known[mark])
            out[index] = one.combined(values)
    return out


def _distinct(blocks: Iterable[IntArray]) -> tuple[list[tuple[int, ...]], FloatArray]:
    """Return each block's column numbers in one matrix that holds every column once.

    The matrix is of whole numbers, already as :func:`resample.sums` multiplies them.
    """
    seen: dict[bytes, int] = {}
    columns: list[IntArray] = []
    places: list[tuple[int, ...]] = []
    for block in blocks:
        mine: list[int] = []
        for column in block.T:
            mark = hashlib.sha256(column.tobytes()).digest()
            if mark not in seen:
                seen[mark] = len(columns)
                columns.append(column)
            mine.append(seen[mark])
        places.append(tuple(mine))
    return places, np.stack(columns, dtype=np.float64).T
