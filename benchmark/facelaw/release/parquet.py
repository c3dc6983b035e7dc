"""Parquet files with an explicit schema, the same bytes every time.

Files carry no ``huggingface`` metadata: the schema that newer versions of ``datasets`` write
there cannot be read by older ones.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facelaw.release.rows import (
    BOOL,
    GOLD_COLUMNS,
    INT,
    ITEM_COLUMNS,
    PAIRS,
    SETS,
    SPLITS,
    STRING,
    STRINGS,
    TASKS,
    Release,
)

GOLD = "gold"
"""The config that holds the answers of split ``test``."""

Record = dict[str, Any]


def columns(config: str) -> Mapping[str, str]:
    """Return the columns of a config and their types."""
    return GOLD_COLUMNS if config == GOLD else ITEM_COLUMNS


def tables(release: Release) -> Iterator[tuple[str, str, list[Record]]]:
    """Yield config, split and records of every file of a release; no file is empty."""
    items = sorted(release.items, key=lambda row: row.place())
    for task in TASKS:
        for split in SPLITS:
            rows = [row.record() for row in items if (row.task, row.split) == (task, split)]
            if rows:
                yield task, split, rows
    keys = sorted(release.keys, key=lambda row: row.place())
    gold = [row.gold_record() for row in keys if row.split == "test"]
    if gold:
        yield GOLD, "test", gold


def encode(config: str, records: Sequence[Record]) -> bytes:
    """Return the Parquet file of some records, compressed with zstd."""
    pa, pq = _arrow()
    table = pa.Table.from_pylist(list(records), schema=schema(config))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", store_schema=False)
    return bytes(sink.getvalue().to_pybytes())


def schema(config: str) -> Any:
    """Return the Arrow schema of a config."""
    pa, _ = _arrow()
    pair = pa.struct([("key", pa.string()), ("value", pa.string())])
    types = {
        STRING: pa.string(),
        BOOL: pa.bool_(),
        INT: pa.int32(),
        STRINGS: pa.list_(pa.string()),
        SETS: pa.list_(pa.list_(pa.string())),
        PAIRS: pa.list_(pair),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns(config).items()])


def decode(content: bytes) -> list[Record]:
    """Return the records of a Parquet file."""
    pa, pq = _arrow()
    return list(pq.read_table(pa.BufferReader(content)).to_pylist())


def _arrow() -> tuple[Any, Any]:
    """Return pyarrow, which has no type stubs, and its Parquet module."""
    return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
