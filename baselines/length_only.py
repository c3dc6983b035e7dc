"""Lengths alone: if this beats the majority, answers leak through how long things are."""

from __future__ import annotations

from baselines.by_slot import BySlot
from baselines.decisions import Decision


def lengths(decision: Decision) -> list[float]:
    """Return the lengths of narrative and question and the number of digits."""
    digits = sum(c.isdigit() for c in decision.narrative)
    return [len(decision.narrative), len(decision.question), digits, len(decision.labels)]


class LengthOnly(BySlot):
    """Logistic regression on four lengths."""

    def __init__(self) -> None:
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        super().__init__(
            lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)), lengths
        )
