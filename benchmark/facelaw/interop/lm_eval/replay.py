"""A model for lm-evaluation-harness that answers offline: right, or what a file recorded.

from facelaw.interop.lm_eval.replay import Replay
lm_eval.simple_evaluate(model=Replay(), tasks=["facelaw"], task_manager=...)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lm_eval.api.model import LM  # type: ignore  # pyright: ignore


class Replay(LM):  # type: ignore[misc]
    """Answers each document with a recorded text, or else with its gold."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.texts = texts

    def generate_until(self, requests: list[Any], disable_tqdm: bool = False) -> list[str]:
        """Return the text of each document's item."""
        docs: list[Mapping[str, Any]] = [request.doc for request in requests]
        if self.texts is None:
            return [str(doc["target"]) for doc in docs]
        return [self.texts[str(doc["id"])] for doc in docs]

    def loglikelihood(
        self, requests: list[Any], disable_tqdm: bool = False
    ) -> list[tuple[float, bool]]:
        """Return 0 for the right choice of each document and -1 for the others."""
        right = [r.args[1].strip() == r.doc["choices"][r.doc["target"]] for r in requests]
        return [(0.0 if hit else -1.0, hit) for hit in right]

    def loglikelihood_rolling(self, requests: list[Any], disable_tqdm: bool = False) -> list[float]:
        """Refuse: no task of facelaw asks for it.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError("facelaw has no task of this kind")
