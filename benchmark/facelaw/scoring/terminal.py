"""Plain text of eighty columns: numbers in columns, intervals drawn, Chinese counted as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from facelaw.scoring.estimates import TOO_FEW_WORDS, Estimate
from facelaw.scoring.statistic import Measure

WIDTH = 80
PLOT = 17
TITLE = 34
RULE = "─" * WIDTH


def width(text: str) -> int:
    """Return how many columns a text takes.

    >>> width("款 x")
    4
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def left(text: str, columns: int) -> str:
    """Return text cut or filled to some columns, to the left."""
    if width(text) > columns:
        while width(text) > columns - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (columns - width(text))


def apart(names: Sequence[str], columns: int) -> list[str]:
    """Return names of at most some columns that stay different: cut in the middle, or numbered.

    Names of runs differ at the end as often as at the beginning.

    >>> apart(["char-tfidf-logreg", "char-tfidf-svc"], 12)
    ['char-…logreg', 'char-…df-svc']
    """
    cut = [shortened(name, columns) for name in names]
    if len(set(cut)) == len(set(names)):
        return cut
    numbers = [f"{place}. " for place in range(1, len(names) + 1)]
    return [
        number + shortened(name, columns - len(number))
        for number, name in zip(numbers, names, strict=True)
    ]


def shortened(text: str, columns: int) -> str:
    """Return text with its middle cut out where it is wider than some columns."""
    if width(text) <= columns:
        return text
    head, tail = text[: len(text) // 2], text[len(text) // 2 :]
    while width(head) + width(tail) > columns - 1:
        head, tail = (head, tail[1:]) if width(tail) > width(head) else (head[:-1], tail)
    return f"{head}…{tail}"


def right(text: str, columns: int) -> str:
    """Return text filled to some columns, to the right."""
    return " " * (columns - width(text)) + text


def wrapped(text: str, breaks: str = " ", indent: str = "") -> list[str]:
    """Return lines of at most eighty columns, broken after one of ``breaks``."""
    lines: list[str] = []
    line = ""
    word = ""
    for char in text:
        word += char
        if char in breaks:
            line, word = _joined(lines, line, word, indent), ""
    line = _joined(lines, line, word, indent)
    return [*lines, line.rstrip()]


def _joined(lines: list[str], line: str, word: str, indent: str) -> str:
    """Return the line with a word added, after moving a full one to ``lines``."""
    if line and width(line) + width(word.rstrip()) > WIDTH:
        lines.append(line.rstrip())
        return indent + word
    return line + word


def number(measure: Measure, value: float | None) -> str:
    """Return a figure as people read it: per cent where it is a share."""
    if value is None:
        return "n/a"
    if measure.high <= 1.0:
        return f"{100 * value:.1f}".replace("-0.0", "0.0")
    return f"{value:,.0f}" if measure.high == float("inf") else f"{value:.2f}"


def interval(measure: Measure, found: Estimate) -> str:
    """Return an interval, or why there is none."""
    if found.low is None or found.high is None:
        return TOO_FEW_WORDS if found.method == TOO_FEW_WORDS else ""
    return f"{number(measure, found.low)} – {number(measure, found.high)}"


def plot(low: float, value: float, high: float) -> str:
    """Return a share with its interval on a line from 0 to 1.

    >>> plot(0.25, 0.5, 0.75)
    '    ├───●───┤    '
    """
    a, point, b = (round(share * (PLOT - 1)) for share in (low, value, high))
    cells = [" "] * PLOT
    for place in range(a, b + 1):
        cells[place] = "─"
    cells[a], cells[b] = "├", "┤"
    cells[point] = "●"
    return "".join(cells)


def row(measure: Measure, found: Estimate, title: str | None = None) -> str:
    """Return a measure's line: title, figure, interval, families, drawing."""
    parts = [
        left(title or measure.en, TITLE),
        right(number(measure, found.value), 7),
        right(interval(measure, found), 17),
        right(str(found.families), 4),
    ]
    line = "".join(parts)
    drawn = (found.low, found.value, found.high)
    if measure.low == 0.0 and measure.high == 1.0 and None not in drawn:
        low, value, high = (float(end or 0.0) for end in drawn)
        line += " " + plot(low, value, high)
    return line.rstrip()


def head(title: str, share: bool = True) -> list[str]:
    """Return a section's first lines; without ``share`` it has neither per cent nor a scale."""
    columns = right("%" if share else "", 7) + right("95 % interval", 17) + right("fam", 4)
    scale = " 0" + " " * (PLOT - 4) + "100" if share else ""
    return ["", left(title.upper(), TITLE) + columns + scale, RULE]


def page(lines: Iterable[str]) -> str:
    """Return lines as one text."""
    return "\n".join(lines) + "\n"
