"""From scored prediction files to a ``ReportData``: the adapter between scoring and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from facelaw import __version__
from facelaw.report import answers, explorer, words
from facelaw.report.data import (
    Bin,
    Calibration,
    Contrast,
    Difference,
    Estimate,
    Measure,
    Pair,
    ReportData,
    Run,
)
from facelaw.report.gold_note import gold_note
from facelaw.report.horizons import horizons
from facelaw.report.tables import tables
from facelaw.scoring import estimates as estimating
from facelaw.scoring.calibration import curves
from facelaw.scoring.compare import Comparison, compare
from facelaw.scoring.key import Key
from facelaw.scoring.measures import MEASURES, PRIMARY, STRICT, confidence
from facelaw.scoring.paired import unlike
from facelaw.scoring.runs import Run as Scored
from facelaw.scoring.score import Scores, score

MOST_ITEMS = 5_000
"""Items that a page holds unless told otherwise."""

MOST_PAIRS = 45
"""Pairs of runs that are compared in every measure; with more, in the primary one alone."""

OF_THEIR_OWN = ("exact.", "argument.", "citations.")
"""Measures that have a table of their own in the breakdown."""


def collect(
    runs: Sequence[Scored],
    key: Key,
    settings: estimating.Settings,
    *,
    providers: Mapping[str, str] | None = None,
    most: int = MOST_ITEMS,
) -> ReportData:
    """Score runs and gather everything that a report shows of them.

    Args:
        runs: loaded with the slices to show, names unique.
        key: the items; ``explorer.json`` beside it gives narratives, arguments and law.
        settings: resamples and seed.
        providers: who gave each run, by its name; ``baseline`` marks a baseline.
        most: items to show at most.

    Raises:
        DataError: ``explorer.json`` is broken.
        UsageError: a run came from standard input.
    """
    found = score(runs, settings)
    path = Path(key.file).with_name("explorer.json")
    shown = explorer.read(path) if path.exists() else None
    chosen, left_out = answers.items(runs, shown, most)
    held = {item.family for item in chosen}
    told = {
        "zh": f"为控制大小，另有 {left_out:,} 题未收入“逐题”；各项成绩仍按全部题目计算。",
        "en": f"To keep the page small, {left_out:,} more items are left out of “Items”; every "
        "figure counts them.",
    }
    return ReportData(
        data_version=key.data_version,
        code_version=__version__,
        measures=tuple(_measures(found)),
        runs=tuple(_runs(found, providers or {})),
        headline=STRICT,
        primary=PRIMARY,
        tables=tuple(tables(found, shown.law if shown else None)),
        calibrations=tuple(_calibrations(found)),
        pairs=tuple(_pairs(runs, settings)),
        contrasts=tuple(_contrasts(found)),
        horizons=tuple(horizons(runs, settings)),
        families=tuple(f for f in shown.families if f.id in held) if shown else (),
        items=tuple(chosen),
        attempts=tuple(a for run in runs for a in answers.attempts(run, key, chosen)),
        law=shown.law if shown else None,
        notes=(gold_note(key.audit), *((told,) if left_out else ())),
    )


def estimate(found: estimating.Estimate) -> Estimate | None:
    """Return a scorer's estimate as the page's; None where there is no value."""
    if found.value is None:
        return None
    return Estimate(found.value, found.low, found.high, found.families, round(found.n))


def _measures(found: Scores) -> Iterator[Measure]:
    """Yield the measures in the order of printing."""
    own = {measure.id for measure in confidence.MEASURES}
    for m in MEASURES.values():
        if any(m.id in run.measures for run in found.runs):
            share = m.high <= 1.0 and m.id not in own
            name = {"zh": m.zh.strip(), "en": m.en.strip()}
            about = words.text(words.ABOUT, m.id) if m.id in words.ABOUT else {}
            yield Measure(m.id, name, about, "share" if share else "number", m.better)
    yield Measure("whole", {"zh": "整题全对", "en": "items wholly right"})
    yield Measure("parts", {"zh": "各部分得分", "en": "score of each part"})


def _runs(found: Scores, providers: Mapping[str, str]) -> Iterator[Run]:
    """Yield the leaderboard's rows."""
    estimated = {run.name: e for run, e in zip(found.runs, found.estimates, strict=True)}
    for row in found.board:
        run = row.run
        numbers = {
            name: estimate(e)
            for name, e in estimated[run.name].items()
            if name in MEASURES and not name.startswith(OF_THEIR_OWN)
        }
        expected = numbers.get("strict_expected")
        budget = run.signature.budget
        yield Run(
            id=run.name,
            model=run.name,
            signature=str(run.signature),
            lang=run.signature.lang,
            condition=run.signature.cond,
            template=run.signature.tmpl,
            budget=int(budget) if budget.isdigit() else 0,
            baseline=providers.get(run.name) == "baseline",
            estimates={name: e for name, e in numbers.items() if e},
            expected=expected.point if expected else None,
            rank=row.ranks,
            statuses=dict(run.beside.statuses),
            refused=dict(run.beside.refused),
            tokens=run.beside.tokens.usage().tokens_out,
        )


