"""The most frequent label of the same kind of decision in the train split."""

from __future__ import annotations

from collections import Counter

from baselines.decisions import Decision


class Majority:
    """A constant for each kind of decision; what guessing the commonest answer earns."""

    def fit(self, decisions: list[Decision], labels: list[str]) -> Majority:
        """Count labels by kind of decision."""
        self.counts: dict[str, Counter[str]] = {}
        for decision, label in zip(decisions, labels, strict=True):
            self.counts.setdefault(decision.slot, Counter())[label] += 1
        return self

    def predict(self, decisions: list[Decision]) -> list[str]:
        """Return the commonest label that the decision allows; the first one failing that."""
        out: list[str] = []
        for decision in decisions:
            ranked = self.counts.get(decision.slot, Counter()).most_common()
            allowed = [label for label, _ in sorted(ranked, key=lambda x: (-x[1], x[0]))]
            out.append(next((x for x in allowed if x in decision.labels), decision.labels[0]))
        return out
