"""The curve in a terminal: share of cases wholly right against the logarithm of their size."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from facelaw.scoring.horizon.of_run import RunHorizon
from facelaw.scoring.terminal import WIDTH

ROWS = 11
MARGIN = 6
ACROSS = WIDTH - MARGIN - 1
DOT, CURVE, HALF = "●", "·", "╌"


def picture(runs: Sequence[RunHorizon], unit: str) -> list[str]:
    """Return a plot of eighty columns: observed shares, fitted curves, the line of one half.

    Args:
        runs: with the same range of sizes where they share their cases; the widest is shown.
        unit: what size is, in words.
    """
    least = min(log2(one.curve[0][0]) for one in runs)
    most = max(log2(one.curve[-1][0]) for one in runs)
    cells = [[" "] * (ACROSS + 1) for _ in range(ROWS)]
    cells[_row(0.5)] = [HALF] * (ACROSS + 1)

    def mark(size: float, share: float, sign: str) -> None:
        cells[_row(share)][round((log2(size) - least) / (most - least) * ACROSS)] = sign

    for one in runs:
        ends = [log2(one.curve[end][0]) for end in (0, -1)]
        for column in range(ACROSS + 1):
            x = least + (most - least) * column / ACROSS
            if ends[0] - 1e-9 <= x <= ends[1] + 1e-9:
                mark(2.0**x, one.fit.at(x), CURVE)
    for index, one in enumerate(runs):
        sign = DOT if len(runs) == 1 else chr(ord("A") + index % 26)
        for b in one.bins:
            mark((b.least * b.most) ** 0.5, b.right, sign)
    lines = [
        f"{100 - 10 * row:>4} ┤" + "".join(cells[row]).rstrip() if row % 5 == 0
        else "     │" + "".join(cells[row]).rstrip()
        for row in range(ROWS)
    ]  # fmt: skip
    signs = DOT if len(runs) == 1 else "letters"
    key = f"{signs}: observed, {CURVE}: fitted; {unit}, logarithmic"
    return [f"% WHOLLY RIGHT   {key}", *lines, "     └" + "─" * (ACROSS + 1), _sizes(least, most)]


def _row(share: float) -> int:
    """Return the row of a share, 1 at the top."""
    return round((1.0 - share) * (ROWS - 1))


def _sizes(least: float, most: float) -> str:
    """Return the axis: five sizes at even steps of their logarithm."""
    line = [" "] * WIDTH
    for step in range(5):
        text = f"{2 ** (least + (most - least) * step / 4):,.0f}"
        at = MARGIN + round(ACROSS * step / 4)
        start = min(max(MARGIN, at - len(text) // 2), WIDTH - len(text))
        line[start : start + len(text)] = text
    return "".join(line).rstrip()
