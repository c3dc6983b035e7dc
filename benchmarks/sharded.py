"""How much less memory does a set take that is scored in shards, and how much longer?

``facelaw score`` on a made-up key of families of ten items, whole beside cut into shards; the
predictions are one file, the figures are compared to the last byte.

    python benchmarks/sharded.py                              # 100k items, a minute
    python benchmarks/sharded.py --items 100000 1000000 --shards 10 100
"""

from __future__ import annotations

import argparse
import filecmp
import subprocess
import tempfile
from itertools import chain
from pathlib import Path

import made
import timing


def cut(key: Path, folder: Path, shards: int) -> None:
    """Cut a key into shards of families that follow one another."""
    with key.open("rb") as source:
        lines = sum(1 for _ in source)
    families = lines // made.GROUP
    with key.open("rb") as source:
        for shard in range(shards):
            place = folder / f"shard-{shard:05}-of-{shards:05}"
            place.mkdir(parents=True)
            count = families * (shard + 1) // shards - families * shard // shards
            with (place / "key.jsonl").open("wb") as out:
                out.writelines(chain.from_iterable(
                    (source.readline() for _ in range(made.GROUP)) for _ in range(count)
                ))  # fmt: skip


def main() -> None:
    """Print memory, seconds and ratios for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, nargs="+", default=[100_000])
    parser.add_argument("--shards", type=int, nargs="+", default=[10])
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.make:
        made.FAMILIES = 10**9  # a family for each group
        made.write(args.make, args.items[0], 1)
        return
    for items in args.items:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            # In a process of its own: a child's peak is never told below its parent's size.
            words = timing.python(__file__, "--make", name, "--items", str(items))
            subprocess.run(words, check=True)
            key, run = folder / "key.jsonl", folder / "run0.jsonl"
            call = ["score", str(run), "--resamples", "100", "--json"]
            words = timing.facelaw(*call, str(folder / "whole.json"), "--key", str(key))
            whole = timing.process(words, args.repeats)
            print(f"{items:,} items: whole {whole.peak:.0f} MB, {whole.cpu:.1f} s", flush=True)
            for shards in args.shards:
                cut(key, folder / str(shards), shards)
                out = folder / f"{shards}.json"
                words = timing.facelaw(*call, str(out), "--key", str(folder / str(shards)))
                apart = timing.process(words, args.repeats)
                same = filecmp.cmp(out, folder / "whole.json", shallow=False)
                print(f"    {shards} shards: {apart.peak:.0f} MB, {apart.peak / whole.peak:.2f} of "
                      f"it, {apart.cpu:.1f} s, {apart.cpu / whole.cpu:.2f} of it, "
                      f"{'same' if same else 'OTHER'} figures", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
