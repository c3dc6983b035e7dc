"""Tokens and cost of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from facelaw.scoring.graded import Graded


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


@dataclass(frozen=True)
class Tokens:
    """Tokens told, each with the number of answers that tell them.

    Attributes:
        into: prompt tokens.
        told_in: answers that tell them.
        out: output tokens.
        told: answers that tell them.
        paired: every answer that tells one tells the other.
    """

    into: int
    told_in: int
    out: int
    told: int
    paired: bool

    def usage(self, prices: tuple[float, float] | None = None) -> Usage:
        """Return totals and cost; ``prices`` of a million prompt and a million output tokens."""
        cost = None
        if prices and self.told_in and self.told and self.paired:
            cost = (self.into * prices[0] + self.out * prices[1]) / 1e6
        into, out = (self.into if self.told_in else None), (self.out if self.told else None)
        return Usage(into, out, self.told, cost)


def tokens(graded: Graded) -> Tokens:
    """Return the tokens of a run."""
    told_in, told = graded.tokens_in >= 0, graded.tokens >= 0
    return Tokens(
        int(graded.tokens_in[told_in].sum(dtype=np.int64)), int(told_in.sum()),
        int(graded.tokens[told].sum(dtype=np.int64)), int(told.sum()),
        bool((told == told_in).all()),
    )  # fmt: skip
