"""Baselines worth beating: one file each, one line in the table, the same door as any model.

Each is a classifier over the small decisions that items are made of (one verdict, one element,
one candidate), with ``fit`` and ``predict`` as in scikit-learn, deterministic under a seed.
"""

from __future__ import annotations

import importlib
from typing import Protocol

from baselines.decisions import Decision

BASELINES: dict[str, str] = {
    "majority": "baselines.majority:Majority",
    "prior-random": "baselines.prior_random:PriorRandom",
    "length-only": "baselines.length_only:LengthOnly",
    "question-only": "baselines.question_only:QuestionOnly",
    "char-tfidf-logreg": "baselines.char_tfidf:LogisticRegressionOnCharacters",
    "char-tfidf-svc": "baselines.char_tfidf:LinearSVCOnCharacters",
    "nearest-family": "baselines.nearest_family:NearestFamily",
    "bm25-articles": "baselines.bm25_articles:BM25Articles",
    "embedding": "baselines.embedding:FrozenEmbedding",
}
"""Name to ``module:class``; a new baseline is one file and one line here."""


class Baseline(Protocol):
    """What every baseline offers."""

    def fit(self, decisions: list[Decision], labels: list[str]) -> Baseline:
        """Learn from decisions of the train split and their right labels."""
        ...

    def predict(self, decisions: list[Decision]) -> list[str]:
        """Return a label for each decision."""
        ...


def make(name: str) -> Baseline:
    """Return a baseline by its name.

    Raises:
        KeyError: there is none of that name.
        ModuleNotFoundError: it needs an extra that is not installed.
    """
    module, _, cls = BASELINES[name].partition(":")
    return getattr(importlib.import_module(module), cls)()  # type: ignore[no-any-return]
