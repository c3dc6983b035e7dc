"""Sets larger than one machine: shards of families, written one by one or by Ray.

A shard is a release folder of its own. Family i depends on the seed and i alone, so a shard has
the same bytes whoever writes it, in whatever order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facelaw.generate.marginals import Marginals
from facelaw.generate.release import Asked, derived, indices, release
from facelaw.gold.derived import Derived


@dataclass(frozen=True)
class Job:
    """A set to be written: which families, over how many shards, as which data version."""

    asked: Asked
    folder: Path
    shards: int
    version: str
    released_on: str
    extras: tuple[str, ...] = ()

    def place(self, shard: int) -> Path:
        """Return the folder of a shard; a set of one shard has no folders below its own."""
        if self.shards == 1:
            return self.folder
        return self.folder / f"shard-{shard:05}-of-{self.shards:05}"


def write(job: Job, shard: int) -> Marginals:
    """Write one shard and return what was counted.

    Raises:
        DataError: a family does not stand; the shard is not written then.
    """
    from facelaw.release.write import write_release

    marginals = Marginals()

    def counted() -> Iterator[list[Derived]]:
        for made in derived(asked):
            marginals.add(made)
            yield made

    asked = indices(job.asked, job.shards)[shard]
    made = release(counted(), asked, job.version, job.released_on, job.extras)
    write_release(made, job.place(shard))
    return marginals


def serial(job: Job) -> Marginals:
    """Write every shard, one after the other; memory holds one at a time."""
    total = Marginals()
    for shard in range(job.shards):
        total.join(write(job, shard))
    return total


def on_ray(job: Job) -> Marginals:
    """Write the shards as a Ray Data pipeline, on the cluster that ``ray.init`` finds or starts.

    The folder must be one that every worker reaches.

    Raises:
        ModuleNotFoundError: the extra ``ray`` is not installed.
    """
    import ray.data

    def one(row: dict[str, Any]) -> dict[str, Any]:
        return {"counts": json.dumps(write(job, int(row["shard"])).counts)}

    rows: Any = ray.data.range(job.shards, override_num_blocks=job.shards)
    total = Marginals()
    for row in rows.rename_columns({"id": "shard"}).map(one).iter_rows():
        counts: dict[str, dict[str, int]] = json.loads(row["counts"])
        total.join(Marginals({name: Counter(each) for name, each in counts.items()}))
    return total
