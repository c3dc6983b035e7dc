"""What is estimated: a function of column sums, and its value under every resample.

A :class:`Measure` names the columns it needs and is one array function of their sums. From that
follow its point, its leave-one-family-out values and its resampled values; a difference of two
runs is the same over both runs' columns, drawn together.
"""

from __future__ import annotations

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
        share: True where the figure is ``needs[0] / needs[1]`` and lies in [0, 1]; it then gets
            a Wilson interval near its ends.
        support: column that is positive in the families that carry the figure.
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


def ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Return ``part / whole``, NaN where whole is 0: silence is never a figure."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole == 0, np.nan, part / np.where(whole == 0, 1.0, whole))


@dataclass(frozen=True)
class Statistic:
    """An array function over columns of some families.

    Attributes:
        of: takes the columns' sums, one array each.
        values: shape (families, columns), whole numbers.
    """

    of: ArrayFunction = field(repr=False)
    values: IntArray = field(repr=False)

    @property
    def families(self) -> int:
        """Return how many families carry it."""
        return int(self.values.shape[0])

    def point(self) -> float:
        """Return the value on the families as they are."""
        return float(self._apply(self.values.sum(axis=0).astype(np.float64)[:, np.newaxis])[0])

    def jackknife(self) -> FloatArray:
        """Return the value without each family in turn, shape (families,)."""
        left = (self.values.sum(axis=0) - self.values).astype(np.float64)
        return self._apply(np.ascontiguousarray(left.T))

    def on(self, sums: FloatArray) -> FloatArray:
        """Return the value for each column of ``sums``, shape (columns, resamples)."""
        return self._apply(sums)

    def _apply(self, sums: FloatArray) -> FloatArray:
        """Call the function with one array a column."""
        return np.asarray(self.of(*sums), dtype=np.float64)


def statistic(measure: Measure, table: FamilyTable) -> Statistic:
    """Return a measure over the families that carry it."""
    rows = table.column(measure.carried_by) > 0
    return Statistic(measure.of, table.columns(measure.needs)[rows])


def difference(measure: Measure, first: FamilyTable, second: FamilyTable) -> Statistic:
    """Return ``first - second`` of a measure over the families that carry it in either run.

    Raises:
        ValueError: the tables are not of the same families.
    """
    if first.families != second.families:
        raise ValueError("a paired difference needs the same families in both runs")
    rows: BoolArray = (first.column(measure.carried_by) > 0) | (
        second.column(measure.carried_by) > 0
    )
    width = len(measure.needs)

    def minus(*sums: FloatArray) -> FloatArray:
        return np.asarray(measure.of(*sums[:width]) - measure.of(*sums[width:]), np.float64)

    return Statistic(
        minus,
        np.hstack([first.columns(measure.needs)[rows], second.columns(measure.needs)[rows]]),
    )


def replicates(
    statistics: Sequence[Statistic], resamples: int, seed: int, draw: Drawer = resample.counts
) -> list[FloatArray]:
    """Return every statistic's values under the same resamples of its families.

    Statistics over equally many families share one set of draws and one product, and columns
    that several of them need are multiplied once; so ten models cost little more than two.

    Returns:
        For each statistic an array of shape (resamples,).
    """
    out: list[FloatArray] = [np.empty(0)] * len(statistics)
    for families in sorted({s.families for s in statistics}):
        members = [i for i, s in enumerate(statistics) if s.families == families]
        places, matrix = _distinct(statistics[i].values for i in members)
        drawn = resample.sums(matrix, draw(families, resamples, seed), resamples)
        for index, columns in zip(members, places, strict=True):
            out[index] = statistics[index].on(drawn[columns])
    return out


def _distinct(blocks: Iterable[IntArray]) -> tuple[list[list[int]], IntArray]:
    """Return each block's column numbers in one matrix that holds every column once."""
    seen: dict[bytes, int] = {}
    columns: list[IntArray] = []
    places: list[list[int]] = []
    for block in blocks:
        mine: list[int] = []
        for column in block.T:
            mark = column.tobytes()
            if mark not in seen:
                seen[mark] = len(columns)
                columns.append(column)
            mine.append(seen[mark])
        places.append(mine)
    return places, np.stack(columns, axis=1)
