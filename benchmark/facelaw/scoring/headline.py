"""What stands beside the two headline figures: the lenient reading, and what silence could hide."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from facelaw.scoring.graded import ABSTAINED, ANSWERED, Graded
from facelaw.scoring.measures import MEASURES, PRIMARY, STRICT, families, verdicts
from facelaw.scoring.runs import Run
from facelaw.scoring.statistic import statistic
from facelaw.scoring.table import BoolArray, build


@dataclass(frozen=True)
class Points:
    """The two headline figures without intervals; None where no item carries them."""

    strict_family_accuracy: float | None
    verdict_accuracy: float | None


@dataclass(frozen=True)
class Headline:
    """Strict reading, lenient reading, and the best that unread answers could have been.

    Attributes:
        strict: the figures themselves; every answer that could not be read is wrong in them,
            so they are also the worst case.
        lenient: the same by the lenient reading.
        best: the same if every answer that is refused, truncated, unparsed, missing or failed
            had been right.
        unread: how many answers of `claims` those are, samples counted singly.
        answers: how many answers of `claims` there are.
    """

    strict: Points
    lenient: Points
    best: Points
    unread: int
    answers: int


def headline(run: Run) -> Headline:
    """Return the headline's points."""
    design = run.graded.design
    items = design.of_task("claims")
    unread = _unread(run.graded)[:, items]
    strict = points(run.graded)
    return Headline(
        strict=strict,
        lenient=strict if run.lenient is run.graded else points(run.lenient),
        best=points(_granted(run.graded)) if unread.any() else strict,
        unread=int(unread.sum()),
        answers=int(unread.size),
    )


def points(graded: Graded) -> Points:
    """Return the two figures of a run."""
    columns = families.columns(graded) | verdicts.columns(graded)
    table = build(graded.design.families, columns)
    found = [statistic(MEASURES[name], table) for name in (STRICT, PRIMARY)]
    return Points(*(one.point() if one.families else None for one in found))


def _unread(graded: Graded) -> BoolArray:
    """Return which answers are refused, truncated, unparsed, missing or failed."""
    unread: BoolArray = (graded.status != ANSWERED) & (graded.status != ABSTAINED)
    return unread


def _granted(graded: Graded) -> Graded:
    """Return the run with every unread answer taken as right."""
    unread = _unread(graded)
    return replace(
        graded,
        right=np.where(unread, 1, graded.right).astype(np.int8),
        hit=np.where(unread[:, graded.design.slot_item], 1, graded.hit).astype(np.int8),
    )
