"""Stored leaderboard rows, scored again when gold changes; what they said before is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from facelaw.errors import Problem
from facelaw.scoring.key import Key

Row = dict[str, Any]
"""``run``, ``model``, ``signature``, the two headline figures, ``missing``, and ``earlier``: the
figures under other keys, each with its signature and the reason for the change."""

FIGURES = ("strict_family_accuracy", "verdict_accuracy")


def score(paths: Iterable[Path], key: Key) -> list[Row]:
    """Return a row for each prediction file, scored on the test split.

    Raises:
        DataError: a file cannot be read at all.
    """
    from facelaw.scoring.headline import totals
    from facelaw.scoring.load import Asked, load

    asked = Asked(key)
    out: list[Row] = []
    for path in sorted(paths):
        loaded = load(path, asked)
        points = totals(loaded.run.graded).points()
        out.append(
            {
                "run": path.name,
                "model": loaded.run.model,
                "signature": str(loaded.run.signature),
                **{name: getattr(points, name) for name in FIGURES},
                "missing": loaded.missing,
                "earlier": [],
            }
        )
    return out


def restate(stored: Sequence[Row], scored: Sequence[Row], reason: str) -> list[Row]:
    """Return the scored rows, each with what was stored before under another signature.

    A stored row whose predictions are no longer there stays as it is: it cannot be restated.
    """
    before = {row["run"]: row for row in stored}
    out: list[Row] = []
    for row in scored:
        old = before.pop(row["run"], None)
        if old is not None:
            earlier = list(old["earlier"])
            if old["signature"] != row["signature"]:
                kept = {name: old[name] for name in ("signature", *FIGURES)}
                earlier.append({**kept, "reason": reason})
            row = {**row, "earlier": earlier}
        out.append(row)
    return sorted([*out, *before.values()], key=lambda row: str(row["run"]))


def stale(
    stored: Iterable[Row], key: Key, file: str = "baselines/leaderboard.json"
) -> list[Problem]:
    """Return the stored rows that another key gave."""
    now = f"key:{key.sha256[:8]}"
    return [
        Problem(
            file,
            0,
            "",
            f"{row['run']} scored under {now}",
            row["signature"],
            'facelaw versions --restate --reason "what changed", or take the row out',
        )
        for row in stored
        if now not in row["signature"].split("|")
    ]
