"""Sets in shards: each is read, graded and summed up by itself, one after the other or by Ray.

Memory holds the items of one shard at a time; what is kept of it are sums by family. The figures
are those that the shards' keys and answers, put into one file each, would get.
"""

from __future__ import annotations

import gc
import hashlib
import pickle
import re
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from facelaw.errors import DataError, UsageError
from facelaw.scoring import key, run_info
from facelaw.scoring.estimates import Settings
from facelaw.scoring.join import Part, join, part
from facelaw.scoring.load import Asked, Loaded, NothingAskedError, load
from facelaw.scoring.split import Source, split

NAME = re.compile(r"shard-(\d+)-of-(\d+)")

Parts = list[Part | None]
"""One shard of each run; None where it has no items of the split."""


@dataclass(frozen=True)
class Task:
    """One shard of some runs.

    Attributes:
        folder: the shard.
        sources: the predictions of each run.
        samples: of each run, numbers of the samples that it has in other shards.
        split: items to score.
        settings: resamples and seed.
        dimensions: slices to add.
    """

    folder: Path
    sources: tuple[Source, ...]
    samples: tuple[tuple[int, ...], ...]
    split: str
    settings: Settings
    dimensions: tuple[str, ...]


def score_shards(
    folder: Path,
    files: Sequence[str],
    asked: str,
    settings: Settings,
    dimensions: Sequence[str] = (),
    ray: bool = False,
) -> list[Loaded]:
    """Score predictions of a set in shards.

    Args:
        folder: of shards, as ``facelaw generate --shards`` writes it.
        files: of each run its predictions, or a folder with ``<shard>.jsonl`` for each shard.
        asked: the split to score.
        settings: resamples and seed.
        dimensions: slices to add.
        ray: work on the Ray cluster that is found or started; all workers must reach all files.

    Raises:
        UsageError: a shard or a prediction file is missing, or shards do not belong together.
        DataError: what cannot be read at all, of all shards.
    """
    shards = find(folder)
    sha256, owners = survey(shards)
    with ExitStack() as stack:
        sources = [_sources(name, shards, owners, stack) for name in files]
        owners.clear()
        none = ((),) * len(files)
        tasks = [
            Task(shard, each, none, asked, settings, tuple(dimensions))
            for shard, each in zip(shards, zip(*sources, strict=True), strict=True)
        ]
        found = _found(tasks, ray)
        samples = tuple(_samples(run) for run in zip(*found, strict=True))
        short = [place for place, parts in enumerate(found) if _lacks(parts, samples)]
        again = _found([replace(tasks[place], samples=samples) for place in short], ray)
        for place, parts in zip(short, again, strict=True):
            found[place] = parts
    out: list[Loaded] = []
    for name, run in zip(files, zip(*found, strict=True), strict=True):
        owed = [one for one in run if one is not None]
        if not owed:
            raise UsageError(f"{folder} asks nothing of {name}, split {asked}; see --split")
        out.append(join(owed, name, Path(name).name, sha256[:8], dimensions))
    return out


def find(folder: Path) -> list[Path]:
    """Return the shards of a folder in their order.

    Raises:
        UsageError: there are none, of several sets, or not all.
    """
    named = {path.name: path for path in folder.iterdir() if NAME.fullmatch(path.name)}
    counts = {name.rpartition("-")[2] for name in named}
    if len(counts) != 1:
        told = f"shards of {len(counts)} sets" if counts else "no folders shard-00000-of-…"
        raise UsageError(f"{folder}: {told}; of a release that is one folder give the key.jsonl")
    count = counts.pop()
    wanted = [f"shard-{shard:05}-of-{count}" for shard in range(int(count))]
    keys = [folder / name / "key.jsonl" for name in wanted]
    if missing := [path for path in keys if not path.is_file()]:
        more = f" and {len(missing) - 1} more" if missing[1:] else ""
        raise UsageError(f"{missing[0]}{more}: missing; copy it here, or generate the set again")
    versions = {key.manifest(path, "", []).data_version: path for path in keys}
    if len(versions) > 1:
        told = ", ".join(f"{path.parent.name} of {version}" for version, path in versions.items())
        raise UsageError(f"{folder}: shards of several data versions ({told}); generate them anew")
    return [path.parent.resolve() for path in keys]


class _Line(msgspec.Struct):
    """What is needed of a line of the key."""

    id: str
    family: str


