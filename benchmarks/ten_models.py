"""What do the statistics of ten runs cost, beside those of two? They share their draws.

python benchmarks/ten_models.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

import made
import timing

from facelaw.scoring import key as keys
from facelaw.scoring.estimates import Settings
from facelaw.scoring.load import Asked, load
from facelaw.scoring.score import score

ITEMS = 10_000


def main() -> None:
    """Print seconds and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path, files = made.write(Path(folder), ITEMS, 10)
        asked = Asked(keys.load(path))
        runs = [load(file, asked).run for file in files]
    two = timing.best(lambda: score(runs[:2], Settings()), 5)
    ten = timing.best(lambda: score(runs, Settings()), 3)
    print(f"{ITEMS:,} items, {made.FAMILIES} families, 10,000 resamples, all measures, ranks")
    print(f"    two runs {two:.3f} s, ten runs {ten:.3f} s: {ten / two:.1f} times as long")


if __name__ == "__main__":
    main()
