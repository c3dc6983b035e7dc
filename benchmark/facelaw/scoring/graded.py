"""One run's answers after grading, as arrays; everything the measures know of a run."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from facelaw.scoring.design import Design, design
from facelaw.scoring.table import BoolArray

STATUSES = ("answered", "abstained", "refused", "truncated", "unparsed", "missing", "failed")
ANSWERED, ABSTAINED, MISSING = 0, 1, 5
NO_LABEL = -1

Small = npt.NDArray[np.int8]
Medium = npt.NDArray[np.int32]

COUNTS = (
    "tp", "fp", "fn", "distance", "article", "paragraph", "cited", "invented",
    "unresolved", "out_of_force", "wrong_tier", "quote",
)  # fmt: skip


@dataclass(frozen=True)
class Graded:
    """Answers by sample and item, and by sample and slot.

    The samples of a run are the distinct ``sample`` values of its file; an item that lacks one
    is missing there and wrong, so nobody gains by leaving a bad sample out.

    Attributes:
        design: the items.
        status: place in :data:`STATUSES`, shape (samples, items).
        right: the whole answer is right, 0 or 1, shape (samples, items).
        hit: the slot is right, 0 or 1, shape (samples, slots).
        label: the answered label's number, -1 where none could be read, shape (samples, slots).
        confidence: parts of UNIT, -1 where none was given, shape (samples, items).
        tokens: output tokens, -1 where not told, shape (samples, items).
        tokens_in: prompt tokens likewise.
        counts: task-specific whole numbers by name (:data:`COUNTS`), shape (samples, items):
            set tasks ``tp fp fn``; bracket ``distance`` (steps); argument ``article
            paragraph quote`` (parts of UNIT) and ``cited invented unresolved out_of_force
            wrong_tier``.
    """

    design: Design
    status: Small
    right: Small
    hit: Small
    label: Medium
    confidence: Medium
    tokens: Medium
    tokens_in: Medium
    counts: dict[str, Medium] = field(repr=False)

    @property
    def samples(self) -> int:
        """Return how many samples an item has."""
        return int(self.status.shape[0])

    def take(self, items: BoolArray) -> Graded:
        """Return the run on some of its items, shape (items,) of True and False."""
        chosen = np.flatnonzero(items).tolist()
        smaller = design((self.design.items[i] for i in chosen), self.design.labels)
        slots = items[self.design.slot_item]
        return Graded(
            design=smaller,
            status=self.status[:, items],
            right=self.right[:, items],
            hit=self.hit[:, slots],
            label=self.label[:, slots],
            confidence=self.confidence[:, items],
            tokens=self.tokens[:, items],
            tokens_in=self.tokens_in[:, items],
            counts={name: values[:, items] for name, values in self.counts.items()},
        )


def blank(design: Design, samples: int = 1) -> Graded:
    """Return the run in which every item is missing; readers fill it in.

    Silence finds nothing of a set and is as far from a bracket as an answer can be.
    """
    shape = (samples, len(design.items))
    slots = (samples, design.slots)
    counts = {name: np.zeros(shape, dtype=np.int32) for name in COUNTS}
    for index, item in enumerate(design.items):
        if item.answer_type == "set":
            counts["fn"][:, index] = len(item.gold)
        elif item.task == "bracket":
            place = list(item.labels).index(item.gold[0].value)
            worst = max(place, len(item.labels) - 1 - place)
            counts["distance"][:, index] = worst
    return Graded(
        design=design,
        status=np.full(shape, MISSING, dtype=np.int8),
        right=np.zeros(shape, dtype=np.int8),
        hit=np.zeros(slots, dtype=np.int8),
        label=np.full(slots, NO_LABEL, dtype=np.int32),
        confidence=np.full(shape, -1, dtype=np.int32),
        tokens=np.full(shape, -1, dtype=np.int32),
        tokens_in=np.full(shape, -1, dtype=np.int32),
        counts=counts,
    )
