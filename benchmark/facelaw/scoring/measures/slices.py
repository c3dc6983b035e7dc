"""Slices by level, stage, kind, claim and theme: verdict accuracy, and strict where it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from facelaw.scoring.design import KINDS, STAGES, Design
from facelaw.scoring.graded import Graded
from facelaw.scoring.key import Item
from facelaw.scoring.measures import families
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, BoolArray, IntArray, average, per_family, share

ITEMS: dict[str, Callable[[Item], Iterable[str]]] = {
    "level": lambda item: (str(item.level),),
    "stage": lambda item: (item.stage,),
    "kind": lambda item: (item.kind,),
    "theme": lambda item: item.themes or ("none",),
}
DIMENSIONS = ("level", "stage", "kind", "claim", "theme")
ORDER = {name: index for index, name in enumerate((*STAGES, *KINDS))}
WHOLE = ("level", "stage", "theme")
"""Dimensions on which a family has one value, so that strict family accuracy has a meaning."""


def claim_of(target: str) -> str:
    """Return the claim of a target.

    >>> claim_of("A.portrait_right.B")
    'portrait_right'
    """
    parts = target.split(".")
    return parts[1] if len(parts) == 3 else target


def values(design: Design, dimension: str) -> dict[str, BoolArray]:
    """Return which verdict slots of `claims` lie in each slice, in the slices' natural order."""
    slots = design.slots_of_task("claims")
    rows: dict[str, list[int]] = {}
    for place, slot in enumerate(slots.tolist()):
        item = design.items[int(design.slot_item[slot])]
        if dimension == "claim":
            names: Iterable[str] = (claim_of(design.slot_key(slot)),)
        else:
            names = ITEMS[dimension](item)
        for name in names:
            rows.setdefault(name, []).append(place)
    masks: dict[str, BoolArray] = {}
    for name in sorted(rows, key=natural):
        masks[name] = np.zeros(len(slots), dtype=np.bool_)
        masks[name][rows[name]] = True
    return masks


def natural(name: str) -> tuple[int, int, str]:
    """Return a slice's place: stages and kinds as they are listed, levels by number, then names.

    >>> sorted(["10", "noise", "9", "base"], key=natural)
    ['base', 'noise', '9', '10']
    """
    return ORDER.get(name, 99), int(name) if name.isdigit() else 0, name


def columns(graded: Graded, dimension: str) -> tuple[dict[str, IntArray], tuple[Measure, ...]]:
    """Return a dimension's columns and its measures, two a slice where a family has one value."""
    design = graded.design
    slots = design.slots_of_task("claims")
    k = len(design.families)
    hits = average(graded.hit[:, slots])
    family = design.family[design.slot_item[slots]]
    strict = families.columns(graded)
    out: dict[str, IntArray] = {}
    measures: list[Measure] = []
    for name, mask in values(design, dimension).items():
        stem = f"{dimension}.{name}"
        n = per_family(family[mask], k, np.full(int(mask.sum()), UNIT, dtype=np.int64))
        out[f"{stem}.mean"] = share(per_family(family[mask], k, hits[mask]), n)
        out[f"{stem}.one"] = np.where(n > 0, UNIT, 0).astype(np.int64)
        out[f"{stem}.n"] = n
        measures.append(_mean(stem, name))
        if dimension in WHOLE:
            here = n > 0
            out[f"{stem}.strict"] = np.where(here, strict["strict.right"], 0).astype(np.int64)
            out[f"{stem}.whole"] = np.where(here, strict["strict.one"], 0).astype(np.int64)
            measures.append(_strict(stem, name))
    return out, tuple(measures)


def _mean(stem: str, name: str) -> Measure:
    """Return the slice's mean verdict accuracy."""
    return Measure(
        f"{stem}.verdict_accuracy", name, name, (f"{stem}.mean", f"{stem}.one"), ratio,
        share=True, count=f"{stem}.n",
    )  # fmt: skip


def _strict(stem: str, name: str) -> Measure:
    """Return the slice's strict family accuracy."""
    return Measure(
        f"{stem}.strict_family_accuracy", name, name, (f"{stem}.strict", f"{stem}.whole"), ratio,
        share=True, count=f"{stem}.whole",
    )  # fmt: skip
