"""Packing content into a page: JSON, gzip, base64.

Packed content is small, holds no character that could end a script element or start a tag,
and keeps answers out of the plain text of the page, where a crawler would read them.
"""

from __future__ import annotations

import base64
import gzip
from typing import Any

import msgspec


def pack(value: Any) -> str:
    """Return a value (dataclasses, lists, dicts, numbers, text) as base64 of gzipped JSON."""
    return base64.b64encode(gzip.compress(msgspec.json.encode(value), 9, mtime=0)).decode("ascii")


def unpack(text: str) -> Any:
    """Return what :func:`pack` packed, as plain JSON values."""
    return msgspec.json.decode(gzip.decompress(base64.b64decode(text)))
