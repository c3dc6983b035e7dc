"""What partial input earns: classifiers that see too little to be right, one family left out.

Method: each kind of partial input is a text; a character n-gram naive Bayes is trained on all
families but one and asked about that one, in turn. Its accuracy is averaged within families
first; the interval is the t interval over families; p comes from giving families each other's
labels at random (Poliak et al. 2018 for partial input, Gardner et al. 2021 for edits).
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from facelaw.report.content import Explorer
from facelaw.scoring.key import Item

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]

SHUFFLES = 200
MARGIN = 5.0
"""Points over the best constant that the upper end may reach before a shortcut counts as shown."""


@dataclass(frozen=True)
class Example:
    """One verdict to guess: its family, what is seen of it, and the verdict."""

    family: str
    text: str
    label: str


@dataclass(frozen=True)
class Finding:
    """What one kind of partial input earned, in per cent of verdicts, families equal."""

    name: str
    accuracy: float
    upper: float
    constant: float
    p: float
    families: int

    @property
    def shown(self) -> str:
        """``clean``, ``shortcut`` or ``not shown``: the upper end too far up to tell."""
        if self.upper < self.constant + MARGIN:
            return "clean"
        return "shortcut" if self.p < 0.05 and self.accuracy > self.constant else "not shown"


def examples(items: Sequence[Item], see: Callable[[Item, str], str | None]) -> list[Example]:
    """Return an example for each verdict of the claims items; ``see`` is what is shown of it."""
    out: list[Example] = []
    for item in items:
        if item.task != "claims" or item.kind == "altered" or not item.headline:
            continue
        for pair in item.gold:
            text = see(item, pair.key)
            if text is not None:
                out.append(Example(item.family, text, pair.value))
    return out


def views(explorer: Explorer) -> Mapping[str, Callable[[Item, str], str | None]]:
    """Return every kind of partial input by its name."""
    texts = {
        (f.id, v.id): "".join(p.text.get("zh", "") for p in v.papers)
        for f in explorer.families
        for v in f.variants
    }

    def edit(item: Item, ask: str) -> str | None:
        if item.variant == "v0" or item.kind == "noise":
            return None
        base, here = texts.get((item.family, "v0"), ""), texts.get((item.family, item.variant), "")
        return f"{claim(ask)} {changed(base, here)}"

    def lengths(item: Item, ask: str) -> str:
        size = len(texts.get((item.family, item.variant), ""))
        return f"{'a' * (size // 50)} {len(item.keys)}"

    def question(item: Item, ask: str) -> str:
        return item.wordings.get(ask, ("",))[0]

    return {
        "claim only": lambda item, ask: claim(ask),
        "question only": question,
        "lengths only": lengths,
        "kind and level": lambda item, ask: f"{item.kind} {item.level} {item.stage}",
        "edit only": edit,
        "names and numbers": lambda item, ask: item.family,
    }


def claim(ask: str) -> str:
    """Return the claim of a target."""
    return ask.split(".")[1]


CLAUSE = re.compile(r"[^，。；：！？\n]*[，。；：！？\n]|[^，。；：！？\n]+$")


@lru_cache(maxsize=1 << 12)
def changed(old: str, new: str) -> str:
    """Return the words of ``new`` that ``old`` has not: whole clauses first, then within them.

    >>> changed("他问过她，她说好。", "他没问过她，她说好。")
    '没'
    """
    before, after = CLAUSE.findall(old), CLAUSE.findall(new)
    found: list[str] = []
    for i1, i2, j1, j2 in _replaced(before, after):
        one, other = "".join(before[i1:i2]), "".join(after[j1:j2])
        found += [other[k1:k2] for _, _, k1, k2 in _replaced(one, other) if k1 < k2]
    return " ".join(found)


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    import difflib

    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(i1, i2, j1, j2) for op, i1, i2, j1, j2 in blocks if op != "equal"]


def audit(
    name: str, found: Sequence[Example], seed: int = 7, shuffles: int = SHUFFLES
) -> Finding | None:
    """Return what a kind of partial input earns; None where fewer than three families show it."""
    families = sorted({e.family for e in found})
    if len(families) < 3:
        return None
    rate = held_out(found)
    constant = max(
        mean_by_family(found, [label] * len(found)) for label in {e.label for e in found}
    )
    per_family = [
        100
        * sum(r for e, r in zip(found, rate, strict=True) if e.family == f)
        / sum(e.family == f for e in found)
        for f in families
    ]
    mean = sum(per_family) / len(per_family)
    spread = math.sqrt(sum((x - mean) ** 2 for x in per_family) / (len(families) - 1))
    upper = mean + t95(len(families) - 1) * spread / math.sqrt(len(families))
    rng = random.Random(seed)
    above = 0
    labels = [e.label for e in found]
    for _ in range(shuffles):
        order = labels[:]
        rng.shuffle(order)
        mixed = [Example(e.family, e.text, x) for e, x in zip(found, order, strict=True)]
        above += mean_by_family(mixed, predictions(mixed)) >= mean
    return Finding(name, mean, upper, constant, (above + 1) / (shuffles + 1), len(families))


def held_out(found: Sequence[Example]) -> list[bool]:
    """Return whether each example is guessed right by a model that never saw its family."""
    return [x == e.label for e, x in zip(found, predictions(found), strict=True)]


def mean_by_family(found: Sequence[Example], guesses: Sequence[str]) -> float:
    """Return per cent right, families weighing the same."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for e, guess in zip(found, guesses, strict=True):
        total[e.family] += 1
        right[e.family] += guess == e.label
    return 100 * sum(right[f] / total[f] for f in total) / len(total)


def predictions(found: Sequence[Example]) -> list[str]:
    """Return leave-one-family-out guesses of a multinomial naive Bayes (add-one smoothing)."""
    import numpy as np

    place: dict[str, int] = {}
    grams = [
        np.array([place.setdefault(g, len(place)) for g in _grams(e.text)], dtype=np.intp)
        for e in found
    ]
    labels = sorted({e.label for e in found})
    at = {label: i for i, label in enumerate(labels)}
    families: dict[str, list[int]] = {}
    for i, e in enumerate(found):
        families.setdefault(e.family, []).append(i)

    def counted(places: Iterable[int]) -> tuple[IntArray, IntArray]:
        """Return grams by label, and examples by label."""
        seen = np.zeros((len(labels), len(place)), dtype=np.int64)
        size = np.zeros(len(labels), dtype=np.int64)
        for i in places:
            np.add.at(seen[at[found[i].label]], grams[i], 1)
            size[at[found[i].label]] += 1
        return seen, size

    total, size = counted(range(len(found)))
    out = [""] * len(found)
    for places in families.values():
        own, fewer = counted(places)
        rest = total - own
        logs = np.log((rest + 1) / (rest.sum(axis=1, keepdims=True) + len(place)))
        prior = np.log(size - fewer + 1)
        for i in places:
            scores = prior + logs[:, grams[i]].sum(axis=1)
            out[i] = max(labels, key=lambda x: (scores[at[x]], x))
    return out


@lru_cache(maxsize=1 << 14)
def _grams(text: str) -> tuple[str, ...]:
    return tuple(grams_of(text))


def grams_of(text: str) -> list[str]:
    """Return characters and pairs of characters."""
    return [*text, *(text[i : i + 2] for i in range(len(text) - 1))]


def t95(df: int) -> float:
    """Return the 97.5 % point of Student's t (Cornish-Fisher; within 0.5 % from 3 up)."""
    z = 1.959964
    g1, g2 = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + g1 / df + g2 / df**2 + g3 / df**3
