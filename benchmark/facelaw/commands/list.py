"""``facelaw list``: families and items of the release, filtered."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--claims", action="store_true", help="the claims that can be asked")
    parser.add_argument("--items", action="store_true", help="every item, not only families")
    parser.add_argument("--task", help="only this task")
    parser.add_argument("--split", choices=("train", "dev", "test"))
    parser.add_argument("--level", type=int)
    parser.add_argument("--family", help="only families whose id contains this")


def run(args: argparse.Namespace) -> int:
    """Print one line a family, or one an item."""
    if args.claims:
        from facelaw.law.load import shipped

        for claim in shipped().claims.values():
            print(f"{claim.id:<30} {claim.kind:<9} {claim.text['zh']} · {claim.text['en']}")
        return 0
    from facelaw.scoring import key

    rows = [
        item
        for item in key.load().items
        if (not args.task or item.task == args.task)
        and (not args.split or item.split == args.split)
        and (args.level is None or item.level == args.level)
        and (not args.family or args.family in item.family)
    ]
    if args.items:
        for item in rows:
            print(f"{item.id}\t{item.split}\t{item.kind}\t{item.stage}")
        return 0 if rows else 1
    for family in dict.fromkeys(item.family for item in rows):
        own = [item for item in rows if item.family == family]
        variants = len({item.variant for item in own})
        first = own[0]
        print(
            f"{family:<34} level {first.level}  {first.stage:<6}  {first.split:<5}  "
            f"{variants} variants  {len(own):>3} items"
        )
    return 0 if rows else 1
