"""Which item a row of a training set asks: the item itself as JSON, or its id in a key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache
from typing import Any, cast

import msgspec

from facelaw.errors import UsageError
from facelaw.scoring.item import Item
from facelaw.scoring.key import Key, load

SPLITS = ("train", "dev")
"""The splits that may be trained on."""


def dumps(item: Item) -> str:
    """Return an item as one line of JSON, for a column of a data set."""
    return msgspec.json.encode(item).decode()


@lru_cache(maxsize=4096)
def loads(text: str) -> Item:
    """Return the item of a line of JSON.

    Raises:
        UsageError: it is none.
    """
    try:
        return msgspec.json.decode(text, type=Item)
    except msgspec.DecodeError as error:
        told = f"an item as JSON was expected in the column item, came: {error}"
        raise UsageError(f"{told}; write it with facelaw.rewards.items.dumps") from None


class Items:
    """Finds the item of a row, in its column ``item`` or by its column ``id``.

    Args:
        key: where ids are looked up; by default that of the released data, read when needed.
        splits: what may be looked up. The test split is refused unless it is named here.
    """

    def __init__(self, key: Key | None = None, splits: Collection[str] = SPLITS) -> None:
        self._given = key
        self.splits = splits

    @cached_property
    def key(self) -> Key:
        """The key."""
        return self._given or load()

    def __call__(self, row: Mapping[str, Any]) -> Item:
        """Return a row's item.

        Raises:
            UsageError: the row has neither column, nobody knows its id, or its split is none
                that may be trained on.
        """
        item = self._of(row)
        if item.split not in self.splits:
            told = f"{item.id} is of split {item.split}, which may be measured on, not trained on"
            raise UsageError(f"{told}; filter the data to {', '.join(self.splits)}")
        return item

    def _of(self, row: Mapping[str, Any]) -> Item:
        """Return a row's item, whatever its split."""
        given = row.get("item")
        if isinstance(given, str):
            return loads(given)
        if isinstance(given, Mapping):
            return msgspec.convert(cast("Mapping[str, Any]", given), Item)
        name = row.get("id")
        if isinstance(name, str) and name in self.key.index:
            return self.key[name]
        told = f"a column item (JSON) or id ({self.key.file}) was expected, came: {name or 'none'}"
        raise UsageError(f"{told}; keep the column id of the released rows")
