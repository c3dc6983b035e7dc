"""How fast are families generated, does that stay so, and how long does a long file take?

- Families per second by level with text in both languages, derived gold and every proof made and
  checked, on one process and on two, beside reasoning-gym's generators in the same run: zebra and
  knights-and-knaves puzzles (a solver makes sure of one answer), propositional logic and
  syllogisms (an answer that follows, or not, is drawn with the text). Programs are grounded once,
  so each process warms up first on other families.
- Growth: seconds and memory of one process for every further block of families, written as shards.
- A file of 100,000 characters: how long choosing, telling, deriving and checking take.

    python benchmarks/generate.py                     # minutes
    python benchmarks/generate.py --growth 10000      # an hour
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

from facelaw.generate.choose import engine
from facelaw.generate.family import family
from facelaw.generate.plan import plan
from facelaw.generate.release import Asked, check, derived, indices
from facelaw.generate.scale import Job, write
from facelaw.gold.derived import derive_family

PUZZLES = ("zebra_puzzles", "knights_knaves", "propositional_logic", "syllogism")
WARM = "warm"


@dataclass(frozen=True)
class Rate:
    """What was made in how many processor seconds; verdicts and zh signs over all variants."""

    families: int
    verdicts: int
    signs: int
    seconds: float


def make(asked: Asked) -> Rate:
    """Generate families with text, gold and checked proofs."""
    verdicts = signs = count = 0
    start = time.process_time()
    for made in derived(asked):
        count += 1
        verdicts += sum(len(d.scenario.ask) for d in made)
        signs += sum(len(d.scenario.text("zh")) for d in made)
    return Rate(count, verdicts, signs, time.process_time() - start)


def speed(level: int, families: int, processes: int) -> Rate:
    """Return the rate of a level over some processes, each warm.

    Seconds are those of the processor that took longest: what an idle machine would take.
    """
    asked = Asked("speed", families, (level,))
    with ProcessPoolExecutor(processes) as pool:
        warm = [Asked(f"{WARM}{at}", families, (level,)) for at in range(processes)]
        list(pool.map(make, warm))
        rates = list(pool.map(make, indices(asked, processes)))
    took = max(rate.seconds for rate in rates)
    return Rate(families, sum(r.verdicts for r in rates), sum(r.signs for r in rates), took)


def puzzle(name: str, entries: int) -> float:
    """Return entries of a reasoning-gym task a second."""
    import reasoning_gym

    data = reasoning_gym.create_dataset(name, size=2 * entries, seed=7)
    for at in range(entries // 10):
        _ = data[entries + at]
    start = time.process_time()
    for at in range(entries):
        _ = data[at]
    return entries / (time.process_time() - start)


def memory() -> float:
    """Return the MB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def growth(families: int, block: int) -> None:
    """Write shards of ``block`` families and print seconds a family and memory after each."""
    print(f"\n{'families':>9} {'ms/family':>10} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        job = Job(Asked("growth", families), Path(folder), families // block, "0", "2026-11-30")
        for shard in range(job.shards):
            start = time.process_time()
            write(job, shard)
            took = (time.process_time() - start) / block
            print(f"{(shard + 1) * block:>9} {1e3 * took:>10.0f} {memory():>6.0f}", flush=True)


def long_file(signs: int) -> None:
    """Print what one dossier of so many characters takes, both languages and four variants."""
    print(f"\na dossier of {signs:,} characters, processor seconds (other files came before)")
    engine()
    size = max(40, signs // 22)
    print(f"{'steps':>6} {'zh':>8} {'en':>8} {'made':>6} {'derived':>8} {'checked':>8}")
    for at in range(4):
        start = time.process_time()
        found = family("long", at, size=size)
        told = time.process_time()
        made = derive_family(found, engine())
        gold = time.process_time()
        problems = list(check(made))
        done = time.process_time()
        assert not problems, problems[0]
        zh, en = (len(made[0].scenario.text(lang)) for lang in ("zh", "en"))
        print(
            f"{size:>6} {zh:>8,} {en:>8,} {told - start:>6.2f} {gold - told:>8.2f} "
            f"{done - gold:>8.2f}{'' if at else '  (cold)'}",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--families", type=int, default=200, help="families a level")
    parser.add_argument("--growth", type=int, default=1000, help="families of the growth run")
    parser.add_argument("--block", type=int, default=100, help="families a shard in it")
    parser.add_argument("--signs", type=int, default=100_000)
    parser.add_argument("--only", choices=("speed", "growth", "long"), help="one part alone")
    args = parser.parse_args()
    if args.only in (None, "speed"):
        theirs = {name: puzzle(name, 300) for name in PUZZLES}
        for name, rate in theirs.items():
            print(f"reasoning-gym {name:20} {rate:>8.0f} entries/s")
        heads = " ".join(f"{name.partition('_')[0]:>9}" for name in PUZZLES)
        print(f"\n{'level':>5} {'1 core':>7} {'2 cores':>8} {'verdicts/s':>11}  of theirs: {heads}")
        for level in islice(plan().levels, 5):
            count = args.families if level < 4 else max(20, args.families // 4)
            one, two = (speed(level, count, processes) for processes in (1, 2))
            verdicts = one.verdicts / one.seconds
            ratios = " ".join(f"{verdicts / rate:>9.3f}" for rate in theirs.values())
            print(
                f"{level:>5} {one.families / one.seconds:>7.1f} {two.families / two.seconds:>8.1f} "
                f"{verdicts:>11.0f}             {ratios}",
                flush=True,
            )
    if args.only in (None, "growth"):
        growth(args.growth, args.block)
    if args.only in (None, "long"):
        long_file(args.signs)


if __name__ == "__main__":
    main()
