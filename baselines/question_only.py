"""The question without the narrative: what the wording of a question gives away."""

from __future__ import annotations

from baselines.by_slot import BySlot
from baselines.char_tfidf import on_characters


class QuestionOnly(BySlot):
    """Logistic regression on the question's characters."""

    def __init__(self) -> None:
        from sklearn.linear_model import LogisticRegression

        super().__init__(
            lambda: on_characters(LogisticRegression(max_iter=2000)),
            lambda d: f"{d.claim} {d.question}",
        )
