"""The plots of a report: intervals, reliability, risk–coverage, differences, horizon, laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facelaw.report.data import Calibration, Difference, Estimate, Horizon
from facelaw.report.svg import Scale, both, fit, tag

SIDE = 240.0
"""Inner side of a square plot, in SVG units."""

ROW = 26
"""Height of a plotted row, in pixels."""


def interval(
    estimate: Estimate, scale: Scale, css: str = "", expected: float | None = None
) -> Markup:
    """Return one row: a bar for the interval, a dot for the point, a tick for ``expected``."""
    middle = ROW / 2
    marks = Markup("")
    if estimate.lo is not None and estimate.hi is not None:
        lo, hi = scale.percent(estimate.lo), scale.percent(estimate.hi)
        marks += tag("line", x1=lo, x2=hi, y1=middle, y2=middle, class_="ci")
        for end in (lo, hi):
            marks += tag("line", x1=end, x2=end, y1=middle - 4, y2=middle + 4, class_="cap")
    if expected is not None:
        at = scale.percent(expected)
        marks += tag("line", x1=at, x2=at, y1=middle - 8, y2=middle + 8, class_="expected")
    marks += tag("circle", cx=scale.percent(estimate.point), cy=middle, r=5, class_="dot")
    label = f"{estimate.point:.1%}"
    if estimate.lo is not None and estimate.hi is not None:
        label += f" [{estimate.lo:.1%}, {estimate.hi:.1%}]"
    return _row(grid(scale) + marks, f"plot-row {css}".strip(), label)


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


def grid(scale: Scale, height: float = ROW) -> Markup:
    """Return the vertical lines behind a row."""
    return Markup("").join(
        tag("line", x1=scale.percent(t), x2=scale.percent(t), y1=0, y2=height, class_="grid")
        for t in scale.ticks()
    )


def axis(scale: Scale, sign: bool = False) -> Markup:
    """Return the axis under rows of a share scale, in percent (``sign``: in points)."""
    marks = Markup("")
    for t in scale.ticks():
        anchor = "start" if scale(t) < 4 else "end" if scale(t) > 96 else "middle"
        label = f"{t * 100:+.0f}" if sign and t else f"{t * 100:.0f}" if sign else f"{t:.0%}"
        marks += tag("text", label, x=scale.percent(t), y=13, text_anchor=anchor)
    return _row(marks, "plot-axis", "", 18)


def difference(value: Difference, scale: Scale) -> Markup:
    """Return one row of a difference plot, with its zero line."""
    middle = ROW / 2
    zero = scale.percent(0.0)
    apart = value.lo is not None and value.hi is not None and (value.lo > 0 or value.hi < 0)
    side = ("plus" if value.point > 0 else "minus") if apart else "level"
    marks = tag("line", x1=zero, x2=zero, y1=0, y2=ROW, class_="zero")
    if value.lo is not None and value.hi is not None:
        lo, hi = scale.percent(value.lo), scale.percent(value.hi)
        marks += tag("line", x1=lo, x2=hi, y1=middle, y2=middle, class_="ci")
    marks += tag("circle", cx=scale.percent(value.point), cy=middle, r=5, class_="dot")
    return _row(grid(scale) + marks, f"plot-row {side}", f"{value.point * 100:+.1f}")


def difference_scale(differences: Sequence[Difference]) -> Scale:
    """Return one scale around zero that holds every interval."""
    ends = [v for d in differences for v in (d.point, d.lo, d.hi) if v is not None]
    return fit(ends, around=0.0, most=6)


def reliability(calibration: Calibration, css: str) -> Markup:
    """Return a reliability diagram: share right by stated confidence, dots sized by count."""
    x, y = Scale(0, 1, SIDE), Scale(0, 1, SIDE)
    marks = tag("line", x1=0, y1=SIDE, x2=SIDE, y2=0, class_="ideal")
    most = max((b.count for b in calibration.bins), default=1)
    for b in calibration.bins:
        at = x(b.confidence)
        marks += tag("line", x1=at, x2=at, y1=SIDE - y(b.lo), y2=SIDE - y(b.hi), class_="ci")
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
    x, y = Scale(0, 1, SIDE * 1.6), Scale(0, top.hi, SIDE)
    marks = Markup("")
    for c in curves:
        path = " ".join(f"{x(a):.1f},{SIDE - y(b):.1f}" for a, b in c.curve)
        marks += tag("polyline", points=path, class_=f"curve {css[c.run]}")
        last = c.curve[-1]
        marks += tag("circle", cx=x(last[0]), cy=SIDE - y(last[1]), r=4, class_=f"dot {css[c.run]}")
    words = ("作答比例", "Share answered", "其中错误率", "Share wrong")
    return _square(marks, x, y, words, "wide")


def horizon(horizons: Sequence[Horizon], css: Mapping[str, str]) -> Markup:
    """Return the share of case files got wholly right by their size, sizes on a log scale."""
    from math import log10

    sizes = sorted({p[0] for h in horizons for p in h.points})
    ends = (log10(sizes[0]), log10(sizes[-1])) if len(sizes) > 1 else (0.0, 1.0)
    x, y = Scale(*ends, SIDE * 1.6), Scale(0, 1, SIDE)
    marks = tag("line", x1=0, x2=x.size, y1=SIDE / 2, y2=SIDE / 2, class_="ideal")
    for h in horizons:
        across = [x(log10(p[0])) for p in h.points]
        upper = [f"{a:.1f},{SIDE - y(p[3]):.1f}" for a, p in zip(across, h.points, strict=True)]
        lower = [f"{a:.1f},{SIDE - y(p[2]):.1f}" for a, p in zip(across, h.points, strict=True)]
        line = [f"{a:.1f},{SIDE - y(p[1]):.1f}" for a, p in zip(across, h.points, strict=True)]
        marks += tag("polygon", points=" ".join(upper + lower[::-1]), class_=f"band {css[h.run]}")
        marks += tag("polyline", points=" ".join(line), class_=f"curve {css[h.run]}")
    ticks = [(x(log10(s)), f"{s:,.0f}") for s in sizes]
    words = ("案卷字数", "Characters in the file", "整案全对", "Files wholly right")
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
