"""``facelaw versions``: what changed since the last release, and whether the version says so."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--release", type=Path, help="folder; by default data/release")
    parser.add_argument("--released", type=Path, help="hashes; by default data/released.json")
    parser.add_argument("--changelog", type=Path, help="by default CHANGELOG.md")
    step = parser.add_mutually_exclusive_group()
    step.add_argument(
        "--freeze", action="store_true", help="keep this release's hashes as the last released"
    )
    step.add_argument(
        "--restate", action="store_true", help="score the stored predictions again, keep the rows"
    )
    parser.add_argument("--reason", default="", help="why figures are restated")
    parser.add_argument("--predictions", type=Path, help="by default baselines/predictions")
    parser.add_argument("--leaderboard", type=Path, help="by default baselines/leaderboard.json")


def run(args: argparse.Namespace) -> int:
    """Tell the changes; exit 1 where the version or the changelog does not."""
    from facelaw import _paths, versions
    from facelaw.files import write_text

    root = _paths.root()
    release = args.release or root / "data" / "release"
    if args.restate:
        return _restate(args, release)
    kept = args.released or root / "data" / "released.json"
    new = versions.of_release(release)
    old = versions.load(kept)
    if old is not None:
        found = versions.changes(old, new)
        for change in found:
            where = f" ({', '.join(change.editions)})" if change.editions else ""
            print(f"{change.id}\t{change.level}\t{versions.WORDS[change.kind]}{where}")
        needs = versions.required(found) or "no"
        print(f"{old.version} to {new.version}: {needs} rise needed", file=sys.stderr)
        path = args.changelog or root / "CHANGELOG.md"
        problems = versions.check(old, new, path.read_text(encoding="utf-8"))
        for problem in problems:
            print(problem, file=sys.stderr)
        if problems:
            return 1
    else:
        print(f"nothing released before {new.version}", file=sys.stderr)
    if args.freeze:
        write_text(kept, versions.dump(new))
    return 0


def _restate(args: argparse.Namespace, release: Path) -> int:
    from facelaw import _paths, restate
    from facelaw.errors import UsageError
    from facelaw.files import dump_json, read_json, write_text
    from facelaw.scoring import key as keys

    root = _paths.root()
    path = args.leaderboard or root / "baselines" / "leaderboard.json"
    stored: list[restate.Row] = read_json(path) if path.exists() else []
    key = keys.load(release / "key.jsonl")
    if restate.stale(stored, key) and not args.reason:
        raise UsageError("--restate needs --reason: figures change, and readers ask why")
    folder = args.predictions or root / "baselines" / "predictions"
    rows = restate.restate(stored, restate.score(folder.glob("*.jsonl"), key), args.reason)
    write_text(path, dump_json(rows))
    left = restate.stale(rows, key, str(path))
    for problem in left:
        print(problem, file=sys.stderr)
    for row in rows:
        figures = [row[name] for name in restate.FIGURES]
        shown = "  ".join("–" if f is None else f"{f:.3f}" for f in figures)
        print(f"{row['run']:<40}{shown}")
    return 1 if left else 0
