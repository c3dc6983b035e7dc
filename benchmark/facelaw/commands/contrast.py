"""``facelaw contrast``: the flips of a family worth writing, each with what it would change."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("family", help="a family's id or file")
    parser.add_argument("--variant", default="v0", help="v0 is the base")
    parser.add_argument("--claim", help="only changes of this claim, e.g. A.portrait_right.B")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")


def run(args: argparse.Namespace) -> int:
    """Print one change a block: the fact in words, its value, and the answers that move."""
    from facelaw.gold.contrast import flips
    from facelaw.gold.derived import derive
    from facelaw.gold.lookup import find_family
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped

    family = find_family(args.family)
    derived = derive(family, family.scenario(args.variant), Engine(shipped()))
    count = 0
    for flip in flips(derived):
        if args.claim and args.claim not in flip.changes:
            continue
        count += 1
        print(f"{flip.key}: {flip.before} -> {flip.after}  {flip.words(derived, args.lang)}")
        for ask, (before, after) in flip.changes.items():
            print(f"    {ask}: {before} -> {after}")
    return 0 if count else 1
