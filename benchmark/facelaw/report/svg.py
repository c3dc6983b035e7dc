"""Small pieces of SVG: elements, scales and figures as text.

Plots that must work on a phone place their marks in percent of the width, so that nothing but
the distances scales; the words beside them are HTML. Colours come from classes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup, escape


def tag(name: str, *children: str | Markup, **attributes: str | float | None) -> Markup:
    """Return an element; ``class_`` and ``aria_label`` lose and change their underscores.

    Children and attribute values are escaped unless they are markup already; numbers are
    written with at most two decimals; ``None`` leaves the attribute out.
    """
    parts = [
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), number(value))
        for key, value in attributes.items()
        if value is not None
    ]
    inner = Markup("").join(escape(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), Markup("").join(parts), inner)


def number(value: str | float) -> str:
    """Write a number with at most two decimals, as SVG reads it."""
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0", value > -0.005)


def both(zh: str, en: str, name: str = "text", **attributes: str | float | None) -> Markup:
    """Return an element in each language; the page shows one of the two."""
    if zh == en:
        return tag(name, zh, **attributes)
    return tag(name, zh, lang="zh", **attributes) + tag(name, en, lang="en", **attributes)


@dataclass(frozen=True)
class Scale:
    """A linear scale from ``lo`` to ``hi`` onto 0 to ``size``."""

    lo: float
    hi: float
    size: float = 100.0

    def __call__(self, value: float) -> float:
        """Return the place of a value, kept inside the scale."""
        share = (value - self.lo) / (self.hi - self.lo)
        return min(max(share, 0.0), 1.0) * self.size

    def percent(self, value: float) -> str:
        """Return the place of a value as SVG percent."""
        return f"{number(self(value))}%"

    def ticks(self, most: int = 5) -> list[float]:
        """Return round values inside the scale, at most ``most`` + 1 of them."""
        step = _round_step((self.hi - self.lo) / most)
        first = ceil(self.lo / step - 1e-9)
        last = floor(self.hi / step + 1e-9)
        return [round(i * step, 10) for i in range(first, last + 1)]


def fit(values: Iterable[float], around: float | None = None, most: int = 5) -> Scale:
    """Return a scale with round ends that holds all values, and ``around`` in its middle."""
    found = list(values) or [0.0, 1.0]
    if around is not None:
        reach = max(abs(v - around) for v in found) or 0.01
        step = _round_step(2 * reach / most)
        reach = ceil(reach / step - 1e-9) * step
        return Scale(around - reach, around + reach)
    lo, hi = min(found), max(found)
    step = _round_step((hi - lo or 0.01) / most)
    lo, hi = floor(lo / step + 1e-9) * step, ceil(hi / step - 1e-9) * step
    return Scale(lo, hi if hi > lo else lo + step)


def _round_step(raw: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(raw))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if raw <= m * power * (1 + 1e-9))
