"""The tables of the breakdown: by task, part of an argument, level, kind, theme, claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from facelaw.report import words
from facelaw.report.content import LawPicture
from facelaw.report.data import Estimate, Line, Table, Text
from facelaw.scoring.measures import MEASURES, PRIMARY
from facelaw.scoring.score import Scores

TITLES: Mapping[str, tuple[str, str]] = {
    "level": ("按难度", "By level"),
    "kind": ("按变体", "By variant"),
    "stage": ("按阶段", "By stage"),
    "theme": ("按题材", "By theme"),
    "claim": ("按请求", "By claim"),
}


def tables(found: Scores, law: LawPicture | None) -> Iterator[Table]:
    """Yield every table that some run has numbers for.

    Args:
        found: scores with the slices that were asked for.
        law: names the claims.
    """
    named = {m.id: m for m in MEASURES.values()}
    whole = [name for name in named if name.startswith("exact.")]
    parts = [name for name in named if name.startswith(("argument.", "citations."))]
    note = {
        "zh": "法条引用的四项错误率越低越好。",
        "en": "Of the four rates of faulty citations, lower is better.",
    }
    for id, title, ids, about in (
        ("task", ("按任务", "By task"), whole, {}),
        ("argument", ("逐要件论证", "Argument, part by part"), parts, note),
    ):
        lines = [_line(found, i, {"zh": named[i].zh, "en": named[i].en.strip()}) for i in ids]
        yield from _table(id, title, "whole" if id == "task" else "parts", lines, about)
    end = f".{PRIMARY}"
    for dimension, title in TITLES.items():
        slices = dict.fromkeys(
            name
            for run in found.runs
            for name in run.measures
            if name.startswith(f"{dimension}.") and name.endswith(end)
        )
        lines = [
            _line(found, name, _label(dimension, name[len(dimension) + 1 : -len(end)], law))
            for name in slices
        ]
        yield from _table(dimension, title, PRIMARY, lines, {})


def _table(
    id: str, title: tuple[str, str], measure: str, lines: Iterable[Line], note: Text
) -> Iterator[Table]:
    """Yield the table of those lines that have a number."""
    kept = tuple(line for line in lines if line.cells)
    if kept:
        yield Table(id, {"zh": title[0], "en": title[1]}, measure, kept, note)


def _line(found: Scores, name: str, label: Text) -> Line:
    """Return one measure of every run that has it."""
    cells: dict[str, Estimate] = {}
    for run, estimated in zip(found.runs, found.estimates, strict=True):
        e = estimated.get(name)
        if e and e.value is not None:
            cells[run.name] = Estimate(e.value, e.low, e.high, e.families, round(e.n))
    return Line(label, cells)


def _label(dimension: str, value: str, law: LawPicture | None) -> Text:
    """Return a slice's name in both languages."""
    if dimension == "level":
        return {"zh": f"{value} 级", "en": f"Level {value}"}
    if dimension == "claim":
        known = {claim.id: claim.name for claim in law.claims} if law else {}
        return known.get(value, {"zh": value, "en": value})
    return words.text(words.GROUPS[dimension], value)
