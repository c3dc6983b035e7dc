"""Any number of runs from stored predictions, best first, with the ranks that tests leave open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facelaw.scoring.compare import compare
from facelaw.scoring.estimates import Estimate, Settings
from facelaw.scoring.measures import PRIMARY
from facelaw.scoring.runs import Run


@dataclass(frozen=True)
class Row:
    """One run of the board.

    Attributes:
        run: the run.
        figures: its estimates by measure.
        ranks: best and worst rank among the runs under the same settings; None where it is
            alone there or carries no verdicts.
        among: how many runs those are.
    """

    run: Run
    figures: Mapping[str, Estimate]
    ranks: tuple[int, int] | None
    among: int


def leaderboard(
    runs: Sequence[Run], figures: Sequence[Mapping[str, Estimate]], settings: Settings
) -> list[Row]:
    """Return the runs by group of equal settings, within a group by the primary measure.

    Runs under different settings are never ranked against each other.

    Args:
        runs: any number.
        figures: each run's estimates by measure.
        settings: resamples and seed of the tests between them.
    """
    groups: dict[str, list[int]] = {}
    for index, run in enumerate(runs):
        groups.setdefault(str(run.signature), []).append(index)
    rows: list[Row] = []
    for members in groups.values():
        carried = [i for i in members if PRIMARY in runs[i].measures]
        ranks: dict[int, tuple[int, int]] = {}
        if len(carried) > 1:
            found = compare([runs[i] for i in carried], settings)
            ranks = dict(zip(carried, found.ranks, strict=True))
        members.sort(key=lambda i: (-_primary(figures[i]), runs[i].name))
        rows += [Row(runs[i], figures[i], ranks.get(i), len(carried)) for i in members]
    return rows


def _primary(figures: Mapping[str, Estimate]) -> float:
    """Return the figure by which runs are ordered."""
    found = figures.get(PRIMARY)
    return found.value or 0.0 if found else 0.0
