"""Small keys and runs written as arrays, so that measures are tested without reading answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from facelaw.scoring.design import Codes, Design, design
from facelaw.scoring.graded import ANSWERED, Graded, blank
from facelaw.scoring.key import VERDICTS, Item, Pair
from facelaw.scoring.table import IntArray

YES, NO, OPEN = VERDICTS


def item(family: str, variant: int = 0, kind: str = "base", **given: Any) -> Item:
    """Return a `claims` item of a family; ``gold`` maps keys to labels."""
    gold: dict[str, str] = given.pop("gold", {"A.portrait_right.B": YES})
    task = given.pop("task", "claims")
    fields: dict[str, Any] = {
        "quartet": True,
        "headline": True,
        "level": 1,
        "stage": "advice",
        "split": "test",
        "target": "",
        "option": "",
        "themes": (),
        "answer_type": "map",
        "labels": VERDICTS,
        "proofs": (),
        "also": (),
        "narrative_hash": "",
        "item_hashes": {"zh.bare.a": "x"},
        "gold_hash": "",
        "keys": tuple(gold),
        **given,
    }
    parts = (f"{family}.v{variant}.{task}", fields["target"], fields["option"])
    return Item(
        id=".".join(part for part in parts if part),
        family=family,
        variant=f"v{variant}",
        kind=kind,  # type: ignore[arg-type]
        task=task,
        gold=tuple(Pair(key=key, value=value) for key, value in gold.items()),
        **fields,
    )


def words(codes: IntArray | Codes) -> list[str | None]:
    """Return the verdicts that numbers stand for."""
    return [VERDICTS[code] for code in codes.tolist()]


def answered(plan: Design, labels: Sequence[Sequence[str | None]]) -> Graded:
    """Return the run that gives these labels, one list of slots a sample; None is not read."""
    run = blank(plan, len(labels))
    run.status[:] = ANSWERED
    for sample, given in enumerate(labels):
        for slot, label in enumerate(given):
            code = -1 if label is None else plan.labels.code(label)
            run.label[sample, slot] = code
            run.hit[sample, slot] = code == plan.slot_gold[slot]
    for index in range(len(plan.items)):
        slots = slice(int(plan.start[index]), int(plan.start[index + 1]))
        if slots.stop > slots.start:
            run.right[:, index] = run.hit[:, slots].all(axis=1)
    return run


def quartets(families: int, claims: int = 3, seed: int = 0) -> Design:
    """Return families of base, flip, control and gap with ``claims`` verdicts each."""
    source = np.random.default_rng(seed)
    items: list[Item] = []
    for number in range(families):
        base = [VERDICTS[int(i)] for i in source.integers(0, 3, claims)]
        for variant, kind in enumerate(("base", "flip", "control", "gap")):
            gold = list(base)
            if kind in ("flip", "gap"):
                place = int(source.integers(0, claims))
                gold[place] = VERDICTS[(VERDICTS.index(gold[place]) + 1) % 3]
            named = {f"A.claim_{i}.B": label for i, label in enumerate(gold)}
            level = 1 + number % 3
            items.append(item(f"f{number:03d}", variant, kind, gold=named, level=level))
    return design(items)


def random_run(plan: Design, skill: Callable[[int], float], seed: int = 0) -> Graded:
    """Return a run that is right on a slot with its family's chance, else says the next label."""
    source = np.random.default_rng(seed)
    chance = np.array([skill(int(row)) for row in plan.family[plan.slot_item]])
    hit = source.random(plan.slots) < chance
    said = np.where(hit, plan.slot_gold, (plan.slot_gold + 1) % 3)
    return answered(plan, [words(said)])
