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
from operator import attrgetter
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
    labels = labels or Labels()
    keys = Labels()
    start, slot_key, slot_gold = array("q", [0]), array("i"), array("i")
    known: dict[int, tuple[array[int], array[int]]] = {}
    for item in chosen:
        if item.answer_type in SLOTTED:
            mark = id(item.gold)  # many items have the same, held once
            if mark not in known:
                known[mark] = (
                    array("i", [keys.code(pair.key) for pair in item.gold]),
                    array("i", [labels.code(pair.value) for pair in item.gold]),
                )
            slot_key.extend(known[mark][0])
            slot_gold.extend(known[mark][1])
        start.append(len(slot_gold))
    starts = np.array(start, dtype=np.int64)
    owner = np.repeat(np.arange(len(chosen), dtype=np.int64), np.diff(starts))
    family = _places(chosen, "family", names)
    task = _places(chosen, "task", TASKS)
    kind = _places(chosen, "kind", KINDS)
    option = _places(chosen, "option", tuple({item.option: None for item in chosen}))
    case = (family * (1 + option.max(initial=0)) + option)[owner]
    claims, bases = task[owner] == TASKS.index("claims"), kind[owner] == KINDS.index("base")
    return Design(
        items=chosen,
        families=names,
        labels=labels,
        family=family,
        task=task,
        kind=kind,
        advice=np.array([item.stage == "advice" for item in chosen], dtype=np.bool_),
        headline=np.array([_headline(item) for item in chosen], dtype=np.bool_),
        start=starts,
        slot_item=owner,
        slot_gold=np.array(slot_gold, dtype=np.int32),
        partner=_partners(
            case * len(keys.codes) + np.array(slot_key, dtype=np.int64),
            np.flatnonzero(claims & bases),
            np.flatnonzero(claims & ~bases),
        ),
    )


def _headline(item: Item) -> bool:
    """Return whether an item is of the core quartet under the family's headline option."""
    return item.task == "claims" and item.quartet and item.headline


def _places(items: Sequence[Item], name: str, values: Sequence[str]) -> IntArray:
    """Return where the items' values of a field stand among ``values``."""
    place = {value: index for index, value in enumerate(values)}
    found = map(place.__getitem__, map(attrgetter(name), items))
    return np.fromiter(found, dtype=np.int64, count=len(items))


def _partners(mark: IntArray, bases: IntArray, others: IntArray) -> Codes:
    """Return each slot's counterpart in the base, -1 where there is none.

    Args:
        mark: family, option and key of each slot as one number.
        bases: slots of claims in bases.
        others: slots of claims in variants.
    """
    out = np.full(len(mark), -1, dtype=np.int32)
    order = bases[np.argsort(mark[bases], kind="stable")]
    place = np.searchsorted(mark[order], mark[others], side="right") - 1
    paired = place >= 0
    paired[paired] = mark[order[place[paired]]] == mark[others[paired]]
    out[others[paired]] = order[place[paired]]
    return out
