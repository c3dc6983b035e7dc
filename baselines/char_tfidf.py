"""Character n-grams with a linear model: surface text as a whole, no law."""

from __future__ import annotations

from typing import Any

from baselines.by_slot import BySlot
from baselines.decisions import Decision


def whole_text(decision: Decision) -> str:
    """Return question and narrative as one text."""
    return f"{decision.question}\n{decision.narrative}"


def on_characters(classifier: Any) -> Any:
    """Return a pipeline of character 1- to 3-grams and a classifier."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline

    grams = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    return make_pipeline(grams, classifier)


class LogisticRegressionOnCharacters(BySlot):
    """Logistic regression on character n-grams of question and narrative."""

    def __init__(self) -> None:
        from sklearn.linear_model import LogisticRegression

        super().__init__(lambda: on_characters(LogisticRegression(max_iter=2000)), whole_text)


class LinearSVCOnCharacters(BySlot):
    """A linear support vector classifier on the same features."""

    def __init__(self) -> None:
        from sklearn.svm import LinearSVC

        super().__init__(lambda: on_characters(LinearSVC(random_state=7)), whole_text)
