"""The tasks: each is one file with a function from a derived scenario to its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facelaw.gold.derived import Derived
from facelaw.tasks import argument, claims, flaw, gaps, options, readings
from facelaw.tasks.item import Item

TASKS: dict[str, Callable[[Derived, Derived], Iterator[Item]]] = {
    "claims": claims.items,
    "argument": argument.items,
    "gaps": gaps.items,
    "readings": readings.items,
    "consequences": options.consequences,
    "procedure": options.procedure,
    "bracket": options.bracket,
    "flaw": flaw.items,
}
"""Every task and what makes its items from a variant and its family's base."""
