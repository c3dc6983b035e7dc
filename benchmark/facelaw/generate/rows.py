"""Rows of a quantity: a total spread over parts, and the parts changed to another total."""

from __future__ import annotations

from facelaw.generate.stream import Stream


def split(draw: Stream, total: int, parts: int) -> list[int]:
    """Return whole numbers that add up to ``total``, none below a third of an even share.

    >>> from facelaw.generate.stream import Stream
    >>> min(split(Stream("any"), 900, 5)) >= 60
    True
    """
    parts = max(1, min(parts, total))
    least = max(1, total // (3 * parts))
    free = total - least * parts
    cuts = sorted(draw.between(0, free) for _ in range(parts - 1))
    return [least + b - a for a, b in zip([0, *cuts], [*cuts, free], strict=True)]


def recount(parts: list[int], total: int) -> list[int]:
    """Return the parts changed in few places, the largest first, so that they add up to ``total``.

    None falls below a fifth of what it was while that will do.

    >>> recount([30, 90, 20], 200), recount([30, 90, 20], 60), recount([3, 9, 2], 4)
    ([30, 150, 20], [22, 18, 20], [1, 1, 2])
    """
    out = list(parts)
    for share in (5, max(out)):
        for at in sorted(range(len(out)), key=lambda i: (-out[i], i)):
            out[at] = max(1, out[at] // share, out[at] + total - sum(out))
            if sum(out) == total:
                return out
    return [total]
