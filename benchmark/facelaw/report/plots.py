"""The plots of a report: intervals, reliability, risk–coverage, differences, horizon, laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10

from markupsafe import Markup

from facelaw.report.data import Calibration, Difference, Estimate, Horizon
from facelaw.report.svg import Scale, both, fit, tag

SIDE = 240.0
"""Inner side of a square plot, in SVG units."""

WIDE = 2.2
"""Width of a wide plot, in sides."""

ROW = 26
"""Height of a plotted row in pixels, where the style sheet gives none."""

STEPS = 8
"""Most steps of a difference axis."""
LEVEL = 0.05
"""Corrected p below which a difference is tinted."""


def interval(
    estimate: Estimate, scale: Scale, css: str = "", expected: float | None = None
) -> Markup:
    """Return one row: a bar for the interval, a dot for the point, a tick for ``expected``."""
    marks = Markup("")
    if estimate.lo is not None and estimate.hi is not None:
        lo, hi = scale.percent(estimate.lo), scale.percent(estimate.hi)
        marks += tag("line", x1=lo, x2=hi, y1=0, y2=0, class_="ci")
        for end in (lo, hi):
            marks += tag("line", x1=end, x2=end, y1=-4, y2=4, class_="cap")
    if expected is not None:
        at = scale.percent(expected)
        marks += tag("line", x1=at, x2=at, y1=-9, y2=9, class_="expected")
    marks += tag("circle", cx=scale.percent(estimate.point), cy=0, r=5, class_="dot")
    label = f"{estimate.point:.1%}"
    if estimate.lo is not None and estimate.hi is not None:
        label += f" [{estimate.lo:.1%}, {estimate.hi:.1%}]"
    return _row(grid(scale) + _middle(marks), f"plot-row {css}".strip(), label)


def _middle(marks: Markup) -> Markup:
    """Place marks drawn around 0 half way down, whatever height the style sheet gives the row."""
    return tag("svg", marks, y="50%", height=1, class_="middle")


def cell(estimate: Estimate) -> Markup:
    """Return a small bar from 0 to 100 % with its interval as a line."""
    scale = Scale(0, 1)
    marks = tag("rect", x=0, y=3, width="100%", height=6, rx=3, class_="track")
    marks += tag(
        "rect", x=0, y=3, width=scale.percent(estimate.point), height=6, rx=3, class_="fill"
    )
    if estimate.lo is not None and estimate.hi is not None:
        lo, hi = scale.percent(estimate.lo), scale.percent(estimate.hi)
        marks += tag("line", x1=lo, x2=hi, y1=6, y2=6, class_="ci")
    return _row(marks, "plot-cell", "", 12)


def grid(scale: Scale, most: int = 5) -> Markup:
    """Return the vertical lines behind a row."""
    return Markup("").join(
        tag("line", x1=scale.percent(t), x2=scale.percent(t), y1=0, y2="100%", class_="grid")
        for t in scale.ticks(most)
    )


def axis(scale: Scale, sign: bool = False) -> Markup:
    """Return the axis under rows of a share scale, in percent (``sign``: in points)."""
    marks = Markup("")
    for t in scale.ticks(STEPS if sign else 5):
        anchor = "start" if scale(t) < 4 else "end" if scale(t) > 96 else "middle"
        label = f"{t:.0%}" if not sign else f"{t * 100:+.3g}".replace("-", "−") if t else "0"
        marks += tag("text", label, x=scale.percent(t), y=13, text_anchor=anchor)
    return _row(marks, "plot-axis", "", 18)


def difference(value: Difference, scale: Scale) -> Markup:
    """Return one row of a difference plot, with its zero line; tinted where p says apart."""
    zero = scale.percent(0.0)
    apart = value.lo is not None and value.hi is not None and (value.lo > 0 or value.hi < 0)
    if value.p is not None:
        apart = value.p < LEVEL
    side = ("plus" if value.point > 0 else "minus") if apart else "level"
    marks = Markup("")
    if value.lo is not None and value.hi is not None and not value.alike:
        lo, hi = scale.percent(value.lo), scale.percent(value.hi)
        marks += tag("line", x1=lo, x2=hi, y1=0, y2=0, class_="ci")
    marks += tag("circle", cx=scale.percent(value.point), cy=0, r=5, class_="dot")
    behind = grid(scale, STEPS) + tag("line", x1=zero, x2=zero, y1=0, y2="100%", class_="zero")
    return _row(behind + _middle(marks), f"plot-row {side}", f"{value.point * 100:+.1f}")


def difference_scale(differences: Sequence[Difference]) -> Scale:
    """Return one scale around zero that holds every interval."""
    wide = [d for d in differences if not d.alike]
    ends = [v for d in wide for v in (d.point, d.lo, d.hi) if v is not None] or [0.0]
    return fit(ends, around=0.0, most=STEPS)


def reliability(calibration: Calibration, css: str) -> Markup:
    """Return a reliability diagram: share right by stated confidence, dots sized by count."""
    x, y = Scale(0, 1, SIDE), Scale(0, 1, SIDE)
    marks = tag("line", x1=0, y1=SIDE, x2=SIDE, y2=0, class_="ideal")
    most = max((b.count for b in calibration.bins), default=1)
    for b in calibration.bins:
        if b.lo is not None and b.hi is not None:
            at, lo, hi = x(b.confidence), SIDE - y(b.lo), SIDE - y(b.hi)
            marks += tag("line", x1=at, x2=at, y1=lo, y2=hi, class_="ci")
    path = " ".join(f"{x(b.confidence):.1f},{SIDE - y(b.right):.1f}" for b in calibration.bins)
    marks += tag("polyline", points=path, class_="curve thin")
    for b in calibration.bins:
        title = tag("title", f"{b.confidence:.0%} → {b.right:.0%} (n = {b.count})")
        radius = 2.5 + 5 * (b.count / most) ** 0.5
        at, up = x(b.confidence), SIDE - y(b.right)
        marks += tag("circle", title, cx=at, cy=up, r=radius, class_="dot")
    words = ("所报把握", "Stated confidence", "实际正确率", "Share right")
    return _square(marks, x, y, words, css)


def risk_coverage(calibrations: Sequence[Calibration], css: Mapping[str, str]) -> Markup:
    """Return risk–coverage curves of all runs: share wrong among the surest answers."""
    curves = [c for c in calibrations if c.curve]
    top = fit([0.0, *(risk for c in curves for _, risk in c.curve)])
    x, y = Scale(0, 1, SIDE * WIDE), Scale(0, top.hi, SIDE)
    marks = Markup("")
    for c in curves:
        path = " ".join(f"{x(a):.1f},{SIDE - y(b):.1f}" for a, b in c.curve)
        marks += tag("polyline", points=path, class_=f"curve {css[c.run]}")
        last = c.curve[-1]
        marks += tag("circle", cx=x(last[0]), cy=SIDE - y(last[1]), r=4, class_=f"dot {css[c.run]}")
    words = ("作答比例", "Share answered", "其中错误率", "Share wrong")
    return _square(marks, x, y, words, "wide")


def horizon(horizons: Sequence[Horizon], css: Mapping[str, str]) -> Markup:
    """Return the share of case files got wholly right by their size, sizes on a log scale.

    Bins are dots with whiskers, the fitted curve is a line in its band.
    """
    sizes = [p[0] for h in horizons for p in (*h.points, *h.curve)]
    least, most = min(sizes), max(sizes)
    ends = (log10(least), log10(most)) if most > least else (log10(least) - 1, log10(least) + 1)
    x, y = Scale(*ends, SIDE * WIDE), Scale(0, 1, SIDE)

    def place(size: float, share: float) -> str:
        return f"{x(log10(size)):.1f},{SIDE - y(share):.1f}"

    marks = tag("line", x1=0, x2=x.size, y1=SIDE / 2, y2=SIDE / 2, class_="ideal")
    for h in horizons:
        lower = [place(p[0], p[2]) for p in h.curve if p[2] is not None]
        upper = [place(p[0], p[3]) for p in h.curve if p[3] is not None]
        if lower:
            marks += tag(
                "polygon", points=" ".join([*lower, *upper[::-1]]), class_=f"band {css[h.run]}"
            )
    for h in horizons:
        line = " ".join(place(p[0], p[1]) for p in h.curve or h.points)
        marks += tag("polyline", points=line, class_=f"curve {css[h.run]}")
        for size, share, low, high in h.points:
            at = x(log10(size))
            if low is not None and high is not None:
                lo, hi = SIDE - y(low), SIDE - y(high)
                marks += tag("line", x1=at, x2=at, y1=lo, y2=hi, class_=f"whisker {css[h.run]}")
            title = tag("title", f"{size:,.0f}: {share:.0%}")
            marks += tag(
                "circle", title, cx=at, cy=SIDE - y(share), r=3.5, class_=f"dot {css[h.run]}"
            )
    steps = [least * (most / least) ** (i / 5) for i in range(6)]
    ticks = [(x(log10(s)), f"{s:,.0f}") for s in steps]
    unit = next((h.unit for h in horizons if h.unit), {"zh": "案卷规模", "en": "size of the file"})
    words = (unit["zh"], unit["en"], "整案全对", "Files wholly right")
    return _square(marks, x, y, words, "wide", ticks)


def _square(
    marks: Markup,
    x: Scale,
    y: Scale,
    words: tuple[str, str, str, str],
    css: str,
    across: list[tuple[float, str]] | None = None,
) -> Markup:
    """Return a plot with two axes, in percent unless ``across`` gives places and labels."""
    if across is None:
        across = [(x(t), f"{t:.0%}") for t in x.ticks(4)]
    lines = Markup("")
    for at, label in across:
        lines += tag("line", x1=at, x2=at, y1=0, y2=SIDE, class_="grid")
        lines += tag("text", label, x=at, y=SIDE + 16, text_anchor="middle")
    for t in y.ticks(4):
        up = SIDE - y(t)
        lines += tag("line", x1=0, x2=x.size, y1=up, y2=up, class_="grid")
        lines += tag("text", f"{t:.0%}", x=-7, y=up + 4, text_anchor="end")
    lines += both(words[0], words[1], x=x.size, y=SIDE + 34, text_anchor="end", class_="name")
    lines += both(words[2], words[3], x=-38, y=-12, class_="name")
    return tag(
        "svg",
        lines + marks,
        viewBox=f"-44 -28 {x.size + 62:.0f} {SIDE + 70:.0f}",
        class_=f"square {css}".strip(),
        role="img",
        aria_label=f"{words[2]} / {words[0]} · {words[3]} by {words[1]}",
    )


def _row(inner: Markup, css: str, label: str, height: int = ROW) -> Markup:
    """Return an SVG as wide as its cell and ``height`` pixels high."""
    hidden = None if label else "true"
    return tag(
        "svg",
        inner,
        class_=css,
        width="100%",
        height=str(height),
        role="img" if label else None,
        aria_label=label or None,
        aria_hidden=hidden,
    )
