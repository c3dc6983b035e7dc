"""One scikit-learn classifier for each kind of decision; a constant where one label is all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from baselines.decisions import Decision
from baselines.majority import Majority

Features = Callable[[Decision], Any]


class BySlot:
    """Fits ``make()`` for each kind of decision on ``features`` of its decisions."""

    def __init__(self, make: Callable[[], Any], features: Features) -> None:
        self.make, self.features = make, features

    def fit(self, decisions: list[Decision], labels: list[str]) -> BySlot:
        """Fit one model a kind of decision."""
        self.fallback = Majority().fit(decisions, labels)
        self.models: dict[str, Any] = {}
        for slot in sorted({d.slot for d in decisions}):
            own = [(d, y) for d, y in zip(decisions, labels, strict=True) if d.slot == slot]
            if len({y for _, y in own}) > 1:
                model = self.make()
                self.models[slot] = model.fit(
                    [self.features(d) for d, _ in own], [y for _, y in own]
                )
        return self

    def predict(self, decisions: list[Decision]) -> list[str]:
        """Return the model's label, or the commonest allowed one where it is not allowed."""
        out = self.fallback.predict(decisions)
        for slot, model in self.models.items():
            places = [i for i, d in enumerate(decisions) if d.slot == slot]
            if places:
                found = model.predict([self.features(decisions[i]) for i in places])
                for i, label in zip(places, found, strict=True):
                    if label in decisions[i].labels:
                        out[i] = str(label)
        return out
