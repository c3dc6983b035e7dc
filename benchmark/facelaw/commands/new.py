"""``facelaw new``: a commented family file with the facts that the asked claims read."""

from __future__ import annotations

import argparse
import re
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("id", help="lower-case words joined by hyphens")
    parser.add_argument("--ask", help="claims, e.g. A.portrait_right.B,A.reputation_right.C")
    parser.add_argument("--case", default="", help="a reported case it draws on (data/cases)")
    parser.add_argument("--contrast", default="", help="a family it is written in contrast to")
    parser.add_argument("--out", type=Path, help="folder; by default data/scenarios")


def run(args: argparse.Namespace) -> int:
    """Write the file; an existing one is never overwritten."""
    from facelaw import _paths
    from facelaw.errors import UsageError
    from facelaw.files import write_text
    from facelaw.gold.lookup import find_family
    from facelaw.gold.template import ASKS, template
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped
    from facelaw.law.references import near

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", args.id):
        raise UsageError(f"{args.id!r}: lower-case words joined by hyphens, e.g. twin-anchor")
    path = (args.out or _paths.data("scenarios")) / f"{args.id}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists; choose another id")
    asks = tuple(args.ask.split(",")) if args.ask else ASKS
    if args.contrast:
        asks = find_family(args.contrast).ask if not args.ask else asks
    law = shipped()
    for ask in asks:
        claim = ask.split(".")[1] if ask.count(".") == 2 else ask
        if claim not in law.claims:
            raise UsageError(f"no claim {claim!r}; {near(claim, law.claims)}")
    if args.case and not (_paths.root() / "data" / "cases" / f"{args.case}.yaml").is_file():
        raise UsageError(f"no case {args.case!r} in data/cases")
    write_text(path, template(Engine(law), args.id, asks, args.case, args.contrast))
    print(path)
    return 0
