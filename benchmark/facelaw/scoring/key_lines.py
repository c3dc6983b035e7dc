"""The lines of a key: decoded so that what many items have in common is held once."""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Any

import msgspec
from msgspec import NODEFAULT

from facelaw.scoring.item import Item

CONTAINERS = (
    "themes", "keys", "labels", "gold", "proofs", "also", "item_hashes", "types", "traps",
    "wordings", "evidence", "size",
)  # fmt: skip
"""Fields that are decoded apart, each distinct value once."""

NAMES = ("family", "variant", "target", "option", "narrative_hash", "gold_hash")
"""Texts that many items share; held once, too."""

Part = tuple[int, dict[bytes, Any], Callable[[bytes], Any]]
"""Place of a field, its values by how they are written, and what decodes them."""


class Decoder:
    """Reads items; equal parts of different items become one object."""

    def __init__(self) -> None:
        self._whole = msgspec.json.Decoder(Item).decode
        self._lean = msgspec.json.Decoder(_lean()).decode
        self._parts = _parts()
        self._names = [Item.__struct_fields__.index(name) for name in NAMES]

    def item(self, line: bytes) -> Item:
        """Return the item of a line.

        Raises:
            msgspec.DecodeError: it is none; other errors of decoding are possible.
        """
        try:
            values: list[Any] = list(msgspec.structs.astuple(self._lean(line)))
            for place, known, decode in self._parts:
                written = bytes(values[place])
                try:
                    values[place] = known[written]
                except KeyError:
                    values[place] = known[written] = decode(written)
        except msgspec.DecodeError:
            return self._whole(line)  # for an error that names the place
        for place in self._names:
            values[place] = intern(values[place])
        return Item(*values)


def _parts() -> list[Part]:
    """Return the containers of an item; a field that is not written has its default."""
    out: list[Part] = []
    for place, part in enumerate(msgspec.structs.fields(Item)):
        if part.name in CONTAINERS:
            made = part.default_factory
            default = part.default if made is NODEFAULT else made()
            out.append((place, {b"": default}, msgspec.json.Decoder(part.type).decode))
    return out


def _lean() -> type[msgspec.Struct]:
    """Return a type like :class:`Item` whose containers stay undecoded."""
    parts: list[Any] = []
    for part in msgspec.structs.fields(Item):
        held = part.name in CONTAINERS
        kind = msgspec.Raw if held else part.type
        default = msgspec.field(default=msgspec.Raw()) if held else part.default
        parts.append((part.name, kind) if part.required else (part.name, kind, default))
    return msgspec.defstruct("Line", parts, forbid_unknown_fields=True, gc=False)
