"""What stands beside the two headline figures: the lenient reading, and what silence could hide."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from facelaw.scoring.graded import ABSTAINED, ANSWERED, Graded
from facelaw.scoring.measures import families, verdicts
from facelaw.scoring.table import BoolArray


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


@dataclass(frozen=True)
class Totals:
    """What the two figures are quotients of, in parts of UNIT.

    Attributes:
        strict: families wholly right.
        asked: families that can be.
        verdicts: families' mean verdict accuracies.
        carried: families that carry verdicts.
    """

    strict: int
    asked: int
    verdicts: int
    carried: int

    def points(self) -> Points:
        """Return the two figures."""
        return Points(
            self.strict / self.asked if self.asked else None,
            self.verdicts / self.carried if self.carried else None,
        )


@dataclass(frozen=True)
class Heads:
    """Sums of the headline; those of shards add up.

    Attributes:
        strict: by the strict reading.
        lenient: by the lenient one.
        best: with every unread answer taken as right.
        unread: answers of `claims` that could not be read.
        answers: answers of `claims`.
        readings_differ: somewhere the lenient reading is another.
    """

    strict: Totals
    lenient: Totals
    best: Totals
    unread: int
    answers: int
    readings_differ: bool

    def headline(self) -> Headline:
        """Return the headline's points."""
        strict, lenient, best = (t.points() for t in (self.strict, self.lenient, self.best))
        return Headline(strict, lenient, best, self.unread, self.answers)


def heads(graded: Graded, lenient: Graded) -> Heads:
    """Return the sums of a run by both readings; the same object twice where they agree."""
    items = graded.design.of_task("claims")
    unread = _unread(graded)[:, items]
    strict = totals(graded)
    return Heads(
        strict=strict,
        lenient=strict if lenient is graded else totals(lenient),
        best=totals(_granted(graded)) if unread.any() else strict,
        unread=int(unread.sum()),
        answers=int(unread.size),
        readings_differ=lenient is not graded,
    )


def totals(graded: Graded) -> Totals:
    """Return the sums of one reading."""
    columns = families.columns(graded) | verdicts.columns(graded)
    needed = ("strict.right", "strict.one", "verdict.mean", "verdict.one")
    return Totals(*(int(columns[name].sum()) for name in needed))


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
