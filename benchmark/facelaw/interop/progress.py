"""How far a run is, shown only to a person who watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from facelaw.interop.run import Tally


@contextmanager
def shown(total: int) -> Generator[Callable[[Tally], None] | None]:
    """Yield a function that draws a tally on stderr, or None where no terminal is there."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]} · left"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
        console=Console(stderr=True),
    ) as bar:
        task = bar.add_task("", total=total, rate="", failed="")

        def draw(tally: Tally) -> None:
            if bar.tasks[0].completed == 0 and tally.kept:
                bar.reset(task, completed=tally.kept, total=total, rate="", failed="")
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=tally.settled,
                rate=f"{speed:.1f}/s" if speed else "",
                failed=f"{tally.failed} failed" if tally.failed else "",
            )

        yield draw
