"""Resampling whole families: draws, swaps and halves, as products with the family table.

numpy promises the streams of its bit generators but not the methods of ``Generator`` across
versions (NEP 19), so words are drawn with ``PCG64.random_raw`` and made into indices by
multiply-shift. Ten thousand resamples never exist at once: a chunk is drawn, counted and
multiplied while it lies in the cache.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from facelaw.scoring.table import FloatArray, IntArray

BOOTSTRAP, SWAP, NULL, HALVES = 1, 2, 3, 4
"""One stream a purpose, so that no test borrows another's luck."""

_CHUNK = 128
_CELLS = 2**19
"""Families by resamples that are drawn at once where there are many families."""


def words(seed: int, purpose: int) -> np.random.PCG64:
    """Return the bit generator of a purpose."""
    return np.random.PCG64([seed, purpose])


def counts(families: int, resamples: int, seed: int) -> Iterator[FloatArray]:
    """Yield how often each family was drawn, chunk by chunk.

    Yields:
        Arrays of shape (at most 128, families) of whole numbers as doubles; each row sums to
        ``families``.
    """
    source = words(seed, BOOTSTRAP)
    rows = _rows(families)
    offsets = np.repeat(np.arange(rows, dtype=np.uint64) * np.uint64(families), families)
    index = np.empty(rows * families, dtype=np.uint64)
    done = 0
    while done < resamples:
        size = min(rows, resamples - done)
        need = size * families
        halves = source.random_raw((need + 1) // 2).astype("<u8", copy=False).view("<u4")[:need]
        flat = index[:need]
        np.multiply(halves, np.uint64(families), out=flat)
        np.right_shift(flat, np.uint64(32), out=flat)
        np.add(flat, offsets[:need], out=flat)
        drawn = np.bincount(flat.view(np.int64), minlength=need)
        yield drawn.reshape(size, families).astype(np.float64)
        done += size


def _rows(families: int) -> int:
    """Return how many resamples are drawn at once: an even number, so that no word is cut."""
    return max(2, min(_CHUNK, _CELLS // max(1, families) // 2 * 2))


def swaps(families: int, resamples: int, seed: int) -> Iterator[FloatArray]:
    """Yield which families change sides in each re-run of a paired test.

    Yields:
        Arrays of shape (at most 128, families) of 0.0 and 1.0, fair and independent.
    """
    source = words(seed, SWAP)
    done = 0
    while done < resamples:
        size = min(_CHUNK, resamples - done)
        need = size * families
        raw = source.random_raw((need + 63) // 64).astype("<u8").view(np.uint8)
        bits = np.unpackbits(raw, bitorder="little")[:need].reshape(size, families)
        rows = _rows(families)
        for first in range(0, size, rows):
            yield bits[first : first + rows].astype(np.float64)
        done += size


def sums(values: IntArray | FloatArray, chunks: Iterator[FloatArray], resamples: int) -> FloatArray:
    """Return the columns' sums in every resample.

    Args:
        values: shape (families, columns), whole numbers.
        chunks: what :func:`counts` or :func:`swaps` yields.
        resamples: how many rows they have together.

    Returns:
        Shape (columns, resamples): each column lies in one piece. Exact, hence the same
        whatever the order in which a processor adds.
    """
    matrix = np.ascontiguousarray(values.T, dtype=np.float64)
    out = np.empty((len(matrix), resamples), dtype=np.float64)
    done = 0
    for chunk in chunks:
        np.matmul(matrix, chunk.T, out=out[:, done : done + len(chunk)])
        done += len(chunk)
    return out


def orders(families: int, splits: int, seed: int) -> Iterator[IntArray]:
    """Yield a random order of the families per split; its first half is one half of the test."""
    source = words(seed, HALVES)
    for _ in range(splits):
        yield np.argsort(source.random_raw(families), kind="stable").astype(np.int64)
