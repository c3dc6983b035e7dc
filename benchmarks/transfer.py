"""Do generated families give away the hand-written ones?

Baselines learn from generated families alone and answer the hand-written test split; beside them
the same baselines as they stand, trained on the hand-written train split. If the difference is
more than the set can detect, what was learned from the generator carries over to the test:
either it teaches law, which a bag of characters cannot learn, or there is a leak to be found.

    python benchmarks/transfer.py --families 200,1000,2000      # half an hour
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmark"))
sys.path.insert(0, str(ROOT))

from baselines.facts_then_law import Reading, readings
from baselines.run import derived_lines, predict
from facelaw._paths import data
from facelaw.generate.release import Asked as Set
from facelaw.generate.release import derived, release
from facelaw.gold.derived import Derived
from facelaw.interop.predictions import write
from facelaw.release.write import write_release
from facelaw.scoring import key as keys
from facelaw.scoring.compare import compare
from facelaw.scoring.estimates import Settings
from facelaw.scoring.load import Asked, load
from facelaw.scoring.run_info import RunInfo

MEASURES = {"strict_family_accuracy": "families wholly right", "verdict_accuracy": "verdicts"}
FACTS = "facts-then-law"


def made(asked: Set, folder: Path, keep: bool) -> list[Reading]:
    """Write a set of families as a release; return their facts where they are to be kept.

    A sentence with a value of a fact is kept once: variants, and families of one strand, repeat it.
    """
    found: dict[tuple[str, str, str], Reading] = {}

    def each() -> Iterator[list[Derived]]:
        for variants in derived(asked):
            if keep:
                for reading in (r for d in variants for r in readings(d)):
                    found.setdefault((reading.fact, reading.sentence, reading.value), reading)
            yield variants

    write_release(release(each(), asked, "0", "2026-11-30", ("explorer",)), folder)
    return list(found.values())


def answered(
    name: str, folder: Path, found: list[Reading], hand: Path, out: Path
) -> tuple[Path, str]:
    """Write a baseline's answers to the hand-written claims; return the file and a note."""
    note = ""
    key = keys.load(hand / "key.jsonl")
    if name == FACTS:
        lines, note = derived_lines(False, hand, learned=found or None)
    else:
        lines = predict(name, folder, "zh", hand)
    claims = {item.id for item in key.items if item.task == "claims"}
    path = out / f"{name}.{folder.name}.jsonl"
    info = RunInfo(f"{name} {folder.name}", "zh", "bare", "a", key.data_version, 0)
    write(path, info, [line for line in lines if line["id"] in claims])
    return path, note


def row(name: str, count: str, ours: Path, base: Path, hand: Path) -> list[str]:
    """Return a table's lines: both figures, the difference, what could have been found."""
    asked = Asked(keys.load(hand / "key.jsonl"), "test", Settings())
    runs = [load(path, asked).run for path in (ours, base)]
    out: list[str] = []
    for found in compare(runs, Settings()).measures:
        if found.id in MEASURES:
            gap = found.difference
            low, high = (100 * (x or 0.0) for x in (gap.low, gap.high))
            out.append(
                f"| {name} | {count} | {MEASURES[found.id]} "
                f"| {100 * (found.second.value or 0):.1f} "
                f"| {100 * (found.first.value or 0):.1f} | {100 * (gap.value or 0):+.1f} "
                f"({low:+.1f} to {high:+.1f}) | {100 * (found.detectable or 0):.1f} |"
            )
    return out


def main() -> None:
    """Generate, learn, answer, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--families", default="200,1000,2000", help="sizes of the training sets")
    parser.add_argument("--seed", default="transfer")
    parser.add_argument("--levels", default="1,2,3,4", help="those of the hand-written test split")
    parser.add_argument("--release", type=Path, default=data("release"), help="hand-written set")
    parser.add_argument("--baselines", default=f"char-tfidf-logreg,char-tfidf-svc,{FACTS}")
    parser.add_argument("--out", type=Path, default=Path("out/transfer"))
    args = parser.parse_args()
    names = args.baselines.split(",")
    hand: Path = args.release
    before = {name: answered(name, hand, [], hand, args.out) for name in names}
    print("| baseline | families | measure | hand-written | generated | lift | detectable |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: |", flush=True)
    for count in args.families.split(","):
        levels = tuple(int(level) for level in args.levels.split(","))
        folder = args.out / count
        start = time.perf_counter()
        asked = Set(args.seed, int(count), levels, split="train")
        found = made(asked, folder, FACTS in names)
        print(f"{count} made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        for name in names:
            start = time.perf_counter()
            path, note = answered(name, folder, found, hand, args.out)
            print("\n".join(row(name, count, path, before[name][0], hand)), flush=True)
            took = time.perf_counter() - start
            told = f"; {note} (before: {before[name][1]})" if note else ""
            print(f"{name} {count}: {took:.0f} s{told}", file=sys.stderr)


if __name__ == "__main__":
    main()
