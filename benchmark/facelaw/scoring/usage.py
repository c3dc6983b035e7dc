"""Tokens and cost of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from facelaw.scoring.graded import Graded, Medium


@dataclass(frozen=True)
class Usage:
    """Totals over all answers that tell them; None where none does.

    Attributes:
        tokens_in: prompt tokens.
        tokens_out: output tokens, reasoning among them.
        told: answers that tell output tokens.
        cost: by the prices given, in their currency; None without prices, or where an answer
            keeps its tokens to itself.
    """

    tokens_in: int | None
    tokens_out: int | None
    told: int
    cost: float | None


def usage(graded: Graded, prices: tuple[float, float] | None = None) -> Usage:
    """Return totals and cost.

    Args:
        graded: the run.
        prices: of a million prompt tokens and a million output tokens.
    """
    into, out = _total(graded.tokens_in), _total(graded.tokens)
    told = int((graded.tokens >= 0).sum())
    cost = None
    whole = bool(((graded.tokens >= 0) == (graded.tokens_in >= 0)).all())
    if prices and into is not None and out is not None and whole:
        cost = (into * prices[0] + out * prices[1]) / 1e6
    return Usage(into, out, told, cost)


def _total(tokens: Medium) -> int | None:
    """Return the sum of what is told."""
    told = tokens[tokens >= 0].astype(np.int64)
    return int(told.sum()) if told.size else None
