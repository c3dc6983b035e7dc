"""Scoring prediction files: read, grade, sum by family, estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facelaw.scoring.audit import Audit
from facelaw.scoring.contrasts import Contrast, contrasts
from facelaw.scoring.estimates import Estimate, Settings, estimates
from facelaw.scoring.leaderboard import Row, leaderboard
from facelaw.scoring.runs import Run
from facelaw.scoring.statistic import Measure


@dataclass(frozen=True)
class Scores:
    """Some runs with everything that ``facelaw score`` tells of them.

    Attributes:
        runs: in the order given.
        estimates: each run's estimates by measure.
        board: the runs by settings, best first.
        contrasts: between runs of one model that differ in one setting; none of sets in shards.
        settings: resamples and seed.
    """

    runs: tuple[Run, ...]
    estimates: tuple[Mapping[str, Estimate], ...]
    board: tuple[Row, ...]
    contrasts: tuple[Contrast, ...]
    settings: Settings

    @property
    def audit(self) -> Audit | None:
        """Errors known in the gold, which is the same for all runs."""
        return self.runs[0].audit if self.runs else None


def score(runs: Sequence[Run], settings: Settings) -> Scores:
    """Estimate every measure of some runs, with shared resamples, and set them side by side."""
    measures: dict[str, Measure] = {}
    for run in runs:
        measures.update(run.measures)
    found = estimates(list(measures.values()), [run.table for run in runs], settings)
    return Scores(
        runs=tuple(runs),
        estimates=tuple(found),
        board=tuple(leaderboard(runs, found, settings)),
        contrasts=tuple(contrasts([run for run in runs if run.answers], settings)),
        settings=settings,
    )
