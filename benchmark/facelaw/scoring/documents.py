"""Scores, comparisons and horizons as JSON: what the schemas of these names describe.

Figures are rounded to six decimals, far above what differs between machines and far below what
anybody could mean.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

import msgspec

from facelaw import __version__
from facelaw.scoring.calibration import curves
from facelaw.scoring.compare import Comparison
from facelaw.scoring.diagnosis import ranked
from facelaw.scoring.estimates import Estimate, Settings
from facelaw.scoring.horizon.of_run import RunHorizon
from facelaw.scoring.horizon.together import Horizons
from facelaw.scoring.measures import MEASURES
from facelaw.scoring.panel import Panel
from facelaw.scoring.runs import Run
from facelaw.scoring.score import Scores

Json = dict[str, Any]


def scores(found: Scores, prices: tuple[float, float] | None = None) -> Json:
    """Return the document of ``facelaw score --json``; ``prices`` as in :meth:`Tokens.usage`."""
    return _rounded(
        {
            "kind": "scores",
            "facelaw": __version__,
            "runs": [
                run_document(run, estimated, found.settings, prices)
                for run, estimated in zip(found.runs, found.estimates, strict=True)
            ],
            "leaderboard": [
                {"run": row.run.name, "ranks": row.ranks, "among": row.among} for row in found.board
            ],
            "contrasts": [asdict(contrast) for contrast in found.contrasts],
            "audit": msgspec.to_builtins(found.audit),
        }
    )


def run_document(
    run: Run,
    found: Mapping[str, Estimate],
    settings: Settings,
    prices: tuple[float, float] | None = None,
) -> Json:
    """Return everything of one run."""
    beside = run.beside
    drawn = curves(beside.stated, run.table, settings.seed)
    return {
        **run_head(run),
        "families": len(run.table.families),
        "items": beside.items,
        "samples": beside.samples,
        "statuses": dict(beside.statuses),
        "refused_by_theme": dict(beside.refused),
        "problems": run.problems,
        "headline": asdict(beside.heads.headline()),
        "measures": [_measure(run, name, found[name]) for name in run.measures if name in MEASURES],
        "slices": [
            {"dimension": name.split(".")[0], **_measure(run, name, found[name])}
            for name in run.measures
            if name not in MEASURES
        ],
        "diagnosis": {
            "first_wrong": [asdict(tally) for tally in ranked(beside.first_wrong)[::-1]],
            "norms": [asdict(tally) for tally in ranked(beside.norms)],
            "traps": [asdict(tally) for tally in ranked(beside.traps)],
        },
        "calibration": asdict(drawn) if drawn else None,
        "usage": asdict(beside.tokens.usage(prices)),
    }


def run_head(run: Run) -> Json:
    """Return what names a run."""
    return {
        "name": run.name,
        "model": run.model,
        "file": run.file,
        "signature": run.signature.pairs(),
        "signature_text": str(run.signature),
    }


def _measure(run: Run, name: str, found: Estimate) -> Json:
    """Return a measure with its estimate."""
    measure = run.measures[name]
    words = {"id": name, "en": measure.en.strip(), "zh": measure.zh, "better": measure.better}
    return {**words, "share": measure.high <= 1.0, "estimate": asdict(found)}


def comparison(found: Comparison) -> Json:
    """Return the document of ``facelaw compare --json``."""
    names = [run.name for run in found.runs]
    return _rounded(
        {
            "kind": "comparison",
            "facelaw": __version__,
            "runs": [
                {**run_head(run), "primary": asdict(point), "ranks": ranks}
                for run, point, ranks in zip(found.runs, found.primary, found.ranks, strict=True)
            ],
            "pairs": [
                {
                    **asdict(pair),
                    "first": names[pair.first],
                    "second": names[pair.second],
                    "told_apart": pair.told_apart,
                }
                for pair in found.pairs
            ],
            "measures": [asdict(measure) for measure in found.measures],
            "telling": asdict(found.telling) if found.telling else None,
            "panel": _panel(found.panel),
        }
    )


def horizons(found: Horizons) -> Json:
    """Return the document of ``facelaw horizon --json``; beyond the sizes run there is no size."""
    names = [one.run.name for one in found.runs]
    return _rounded(
        {
            "kind": "horizon",
            "facelaw": __version__,
            "by": found.by,
            "runs": [_horizon(one) for one in found.runs],
            "pairs": [
                {
                    "first": names[pair.first],
                    "second": names[pair.second],
                    **asdict(pair.ratio),
                    "p_holm": pair.p_holm,
                    "told_apart": pair.told_apart,
                }
                for pair in found.pairs
            ],
        }
    )


def _horizon(one: RunHorizon) -> Json:
    """Return one run's horizons."""
    return {
        **run_head(one.run),
        "cases": one.cases.count,
        "left_out": one.cases.left_out,
        "families": len(one.cases.families),
        "sizes": {"least": int(one.cases.sizes[0]), "most": int(one.cases.sizes[-1])},
        "separated": one.cases.separated,
        "horizons": [asdict(horizon) for horizon in one.horizons],
        "bins": [asdict(b) for b in one.bins],
        "fit": asdict(one.fit),
        "curve": [
            dict(zip(("size", "right", "low", "high"), point, strict=True)) for point in one.curve
        ],
        "tokens_per_family_right": asdict(one.tokens) if one.tokens else None,
    }


def _panel(panel: Panel) -> Json:
    """Return reliability and discrimination."""
    return {**asdict(panel), "suspects": list(panel.suspects)}


def _rounded(document: Json) -> Json:
    """Return a document with six decimals at most, no infinities and no tuples."""
    return {key: _plain(value) for key, value in document.items()}


def _plain(value: object) -> object:
    """Return one JSON value so."""
    if isinstance(value, float):
        return round(value, 6) + 0.0 if math.isfinite(value) else None
    if isinstance(value, dict):
        return _rounded(cast(Json, value))
    if isinstance(value, list | tuple):
        return [_plain(part) for part in cast("Sequence[object]", value)]
    return value