def survey(shards: Sequence[Path]) -> tuple[str, dict[str, int]]:
    """Return the sha256 of all keys as if they were one file, and which shard holds what.

    A family's name stands for the ids that begin with it and a dot; other ids stand alone.
    """
    decode = msgspec.json.Decoder(_Line).decode
    digest = hashlib.sha256()
    owners: dict[str, int] = {}
    for shard, folder in enumerate(shards):
        with (folder / "key.jsonl").open("rb") as source:
            for line in source:
                digest.update(line)
                try:
                    item = decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                    continue  # the reading of the key tells of it
                begins = item.id.partition(".")[0] == item.family
                owners[item.family if begins else item.id] = shard
    return digest.hexdigest(), owners


def _sources(
    name: str, shards: Sequence[Path], owners: dict[str, int], stack: ExitStack
) -> list[Source]:
    """Return the predictions of each shard, of one large file cut apart beside it.

    Raises:
        UsageError: one is missing, or there is no place to cut the file apart.
    """
    path = Path(name)
    if path.is_dir():
        out = [Source((path / f"{shard.name}.jsonl").resolve(), "") for shard in shards]
        out = [replace(one, shown=str(path / one.path.name)) for one in out]
        if missing := [one for one in out if not one.path.is_file()]:
            more = f" and {len(missing) - 1} more" if missing[1:] else ""
            raise UsageError(
                f"{missing[0].shown}{more}: missing; each shard needs its answers there: run the "
                "model on that shard's folder, or make an empty file where it has said nothing"
            )
        return out
    if name == "-":
        raise UsageError("-: answers to a set in shards are read more than once; give a file")
    info = run_info.place(path)
    try:
        made = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.resolve().parent)
        parts = Path(stack.enter_context(made))
        split(path, name, parts, owners, len(shards))
    except OSError as error:
        told = f"{path}: cannot be cut into shards beside it ({error.strerror})"
        raise UsageError(f"{told}; give a folder with one file for each shard") from None
    out = [Source(parts / f"{place}.jsonl", name, cut=True) for place in range(len(shards))]
    if info.exists():
        for one in out:
            run_info.place(one.path).write_bytes(info.read_bytes())
    return out


def score_shard(task: Task) -> Parts:
    """Score one shard of each run.

    Raises:
        DataError: what cannot be read at all.
    """
    items = key.load(task.folder / "key.jsonl")
    asked = Asked(items, task.split, task.settings, task.dimensions)
    out: Parts = []
    for source, samples in zip(task.sources, task.samples, strict=True):
        try:
            loaded = load(source.path, asked, samples)
        except NothingAskedError:
            out.append(None)
            continue
        except DataError as error:
            raise DataError(source.told(error.problems)) from None
        info = run_info.read(source.path)
        told = replace(
            loaded,
            problems=tuple(source.told(loaded.problems)),
            notes=tuple(source.told(loaded.notes)),
        )
        out.append(part(told, info.model if info else None))
    return out


def _found(tasks: Sequence[Task], ray: bool) -> list[Parts]:
    """Do all tasks and return what they found, in their order.

    Raises:
        DataError: every problem of every shard that cannot be read.
        UsageError: likewise, the first.
    """
    found = _on_ray(tasks) if ray and tasks else [_tried(task) for task in tasks]
    if wrong := [one for one in found if isinstance(one, UsageError)]:
        raise wrong[0]
    if bad := [one for one in found if isinstance(one, DataError)]:
        raise DataError({problem for one in bad for problem in one.problems})
    return [one for one in found if isinstance(one, list)]


def _tried(task: Task) -> Parts | DataError | UsageError:
    """Score a shard, or return what is wrong with it, so that all are told together."""
    try:
        return score_shard(task)
    except (DataError, UsageError) as error:
        return error
    finally:
        gc.collect()  # a command has it turned off, and here the next shard follows


def _on_ray(tasks: Sequence[Task]) -> list[Parts | DataError | UsageError]:
    """Do the tasks as a Ray Data pipeline, each a row."""
    import ray.data

    def one(row: dict[str, Any]) -> dict[str, Any]:
        return {"task": row["id"], "found": pickle.dumps(_tried(tasks[int(row["id"])]))}

    rows: Any = ray.data.range(len(tasks), override_num_blocks=len(tasks))
    made = {int(row["task"]): pickle.loads(row["found"]) for row in rows.map(one).iter_rows()}
    return [made[place] for place in range(len(tasks))]


def _samples(run: Sequence[Part | None]) -> tuple[int, ...]:
    """Return the numbers of all samples that a run has in some shard."""
    return tuple(sorted({sample for one in run if one for sample in one.samples}))


def _lacks(parts: Parts, samples: Sequence[tuple[int, ...]]) -> bool:
    """Whether a shard lacks a sample that its run has elsewhere: it is missing there, and wrong."""
    return any(
        one is not None and len(all_) > 1 and one.samples != all_
        for one, all_ in zip(parts, samples, strict=True)
    )
