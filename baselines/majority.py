"""The most frequent label of the same kind of decision in the train split."""

from __future__ import annotations

from baselines.counts import Counts
from baselines.decisions import Decision


class Majority(Counts):
    """A constant for each kind of decision; what guessing the commonest answer earns."""

    def predict(self, decisions: list[Decision]) -> list[str]:
        """Return the commonest label that the decision allows; the first one failing that."""
        return [self._commonest(decision) for decision in decisions]

    def _commonest(self, decision: Decision) -> str:
        seen = self.seen(decision)
        return max(seen, key=lambda label: seen[label]) if seen else decision.labels[0]
