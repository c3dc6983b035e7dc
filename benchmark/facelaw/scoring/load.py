"""One prediction file to one run: which items it owes, what it says, what is wrong with it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facelaw.errors import DataError, Problem, UsageError
from facelaw.scoring import run_info
from facelaw.scoring.beside import statuses
from facelaw.scoring.design import Design, Labels, design
from facelaw.scoring.estimates import Settings
from facelaw.scoring.filling import SAMPLES, Filling, TooManySamples
from facelaw.scoring.grade import Judge
from facelaw.scoring.grader import Grader
from facelaw.scoring.key import Item, Key
from facelaw.scoring.predictions import Stream, stream
from facelaw.scoring.run_info import RunInfo
from facelaw.scoring.runs import Run, make
from facelaw.scoring.signature import UNSTATED, Signature

SPLITS = ("test", "dev", "train", "all")


@dataclass(frozen=True)
class Asked:
    """Which part of the key is scored, and how.

    Attributes:
        key: the items.
        split: one of :data:`SPLITS`.
        settings: resamples and seed.
        dimensions: slices to add.
        labels: shared by all runs that will be compared.
        plans: made when first needed, by language, condition and template.
    """

    key: Key
    split: str = "test"
    settings: Settings = field(default_factory=Settings)
    dimensions: Sequence[str] = ()
    labels: Labels = field(default_factory=Labels)
    plans: dict[str, Plan] = field(default_factory=dict[str, "Plan"], repr=False)


@dataclass(frozen=True)
class Plan:
    """What the runs of one language, condition and template share.

    Attributes:
        design: the items they owe.
        place: for each item of the key its place in the design, -1 without one.
        grader: keeps the answers that it has graded.
    """

    design: Design
    place: Sequence[int]
    grader: Grader


@dataclass(frozen=True)
class Loaded:
    """A run and what there is to tell about its file.

    Attributes:
        run: scored; every defect counts as wrong in it.
        problems: by line, at most a thousand of them.
        more: how many more there are.
        notes: what is told and changes no figure.
        missing: items (and samples) without an answer.
        failed: items that the endpoint never answered.
        samples: the numbers of the samples there are, none where nothing was answered.
    """

    run: Run
    problems: tuple[Problem, ...]
    more: int
    notes: tuple[Problem, ...]
    missing: int
    failed: int
    samples: tuple[int, ...] = ()


class NothingAskedError(UsageError):
    """The key has no items for a run."""


def load(path: Path, asked: Asked, samples: Iterable[int] = ()) -> Loaded:
    """Read, grade and sum up one prediction file.

    Args:
        path: JSON lines, ``-`` for standard input.
        asked: key, split and settings.
        samples: numbers of samples that every item owes, whether the file has them or not.

    Raises:
        UsageError: there is no such file.
        NothingAskedError: the key has no items for it.
        DataError: the file is of a kind that cannot be read at all, has more samples than can
            be meant, or its ``.run.json`` is not as it should be.
    """
    info = None if str(path) == "-" else run_info.read(path)
    shared = plan(asked, info)
    lines = stream(path, asked.key)
    try:
        filling = Filling(shared.design, samples)
        elsewhere = _read(lines, shared, filling)
    except TooManySamples:
        hint = "number the samples of every item 0, 1, 2 …; one that an item lacks counts as wrong"
        expected = f"at most {SAMPLES} values of sample"
        raise DataError([Problem(str(path), 0, "/sample", expected, "more", hint)]) from None
    strict, lenient = filling.done()
    problems = [*lines.problems, *_version(path, asked.key, info)]
    run = make(
        info.model if info else path.name,
        signature(asked, info),
        strict,
        None if lenient is strict else lenient,
        file=str(path),
        dimensions=asked.dimensions,
        problems=len(problems) + lines.more,
        audit=asked.key.audit,
    )
    ended = statuses(strict)
    notes = [*lines.notes, *_strays(path, asked, elsewhere)]
    return Loaded(
        run, tuple(problems), lines.more, tuple(notes), ended["missing"], ended["failed"],
        filling.samples,
    )  # fmt: skip


def plan(asked: Asked, info: RunInfo | None) -> Plan:
    """Return which items a run owes.

    A run without a description owes what ``zh``, ``bare``, ``a`` asks.

    Raises:
        NothingAskedError: there are none.
    """
    form = f"{info.lang}.{info.condition}.{info.template}" if info else "zh.bare.a"
    if form not in asked.plans:
        place = array("q", [-1]) * len(asked.key)
        owed: list[Item] = []
        for index, item in enumerate(asked.key.items):
            if form in item.item_hashes and asked.split in ("all", item.split):
                place[index] = len(owed)
                owed.append(item)
        if not owed:
            told = f"{asked.key.file} asks nothing in {form}, split {asked.split}"
            raise NothingAskedError(f"{told}; see --split and --key")
        grader = Grader(asked.key, Judge(lang=info.lang if info else "zh"))
        asked.plans[form] = Plan(design(owed, asked.labels), place, grader)
    return asked.plans[form]


def signature(asked: Asked, info: RunInfo | None) -> Signature:
    """Return what the figures of a run depend on."""
    return Signature(
        data=info.data_version if info else UNSTATED,
        key=asked.key.sha256[:8],
        split=asked.split,
        lang=info.lang if info else UNSTATED,
        cond=info.condition if info else UNSTATED,
        tmpl=info.template if info else UNSTATED,
        budget=str(info.budget) if info else UNSTATED,
        boot=asked.settings.resamples,
        seed=asked.settings.seed,
    )


def _read(lines: Stream, shared: Plan, filling: Filling) -> dict[int, int]:
    """Fill in every line; return how often items were answered that the run does not owe."""
    elsewhere: dict[int, int] = {}
    place, grader = shared.place, shared.grader
    for index, given in lines:
        position = place[index]
        if position < 0:
            elsewhere[index] = elsewhere.get(index, 0) + 1
            continue
        said = grader.exact(index, given.answer)
        if said is None:
            filling.add(position, given, *grader(index, given))
        else:
            filling.say(position, given, said)
    for index, sample in lines.conflicts:
        if place[index] >= 0:
            filling.void(place[index], sample)
    for index, sample in lines.unsure:
        if index >= 0 and place[index] >= 0:
            filling.unsure(place[index], sample)
    return elsewhere


def _version(path: Path, key: Key, info: RunInfo | None) -> list[Problem]:
    """Tell of a run on other data than the key's."""
    if info is None or key.data_version in (UNSTATED, info.data_version):
        return []
    hint = "score it with the key of its data version, or run again the items whose prompt changed"
    file = str(run_info.place(path))
    return [Problem(file, 0, "/data_version", f"data {key.data_version}", info.data_version, hint)]


def _strays(path: Path, asked: Asked, elsewhere: dict[int, int]) -> list[Problem]:
    """Tell of answers to items that are not scored here: of another split, or not asked so."""
    strangers: list[Item] = [asked.key.items[index] for index in elsewhere]
    other = [item for item in strangers if asked.split not in ("all", item.split)]
    unasked = [item for item in strangers if asked.split in ("all", item.split)]
    out: list[Problem] = []
    if other:
        splits = ", ".join(sorted({item.split for item in other}))
        expected = f"answers to split {asked.split}"
        came = f"{len(other)} items of {splits}; they are left out"
        out.append(Problem(str(path), 0, "", expected, came))
    if unasked:
        came = f"{len(unasked)} others, for example {unasked[0].id}; they are left out"
        expected = "items that this language, condition and template ask"
        out.append(Problem(str(path), 0, "", expected, came))
    return out
