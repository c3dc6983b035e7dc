"""A label drawn from the train split's distribution, the same for the same decision and seed."""

from __future__ import annotations

import hashlib
from itertools import accumulate

from baselines.counts import Counts
from baselines.decisions import Decision


class PriorRandom(Counts):
    """Random with the right proportions; what knowing the base rates earns."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed

    def predict(self, decisions: list[Decision]) -> list[str]:
        """Draw for each decision; the draw is a hash of its id, so order does not matter."""
        return [self._drawn(decision) for decision in decisions]

    def _drawn(self, decision: Decision) -> str:
        weights = self.seen(decision) or dict.fromkeys(decision.labels, 1)
        reached = dict(zip(accumulate(weights.values()), weights, strict=True))
        place = self._fraction(decision) * max(reached)
        return next(label for reach, label in reached.items() if place < reach)

    def _fraction(self, decision: Decision) -> float:
        text = f"{self.seed}|{decision.item}|{decision.key}"
        return int(hashlib.sha256(text.encode()).hexdigest()[:13], 16) / 16**13
