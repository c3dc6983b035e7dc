"""``facelaw agreement``: Krippendorff's alpha over annotation records, and what to adjudicate."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facelaw.annotations.compare import Judged, Row
    from facelaw.annotations.records import Record


MARGINS = 6
"""Values of a row whose counts are printed, the most frequent first; the JSON has all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", type=Path, help="annotation records (JSON lines)")
    parser.add_argument(
        "--with-derived",
        action="store_true",
        help="compare each annotator with the family's own facts and derived verdicts too",
    )
    parser.add_argument(
        "--family", action="append", default=[], help="where it lies outside data/scenarios"
    )
    parser.add_argument(
        "--residual",
        action="store_true",
        help="instead: errors that blind readings found in the released gold, and the ceiling "
        "they set",
    )
    parser.add_argument(
        "--round",
        action="append",
        default=[],
        help="rounds that --residual looks at (default: rounds and readers of audit.yaml)",
    )
    parser.add_argument("--json", type=Path, help="write everything as JSON too")


def run(args: argparse.Namespace) -> int:
    """Print the table to stdout, then the differences."""
    from facelaw.annotations.compare import differences, judged, overlap, rows
    from facelaw.annotations.records import read

    records = [record for path in args.files for record in read(path)]
    if args.residual:
        return _residual(records, args.round, args.json)
    if args.with_derived:
        records += _derived(records, args.family)
    things = judged(records, _silence(records))
    if not things:
        print("no scenario was read by two annotators in one round", file=sys.stderr)
        return 1
    table, open_ = rows(things, ("derived",)), differences(things)
    print(
        f"{'what':<9}{'name':<32}{'alpha':>7}  {'95 %':<15}{'raw':>6}{'units':>7}{'families':>10}"
    )
    for row in table:
        print(_line(row))
    share = overlap(things)
    if share is not None:
        print(f"words marked for the same value coincide: {share:.2f}")
    print(f"\n{len(open_)} of {len(things)} to adjudicate")
    for thing in open_:
        print(_difference(thing))
    if args.json:
        _write(args.json, table, open_, share)
    return 0


def _residual(records: list[Record], rounds: list[str], out: Path | None) -> int:
    """Print what blind readings found wrong in the released gold; exit 1 where nothing was read."""
    import msgspec

    from facelaw import _paths
    from facelaw.annotations import residual
    from facelaw.files import dump_json, load_yaml, write_text
    from facelaw.scoring import audit, key

    document = load_yaml(_paths.data("annotations", "audit.yaml"))
    wanted = {"rounds": rounds} if rounds else residual.checked(document)
    mine = residual.auditing(wanted, records)
    if not mine:
        asked = ", ".join((*wanted["rounds"], *wanted.get("readers", ())))
        there = ", ".join(sorted({f"{r['round']} by {r['annotator']}" for r in records})) or "none"
        print(f"no reading of {asked}; there are {there}", file=sys.stderr)
        return 1
    known = residual.gold(key.load().items)
    others = rounds and list(rounds) != list(residual.checked(document)["rounds"])
    outcomes = [] if others else residual.settled(document, records)  # settled for its own rounds
    found = residual.residual(mine, outcomes, known)
    print("\n".join(audit.lines(found)))
    for place, said in residual.unsettled(mine, outcomes, known):
        print(f"    open: {'.'.join(place).rstrip('.')}: gold {known.verdicts[place]}, read {said}")
    if out:
        write_text(out, dump_json(msgspec.to_builtins(found)))
    return 0


def _silence(records: list[Record]) -> dict[str, str]:
    """Return what counts for each fact that a text does not mention; none where none is marked."""
    if not any(record["what"] == "facts" for record in records):
        return {}
    from facelaw.law.load import shipped

    return {fact.id: fact.silence for fact in shipped().facts.values()}


def _derived(records: list[Record], outside: list[str]) -> list[Record]:
    """Return what the families say, one record for each scenario, round and purpose."""
    from facelaw.annotations.gold import reading
    from facelaw.gold.derived import derive
    from facelaw.gold.lookup import find_family
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped

    engine = Engine(shipped())
    families = {family.id: family for family in map(find_family, outside)}
    once = {(r["id"], r["lang"], r["what"], r["round"]): r for r in records}
    out: list[Record] = []
    for record in once.values():
        name, _, variant = record["id"].rpartition(".")
        family = families.setdefault(name, families.get(name) or find_family(name))
        if variant not in {v.id for v in family.variants}:
            print(f"{record['id']} has left the set; its reading is left out", file=sys.stderr)
            continue
        out.append(reading(derive(family, family.scenario(variant), engine), record))
    return out


def _line(row: Row) -> str:
    f = row.figures
    alpha = "–" if f.alpha is None else f"{f.alpha:.2f}"
    interval = "" if f.low is None or f.high is None else f"[{f.low:.2f}, {f.high:.2f}]"
    raw = "–" if f.raw is None else f"{f.raw:.0%}"
    most = list(f.margins.items())
    if len(most) > MARGINS:
        most = sorted(most, key=lambda pair: (-pair[1], pair[0]))[:MARGINS]
    margins = ", ".join(f"{value} {n}" for value, n in most)
    margins += ", …" if len(f.margins) > MARGINS else ""
    head = f"{row.what:<9}{row.name:<32}{alpha:>7}  {interval:<15}{raw:>6}"
    return f"{head}{f.units:>7}{f.families:>10}  {margins}"


def _difference(thing: Judged) -> str:
    place = f"{thing.scenario} {thing.lang} {thing.key}"
    lines = [place + (f" under {thing.option}" if thing.option else "")]
    for who, value in sorted(thing.values.items()):
        words = " … ".join(thing.words.get(who, ()))
        lines.append(f"    {who}: {value}" + (f"  “{words}”" if words else ""))
    return "\n".join(lines)


def _write(path: Path, table: list[Row], open_: list[Judged], share: float | None) -> None:
    from dataclasses import asdict

    from facelaw.files import dump_json, write_text

    content = {
        "agreement": [{"what": r.what, "name": r.name, **asdict(r.figures)} for r in table],
        "words_coincide": share,
        "differences": [asdict(thing) for thing in open_],
    }
    write_text(path, dump_json(content))
