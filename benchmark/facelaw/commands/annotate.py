"""``facelaw annotate``: blind annotation tasks out for Label Studio, results in as records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="export|import")
    out = steps.add_parser("export", help="write interface, tasks and instructions")
    out.add_argument("families", nargs="+", metavar="FAMILY", help="a family's id or file")
    out.add_argument("--what", choices=("facts", "verdicts"), required=True)
    out.add_argument("--lang", choices=("zh", "en"), default="zh")
    out.add_argument("--out", type=Path, required=True, help="folder")
    out.add_argument(
        "--with-gold", action="store_true", help="show the family's own answers; no longer blind"
    )
    into = steps.add_parser("import", help="read an export of Label Studio (JSON)")
    into.add_argument("file", type=Path)
    into.add_argument("--round", required=True, help="a name for this pass, e.g. first")
    into.add_argument(
        "--family", action="append", default=[], help="where it lies outside data/scenarios"
    )
    into.add_argument(
        "--who",
        action="append",
        default=[],
        metavar="WHO=NAME",
        help="an annotator's number or e-mail there, and the pseudonym kept here",
    )
    into.add_argument("--made-by", choices=("person", "language_model"), default="person")
    into.add_argument("--out", type=Path, help="by default data/annotations/ROUND.jsonl")
    into.add_argument("--replace", action="store_true", help="replace readings that differ")


def run(args: argparse.Namespace) -> int:
    """Export or import."""
    return _export(args) if args.step == "export" else _import(args)


def _export(args: argparse.Namespace) -> int:
    from facelaw.gold.derived import derive_family
    from facelaw.gold.lookup import find_family
    from facelaw.interop.labelstudio_tasks import bundle, write
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped

    engine = Engine(shipped())
    families = [derive_family(find_family(name), engine) for name in args.families]
    bundles = [bundle(f, args.what, args.lang, gold=args.with_gold) for f in families]
    for path in write(bundles, args.out):
        print(path)
    return 0


def _import(args: argparse.Namespace) -> int:
    from facelaw import _paths
    from facelaw.annotations.records import merge, read, write
    from facelaw.errors import DataError, UsageError
    from facelaw.files import read_json
    from facelaw.gold.derived import derive_family
    from facelaw.gold.families import family_files
    from facelaw.gold.lookup import find_family
    from facelaw.interop.labelstudio_results import PSEUDONYM, Reading, records
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped

    names = dict(pair.rpartition("=")[::2] for pair in args.who)
    for name in [args.round, *names.values()]:
        if not PSEUDONYM.fullmatch(name):
            raise UsageError(f"{name!r}: lower-case letters, digits, - and _, at most 32")
    engine = Engine(shipped())
    wanted = args.family or [path.stem for path in family_files()]
    known = [d for name in wanted for d in derive_family(find_family(name), engine)]
    reading = Reading(args.round, args.made_by, names)
    new, problems, skipped = records(read_json(args.file), known, reading, str(args.file))
    if problems:
        raise DataError(problems)
    path = args.out or _paths.root() / "data" / "annotations" / f"{args.round}.jsonl"
    merged, added = merge(read(path) if path.exists() else [], new, args.replace, str(path))
    write(path, merged)
    print(f"{added} new of {len(new)} readings, {skipped} cancelled: {path}", file=sys.stderr)
    return 0
