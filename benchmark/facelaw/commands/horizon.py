"""``facelaw horizon FILE…``: the size of case file that is still got wholly right."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from facelaw.commands import _scoring
from facelaw.errors import UsageError

if TYPE_CHECKING:
    from facelaw.scoring.item import Size

EXAMPLE = """\
example: one model under three output budgets, sizes in characters
  facelaw horizon mine.2k.jsonl mine.8k.jsonl mine.32k.jsonl --by characters
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``facelaw horizon``."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE",
        help="prediction files (JSON lines), one for each run and output budget",
    )  # fmt: skip
    _scoring.add_arguments(parser)
    parser.add_argument(
        "--by", default="steps", metavar="SIZE",
        help="steps, facts, norms, rows, parties, acts, documents, characters (default: steps)",
    )  # fmt: skip
    parser.add_argument(
        "--across", default="", metavar="SETTING,…",
        help="settings that may differ besides the budget: lang, cond, tmpl",
    )  # fmt: skip
    parser.add_argument(
        "--full", action="store_true", help="of several files, success by size of each"
    )
    parser.epilog = EXAMPLE
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def run(args: argparse.Namespace) -> int:
    """Fit and print; exit 1 where a file has defects, 2 where there is nothing to fit."""
    with _scoring.quick():
        return _horizon(args)


def _horizon(args: argparse.Namespace) -> int:
    """Fit, write and print."""
    from facelaw.scoring.compare import ACROSS
    from facelaw.scoring.horizon.page import horizon_page
    from facelaw.scoring.horizon.together import horizons

    across = tuple(name for name in args.across.split(",") if name)
    for name in across:
        if name not in ACROSS:
            raise UsageError(f"--across {name}: one of {', '.join(ACROSS)}")
    by = _size(args.by)
    loaded = _scoring.load_all(args)
    found = horizons([one.run for one in loaded], _scoring.settings(args), by, across)
    if args.json:
        from facelaw.scoring import documents

        _scoring.write(args.json, documents.horizons(found))
    sys.stdout.write(horizon_page(found, args.full))
    return _scoring.tell(loaded, partial=True, allow_failed=True, verbose=args.verbose)


def _size(given: str) -> Size:
    """Return what size is.

    Raises:
        UsageError: there is no such size.
    """
    from facelaw.scoring.horizon.cases import SIZES

    for name in SIZES:
        if name == given:
            return name
    raise UsageError(f"--by {given}: one of {', '.join(SIZES)}")
