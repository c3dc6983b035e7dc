"""A scored run: the answers of one prediction file, graded and summed by family.

Runs that are compared share one :class:`~facelaw.scoring.design.Labels`, so that the same answer
has the same number in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facelaw.scoring.audit import Audit
from facelaw.scoring.graded import STATUSES, Graded
from facelaw.scoring.measures import tabulate
from facelaw.scoring.signature import Signature
from facelaw.scoring.statistic import Measure
from facelaw.scoring.table import FamilyTable


@dataclass(frozen=True)
class Run:
    """One run after grading.

    Attributes:
        name: unique among the runs of a report.
        model: as the run's file tells.
        file: the prediction file.
        signature: what its figures depend on besides the model.
        graded: the answers by the strict reading, which is the figure.
        table: their sums by family.
        measures: every measure that the items carry, in the order of printing.
        lenient: the answers by the lenient reading; the same object where nothing differs.
        problems: how many defects the file has; each is counted as wrong.
        audit: errors known in the gold that the figures are measured by.
    """

    name: str
    model: str
    file: str
    signature: Signature
    graded: Graded = field(repr=False)
    table: FamilyTable = field(repr=False)
    measures: Mapping[str, Measure] = field(repr=False)
    lenient: Graded = field(repr=False)
    problems: int = 0
    audit: Audit | None = None


def make(
    name: str,
    signature: Signature,
    graded: Graded,
    lenient: Graded | None = None,
    *,
    model: str = "",
    file: str = "",
    dimensions: Sequence[str] = (),
    problems: int = 0,
    audit: Audit | None = None,
) -> Run:
    """Return a run with its table; ``dimensions`` are the slices to add."""
    table, measures = tabulate(graded, dimensions)
    return Run(
        name=name,
        model=model or name,
        file=file,
        signature=signature,
        graded=graded,
        table=table,
        measures=measures,
        lenient=lenient or graded,
        problems=problems,
        audit=audit,
    )


def statuses(graded: Graded) -> dict[str, int]:
    """Return how often answers ended in each way, samples counted singly."""
    found = Counter(graded.status.ravel().tolist())
    return {name: found.get(code, 0) for code, name in enumerate(STATUSES)}


def refused_by_theme(graded: Graded) -> dict[str, int]:
    """Return refusals by theme: a content filter is no legal error, and shows here."""
    code = STATUSES.index("refused")
    found: Counter[str] = Counter()
    for item, times in enumerate((graded.status == code).sum(axis=0).tolist()):
        if times:
            found.update(dict.fromkeys(graded.design.items[item].themes or ("none",), times))
    return dict(sorted(found.items()))
