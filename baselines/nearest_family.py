"""The answer of the most similar narrative of the train split on the same claim."""

from __future__ import annotations

from typing import Any

from baselines.decisions import Decision
from baselines.majority import Majority


class NearestFamily:
    """One nearest neighbour by cosine of character n-grams, within the same claim."""

    def fit(self, decisions: list[Decision], labels: list[str]) -> NearestFamily:
        """Index the narratives."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.fallback = Majority().fit(decisions, labels)
        self.texts = sorted({d.narrative for d in decisions})
        self.vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), sublinear_tf=True)
        self.matrix: Any = self.vectorizer.fit_transform(self.texts or ["-"])
        self.known: dict[tuple[str, str, str], dict[str, str]] = {}
        for d, label in zip(decisions, labels, strict=True):
            name = (d.slot, d.claim, d.key if d.slot == "element" else "")
            self.known.setdefault(name, {}).setdefault(d.narrative, label)
        return self

    def predict(self, decisions: list[Decision]) -> list[str]:
        """Return the nearest narrative's label for the same claim, else the commonest."""
        out = self.fallback.predict(decisions)
        places = {text: i for i, text in enumerate(self.texts)}
        near: dict[str, Any] = {}
        for i, d in enumerate(decisions):
            labelled = self.known.get((d.slot, d.claim, d.key if d.slot == "element" else ""))
            if not labelled:
                continue
            if d.narrative not in near:
                vector: Any = self.vectorizer.transform([d.narrative])
                near[d.narrative] = (self.matrix @ vector.T).toarray().ravel()
            best = max(labelled, key=lambda t: (near[d.narrative][places[t]], t))
            if labelled[best] in d.labels:
                out[i] = labelled[best]
        return out
