"""``facelaw score FILE…``: headline, tasks, slices, how answers ended, signature."""

from __future__ import annotations

import argparse
import sys

from facelaw.commands import _scoring
from facelaw.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``facelaw score``."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE",
        help="prediction files (JSON lines); - reads standard input",
    )  # fmt: skip
    _scoring.add_arguments(parser)
    _scoring.add_shards(parser)
    parser.add_argument(
        "--by", default="level", metavar="DIM,…",
        help="slices: level, stage, kind, claim, theme; none for none (default: level)",
    )  # fmt: skip
    parser.add_argument(
        "--full", action="store_true", help="of several files, each in full below the board"
    )
    parser.add_argument(
        "--partial", action="store_true", help="missing items are no reason for exit 1"
    )
    parser.add_argument(
        "--allow-failed", action="store_true", help="nor are items that the endpoint never answered"
    )
    parser.add_argument(
        "--price", metavar="IN,OUT", help="of a million prompt and a million output tokens"
    )


def run(args: argparse.Namespace) -> int:
    """Score; exit 1 where a file has defects, misses items, or failed ones are left."""
    with _scoring.quick():
        return _score(args)


def _score(args: argparse.Namespace) -> int:
    """Score, write and print."""
    dimensions = _dimensions(args.by)
    prices = _prices(args.price)
    loaded = _scoring.load_all(args, dimensions)
    from facelaw.scoring import score_page
    from facelaw.scoring.score import score

    found = score([one.run for one in loaded], _scoring.settings(args))
    if args.json:
        from facelaw.scoring import documents

        _scoring.write(args.json, documents.scores(found, prices))
    sys.stdout.write(score_page.scores_page(found, args.full))
    return _scoring.tell(
        loaded, partial=args.partial, allow_failed=args.allow_failed, verbose=args.verbose
    )


def _dimensions(given: str) -> tuple[str, ...]:
    """Return the slices asked for.

    Raises:
        UsageError: one of them does not exist.
    """
    from facelaw.scoring.measures.slices import DIMENSIONS

    names = tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    if names == ("none",):
        return ()
    for name in names:
        if name not in DIMENSIONS:
            raise UsageError(f"--by {name}: one of {', '.join(DIMENSIONS)}, none")
    return names


def _prices(given: str | None) -> tuple[float, float] | None:
    """Return prompt and output price of a million tokens.

    Raises:
        UsageError: they are not two numbers from 0.
    """
    if given is None:
        return None
    try:
        into, out = (float(part) for part in given.split(","))
    except ValueError:
        raise UsageError(f"--price {given}: two numbers, for example 0.5,1.5") from None
    if not (0 <= into < float("inf") and 0 <= out < float("inf")):
        raise UsageError(f"--price {given}: two numbers from 0")
    return into, out
