"""Faults of the released text: contradictions, repeated phrases, missing canary, leaks of split."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from facelaw.report.content import Explorer
from facelaw.scoring.key import Item

RUN, FAMILIES = 12, 3
"""A run of so many characters may stand in so many families at most."""
PLAIN = re.compile(
    r"中华人民共和国|[^，。；]{0,12}(人民法院|人民检察院|公安局|公安分局|互联网法院)"
    r"|《[^》]*》|[0-9０-９〇一二三四五六七八九十百千万年月日时点分至到]+"
)
"""Names of laws and courts, dates and numbers: allowed to recur."""


def contradictions(items: Sequence[Item]) -> Iterator[str]:
    """Yield items that ask the same of the same narrative and have another gold."""
    seen: dict[tuple[str, ...], tuple[str, object]] = {}
    for item in items:
        if item.kind == "altered":
            continue
        asked = (item.narrative_hash, item.task, item.target, item.option, item.stage,
                 item.asked_on, *item.keys)  # fmt: skip
        gold = {p.key: p.value for p in item.gold}
        first = seen.setdefault(asked, (item.id, gold))
        if first[1] != gold:
            yield f"{first[0]} and {item.id}: the same question with another answer"


def repeated(explorer: Explorer) -> Iterator[str]:
    """Yield each run of characters that stands in too many families' narratives.

    Generated families share their sentences by design; how varied they are is measured elsewhere
    (``benchmarks/generated_text.py``).
    """
    where: dict[str, set[str]] = {}
    for family in explorer.families:
        if family.source == "generated":
            continue
        text = "".join(p.text.get("zh", "") for v in family.variants[:1] for p in v.papers)
        text = PLAIN.sub("※", re.sub(r"\s", "", text))
        for part in text.split("※"):
            for i in range(len(part) - RUN + 1):
                where.setdefault(part[i : i + RUN], set()).add(family.id)
    for run, families in sorted(where.items()):
        if len(families) > FAMILIES:
            yield f"{run}: in {len(families)} families ({', '.join(sorted(families)[:4])} …)"


def without_canary(folder: Path, canary: str) -> Iterator[str]:
    """Yield each readable file of a release that does not carry the canary.

    Parquet carries it in the card and the manifest beside it; data lines carry none.
    """
    for name in ("README.md", "LICENSE", "manifest.json", "croissant.json"):
        if canary not in (folder / name).read_text(encoding="utf-8"):
            yield f"{name} without the canary"


def solved_by_constants(items: Sequence[Item]) -> Iterator[str]:
    """Yield families whose core quartet one constant answer gets wholly right."""
    golds: dict[str, set[str]] = {}
    for item in items:
        if item.task == "claims" and item.quartet and item.headline:
            golds.setdefault(item.family, set()).update(p.value for p in item.gold)
    for family, values in golds.items():
        if len(values) == 1:
            yield f"{family}: every verdict of its quartet is {next(iter(values))}"
