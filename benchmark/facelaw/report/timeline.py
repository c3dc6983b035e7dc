"""The laws on a line of time: when each came into force, and when it was replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from facelaw.report.content import LawView
from facelaw.report.svg import Scale, tag

START, END = 2014.0, 2027.0
"""Years shown; a law older than the first runs in from the edge."""


def year(day: str) -> float:
    """Return a day as a year with its fraction; a day that is none counts as the end."""
    try:
        d = date.fromisoformat(day)
    except ValueError:
        return END
    return d.year + (d.timetuple().tm_yday - 1) / 365.25


def bar(law: LawView) -> Markup:
    """Return the bar of one law."""
    scale = Scale(START, END)
    start, until = max(year(law.start or "1900-01-01"), START), year(law.until)
    width = max(scale(until) - scale(start), 0.6)
    marks = _years(scale)
    marks += tag(
        "rect",
        tag("title", f"{law.name} {law.start} – {law.until}"),
        x=f"{scale(start):.2f}%",
        width=f"{width:.2f}%",
        y=6,
        height=10,
        rx=3,
        class_=f"force {law.authority}" + (" over" if law.until else ""),
    )
    return tag("svg", marks, class_="plot-row", width="100%", height="22", aria_hidden="true")


def axis() -> Markup:
    """Return the years under the bars."""
    scale = Scale(START, END)
    marks = Markup("").join(
        tag("text", str(y), x=scale.percent(y), y=13, text_anchor="middle")
        for y in range(int(START) + 1, int(END), 2)
    )
    return tag("svg", marks, class_="plot-axis", width="100%", height="18", aria_hidden="true")


def order(laws: Sequence[LawView]) -> list[LawView]:
    """Return the laws by the day they came into force."""
    return sorted(laws, key=lambda law: (law.start, law.name))


def _years(scale: Scale) -> Markup:
    """Return a thin line for each year."""
    return Markup("").join(
        tag("line", x1=scale.percent(y), x2=scale.percent(y), y1=0, y2=22, class_="grid")
        for y in range(int(START) + 1, int(END))
    )
