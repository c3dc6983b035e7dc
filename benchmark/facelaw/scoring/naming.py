"""Short names for runs that stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from facelaw.scoring.runs import Run
from facelaw.scoring.signature import differences


def named_apart(runs: Sequence[Run]) -> list[str]:
    """Return a name for each run: its model, and what sets it apart from others of that model.

    Runs of one model get the settings in which they differ, then the names of their files, then
    numbers.
    """
    names = [run.model for run in runs]
    for more in (_settings, _files, _numbers):
        twice = {name for name, count in Counter(names).items() if count > 1}
        for name in sorted(twice):
            places = [place for place, other in enumerate(names) if other == name]
            for place, added in zip(places, more([runs[p] for p in places]), strict=True):
                names[place] = f"{name} {added}".strip()
    return names


def _settings(runs: Sequence[Run]) -> list[str]:
    """Return the values of the settings in which runs differ."""
    unlike = differences([run.signature for run in runs])
    return [" ".join(values[place] for values in unlike.values()) for place in range(len(runs))]


def _files(runs: Sequence[Run]) -> list[str]:
    """Return the files' names, with their folders where those differ."""
    files = [PurePath(run.file) for run in runs]
    if len({file.name for file in files}) == len(files):
        return [file.name for file in files]
    return [str(file) for file in files]


def _numbers(runs: Sequence[Run]) -> list[str]:
    """Return numbers from 1."""
    return [str(place) for place in range(1, len(runs) + 1)]
