"""Every measure, in the order in which reports print them; docs/measures.md explains each.

To add one: a module with ``columns`` (arrays per family) and ``MEASURES`` (functions of their
sums), and its line in :data:`GROUPS`.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    carried = dict(MEASURES)
    for dimension in dimensions:
        more, measures = slices.columns(graded, dimension)
        columns.update(more)
        carried.update({measure.id: measure for measure in measures})
    table = build(graded.design.families, columns)
    return table, {
        name: measure for name, measure in carried.items() if table.column(measure.carried_by).any()
    }
