"""How long does a whole comparison take, from the shell's prompt to the last line?

``facelaw compare`` on a made-up key and two runs (all measures, BCa over 10,000 resamples, paired,
swap tests) beside :mod:`reference`, the same in plain msgspec and numpy, and beside json with
scikit-learn called in a loop over families (resampled, left out, swapped), measured on a few
rounds and multiplied.

    python benchmarks/whole_command.py                        # 1k and 10k items, two minutes
    python benchmarks/whole_command.py --items 1000000 --repeats 1 --without sklearn
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import made
import timing

RESAMPLES = 10_000
TRIED = 20


def sklearn_loop(key: Path, runs: list[Path]) -> list[float]:
    """Return the seconds of processor time that json and scikit-learn would take.

    Answers are coded as numbers once. Families are drawn and each metric is called on their
    items; for BCa each family is left out in turn, for the test families change sides.

    Returns:
        For the resamples alone, and for resamples, jackknife and swaps together.
    """
    import numpy as np

    importlib.import_module("sklearn.calibration")
    start = time.process_time()
    items = [json.loads(line) for line in key.read_text(encoding="utf-8").splitlines()]
    coded = [
        _coded(
            items, {one["id"]: one for one in map(json.loads, run.read_text("utf-8").splitlines())}
        )
        for run in runs
    ]
    source = np.random.default_rng(7)
    families = len({item["family"] for item in items})
    rows = [[np.flatnonzero(part[:, 0] == f) for f in range(families)] for part in coded[0]]
    read = time.process_time() - start

    def resampled(chosen: Any) -> None:
        picked = [np.concatenate([members[f] for f in chosen]) for members in rows]
        for run in coded:
            _scores(*(part[places] for part, places in zip(run, picked, strict=True)))

    def swapped() -> None:
        sides = source.integers(0, 2, families)
        for flip in (0, 1):
            _scores(
                *(
                    np.concatenate([coded[side ^ flip][part][members[f]]
                                    for f, side in enumerate(sides)])
                    for part, members in enumerate(rows)
                )
            )  # fmt: skip

    def each(work: Callable[[], None]) -> float:
        start = time.process_time()
        for _ in range(TRIED):
            work()
        return (time.process_time() - start) / TRIED

    drawn = each(lambda: resampled(source.integers(0, families, families)))
    left = each(lambda: resampled(np.delete(np.arange(families), source.integers(families))))
    alone = read + RESAMPLES * drawn
    return [alone, alone + families * left + RESAMPLES * each(swapped)]


def _coded(items: list[dict[str, Any]], said: dict[str, dict[str, Any]]) -> list[Any]:
    """Return verdicts, sets and confidences as arrays whose first column is the family."""
    import numpy as np

    label = {name: code for code, name in enumerate(made.VERDICTS)}
    row = {name: code for code, name in enumerate(sorted({item["family"] for item in items}))}
    verdicts: list[Sequence[float]] = []
    sets: list[Sequence[float]] = []
    stated: list[Sequence[float]] = []
    for item in items:
        answer, family = said[item["id"]]["answer"], row[item["family"]]
        pairs = {pair["key"]: pair["value"] for pair in item["gold"]}
        if item["task"] == "claims":
            kind = made.KINDS.index(item["kind"])
            verdicts += [
                [family, label[v], label.get(answer.get(k, ""), 3), kind] for k, v in pairs.items()
            ]
            right = answer == pairs
        else:
            gold, told = ([c in codes for c in made.CODES] for codes in (pairs, answer))
            sets.append([float(value) for value in (family, *gold, *told)])
            right = set(answer) == set(pairs)
        stated.append([family, right, said[item["id"]]["confidence"]])
    return [np.array(rows) for rows in (verdicts, sets, stated)]


def _scores(verdicts: Any, sets: Any, stated: Any) -> None:
    """Compute twelve figures of one resample with scikit-learn."""
    metrics: Any = importlib.import_module("sklearn.metrics")
    curve: Any = importlib.import_module("sklearn.calibration").calibration_curve
    gold, told = verdicts[:, 1].astype(int), verdicts[:, 2].astype(int)
    metrics.accuracy_score(gold, told)
    metrics.f1_score(gold, told, labels=[0, 1, 2], average="macro", zero_division=0)
    metrics.precision_recall_fscore_support(gold, told, labels=[0, 1, 2], zero_division=0)
    for kind in ("control", "flip", "noise"):
        chosen = verdicts[:, 3] == made.KINDS.index(kind)
        metrics.accuracy_score(gold[chosen], told[chosen])
    width = len(made.CODES)
    given, named = sets[:, 1 : 1 + width].astype(int), sets[:, 1 + width :].astype(int)
    metrics.accuracy_score(given, named)
    metrics.f1_score(given, named, average="micro", zero_division=0)
    metrics.f1_score(given, named, average="samples", zero_division=0)
    right = stated[:, 1].astype(int)
    metrics.brier_score_loss(right, stated[:, 2])
    metrics.log_loss(right, stated[:, 2], labels=[0, 1])
    curve(right, stated[:, 2], n_bins=10, strategy="quantile")


def _apart(key: Path, runs: list[str]) -> list[float]:
    """Return what the loop takes, in a process of its own lest others inherit its memory."""
    words = timing.python(__file__, "--loop", str(key), *runs)
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [float(part) for part in done.stdout.split()]


def main() -> None:
    """Print seconds, memory and ratios for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--without", choices=("sklearn", "reference"), nargs="*", default=())
    parser.add_argument("--loop", nargs=3, type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.loop:
        print(*sklearn_loop(args.loop[0], args.loop[1:]))
        return
    reference = str(Path(__file__).with_name("reference.py"))
    for items in args.items:
        with tempfile.TemporaryDirectory() as folder:
            key, runs = made.write(Path(folder), items)
            files = [str(run) for run in runs]
            words = timing.facelaw("compare", "--key", str(key), *files)
            ours = timing.process(words, args.repeats)
            print(f"{items:,} items: facelaw compare {ours.wall:.3f} s ({ours.cpu:.3f} s of "
                  f"processor time), {ours.peak:.0f} MB")  # fmt: skip
            if "reference" not in args.without:
                plain = timing.process(timing.python(reference, str(key), *files), args.repeats)
                print(f"    plain msgspec and numpy {plain.wall:.3f} s ({plain.cpu:.3f} s), "
                      f"{plain.peak:.0f} MB: facelaw takes {ours.wall / plain.wall:.2f} of its "
                      f"time ({ours.cpu / plain.cpu:.2f} of processor time), "
                      f"{ours.peak / plain.peak:.2f} of its memory")  # fmt: skip
            if "sklearn" not in args.without:
                alone, loop = _apart(key, files)
                print(f"    json and scikit-learn in a family loop, twelve figures, {TRIED} of "
                      f"{RESAMPLES:,} rounds measured: {loop:,.0f} s of processor time, facelaw is "
                      f"{loop / ours.cpu:,.0f} times faster; without jackknife and swap test "
                      f"{alone:,.0f} s, {alone / ours.cpu:,.0f} times", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
