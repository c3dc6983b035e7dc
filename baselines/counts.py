"""How often each label was right, by kind of decision: all that the two constant baselines know."""

from __future__ import annotations

from collections import Counter
from typing import Self

from baselines.decisions import Decision


class Counts:
    """Counts labels of the train split by kind of decision."""

    def fit(self, decisions: list[Decision], labels: list[str]) -> Self:
        """Count labels by kind of decision."""
        self.counts: dict[str, Counter[str]] = {}
        for decision, label in zip(decisions, labels, strict=True):
            self.counts.setdefault(decision.slot, Counter())[label] += 1
        return self

    def seen(self, decision: Decision) -> dict[str, int]:
        """Return how often each label that a decision allows was right, in order of the labels."""
        counts = self.counts.get(decision.slot, Counter())
        return {label: counts[label] for label in sorted(counts) if label in decision.labels}
