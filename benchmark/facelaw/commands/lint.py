"""``facelaw lint``: faults in the law model, over the whole space of cases and on reported ones."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facelaw.errors import Problem
    from facelaw.law.model import Law


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", nargs="?", type=Path, help="a folder like data/law")


def run(args: argparse.Namespace) -> int:
    """Print every fault; exit 1 if there is any."""
    from facelaw.law.lint import lint
    from facelaw.law.load import load_law, shipped

    law = load_law(args.folder) if args.folder else shipped()
    findings = lint(law)
    if not args.folder:
        findings += _reported(law)
    for finding in findings:
        print(finding)
    print(
        f"{len(law.norms)} norms, {len(law.facts)} facts, {len(law.claims)} claims, "
        f"{len(law.readings)} readings: {len(findings)} finding(s)",
        file=sys.stderr,
    )
    return 1 if findings else 0


def _reported(law: Law) -> list[Problem]:
    """Count the reported cases by what became of them; return holdings left unexplained."""
    from facelaw.gold.case_files import load_cases
    from facelaw.gold.cases import problems_of, tally
    from facelaw.law.derive import Engine

    engine, cases = Engine(law), load_cases(law)
    print(tally(cases), file=sys.stderr)
    return [problem for case in cases for problem in problems_of(engine, case)]
