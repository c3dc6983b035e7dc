"""Writing a release: every file beside the old folder, then one rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from facelaw.errors import DataError
from facelaw.release.card import LICENSE_URL, card
from facelaw.release.consistency import check_release
from facelaw.release.croissant import croissant
from facelaw.release.manifest import CANARY, KEY, NAME, json_lines, manifest
from facelaw.release.parquet import encode, tables
from facelaw.release.rows import Release

TITLE = "facelaw: reasoning through China's law of AI face-swapping"

LICENCE = f"""The facelaw data
================

Copyright the facelaw authors.

These data (everything in this folder) are offered under the Creative Commons Attribution 4.0
International licence (CC BY 4.0). You may copy, share and adapt them for any purpose, also a
commercial one, provided that you name the source (facelaw, with the data version), point to the
licence and say what you changed. They come as they are, without warranty of any kind.

The licence itself, which alone is binding: {LICENSE_URL}legalcode

Two requests that are no terms of the licence: do not train on the test split, and keep this
string with every copy:

facelaw canary {CANARY}
"""


def citation(release: Release) -> str:
    """Return how to cite the data, as BibTeX."""
    return (
        f"@misc{{facelaw{release.released_on[:4]},\n"
        f"  title = {{{TITLE}}},\n"
        "  author = {{The facelaw authors}},\n"
        f"  year = {{{release.released_on[:4]}}},\n"
        f"  note = {{Data version {release.version}}}\n"
        "}"
    )


def render(release: Release) -> dict[str, bytes]:
    """Return every file of a release: path to content, the same bytes for the same release.

    Raises:
        DataError: rows and key contradict one another, or break their schemas.
    """
    problems = check_release(release)
    if problems:
        raise DataError(problems)
    files: dict[str, bytes] = {}
    rows: dict[str, int] = {}
    parts: dict[str, tuple[str, str]] = {}
    for config, split, records in tables(release):
        path = f"{config}/{split}.parquet"
        files[path], rows[path], parts[path] = (
            encode(config, records),
            len(records),
            (config, split),
        )
    keys = sorted(release.keys, key=lambda key: key.place())
    files[KEY] = json_lines([key.record() for key in keys])
    rows[KEY] = len(keys)
    cite = citation(release)
    about = {
        "name": "facelaw",
        "description": "Annotated scenarios about AI face swapping under Chinese law, with derived "
        "answers and proofs, in Chinese and English. Annotated with language models; not "
        "reviewed by licensed counsel; not legal advice. "
        f"facelaw canary {CANARY}",
        "license": LICENSE_URL,
        "cite": cite,
        "creator": "The facelaw authors",
    }
    files["README.md"] = card(release, parts, rows, cite).encode("utf-8")
    files["croissant.json"] = croissant(release, files, parts, about).encode("utf-8")
    files["LICENSE"] = LICENCE.encode("utf-8")
    files.update(release.extras)
    files[NAME] = manifest(release, files, rows).encode("utf-8")
    return files


def write_release(release: Release, folder: Path) -> None:
    """Write a release as ``folder``; what was there stays until the new one is complete.

    Raises:
        DataError: rows and key contradict one another; nothing is written.
    """
    replace_folder(folder, render(release))


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder beside ``folder`` and rename it into place."""
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        for path, content in files.items():
            target = beside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if folder.exists():
            folder.rename(old)
        try:
            beside.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
