"""Figures of a prediction file by the real command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from facelaw.cli import main


def score(predictions: Path, release: Path) -> dict[str, float]:
    """Return every measure of ``facelaw score`` by its id, and how many answers ended how."""
    out = predictions.with_suffix(".scores.json")
    words = ["score", str(predictions), "--key", str(release / "key.jsonl"), "--partial"]
    main([*words, "--json", str(out), "--resamples", "100", "--allow-failed"])
    run: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["runs"][0]
    measures = {one["id"]: one["estimate"]["value"] for one in run["measures"]}
    return {**measures, **run["statuses"]}
