"""A label drawn from the train split's distribution, the same for the same decision and seed."""

from __future__ import annotations

import hashlib
from collections import Counter

from baselines.decisions import Decision


class PriorRandom:
    """Random with the right proportions; what knowing the base rates earns."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed

    def fit(self, decisions: list[Decision], labels: list[str]) -> PriorRandom:
        """Count labels by kind of decision."""
        self.counts: dict[str, Counter[str]] = {}
        for decision, label in zip(decisions, labels, strict=True):
            self.counts.setdefault(decision.slot, Counter())[label] += 1
        return self

    def predict(self, decisions: list[Decision]) -> list[str]:
        """Draw for each decision; the draw is a hash of its id, so order does not matter."""
        out: list[str] = []
        for decision in decisions:
            counts = self.counts.get(decision.slot, Counter())
            allowed = sorted(x for x in counts if x in decision.labels) or list(decision.labels)
            weights = [max(counts[x], 1) for x in allowed]
            place = self._fraction(decision) * sum(weights)
            for label, weight in zip(allowed, weights, strict=True):
                place -= weight
                if place < 0:
                    out.append(label)
                    break
            else:
                out.append(allowed[-1])
        return out

    def _fraction(self, decision: Decision) -> float:
        text = f"{self.seed}|{decision.item}|{decision.key}"
        return int(hashlib.sha256(text.encode()).hexdigest()[:13], 16) / 16**13
