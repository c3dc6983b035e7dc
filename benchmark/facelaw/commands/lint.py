"""``facelaw lint``: faults in the law model, over the whole space of cases."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", nargs="?", type=Path, help="a folder like data/law")


def run(args: argparse.Namespace) -> int:
    """Print every fault; exit 1 if there is any."""
    from facelaw.law.lint import lint
    from facelaw.law.load import load_law, shipped

    law = load_law(args.folder) if args.folder else shipped()
    findings = lint(law)
    for finding in findings:
        print(finding)
    print(
        f"{len(law.norms)} norms, {len(law.facts)} facts, {len(law.claims)} claims, "
        f"{len(law.readings)} readings: {len(findings)} finding(s)",
        file=sys.stderr,
    )
    return 1 if findings else 0
