"""``facelaw audit``: shortcuts, contradictions, repeated phrases; exit 1 where one is shown."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--release", type=Path, help="a release; by default the shipped one")
    parser.add_argument("--split", choices=("test", "all"), default="all")


def run(args: argparse.Namespace) -> int:
    """Print what each kind of partial input earns and every fault of the text."""
    from facelaw import _paths
    from facelaw.audit import shortcuts, text
    from facelaw.release.manifest import CANARY
    from facelaw.report import explorer
    from facelaw.scoring import key as keys

    release = args.release or _paths.data("release")
    shown = explorer.read(release / "explorer.json")
    items = [
        item
        for item in keys.load(release / "key.jsonl").items
        if args.split == "all" or item.split == args.split
    ]
    faults = [
        *text.contradictions(items),
        *text.repeated(shown),
        *text.without_canary(release, CANARY),
        *text.solved_by_constants(items),
    ]
    print(f"{'seen':<18} {'right %':>8} {'upper':>7} {'constant':>9} {'p':>6}  families")
    worst = False
    for name, see in shortcuts.views(shown).items():
        found = shortcuts.audit(name, shortcuts.examples(items, see))
        if found is None:
            continue
        worst |= found.shown == "shortcut"
        print(
            f"{name:<18} {found.accuracy:>8.1f} {found.upper:>7.1f} {found.constant:>9.1f} "
            f"{found.p:>6.3f}  {found.families:<4} {found.shown}"
        )
    for fault in faults:
        print(fault)
    print(f"{len(faults)} fault(s) of the text", file=sys.stderr)
    return 1 if faults or worst else 0
