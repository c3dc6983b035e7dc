"""``facelaw demo``: the whole road in one command, from the sources to an HTML report."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

BASELINES = ("majority", "prior-random", "char-tfidf-logreg", "char-tfidf-svc")
SAMPLE = "sample.zh.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, default=Path("out/demo"), help="folder to write")


def run(args: argparse.Namespace) -> int:
    """Validate, build, run the baselines, score them and the sample, write the report."""
    from facelaw import _paths
    from facelaw.commands import build, report, score
    from facelaw.commands import validate as check
    from facelaw.errors import UsageError

    root = _paths.root()
    if not (root / "baselines").is_dir():
        raise UsageError("the demo needs a checkout of the repository; facelaw score needs none")
    sys.path.insert(0, str(root))
    from baselines.run import main as baselines

    out: Path = args.out
    release = out / "release"
    predictions = out / "predictions"
    files = [str(predictions / f"{name}.zh.jsonl") for name in BASELINES]
    sample = root / "baselines" / "predictions" / SAMPLE
    runs = [*files, str(sample)]
    key = ["--key", str(release / "key.jsonl")]
    html = out / "report.html"
    pages = ["--partial", "--release", str(release), "--out", str(html)]
    steps: list[tuple[str, Callable[[], int]]] = [
        ("validate every family and the law", lambda: _verb(check, [])),
        ("build the dataset", lambda: _verb(build, ["--out", str(release)])),
        (
            "run the baselines",
            lambda: baselines([*BASELINES, "--release", str(release), "--out", str(predictions)]),
        ),
        ("score them and the sample predictions", lambda: _verb(score, [*runs, *key, "--partial"])),
        (
            "write the report",
            lambda: _verb(report, [*runs, *pages]),
        ),
    ]
    for number, (what, step) in enumerate(steps, 1):
        print(f"\n[{number}/{len(steps)}] {what}", file=sys.stderr, flush=True)
        start = time.perf_counter()
        status = step()
        if status:
            print(f"stopped: {what} ended with {status}", file=sys.stderr)
            return status
        print(f"      {time.perf_counter() - start:.1f} s", file=sys.stderr)
    print(f"\nReport: {html}\nNext: facelaw run --model NAME --base-url URL --out mine.jsonl")
    return 0


def _verb(module: object, words: Sequence[str]) -> int:
    """Call a verb as the command line does."""
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)  # type: ignore[attr-defined]
    return int(module.run(parser.parse_args(list(words))))  # type: ignore[attr-defined]
