"""The case horizon of each run, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facelaw.errors import UsageError
from facelaw.report.data import Horizon
from facelaw.scoring.estimates import Settings
from facelaw.scoring.horizon.cases import NAMES, SIZES
from facelaw.scoring.horizon.of_run import Horizon as Found
from facelaw.scoring.horizon.of_run import RunHorizon, of_run
from facelaw.scoring.horizon.page import told
from facelaw.scoring.runs import Run

LEAST = 2
"""Levels of cases below which a curve over their size would say little."""


def horizons(runs: Sequence[Run], settings: Settings) -> Iterator[Horizon]:
    """Yield the horizons of the runs whose cases have sizes, and levels enough."""
    for run in runs:
        try:
            found = of_run(run, SIZES[0], settings)
        except UsageError:
            continue  # the key tells no sizes, or one alone
        if found.cases.levels >= LEAST:
            yield _horizon(found)


def _horizon(found: RunHorizon) -> Horizon:
    """Return one run's."""
    zh, en = NAMES[SIZES[0]]
    tokens = found.tokens.value if found.tokens else None
    return Horizon(
        run=found.run.name,
        points=tuple(((b.least * b.most) ** 0.5, b.right, b.low, b.high) for b in found.bins),
        curve=found.curve,
        told=tuple((h.share, told(found, h.at), _ends(found, h)) for h in found.horizons),
        unit={"zh": f"{zh}（对数）", "en": f"{en}, log scale"},
        families=len(found.cases.families),
        tokens=tokens,
    )


def _ends(found: RunHorizon, horizon: Found) -> str:
    """Return an interval in figures, nothing where families are few."""
    if horizon.low is None or horizon.high is None:
        return ""
    ends = (told(found, horizon.low), told(found, horizon.high))
    return "–".join(dict.fromkeys(ends))
