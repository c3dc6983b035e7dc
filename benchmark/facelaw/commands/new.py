"""``facelaw new``: a commented family file with the facts that the asked claims read."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
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
    from facelaw.gold.start import ASKS, from_case, from_family, from_questions
    from facelaw.gold.template import template
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped
    from facelaw.law.references import near

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", args.id):
        raise UsageError(f"{args.id!r}: lower-case words joined by hyphens, e.g. twin-anchor")
    path = (args.out or _paths.data("scenarios")) / f"{args.id}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists; choose another id")
    law = shipped()
    engine = Engine(law)
    asks = tuple(args.ask.split(",")) if args.ask else ()
    for ask in asks:
        if ask.count(".") != 2:
            raise UsageError(f"{ask!r}: left.claim.right, e.g. A.portrait_right.B")
        claim = ask.split(".")[1]
        if claim not in law.claims:
            raise UsageError(f"no claim {claim!r}; {near(claim, law.claims)}")
    if args.case:
        start = from_case(engine, args.case)
    elif args.contrast:
        start = from_family(engine, find_family(args.contrast))
    else:
        start = from_questions(asks or ASKS)
    known = {"state", *(p.id for p in start.parties)}
    for ask in asks:
        left, _, right = ask.split(".")
        if not {left, right} <= known:
            raise UsageError(f"{ask}: the parties are {', '.join(sorted(known))}")
    write_text(path, template(engine, args.id, replace(start, asks=asks or start.asks)))
    print(path if args.out else path.relative_to(_paths.root()).as_posix())
    return 0
