"""``facelaw contamination``: published families against fresh siblings, beside baselines."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from facelaw.commands import _scoring

if TYPE_CHECKING:
    from facelaw.scoring.contamination import Gap
    from facelaw.scoring.runs import Run

EXAMPLE = """\
example: siblings of the test families from a seed of your own, asked of a model and a baseline
  facelaw generate --siblings --seed MINE --out siblings
  facelaw run --release siblings --model NAME --base-url URL --out fresh.jsonl
  python -m baselines.run majority --asked siblings --out siblings
  facelaw contamination mine.jsonl fresh.jsonl --siblings siblings \\
    --baseline baselines/predictions/majority.zh.jsonl,siblings/majority.zh.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("published", help="the model's predictions on the published set")
    parser.add_argument("fresh", help="its predictions on the siblings")
    parser.add_argument("--siblings", required=True, metavar="DIR", help="the siblings' release")
    parser.add_argument(
        "--baseline", action="append", default=[], metavar="PUBLISHED,FRESH",
        help="a baseline's predictions on both; several may be named",
    )  # fmt: skip
    _scoring.add_arguments(parser)
    parser.epilog = EXAMPLE
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def run(args: argparse.Namespace) -> int:
    """Compare and print; exit 1 where a file has defects."""
    with _scoring.quick():
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    from pathlib import Path

    from facelaw.errors import UsageError
    from facelaw.scoring import key
    from facelaw.scoring.contamination import contamination
    from facelaw.scoring.load import Asked, Loaded, load

    pairs = [(args.published, args.fresh)]
    for given in args.baseline:
        one, comma, other = given.partition(",")
        if not comma:
            raise UsageError(f"--baseline {given}: two files, PUBLISHED,FRESH")
        pairs.append((one, other))
    settings = _scoring.settings(args)
    published = Asked(key.load(Path(args.key) if args.key else None), args.split, settings)
    fresh = Asked(key.load(Path(args.siblings) / "key.jsonl"), "test", settings)
    loaded: list[Loaded] = []
    runs: list[tuple[Run, Run]] = []
    for one, other in pairs:
        both = load(Path(one), published), load(Path(other), fresh)
        loaded += both
        runs.append((both[0].run, both[1].run))
    found = contamination(runs[0], runs[1:])
    if args.json:
        from dataclasses import asdict

        _scoring.write(args.json, asdict(found))
    print(f"{'verdicts right, per cent':<28}{'published':>10}{'fresh':>8}{'gap':>8}  95 %")
    for gap in (found.model, *found.baselines):
        print(_line(gap, f"{100 * gap.published:>10.1f}{100 * gap.fresh:>8.1f}"))
    print(_line(found.excess, f"{'':>18}", "model's gap less baselines'"))
    if found.p is None:
        print(f"{found.pairs} pairs of families: too few for an interval")
    else:
        print(
            f"{found.pairs} pairs of families; p {found.p:.3f} of no excess; an excess of "
            f"{100 * (found.detectable or 0):.1f} points would be found four times in five"
        )
    print("A gap that baselines share is one of style; no excess shown is not proof of none.")
    return _scoring.tell(loaded, partial=True, allow_failed=True, verbose=args.verbose)


def _line(gap: Gap, scores: str, name: str = "") -> str:
    ends = (
        ""
        if gap.low is None or gap.high is None
        else f"{100 * gap.low:+.1f} to {100 * gap.high:+.1f}"
    )
    return f"{(name or gap.name)[:27]:<28}{scores}{100 * gap.value:>+8.1f}  {ends}".rstrip()
