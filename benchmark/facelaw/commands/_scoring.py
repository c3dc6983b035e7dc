"""What ``score`` and ``compare`` share: options, reading files, telling what is wrong with them."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facelaw.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from facelaw.scoring.estimates import Settings
    from facelaw.scoring.load import Loaded

THREADS = (
    "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS",
)  # fmt: skip
SHOWN = 20
"""Problems of a file that are printed without ``--verbose``."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what both verbs take."""
    parser.add_argument(
        "--split", default="test", choices=("test", "dev", "train", "all"),
        help="items to score (default: test)",
    )  # fmt: skip
    parser.add_argument("--key", metavar="PATH", help="a key.jsonl (default: the released one)")
    parser.add_argument("--json", metavar="OUT", help="write everything as JSON too")
    parser.add_argument(
        "--resamples", type=int, default=10_000, metavar="N", help="resamples (default: 10000)"
    )
    parser.add_argument("--seed", type=int, default=7, metavar="N", help="seed (default: 7)")
    parser.add_argument("--verbose", action="store_true", help="print every problem of a file")


@contextmanager
def quick() -> Generator[None, None, None]:
    """Keep linear algebra on one thread and garbage where it is; before numpy is imported.

    Two threads gain a fifth on an idle machine and lose several times over on a busy one; the
    figures are the same, since they are sums of whole numbers. The command ends before garbage
    could matter.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def settings(args: argparse.Namespace) -> Settings:
    """Return resamples and seed.

    Raises:
        UsageError: they are out of range.
    """
    from facelaw.scoring.estimates import Settings

    if not 100 <= args.resamples <= 1_000_000:
        raise UsageError(f"--resamples {args.resamples}: from 100 to 1,000,000")
    if not 0 <= args.seed < 2**63:
        raise UsageError(f"--seed {args.seed}: a whole number from 0")
    return Settings(args.resamples, args.seed)


def add_shards(parser: argparse.ArgumentParser) -> None:
    """Declare what verbs take that read sets in shards: their ``--key`` may be a folder."""
    parser.add_argument(
        "--ray", action="store_true",
        help="score the shards of --key DIR on a Ray cluster",
    )  # fmt: skip
    parser.epilog = SHARDS
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


SHARDS = """\
a set larger than memory: --key DIR is a folder of shards, as generate --shards writes it; FILE is
then one prediction file, or a folder with shard-00000-of-0000N.jsonl … for each shard
"""


def load_all(args: argparse.Namespace, dimensions: Sequence[str] = ()) -> list[Loaded]:
    """Read every file against the key; runs of one model under other settings get telling names.

    Raises:
        UsageError: a file is named twice, or standard input and anything else.
        DataError: what cannot be read at all.
    """
    from pathlib import Path

    from facelaw.scoring import key
    from facelaw.scoring.load import Asked, load
    from facelaw.scoring.naming import named_apart

    if len(set(args.files)) < len(args.files):
        twice = next(name for name in args.files if args.files.count(name) > 1)
        raise UsageError(f"{twice} is named twice")
    path = Path(args.key) if args.key else None
    if path and path.is_dir():
        loaded = _in_shards(path, args, dimensions)
    elif getattr(args, "ray", False):
        raise UsageError("--ray scores a set in shards: give its folder as --key")
    else:
        asked = Asked(key.load(path), args.split, settings(args), dimensions)
        loaded = [load(Path(name), asked) for name in args.files]
    names = named_apart([one.run for one in loaded])
    return [
        replace(one, run=replace(one.run, name=name))
        for one, name in zip(loaded, names, strict=True)
    ]


def _in_shards(folder: Path, args: argparse.Namespace, dimensions: Sequence[str]) -> list[Loaded]:
    """Score predictions of a set in shards.

    Raises:
        UsageError: the verb needs single answers.
    """
    from facelaw.scoring.runs import ONE_KEY

    if not hasattr(args, "ray"):
        raise UsageError(f"--key {folder}: score and compare read sets in shards; here {ONE_KEY}")
    if args.ray:
        from facelaw.interop.extras import need

        need("ray.data", "ray")
    from facelaw.scoring.shards import score_shards

    return score_shards(folder, args.files, args.split, settings(args), dimensions, args.ray)


def write(path: str, document: dict[str, Any]) -> None:
    """Write a document as JSON.

    Raises:
        UsageError: the path cannot be written.
    """
    from pathlib import Path

    from facelaw.files import dump_json, write_text

    try:
        write_text(Path(path), dump_json(document))
    except OSError as error:
        raise UsageError(f"--json {path}: {error.strerror}") from None


def tell(
    loaded: Sequence[Loaded], *, partial: bool, allow_failed: bool, verbose: bool = False
) -> int:
    """Print what is wrong with the files to standard error; return the exit status."""
    status = 0
    for one in loaded:
        shown = len(one.problems) if verbose else SHOWN
        for problem in (*one.problems[:shown], *one.notes[:shown]):
            print(problem, file=sys.stderr)
        if (untold := len(one.notes) - shown) > 0:
            told = f"at least {untold:,} more notes, which change no figure"
            print(f"{one.run.file}: {told}", file=sys.stderr)
        left = len(one.problems) + one.more - len(one.problems[:shown])
        if left:
            how = "" if verbose else "; --verbose prints the first thousand"
            print(f"{one.run.file}: {left:,} more problems{how}", file=sys.stderr)
        if one.missing:
            told = "" if partial else "; --partial accepts that"
            print(f"{one.run.file}: {one.missing:,} missing, wrong in every figure{told}",
                  file=sys.stderr)  # fmt: skip
        if one.failed:
            told = "" if allow_failed else "; run again, or --allow-failed"
            print(f"{one.run.file}: {one.failed:,} failed, wrong in every figure{told}",
                  file=sys.stderr)  # fmt: skip
        wrong = one.problems or one.more
        if wrong or (one.missing and not partial) or (one.failed and not allow_failed):
            status = 1
    return status
