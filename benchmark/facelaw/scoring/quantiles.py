"""Quantiles of the normal and Student distributions, without scipy on the scoring path.

Sources: Abramowitz and Stegun 26.2.23 (start), 26.7.3-26.7.5 (Student, whole degrees of freedom).
The tests hold both against scipy to 1e-12.
"""

from __future__ import annotations

import math
from functools import cache

_SMALL_DF = 300


def normal_cdf(x: float) -> float:
    """Return the probability that a standard normal value is at most ``x``."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def normal_quantile(p: float) -> float:
    """Return ``x`` with ``normal_cdf(x) == p``; minus and plus infinity at 0 and 1.

    A rational start, then Halley steps on ``erfc``, which converge to the last bits.

    Raises:
        ValueError: ``p`` is not in [0, 1].
    """
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"a probability is in [0, 1]; came {p}")
    if p in (0.0, 1.0):
        return math.inf if p else -math.inf
    tail = min(p, 1.0 - p)
    t = math.sqrt(-2.0 * math.log(tail))
    x = -t + (2.515517 + 0.802853 * t + 0.010328 * t * t) / (
        1.0 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t
    )
    for _ in range(3):  # the error is 4.5e-4 at the start and cubed by every step
        density = math.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
        step = (normal_cdf(x) - tail) / density
        x -= step / (1.0 + 0.5 * x * step)
    return x if p < 0.5 else -x


@cache
def t_quantile(p: float, df: int) -> float:
    """Return the quantile of Student's t with a whole number of degrees of freedom.

    Raises:
        ValueError: ``df`` is below 1 or ``p`` is not strictly between 0 and 1.
    """
    if df < 1 or not 0.0 < p < 1.0:
        raise ValueError(f"t needs df >= 1 and 0 < p < 1; came df={df}, p={p}")
    if p < 0.5:
        return -t_quantile(1.0 - p, df)
    z = normal_quantile(p)
    if df > _SMALL_DF:
        return _expansion(z, df)
    low, high = 0.0, 2.0 * max(1.0, z)
    while _t_cdf(high, df) < p:
        high *= 2.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        low, high = (middle, high) if _t_cdf(middle, df) < p else (low, middle)
    return 0.5 * (low + high)


def t_p(t: float, df: int) -> float:
    """Return the two-sided p value of Student's t with a whole number of degrees of freedom."""
    return max(0.0, 2.0 * (1.0 - _t_cdf(abs(t), df)))


def _expansion(z: float, df: int) -> float:
    """Return the Cornish-Fisher series (26.7.5); below 1e-11 off from 300 degrees upwards."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(df) ** (power + 1) for power, term in enumerate(terms))


def _t_cdf(t: float, df: int) -> float:
    """Return the distribution function as the finite sum that whole degrees of freedom allow."""
    angle = math.atan(t / math.sqrt(df))
    cosine = math.cos(angle)
    cosine2 = cosine * cosine
    odd = df % 2
    term = cosine if odd else 1.0
    total = 0.0 if df == 1 else term
    for k in range(2 + odd, df, 2):
        term *= cosine2 * (k - 1.0) / k
        total += term
    both = math.sin(angle) * total
    if odd:
        both = 2.0 / math.pi * (angle + both)
    return 0.5 + 0.5 * both
