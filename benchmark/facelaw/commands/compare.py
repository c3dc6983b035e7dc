"""``facelaw compare A B [C…]``: paired differences, tests, rank ranges, telling items."""

from __future__ import annotations

import argparse
import sys

from facelaw.commands import _scoring
from facelaw.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``facelaw compare``."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="prediction files, two or more")
    _scoring.add_arguments(parser)
    _scoring.add_shards(parser)
    parser.add_argument(
        "--across", default="", metavar="SETTING,…",
        help="settings that may differ: lang, cond, tmpl, budget",
    )  # fmt: skip
    parser.add_argument(
        "--shown", type=int, default=10, metavar="N",
        help="families and items to list where two runs differ most (default: 10)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Compare; exit 1 where a file has defects, 2 where the runs cannot be compared."""
    with _scoring.quick():
        return _compare(args)


def _compare(args: argparse.Namespace) -> int:
    """Compare, write and print."""
    from facelaw.scoring import compare_page
    from facelaw.scoring.compare import ACROSS, compare

    across = tuple(name for name in args.across.split(",") if name)
    for name in across:
        if name not in ACROSS:
            raise UsageError(f"--across {name}: one of {', '.join(ACROSS)}")
    if len(args.files) < 2:
        raise UsageError("comparing takes two prediction files or more")
    loaded = _scoring.load_all(args)
    found = compare(
        [one.run for one in loaded], _scoring.settings(args), across, max(0, args.shown)
    )
    if args.json:
        from facelaw.scoring import documents

        _scoring.write(args.json, documents.comparison(found))
    sys.stdout.write(compare_page.comparison_page(found))
    return _scoring.tell(loaded, partial=True, allow_failed=True, verbose=args.verbose)
