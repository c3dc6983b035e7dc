"""Several runs: each one's horizons, and pairs of them on the cases that all were asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from facelaw.scoring.compare import ALPHA, on_common_items, refuse_unlike
from facelaw.scoring.estimates import Settings
from facelaw.scoring.horizon.of_run import RunHorizon, of_run
from facelaw.scoring.horizon.pairs import Ratio, drawn, ratio
from facelaw.scoring.item import Size
from facelaw.scoring.paired import holm
from facelaw.scoring.runs import Run


@dataclass(frozen=True)
class PairHorizon:
    """Two runs on the same cases.

    Attributes:
        first: place of the one run.
        second: place of the other.
        ratio: first over second.
        p_holm: p corrected for all pairs; None where there is none.
    """

    first: int
    second: int
    ratio: Ratio
    p_holm: float | None

    @property
    def told_apart(self) -> bool:
        """Return whether the corrected p value is at most 5 %."""
        return self.p_holm is not None and self.p_holm <= ALPHA


@dataclass(frozen=True)
class Horizons:
    """Everything that ``facelaw horizon`` prints.

    Attributes:
        by: what size is.
        runs: in the order given.
        pairs: the runs of one budget, and the budgets of one model.
        settings: resamples and seed.
    """

    by: Size
    runs: tuple[RunHorizon, ...]
    pairs: tuple[PairHorizon, ...]
    settings: Settings


def horizons(
    runs: Sequence[Run], settings: Settings, by: Size = "steps", across: Iterable[str] = ()
) -> Horizons:
    """Return the horizons of some runs, on the cases that all were asked.

    Args:
        runs: one or more; their output budgets may differ.
        settings: resamples and seed.
        by: what size is.
        across: further settings that may differ, by their name in the signature.

    Raises:
        UsageError: settings differ, no case is shared, or the key tells no sizes.
    """
    if len(runs) > 1:
        refuse_unlike(runs, ("budget", *across))
        runs = on_common_items(runs)
    found = [of_run(run, by, settings) for run in runs]
    chosen = [
        (i, j)
        for i, j in combinations(range(len(runs)), 2)
        if runs[i].signature.budget == runs[j].signature.budget or runs[i].model == runs[j].model
    ]
    draws = {i: drawn(found[i].cases, settings) for i in sorted({i for p in chosen for i in p})}
    ratios = [
        ratio(
            found[i].cases,
            found[j].cases,
            (draws[i], draws[j]),
            (found[i].horizons[0].at, found[j].horizons[0].at),
            settings,
        )
        for i, j in chosen
    ]
    corrected = iter(holm([r.p for r in ratios if r.p is not None]))
    pairs = tuple(
        PairHorizon(i, j, r, None if r.p is None else next(corrected))
        for (i, j), r in zip(chosen, ratios, strict=True)
    )
    return Horizons(by, tuple(found), pairs, settings)
