"""``facelaw generate``: families that nobody has seen, from a seed."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--seed", required=True, help="a number or word; the same gives the same")
    parser.add_argument("--families", type=int, default=1, metavar="K")
    parser.add_argument("--first", type=int, default=0, metavar="I", help="index of the first")
    parser.add_argument("--level", type=int, help="1 to 5; by default each in turn")
    parser.add_argument("--size", type=int, metavar="STEPS", help="proof steps, for no level")
    parser.add_argument("--strand", help="tell this strand alone: for whoever writes it")
    parser.add_argument("--form", choices=("narrative", "dossier"), default="narrative")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--show", action="store_true", help="print them instead of writing")


def run(args: argparse.Namespace) -> int:
    """Generate and print."""
    from facelaw.generate.family import family, sample
    from facelaw.generate.show import shown

    for index in range(args.first, args.first + args.families):
        if args.strand:
            made = sample(args.strand, args.seed, index, args.form)
        else:
            made = family(args.seed, index, args.level, args.size)
        sys.stdout.write(shown(made, args.lang) + "\n")
    return 0
