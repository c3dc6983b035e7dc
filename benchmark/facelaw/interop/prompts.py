"""What is asked: the rows of a release, streamed from Parquet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from facelaw.errors import UsageError
from facelaw.interop.extras import need
from facelaw.release.rows import CONDITIONS, LANGS, SPLITS, TASKS, TEMPLATES

__all__ = ["CONDITIONS", "LANGS", "SPLITS", "TASKS", "TEMPLATES", "PromptRow", "Selection"]


@dataclass(frozen=True, slots=True)
class PromptRow:
    """One released question in one language, condition and wording.

    ``gold`` holds ``(key, value)`` pairs and is empty in split ``test``.
    """

    id: str
    lang: str
    condition: str
    template: str
    family: str
    variant: str
    kind: str
    quartet: bool
    headline: bool
    level: int
    stage: str
    asked_on: str
    split: str
    task: str
    target: str
    option: str
    prompt: str
    answer_type: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    item_hash: str
    gold: tuple[tuple[str, str], ...]


_COLUMNS = tuple(part.name for part in fields(PromptRow))
_TYPED = frozenset({"quartet", "headline", "level", "keys", "labels", "gold"})


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a release one run asks: one language, condition and wording."""

    tasks: tuple[str, ...] = ()
    split: str = "test"
    lang: str = "zh"
    condition: str = "bare"
    template: str = "a"
    limit: int = 0


def from_record(record: Mapping[str, Any]) -> PromptRow:
    """Return the row of one record as Parquet, or a list of dicts, holds it."""
    gold = tuple((str(pair["key"]), str(pair["value"])) for pair in record.get("gold") or ())
    text = {name: str(record.get(name) or "") for name in _COLUMNS if name not in _TYPED}
    return PromptRow(
        **text,
        quartet=bool(record.get("quartet")),
        headline=bool(record.get("headline")),
        level=int(record.get("level") or 0),
        keys=tuple(record.get("keys") or ()),
        labels=tuple(record.get("labels") or ()),
        gold=gold,
    )


def rows(
    release: Path,
    task: str,
    split: str,
    lang: str,
    condition: str = "bare",
    template: str = "a",
) -> Iterator[PromptRow]:
    """Yield the rows of ``<release>/<task>/<split>.parquet`` in file order, a few at a time.

    Raises:
        UsageError: the release has no such task or split, or pyarrow is missing.
    """
    wanted = {"lang": lang, "condition": condition, "template": template}
    for record in _records(release, task, split, _COLUMNS):
        if all(record[key] == value for key, value in wanted.items()):
            yield from_record(record)


def tasks(release: Path, split: str) -> tuple[str, ...]:
    """Return the tasks that a release has in a split, in the order of :data:`TASKS`."""
    return tuple(task for task in TASKS if (release / task / f"{split}.parquet").is_file())


def select(release: Path, selection: Selection) -> Iterator[PromptRow]:
    """Yield every row of a selection, in release order; no named task means all of them."""
    asked = 0
    for task in _asked(release, selection):
        for row in rows(
            release,
            task,
            selection.split,
            selection.lang,
            selection.condition,
            selection.template,
        ):
            yield row
            asked += 1
            if asked == selection.limit:
                return


def count(release: Path, selection: Selection) -> int:
    """Return how many rows a selection has, reading only three short columns.

    Raises:
        UsageError: there is none; the message names what the release has.
    """
    wanted = (selection.lang, selection.condition, selection.template)
    seen: dict[tuple[str, ...], int] = {}
    for task in _asked(release, selection):
        for record in _records(release, task, selection.split, ("lang", "condition", "template")):
            key = (record["lang"], record["condition"], record["template"])
            seen[key] = seen.get(key, 0) + 1
    if wanted not in seen:
        has = "; ".join("/".join(key) for key in sorted(seen)) or "nothing"
        asked = f"{'/'.join(wanted)} in split {selection.split}"
        raise UsageError(f"{release} has no item {asked}; for these tasks it has: {has}")
    return min(seen[wanted], selection.limit or seen[wanted])


def _asked(release: Path, selection: Selection) -> tuple[str, ...]:
    """Return the tasks of a selection in the order of :data:`TASKS`."""
    if selection.tasks:
        return tuple(sorted(selection.tasks, key=(*TASKS, *selection.tasks).index))
    return tasks(release, selection.split)


@dataclass(frozen=True, slots=True)
class Place:
    """One question as it is asked: which item, how, and for which sample."""

    item: str
    lang: str
    condition: str
    template: str
    sample: int = 0

    @property
    def custom_id(self) -> str:
        """The question's name in batches and sheets: 24 hexadecimal digits.

        It hides the item's id, which tells family and variant, and fits every batch service.
        """
        text = "|".join((*self.asked, str(self.sample)))
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    @property
    def asked(self) -> tuple[str, str, str, str]:
        """Item, language, condition and template: the question without its sample."""
        return self.item, self.lang, self.condition, self.template


def by_custom_id(release: Path, samples: int = 1) -> dict[str, Place]:
    """Return every question of a release by its custom id, in release order.

    The ids are hashes of what they stand for, so no side file has to survive with a batch.
    """
    columns = ("id", "lang", "condition", "template")
    found: dict[str, Place] = {}
    for split in SPLITS:
        for task in tasks(release, split):
            for record in _records(release, task, split, columns):
                for sample in range(samples):
                    named = (str(record[name]) for name in columns)
                    item, lang, condition, template = named
                    place = Place(item, lang, condition, template, sample)
                    found[place.custom_id] = place
    return found


def data_version(release: Path) -> str:
    """Return the release's data version, or ``unstated`` where it has no manifest."""
    manifest = release / "manifest.json"
    if not manifest.is_file():
        return "unstated"
    return str(json.loads(manifest.read_text(encoding="utf-8")).get("data_version", "unstated"))


def _records(
    release: Path, task: str, split: str, columns: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield the records of one Parquet file, 256 at a time, with only some columns."""
    path = release / task / f"{split}.parquet"
    if not path.is_file():
        has = ", ".join(tasks(release, split)) or "nothing"
        raise UsageError(f"no {task} in split {split} of {release}; that split has: {has}")
    parquet = need("pyarrow.parquet", "openai")
    with parquet.ParquetFile(path) as file:
        present = [name for name in columns if name in file.schema_arrow.names]
        for batch in file.iter_batches(batch_size=256, columns=present):
            yield from batch.to_pylist()
