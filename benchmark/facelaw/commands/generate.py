"""``facelaw generate``: families that nobody has seen, from a seed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facelaw.generate.release import Asked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--seed", required=True, help="a number or word; the same gives the same")
    parser.add_argument("--families", type=int, default=1, metavar="K")
    parser.add_argument("--first", type=int, default=0, metavar="I", help="index of the first")
    parser.add_argument("--levels", type=_numbers, default=(), metavar="L,…", help="in turn")
    parser.add_argument(
        "--sizes", type=_numbers, default=(), metavar="STEPS,…",
        help="proof steps that must be right, in turn; `plan` for those of the plan",
    )  # fmt: skip
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write a release folder")
    parser.add_argument("--altered", action="store_true", help="ask them under amendments too")
    parser.add_argument("--proofs", action="store_true", help="write proofs.jsonl too")
    parser.add_argument(
        "--explorer", action="store_true", help="write what report, audit and baselines read"
    )
    parser.add_argument(
        "--siblings", action="store_true", help="one for each hand-written test family"
    )
    parser.add_argument("--shards", type=int, default=1, metavar="N", help="folders below DIR")
    parser.add_argument("--ray", action="store_true", help="write the shards on a Ray cluster")
    parser.add_argument("--strand", help="tell this strand alone: for whoever writes it")
    parser.add_argument("--form", choices=("narrative", "dossier"), default="narrative")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")


def _numbers(text: str) -> tuple[int, ...]:
    if text == "plan":
        from facelaw.generate.plan import plan

        return plan().sizes
    return tuple(int(part) for part in text.split(","))


def run(args: argparse.Namespace) -> int:
    """Write a set, or print families for whoever reads them."""
    from facelaw.errors import UsageError
    from facelaw.generate.family import sample
    from facelaw.generate.plan import plan
    from facelaw.generate.release import Asked, derived
    from facelaw.generate.show import shown

    if args.families < 1 or args.first < 0:
        raise UsageError("--families from 1, --first from 0")
    if not 1 <= args.shards <= args.families:
        raise UsageError(f"--shards {args.shards}: from 1 to the number of families")
    if args.siblings and args.shards > 1:
        raise UsageError("--siblings are one folder: leave out --shards")
    if args.levels and args.sizes:
        raise UsageError("either --levels or --sizes")
    if unknown := set(args.levels) - set(plan().levels):
        known = ", ".join(map(str, plan().levels))
        raise UsageError(f"--levels {min(unknown)}: there are {known}; beyond them, --sizes")
    if any(size < 1 for size in args.sizes):
        raise UsageError("--sizes: whole numbers from 1")
    asked = Asked(
        args.seed, args.families, args.levels, args.sizes, args.first, args.split, args.altered,
        args.siblings,
    )  # fmt: skip
    if args.strand:
        for index in range(args.first, args.first + args.families):
            print(shown(sample(args.strand, args.seed, index, args.form), args.lang))
    elif args.out:
        _write(asked, args)
    else:
        for made in derived(asked):
            print(shown(made[0].family, args.lang))
    return 0


def _write(asked: Asked, args: argparse.Namespace) -> None:
    from facelaw import _paths
    from facelaw.generate import scale

    version, _, day = _paths.data("VERSION").read_text(encoding="utf-8").strip().partition(" ")
    extras = tuple(name for name in ("proofs", "explorer") if getattr(args, name))
    job = scale.Job(asked, args.out.resolve(), args.shards, version, day, extras)
    marginals = scale.on_ray(job) if args.ray else scale.serial(job)
    print("\n".join(marginals.lines()))
    print(f"{sum(marginals.counts['stage'].values())} families: {args.out}", file=sys.stderr)
