"""The README's table of baselines: ``python -m baselines.table [--check]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from facelaw import _paths
from facelaw.files import write_text

BEGIN, END = "<!-- baselines:begin -->", "<!-- baselines:end -->"
COLUMNS = {
    "families wholly right": "strict_family_accuracy",
    "verdicts": "verdict_accuracy",
    "elements": "argument.elements",
    "articles F1": "argument.articles",
    "gaps": "exact.gaps",
}
"""Heading to measure."""
CLAIMS_ALONE = ("oracle-facts", "facts-then-law", "blind-reader")
"""Runs that answer ``claims``; what else their files hold is the majority's, or nothing."""


def table(predictions: Path, key_path: Path) -> str:
    """Return the table of every stored prediction file, scored now.

    Raises:
        DataError: a file or the key cannot be read.
    """
    from facelaw.scoring import key as keys
    from facelaw.scoring import run_info
    from facelaw.scoring.estimates import Settings
    from facelaw.scoring.load import Asked, load
    from facelaw.scoring.score import score

    key = keys.load(key_path)
    asked = Asked(key, "test", Settings())
    files = sorted(predictions.glob("*.jsonl"))
    runs = [load(path, asked).run for path in files]
    found = score(runs, Settings())
    lines = [
        "| run | " + " | ".join(COLUMNS) + " |",
        "| --- | " + " | ".join("---:" for _ in COLUMNS) + " |",
    ]
    for row in found.board:
        cells = [shown(row.figures.get(name)) for name in COLUMNS.values()]
        if row.run.model in CLAIMS_ALONE:
            cells[2:] = ["–"] * len(cells[2:])
        lines.append(f"| {row.run.model} | " + " | ".join(cells) + " |")
    tested = [x for x in key.items if x.split == "test" and x.task == "claims"]
    families = len({item.family for item in tested})
    signature = found.runs[0].signature
    lines += ["", f"Per cent, with 95 % intervals over {families} test families. `{signature}`"]
    for path in files:
        info = run_info.read(path)
        if info and info.provider == "baseline" and info.note:
            lines += ["", f"*{info.model}*, {info.note}."]
    return "\n".join(lines)


def shown(estimate: object) -> str:
    """Return a figure in per cent with its interval, as far as there is one."""
    value = getattr(estimate, "value", None)
    if value is None:
        return "–"
    low, high = getattr(estimate, "low", None), getattr(estimate, "high", None)
    text = f"{100 * value:.1f}"
    return text if low is None or high is None else f"{text} ({100 * low:.0f}–{100 * high:.0f})"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the table between the README's markers, or check that it is fresh."""
    parser = argparse.ArgumentParser(prog="python -m baselines.table", description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args(argv)
    root = _paths.root()
    text = table(root / "baselines" / "predictions", root / "data" / "release" / "key.jsonl")
    page = root / "README.md"
    old = page.read_text(encoding="utf-8")
    head, _, rest = old.partition(BEGIN)
    tail = rest.partition(END)[2]
    new = f"{head}{BEGIN}\n{text}\n{END}{tail}"
    if args.check:
        return 0 if new == old else 1
    write_text(page, new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
