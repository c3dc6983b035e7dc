"""Two or more runs over the same items: paired differences, tests, rank ranges, worst items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from facelaw.errors import UsageError
from facelaw.scoring.estimates import Estimate, Settings, pending, settle
from facelaw.scoring.measures import MEASURES, PRIMARY
from facelaw.scoring.paired import (
    detectable,
    holm,
    max_t,
    pending_difference,
    swap_null,
    swap_p,
)
from facelaw.scoring.panel import Panel, panel
from facelaw.scoring.ranks import rank_ranges
from facelaw.scoring.runs import Run, make
from facelaw.scoring.signature import NAMES, differences
from facelaw.scoring.statistic import Measure
from facelaw.scoring.table import FloatArray
from facelaw.scoring.telling import Telling, telling

ALPHA = 0.05


@dataclass(frozen=True)
class PairResult:
    """Two runs in the primary measure.

    Attributes:
        first: place of the one run.
        second: place of the other.
        difference: first minus second, paired by family.
        p: of the swap test.
        p_holm: the same corrected for all pairs.
        detectable: smallest true difference that these families find four times in five.
    """

    first: int
    second: int
    difference: Estimate
    p: float
    p_holm: float
    detectable: float | None

    @property
    def told_apart(self) -> bool:
        """Return whether the corrected p value is at most 5 %."""
        return self.p_holm <= ALPHA


@dataclass(frozen=True)
class MeasureResult:
    """Two runs in one measure; ``p_max_t`` is corrected for all measures of the pair."""

    id: str
    first: Estimate
    second: Estimate
    difference: Estimate
    p: float | None
    p_max_t: float | None
    detectable: float | None


@dataclass(frozen=True)
class Comparison:
    """Everything that ``facelaw compare`` prints.

    Attributes:
        runs: in the order given.
        primary: the primary measure of each run.
        pairs: every pair in the primary measure.
        ranks: best and worst rank that the tests leave open for each run.
        measures: all measures; of two runs only.
        telling: families and items in which two runs differ most; of two runs only, and not
            of a set in shards.
        panel: reliability of the order and discrimination of each family.
    """

    runs: tuple[Run, ...]
    primary: tuple[Estimate, ...]
    pairs: tuple[PairResult, ...]
    ranks: tuple[tuple[int, int], ...]
    measures: tuple[MeasureResult, ...]
    telling: Telling | None
    panel: Panel


def compare(
    runs: Sequence[Run], settings: Settings, across: Iterable[str] = (), shown: int = 10
) -> Comparison:
    """Compare runs of the same items under the same settings.

    Args:
        runs: at least two.
        settings: resamples and seed.
        across: settings that may differ, by their name in the signature.
        shown: how many families to list where two runs differ most.

    Raises:
        UsageError: fewer than two runs, no common measure, or settings differ.
    """
    if len(runs) < 2:
        raise UsageError("comparing takes two prediction files or more")
    refuse_unlike(runs, across)
    runs = on_common_items(runs)
    carried = [run.measures for run in runs]
    if any(PRIMARY not in measures for measures in carried):
        raise UsageError("there are no `claims` items to compare; check --split")
    tables = [run.table for run in runs]
    points, pairs, measures = _estimated(runs, settings)
    two, kept = len(runs) == 2, all(run.answers for run in runs)
    return Comparison(
        runs=tuple(runs),
        primary=tuple(points),
        pairs=pairs,
        ranks=tuple(
            rank_ranges(
                [point.value or 0.0 for point in points],
                {(pair.first, pair.second): pair.p_holm for pair in pairs},
                ALPHA,
            )
        ),
        measures=measures,
        telling=telling(runs[0].graded, runs[1].graded, shown) if two and kept else None,
        panel=panel(tables, settings.seed),
    )


def refuse_unlike(runs: Sequence[Run], across: Iterable[str] = ()) -> None:
    """Refuse runs whose figures do not mean the same.

    Raises:
        UsageError: names each setting that differs, with the value of each run.
    """
    unlike = differences([run.signature for run in runs], across)
    if unlike:
        told = [
            f"{NAMES[name]} ({name}): "
            + ", ".join(f"{run.name} {value}" for run, value in zip(runs, values, strict=True))
            for name, values in unlike.items()
        ]
        hint = "; --across lets a named setting differ" if set(unlike) <= set(ACROSS) else ""
        raise UsageError(
            "these runs cannot be compared, they differ in\n  " + "\n  ".join(told) + hint
        )


def on_common_items(runs: Sequence[Run]) -> Sequence[Run]:
    """Return runs on the items that all were asked; the same runs where that is all of them.

    Raises:
        UsageError: they share no item, or which they share is not known of a set in shards.
    """
    if not any(run.answers for run in runs) and not differences([run.signature for run in runs]):
        return runs  # the same key under the same settings asks the same items
    asked = [[item.id for item in run.graded.design.items] for run in runs]
    if all(ids == asked[0] for ids in asked):
        return runs
    common = set(asked[0]).intersection(*asked[1:])
    if not common:
        raise UsageError("these runs cannot be compared, they share no item")
    return [
        make(run.name, run.signature, run.graded.take(np.array([i in common for i in ids])),
             model=run.model, file=run.file, problems=run.problems, audit=run.audit)
        for run, ids in zip(runs, asked, strict=True)
    ]  # fmt: skip


ACROSS = ("lang", "cond", "tmpl", "budget")
"""Settings under which runs may be compared on request; all others mean different items or gold."""


def _estimated(
    runs: Sequence[Run], settings: Settings
) -> tuple[list[Estimate], tuple[PairResult, ...], tuple[MeasureResult, ...]]:
    """Return the primary measure by run and by pair, and of two runs every measure.

    All of it is drawn once: runs and differences are resampled together.
    """
    primary = MEASURES[PRIMARY]
    more = _shared(runs[0], runs[1]) if len(runs) == 2 else []
    measures = [primary, *more]
    pairs = list(combinations(range(len(runs)), 2))
    waiting = [pending(measure, run.table) for measure in measures for run in runs]
    waiting += [
        pending_difference(measure, runs[a].table, runs[b].table)
        for measure in measures
        for a, b in pairs
    ]
    found = settle(waiting, settings)
    single, paired = found[: len(measures) * len(runs)], found[len(measures) * len(runs) :]
    tests = [swap_null(measures, runs[a].table, runs[b].table, settings) for a, b in pairs]
    p = [float(swap_p(*test)[0]) for test in tests]
    results = tuple(
        PairResult(a, b, difference, raw, corrected, detectable(difference.se, len(pairs)))
        for (a, b), difference, raw, corrected in zip(
            pairs, paired[: len(pairs)], p, holm(p), strict=True
        )
    )
    return single[: len(runs)], results, _measures(measures, single, paired, tests) if more else ()


def _shared(first: Run, second: Run) -> list[Measure]:
    """Return the measures besides the primary one that two runs carry and that can be better."""
    return [
        measure
        for name, measure in first.measures.items()
        if name in MEASURES
        and name in second.measures
        and name != PRIMARY
        and measure.better != "neither"
    ]


def _measures(
    measures: Sequence[Measure],
    single: Sequence[Estimate],
    paired: Sequence[Estimate],
    tests: Sequence[tuple[FloatArray, FloatArray]],
) -> tuple[MeasureResult, ...]:
    """Return every measure of two runs, with p values corrected together."""
    raw, corrected = swap_p(*tests[0]), max_t(*tests[0])
    return tuple(
        MeasureResult(
            measure.id,
            single[2 * i],
            single[2 * i + 1],
            paired[i],
            None if np.isnan(raw[i]) else float(raw[i]),
            None if np.isnan(corrected[i]) else float(corrected[i]),
            detectable(paired[i].se),
        )
        for i, measure in enumerate(measures)
    )
