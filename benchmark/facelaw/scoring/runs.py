"""A scored run: the answers of one prediction file, graded and summed by family.

Runs that are compared share one :class:`~facelaw.scoring.design.Labels`, so that the same answer
has the same number in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from facelaw.errors import UsageError
from facelaw.scoring.audit import Audit
from facelaw.scoring.beside import Beside, beside
from facelaw.scoring.graded import Graded
from facelaw.scoring.measures import tabulate
from facelaw.scoring.signature import Signature
from facelaw.scoring.statistic import Measure
from facelaw.scoring.table import FamilyTable

ONE_KEY = "put the shards' key.jsonl into one: cat DIR/shard-*/key.jsonl > key.jsonl"


@dataclass(frozen=True)
class Run:
    """One run after grading.

    Attributes:
        name: unique among the runs of a report.
        model: as the run's file tells.
        file: the prediction file.
        signature: what its figures depend on besides the model.
        table: sums by family.
        measures: every measure that the items carry, in the order of printing.
        answers: by the strict reading, which is the figure, and by the lenient one, the same
            object where nothing differs; None of a set in shards, of which sums are kept.
        summed: what stands beside the measures, where there are no answers.
        problems: how many defects the file has; each is counted as wrong.
        audit: errors known in the gold that the figures are measured by.
    """

    name: str
    model: str
    file: str
    signature: Signature
    table: FamilyTable = field(repr=False)
    measures: Mapping[str, Measure] = field(repr=False)
    answers: tuple[Graded, Graded] | None = field(default=None, repr=False)
    summed: Beside | None = field(default=None, repr=False)
    problems: int = 0
    audit: Audit | None = None

    @property
    def graded(self) -> Graded:
        """The answers by the strict reading.

        Raises:
            UsageError: they are those of a set in shards.
        """
        return self._answers[0]

    @property
    def lenient(self) -> Graded:
        """The answers by the lenient reading; the same object where nothing differs."""
        return self._answers[1]

    @property
    def _answers(self) -> tuple[Graded, Graded]:
        if self.answers is None:
            raise UsageError(
                f"{self.file}: of a set in shards sums are kept, no single answers; here {ONE_KEY}"
            )
        return self.answers

    @cached_property
    def beside(self) -> Beside:
        """What stands beside the measures."""
        return self.summed or beside(self.graded, self.lenient)


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
        table=table,
        measures=measures,
        answers=(graded, lenient or graded),
        problems=problems,
        audit=audit,
    )
