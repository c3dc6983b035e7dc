"""``facelaw validate``: families and law data, every problem at once, by line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "paths", nargs="*", type=Path, help="family files or a folder of them; without: everything"
    )
    parser.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="of the arguments that are quoted"
    )


def run(args: argparse.Namespace) -> int:
    """Print every problem; exit 1 if there is any."""
    from facelaw.errors import UsageError
    from facelaw.gold.families import check_paths, family_files
    from facelaw.law.load import shipped

    missing = [str(p) for p in args.paths if not p.exists()]
    if missing:
        raise UsageError(f"no such file: {', '.join(missing)}")
    files = [f for p in args.paths for f in (family_files(p) if p.is_dir() else [p])]
    law = shipped()
    files = files or family_files()
    problems = check_paths(files, lang=args.lang)
    for problem in problems:
        print(problem)
    print(
        f"{len(files)} families, {len(law.norms)} norms: {len(problems)} problem(s)",
        file=sys.stderr,
    )
    return 1 if problems else 0
