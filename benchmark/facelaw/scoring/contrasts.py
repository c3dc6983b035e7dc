"""Runs of one model that differ in one setting: knowledge, fact-finding, memory, language, wording.

Each contrast is taken on the items that both runs were asked. Within them every verdict is a pair,
except in `altered`, whose gold is another: there families are paired, and the run without the
amendment is read on the bases of the same families.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from facelaw.scoring.design import KINDS
from facelaw.scoring.estimates import Estimate, Settings
from facelaw.scoring.graded import NO_LABEL, Graded
from facelaw.scoring.measures import MEASURES, PRIMARY, STRICT, tabulate
from facelaw.scoring.paired import difference_estimates, swap_null, swap_p
from facelaw.scoring.runs import Run
from facelaw.scoring.table import FamilyTable

KINDS_OF_CONTRAST: dict[str, tuple[str, str, str]] = {
    "knowledge": ("cond", "law", "bare"),
    "fact_finding": ("cond", "ledger", "law"),
    "memory": ("cond", "law", "altered"),
    "language": ("lang", "zh", "en"),
    "wording": ("tmpl", "a", "b"),
}
"""Name to (setting, first value, second value): the contrast is first minus second."""


@dataclass(frozen=True)
class Contrast:
    """One model under two values of one setting.

    Attributes:
        name: key of :data:`KINDS_OF_CONTRAST`.
        model: whose runs they are.
        first: name of the run with the first value.
        second: name of the run with the second.
        verdicts: difference in mean verdict accuracy.
        p: of the family-swap test on it.
        strict: difference in strict family accuracy; None where the items carry none.
        pairs: verdict pairs, samples averaged; 0 where verdicts are not paired.
        both: share of pairs right in both; None without pairs, as the next three.
        only_first: share right in the first alone.
        only_second: share right in the second alone.
        same_answer: share answered alike, right or wrong; silence is no answer.
    """

    name: str
    model: str
    first: str
    second: str
    verdicts: Estimate
    p: float
    strict: Estimate | None
    pairs: int
    both: float | None = None
    only_first: float | None = None
    only_second: float | None = None
    same_answer: float | None = None


def contrasts(runs: Sequence[Run], settings: Settings) -> list[Contrast]:
    """Return every contrast that the runs allow, in the order of :data:`KINDS_OF_CONTRAST`."""
    out: list[Contrast] = []
    for name, (setting, one, other) in KINDS_OF_CONTRAST.items():
        for first in runs:
            if first.signature.pairs()[setting] != one:
                continue
            wanted = first.signature.pairs() | {setting: other}
            for second in runs:
                if second.model == first.model and second.signature.pairs() == wanted:
                    out.extend(_contrast(name, first, second, settings))
    return out


def _contrast(name: str, first: Run, second: Run, settings: Settings) -> list[Contrast]:
    """Return the contrast of two runs, none where they share no verdicts."""
    a, b = first.graded, second.graded
    if name == "memory":
        a, b = _same_families(a, b)
    else:
        a, b = _same_items(a, b)
    tables = tabulate(a)[0], tabulate(b)[0]
    if not len(tables[0].families) or not tables[0].column("verdict.n").any():
        return []
    verdicts = _difference(PRIMARY, tables, settings)
    strict = _difference(STRICT, tables, settings)
    p = swap_p(*swap_null([MEASURES[PRIMARY]], *tables, settings))[0]
    plain = Contrast(
        name, first.model, first.name, second.name, verdicts, float(p),
        strict if strict.value is not None else None, 0,
    )  # fmt: skip
    return [plain if name == "memory" else _paired(plain, a, b)]


def _difference(
    measure: str, tables: tuple[FamilyTable, FamilyTable], settings: Settings
) -> Estimate:
    """Return the difference in one measure."""
    return difference_estimates([(MEASURES[measure], *tables)], settings)[0]


def _same_items(first: Graded, second: Graded) -> tuple[Graded, Graded]:
    """Return both runs on the `claims` items that both were asked, in the first's order."""
    here = {item.id for item in first.design.items if item.task == "claims"}
    both = here & {item.id for item in second.design.items}
    return _only(first, both), _only(second, both)


def _same_families(plain: Graded, altered: Graded) -> tuple[Graded, Graded]:
    """Return bases of the families whose law was altered, and the altered items."""
    base = KINDS.index("base")
    items = {item.id for item in altered.design.items if item.task == "claims"}
    families = {item.family for item in altered.design.items if item.task == "claims"}
    bases = {
        item.id
        for item, kind in zip(plain.design.items, plain.design.kind.tolist(), strict=True)
        if kind == base and item.task == "claims" and item.family in families
    }
    kept = {item.family for item in plain.design.items if item.id in bases}
    paired = {item.id for item in altered.design.items if item.id in items and item.family in kept}
    return _only(plain, bases), _only(altered, paired)


def _only(run: Graded, ids: set[str]) -> Graded:
    """Return a run on some items."""
    return run.take(np.array([item.id in ids for item in run.design.items], dtype=np.bool_))


def _paired(plain: Contrast, first: Graded, second: Graded) -> Contrast:
    """Add how single verdicts moved; samples are paired in order, as many as both have."""
    count = min(first.samples, second.samples)
    a, b = first.hit[:count] == 1, second.hit[:count] == 1
    said = first.label[:count], second.label[:count]
    same = (said[0] == said[1]) & (said[0] != NO_LABEL)
    return replace(
        plain,
        pairs=int(a.shape[1]),
        both=float((a & b).mean()),
        only_first=float((a & ~b).mean()),
        only_second=float((b & ~a).mean()),
        same_answer=float(same.mean()),
    )
