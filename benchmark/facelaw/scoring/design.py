"""The items of a run as arrays: which family, task and slice each belongs to, and what pairs.

A *slot* is one key of an item that has a gold value of its own: a claim's verdict in `claims`, an
element or the verdict in `argument`, a claim in `readings`, a field in `extraction`. Set and
label tasks have no slots. An item's slots follow its gold; a variant's point at the same claim in
the family's base.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt

from facelaw.scoring.key import VERDICTS, Item, Task
from facelaw.scoring.table import BoolArray, IntArray

TASKS: tuple[str, ...] = get_args(Task)
SIDE_TASKS = ("extraction", "recall")
KINDS = ("base", "flip", "date", "gap", "control", "noise", "altered")
STAGES = ("advice", "trial")
SLOTTED = ("map", "argument", "fields")

Codes = npt.NDArray[np.int32]
"""Numbers of labels or slots, one a slot."""


class Labels:
    """Label to small whole number, shared by gold and all runs; the verdicts come first."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {label: code for code, label in enumerate(VERDICTS)}

    def code(self, label: str) -> int:
        """Return the label's number, giving it one on first sight."""
        return self.codes.setdefault(label, len(self.codes))


@dataclass(frozen=True)
class Design:
    """Items in the order of the key, families sorted.

    Attributes:
        items: the items themselves, for ids and slices.
        families: ids, sorted.
        labels: numbers of gold and predicted labels.
        family: row of each item's family, shape (items,).
        task: place in :data:`TASKS`, shape (items,).
        kind: place in :data:`KINDS`, shape (items,).
        advice: the stage is advice, shape (items,).
        headline: the item counts for the strict figure, shape (items,).
        start: first slot of each item, shape (items + 1,).
        slot_item: the item of each slot, shape (slots,).
        slot_gold: the gold label's number, shape (slots,).
        partner: the same claim's slot in the base under the same option, -1 without one.
    """

    items: Sequence[Item]
    families: tuple[str, ...]
    labels: Labels
    family: IntArray
    task: IntArray
    kind: IntArray
    advice: BoolArray
    headline: BoolArray
    start: IntArray
    slot_item: IntArray
    slot_gold: Codes
    partner: Codes

    @property
    def slots(self) -> int:
        """Return how many slots there are."""
        return len(self.slot_item)

    def of_task(self, task: str) -> IntArray:
        """Return the items of a task."""
        return np.flatnonzero(self.task == TASKS.index(task))

    def slots_of_task(self, task: str) -> IntArray:
        """Return the slots of a task."""
        return np.flatnonzero(self.task[self.slot_item] == TASKS.index(task))

    def slot_key(self, slot: int) -> str:
        """Return a slot's key, for example ``A.portrait_right.B``."""
        item = int(self.slot_item[slot])
        return self.items[item].gold[slot - int(self.start[item])].key


def design(items: Iterable[Item], labels: Labels | None = None) -> Design:
    """Lay the items out as arrays.

    Args:
        items: in the order of the key.
        labels: numbers to share with other designs; new ones otherwise.
    """
    chosen = list(items)
    names = tuple(sorted({item.family for item in chosen}))
    row = {name: index for index, name in enumerate(names)}
    labels = labels or Labels()
    start = [0]
    gold = array("i")
    places: dict[tuple[str, str, str], int] = {}
    for item in chosen:
        if item.answer_type in SLOTTED:
            if item.task == "claims" and item.kind == "base":
                for offset, pair in enumerate(item.gold):
                    places[item.family, item.option, pair.key] = start[-1] + offset
            gold.extend([labels.code(pair.value) for pair in item.gold])
        start.append(len(gold))
    starts = np.array(start, dtype=np.int64)
    return Design(
        items=chosen,
        families=names,
        labels=labels,
        family=_whole(row[item.family] for item in chosen),
        task=_whole(TASKS.index(item.task) for item in chosen),
        kind=_whole(KINDS.index(item.kind) for item in chosen),
        advice=np.array([item.stage == "advice" for item in chosen], dtype=np.bool_),
        headline=np.array([_headline(item) for item in chosen], dtype=np.bool_),
        start=starts,
        slot_item=np.repeat(np.arange(len(chosen), dtype=np.int64), np.diff(starts)),
        slot_gold=np.array(gold, dtype=np.int32),
        partner=_partners(chosen, starts, places),
    )


def _headline(item: Item) -> bool:
    """Return whether an item is of the core quartet under the family's headline option."""
    return item.task == "claims" and item.quartet and item.headline


def _whole(values: Iterable[int]) -> IntArray:
    """Return whole numbers as an array."""
    return np.array(list(values), dtype=np.int64)


def _partners(
    items: Sequence[Item], start: IntArray, places: dict[tuple[str, str, str], int]
) -> Codes:
    """Return each slot's counterpart in the base, -1 where there is none."""
    out = np.full(int(start[-1]), -1, dtype=np.int32)
    for index, item in enumerate(items):
        if item.task != "claims" or item.kind == "base":
            continue
        for offset, pair in enumerate(item.gold):
            out[int(start[index]) + offset] = places.get((item.family, item.option, pair.key), -1)
    return out
