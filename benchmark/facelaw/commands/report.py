"""``facelaw report FILE…``: score prediction files and write one self-contained HTML page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from facelaw.commands import _scoring
from facelaw.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``facelaw report``."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="prediction files (JSON lines)")
    parser.add_argument(
        "-o", "--out", default="report.html", metavar="PATH", help="default: report.html"
    )
    parser.add_argument(
        "--items", type=int, default=5_000, metavar="N",
        help="items that can be read in the page, whole families (default: 5000)",
    )  # fmt: skip
    parser.add_argument("--release", metavar="DIR", help="folder of a release, instead of --key")
    parser.add_argument("--partial", action="store_true", help="missing items are no exit 1")
    parser.add_argument(
        "--allow-failed", action="store_true", help="nor are items that the endpoint never answered"
    )
    _scoring.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the page and print its path; exit 1 where a file has defects, as ``score`` does."""
    with _scoring.quick():
        return _write(args)


def _write(args: argparse.Namespace) -> int:
    if "-" in args.files:
        raise UsageError("a report reads its files twice: give a file instead of -")
    if args.items < 0:
        raise UsageError(f"--items {args.items}: a whole number from 0")
    if Path(args.out).is_dir():
        raise UsageError(f"--out {args.out} is a folder; name a file in it")
    if args.release:
        if args.key:
            raise UsageError("--release and --key name the same thing; give one of them")
        args.key = str(Path(args.release) / "key.jsonl")
    from facelaw.report import html
    from facelaw.report.collect import collect
    from facelaw.scoring import key, run_info
    from facelaw.scoring.measures.slices import DIMENSIONS

    settings = _scoring.settings(args)
    loaded = _scoring.load_all(args, DIMENSIONS)
    stated = {one.run.name: run_info.read(Path(one.run.file)) for one in loaded}
    data = collect(
        [one.run for one in loaded],
        key.load(Path(args.key) if args.key else None),
        settings,
        providers={name: info.provider or "" for name, info in stated.items() if info},
        most=args.items,
    )
    try:
        html.write(Path(args.out), data)
    except OSError as error:
        raise UsageError(f"--out {args.out}: {error.strerror}") from None
    if args.json:
        from facelaw.scoring import documents
        from facelaw.scoring.score import score

        found = score([one.run for one in loaded], settings)
        _scoring.write(args.json, documents.scores(found))
    sys.stdout.write(f"{args.out}\n")
    size = Path(args.out).stat().st_size / 1e6
    runs = "1 run" if len(loaded) == 1 else f"{len(loaded)} runs"
    told = f"{runs}, {len(data.items):,} items to read, {size:.1f} MB"
    sys.stderr.write(f"{told}\n")
    return _scoring.tell(
        loaded, partial=args.partial, allow_failed=args.allow_failed, verbose=args.verbose
    )
