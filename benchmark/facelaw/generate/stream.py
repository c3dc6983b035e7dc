"""Random numbers that are the same on every machine: a stream is named by a path.

Streams are Mersenne twisters seeded with the SHA-256 of their path; only ``random()`` is used, the
one method whose sequence Python promises for all versions.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Stream:
    """A source of choices named by a path, ``(seed, index, ...)``; same path, same choices."""

    def __init__(self, *path: str | int) -> None:
        self.path = path
        digest = hashlib.sha256("/".join(map(str, path)).encode()).digest()
        self._random = random.Random(int.from_bytes(digest, "big")).random

    def sub(self, *names: str | int) -> Stream:
        """Return the stream of a part; it does not depend on what was drawn here."""
        return Stream(*self.path, *names)

    def below(self, n: int) -> int:
        """Return a whole number from 0 to ``n`` - 1."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """Return True in ``share`` of all draws."""
        return self._random() < share

    def pick(self, options: Sequence[T]) -> T:
        """Return one of some options, each alike."""
        return options[self.below(len(options))]

    def weighted(self, options: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of some options by weight."""
        left = self._random() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            left -= weight
            if left < 0:
                return option
        return options[-1]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return the options in a random order (Fisher and Yates)."""
        out = list(options)
        for at in range(len(out) - 1, 0, -1):
            other = self.below(at + 1)
            out[at], out[other] = out[other], out[at]
        return out
