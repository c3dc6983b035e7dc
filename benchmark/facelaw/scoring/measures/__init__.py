"""Every measure, in the order in which reports print them; docs/measures.md explains each.

To add one: a module with ``columns`` (arrays per family) and ``MEASURES`` (functions of their
sums), and its line in :data:`GROUPS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facelaw.scoring.graded import Graded
from facelaw.scoring.measures import (
    argument,
    confidence,
    deferral,
    families,
    slices,
    tasks,
    usage,
    variants,
    verdicts,
)
from facelaw.scoring.statistic import Measure
from facelaw.scoring.table import FamilyTable, IntArray, build

GROUPS = (families, verdicts, variants, deferral, tasks, argument, confidence, usage)

MEASURES: dict[str, Measure] = {
    measure.id: measure for group in GROUPS for measure in group.MEASURES
}
"""Measure id to measure."""

PRIMARY = verdicts.PRIMARY
STRICT = families.STRICT


def tabulate(
    graded: Graded, dimensions: Sequence[str] = ()
) -> tuple[FamilyTable, dict[str, Measure]]:
    """Return a run's family table, and every measure that its items carry.

    Args:
        graded: the run.
        dimensions: slices to add, from :data:`slices.DIMENSIONS`.
    """
    columns: dict[str, IntArray] = {}
    for group in GROUPS:
        columns.update(group.columns(graded))
    more: list[Measure] = []
    for dimension in dimensions:
        sliced, measures = slices.columns(graded, dimension)
        columns.update(sliced)
        more += measures
    table = build(graded.design.families, columns)
    return table, carried(table, more)


def carried(table: FamilyTable, slices: Iterable[Measure]) -> dict[str, Measure]:
    """Return every measure that a table carries, the slices' last."""
    known = MEASURES | {measure.id: measure for measure in slices}
    return {name: one for name, one in known.items() if table.column(one.carried_by).any()}
