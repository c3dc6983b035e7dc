"""Rank ranges: what the paired tests leave open of an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def rank_ranges(
    values: Sequence[float], p: Mapping[tuple[int, int], float], alpha: float = 0.05
) -> list[tuple[int, int]]:
    """Return the best and worst rank that each run may hold.

    A run ranks behind those that are better by a corrected p value of at most ``alpha``, and
    before those that it beats likewise; all others may stand on either side of it.

    Args:
        values: each run's figure, higher is better.
        p: corrected p value of each pair ``(i, j)`` with ``i < j``.
        alpha: level of all pairs together.

    >>> rank_ranges([0.9, 0.8, 0.5], {(0, 1): 0.3, (0, 2): 0.001, (1, 2): 0.2})
    [(1, 2), (1, 3), (2, 3)]
    """
    count = len(values)
    out: list[tuple[int, int]] = []
    for run in range(count):
        better = worse = 0
        for other in range(count):
            if other == run or p[min(run, other), max(run, other)] > alpha:
                continue
            better += values[other] > values[run]
            worse += values[other] < values[run]
        out.append((1 + better, count - worse))
    return out
