"""Articles by BM25 over the gists of the norms; verdicts by majority.

Method: Okapi BM25 (k1 1.5, b 0.75) over character bigrams of each norm's gist, the question and
narrative as the query; the six best places are cited.
"""

from __future__ import annotations

from typing import Any

from baselines.majority import Majority

K1, B, CITED = 1.5, 0.75, 6


class BM25Articles(Majority):
    """Majority verdicts, and the six articles whose gists are nearest to the text."""

    def index(self, gists: dict[str, str]) -> None:
        """Index gists by the place they stand at (``《民法典》第1019条第1款``)."""
        import numpy
        from sklearn.feature_extraction.text import CountVectorizer

        self.places = list(gists)
        self.vectorizer = CountVectorizer(analyzer="char", ngram_range=(2, 2))
        found: Any = self.vectorizer.fit_transform(list(gists.values()))
        counts = found.astype(float).tocsr()
        lengths = numpy.asarray(counts.sum(axis=1)).ravel()
        present = numpy.asarray((counts > 0).sum(axis=0)).ravel()
        idf = numpy.log(1 + (len(gists) - present + 0.5) / (present + 0.5))
        scale = K1 * (1 - B + B * lengths / lengths.mean())
        rows = numpy.repeat(numpy.arange(counts.shape[0]), numpy.diff(counts.indptr))
        counts.data = counts.data * (K1 + 1) / (counts.data + scale[rows]) * idf[counts.indices]
        self.weights = counts

    def cite(self, text: str) -> list[str]:
        """Return the six nearest places, nearest first."""
        query: Any = self.vectorizer.transform([text])
        query.data[:] = 1
        scores = (self.weights @ query.T).toarray().ravel()
        order = sorted(range(len(self.places)), key=lambda i: (-scores[i], self.places[i]))
        return [self.places[i] for i in order[:CITED]]
