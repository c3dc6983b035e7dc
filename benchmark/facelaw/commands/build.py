"""``facelaw build``: check every source, derive gold, write the release."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, help="folder to write; by default data/release")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if the release is out of date"
    )


def run(args: argparse.Namespace) -> int:
    """Build; with ``--check`` only compare with what lies there."""
    from facelaw import _paths
    from facelaw.gold.release import build
    from facelaw.release.write import render, write_release

    version, _, day = _paths.data("VERSION").read_text(encoding="utf-8").strip().partition(" ")
    folder = args.out or _paths.root() / "data" / "release"
    release = build(version, day)
    if args.check:
        files = render(release)
        there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        stale = sorted(
            name
            for name in {*files, *there}
            if name not in files or name not in there or (folder / name).read_bytes() != files[name]
        )
        for name in stale:
            print(f"{name} is not what the sources give; run facelaw build")
        return 1 if stale else 0
    write_release(release, folder)
    if not args.out:
        from facelaw.files import write_text
        from facelaw.law.document import document
        from facelaw.law.load import shipped

        write_text(_paths.root() / "docs" / "law.md", document(shipped()))
    families = len({key.family for key in release.keys if key.task == "claims"})
    print(
        f"{families} families, {len(release.keys)} items, {len(release.items)} prompts: "
        f"{folder} ({version})",
        file=sys.stderr,
    )
    return 0
