"""Generated cases as a procedural data set: questions by number, answers scored by rewards.

The form is that of reasoning-gym (Stojanovski et al., Reasoning Gym, 2025): entry ``i`` depends
on the seed and ``i`` alone, is made when it is asked for, and knows how to score an answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from facelaw.errors import DataError, Problem, UsageError
from facelaw.generate.choose import engine
from facelaw.generate.family import family as generated
from facelaw.gold.derived import Derived, derive
from facelaw.gold.rows import item_rows
from facelaw.interop.natural import from_key, written
from facelaw.release.rows import LANGS, TEMPLATES
from facelaw.rewards import reward
from facelaw.rewards.items import dumps, loads
from facelaw.scenarios.family import Family
from facelaw.scoring.item import Item
from facelaw.tasks import TASKS
from facelaw.tasks.item import Item as Asked
from facelaw.tasks.prompts import CONDITIONS

T = TypeVar("T")
Write = Callable[[int | str, int, int | None], Family]
"""From seed, index and level to a family; :func:`facelaw.generate.family` is one."""


def create_dataset(
    seed: int | str = 0,
    size: int = 500,
    level: int | None = None,
    tasks: Sequence[str] = ("claims",),
    lang: str = "zh",
    condition: str = "bare",
    template: str = "a",
    write: Write | None = None,
) -> Dataset:
    """Return a data set of generated questions.

    Args:
        seed: of the whole set.
        size: entries it tells of; an entry does not depend on it.
        level: of all families; by default they are of every level.
        tasks: what is asked, one of them for each family.
        lang: ``zh`` or ``en``.
        condition: ``bare``, ``law`` or ``ledger``.
        template: ``a`` or ``b``.
        write: writes the families, by default the project's generator.

    Raises:
        UsageError: there is no such task, language, condition or template.
    """
    known = {"tasks": TASKS, "lang": LANGS, "condition": CONDITIONS, "template": TEMPLATES}
    given = {"tasks": tasks, "lang": [lang], "condition": [condition], "template": [template]}
    for name, values in given.items():
        if strangers := [value for value in values if value not in known[name]] or not values:
            raise UsageError(
                f"{name}: some of {', '.join(known[name])} expected, came: {strangers}"
            )
    if size < 0:
        raise UsageError(f"size: 0 or more expected, came: {size}")
    edition = (lang, condition, template)
    return Dataset(seed, size, level, tuple(tasks), edition, write or generated)


class Dataset(Sequence[dict[str, Any]]):
    """Entries ``{"question", "answer", "metadata"}``; made by :func:`create_dataset`.

    ``metadata`` names the entry's ``source_index``, ``id``, ``family``, ``variant``, ``task``,
    ``lang`` and ``difficulty``, and holds the ``item`` as JSON, which is all that scoring needs.
    """

    def __init__(
        self,
        seed: int | str,
        size: int,
        level: int | None,
        tasks: tuple[str, ...],
        edition: tuple[str, str, str],
        write: Write,
    ) -> None:
        self.seed, self.size, self.level = seed, size, level
        self.tasks, self.edition, self.write = tasks, edition, write

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: Any) -> Any:
        """Return an entry, or a list of them for a slice."""
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self.size))]
        at = index + self.size if index < 0 else index
        if not 0 <= at < self.size:
            raise IndexError(f"entry {index} of {self.size}")
        return self._entry(at)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield every entry in order, each made when it is asked for."""
        return (self._entry(at) for at in range(self.size))

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the rows that reward functions take: ``prompt``, ``item`` and ``lang``."""
        for entry in self:
            told = entry["metadata"]
            yield {"prompt": entry["question"], "item": told["item"], "lang": told["lang"]}

    def score_answer(self, answer: str | None, entry: Mapping[str, Any]) -> float:
        """Return what an answer to an entry earns, from 0 to 1."""
        told = entry["metadata"]
        return reward(loads(told["item"]), answer, lang=told["lang"])

    def _entry(self, index: int) -> dict[str, Any]:
        """Write a family and put one question about one of its variants."""
        family = self.write(self.seed, index, self.level)
        for asked, derived in self._asked(family, index):
            key, rows = item_rows(asked, derived, "train", [self.edition])
            item = msgspec.convert(key.record(), Item)
            metadata = {
                "source_dataset": "facelaw",
                "source_index": index,
                **{name: getattr(item, name) for name in ("id", "family", "variant", "task")},
                "lang": self.edition[0],
                "difficulty": {"level": item.level},
                "item": dumps(item),
            }
            answer = written(from_key(item, self.edition[0]))
            return {"question": rows[0].prompt, "answer": answer, "metadata": metadata}
        place, expected = f"seed {self.seed}, family {index}", f"a task of {', '.join(self.tasks)}"
        hint = "add claims to tasks: every family asks them"
        raise DataError([Problem(place, 0, "", expected, "a family that asks none", hint)])

    def _asked(self, family: Family, index: int) -> Iterator[tuple[Asked, Derived]]:
        """Yield what could be asked of a family; what comes first is the entry's question."""
        shared = engine()
        base = derive(family, family.scenario(family.variants[0].id), shared)
        for variant in _turned(family.variants, self.seed, index, "variant"):
            scenario = family.scenario(variant.id)
            if self.edition[0] not in scenario.langs:
                continue
            derived = derive(family, scenario, shared)
            for task in _turned(self.tasks, self.seed, index, "task"):
                asked = list(TASKS[task](derived, base))
                for item in _turned(asked, self.seed, index, "item"):
                    yield item, derived


def _turned(values: Sequence[T], seed: int | str, index: int, what: str) -> list[T]:
    """Return values turned by as many places as a hash of the entry says."""
    if not values:
        return []
    digest = hashlib.sha256(f"{seed} {index} {what}".encode()).digest()
    start = int.from_bytes(digest[:8]) % len(values)
    return [*values[start:], *values[:start]]
