"""What the families cover, counted: the coverage matrix of the card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from facelaw.gold.derived import Derived
from facelaw.tasks.item import VERDICTS

PERIODS = (
    ("", "before 2021-01-01"),
    ("2021-01-01", "2021-01-01 to 2021-10-31"),
    ("2021-11-01", "2021-11-01 to 2023-01-09"),
    ("2023-01-10", "2023-01-10 to 2025-08-31"),
    ("2025-09-01", "2025-09-01 to 2025-12-31"),
    ("2026-01-01", "from 2026-01-01"),
)
"""Periods between the days from which the Civil Code, the Personal Information Protection Law, the
deep-synthesis rules, the labelling measures and the public-security law of 2025 apply."""


def coverage(families: Iterable[Sequence[Derived]]) -> str:
    """Return Markdown tables: claims by verdict, and families by each of their properties."""
    claims: dict[str, Counter[str]] = {}
    asked: dict[str, set[str]] = {}
    by: dict[str, Counter[str]] = {}

    def count(name: str, value: str) -> None:
        by.setdefault(name, Counter())[value] += 1

    for variants in families:
        family = variants[0].family
        for name in ("media", "victim", "register", "stage", "source"):
            count(name, str(getattr(family, name)).replace("_", " "))
        count("level", str(family.level))
        count("defendants asked about", str(len({ask.split(".")[2] for ask in family.ask})))
        count("theme", ", ".join(t for t in family.themes if t != "none") or "none")
        count("open reading", family.open_reading or "none")
        for d in variants:
            count("variants", d.scenario.kind)
            for derivation in d.by_option.values():
                for ask in d.scenario.ask:
                    claim = ask.split(".")[1]
                    claims.setdefault(claim, Counter())[derivation.verdict(ask)] += 1
                    asked.setdefault(claim, set()).add(family.id)
        for act in family.acts.values():
            count("acts begun", [name for since, name in PERIODS if since <= act.start][-1])
    lines = [
        "| claim | families | " + " | ".join(v.replace("_", " ") for v in VERDICTS) + " |",
        "| --- | ---: |" + " ---: |" * len(VERDICTS),
    ]
    for claim in sorted(claims):
        cells = " | ".join(str(claims[claim][verdict]) for verdict in VERDICTS)
        lines.append(f"| `{claim}` | {len(asked[claim])} | {cells} |")
    lines += ["", "| of the families | counted |", "| --- | --- |"]
    for name in sorted(by):
        counted = sorted(by[name].items(), key=lambda pair: (-pair[1], pair[0]))
        lines.append(f"| {name} | {', '.join(f'{value} {n}' for value, n in counted)} |")
    return "\n".join(lines) + "\n"