def _calibrations(found: Scores) -> Iterator[Calibration]:
    """Yield the curves of the runs that state a confidence."""
    for run, estimated in zip(found.runs, found.estimates, strict=True):
        drawn = curves(run.beside.stated, run.table, found.settings.seed)
        if drawn is None:
            continue
        ended = run.beside.statuses
        brier, error = estimated.get("brier"), estimated.get("calibration_error")
        yield Calibration(
            run.name,
            tuple(Bin(b.stated, b.right, b.low, b.high, round(b.n)) for b in drawn.bins),
            drawn.risk_coverage,
            brier.value if brier else None,
            error.value if error else None,
            drawn.null.mean,
            ended["abstained"] / sum(ended.values()),
        )


def _pairs(runs: Sequence[Scored], settings: estimating.Settings) -> Iterator[Pair]:
    """Yield every pair of runs under the same settings, best runs first."""
    groups: dict[str, list[Scored]] = {}
    for run in runs:
        if PRIMARY in run.measures:
            groups.setdefault(str(run.signature), []).append(run)
    for group in groups.values():
        if len(group) < 2 or len({run.table.families for run in group}) > 1:
            continue
        whole = compare(group, settings)
        order = sorted(range(len(group)), key=lambda i: -(whole.primary[i].value or 0.0))
        few = len(group) * (len(group) - 1) // 2 <= MOST_PAIRS
        for i, j in combinations(order, 2):
            more = compare([group[i], group[j]], settings) if few and len(group) > 2 else None
            yield _pair(whole, more or whole, i, j, few)


def _pair(whole: Comparison, own: Comparison, i: int, j: int, few: bool) -> Pair:
    """Return one pair: the primary measure with Holm's p, then what else can go on its scale."""
    pair = next(p for p in whole.pairs if {p.first, p.second} == {i, j})
    sign = 1.0 if pair.first == i else -1.0
    rows = [_difference(PRIMARY, pair.difference, sign, pair.p_holm, pair.detectable)]
    # of two runs the comparison has them in the order given
    turned = sign if own is whole else 1.0
    for m in own.measures if few else ():
        known = MEASURES[m.id]
        if m.id != PRIMARY and known.better == "higher" and known.high <= 1.0:
            rows.append(_difference(m.id, m.difference, turned, m.p_max_t, m.detectable))
    return Pair(whole.runs[i].name, whole.runs[j].name, tuple(row for row in rows if row))


def _difference(
    measure: str,
    found: estimating.Estimate,
    sign: float,
    p: float | None,
    smallest: float | None,
) -> Difference | None:
    """Return a difference, turned round where ``sign`` is -1; None without a value."""
    if found.value is None:
        return None
    ends = [sign * v for v in (found.low, found.high) if v is not None]
    lo, hi = (min(ends), max(ends)) if len(ends) == 2 else (None, None)
    alike = unlike(found) is False
    return Difference(measure, sign * found.value, lo, hi, p, smallest, alike)


def _contrasts(found: Scores) -> Iterator[Contrast]:
    """Yield what one model loses or gains from one setting to another."""
    for c in found.contrasts:
        row = _difference(PRIMARY, c.verdicts, 1.0, c.p, None)
        if row:
            yield Contrast(c.name, c.model, c.first, c.second, row)
