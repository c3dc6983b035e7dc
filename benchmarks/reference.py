"""The same command in plain msgspec and numpy: what a careful user would write in a day.

Reads a key and two prediction files of :mod:`made`, computes the measures that such data carry,
BCa intervals over families for both runs and for their differences, a family-swap test with Holm
over the measures, and prints them. It knows nothing of raw text, defects, samples or slices.

    python benchmarks/reference.py KEY RUN0 RUN1
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
VERDICTS = ("established", "not_established", "undetermined")
RESAMPLES = 10_000


class Pair(msgspec.Struct):
    """One key of the gold."""

    key: str
    value: str


class Item(msgspec.Struct):
    """What is needed of a line of the key."""

    id: str
    family: str
    kind: str
    headline: bool
    task: str
    option: str
    gold: list[Pair]


class Prediction(msgspec.Struct):
    """A line of a prediction file."""

    id: str
    answer: dict[str, str] | list[str]
    confidence: float


def lines(path: str) -> Iterator[bytes]:
    """Yield the lines of a file."""
    with Path(path).open("rb") as file:
        yield from file


def columns(items: list[Item], answers: dict[str, Prediction]) -> dict[str, Floats]:
    """Return sums per family of everything that the measures need."""
    names = sorted({item.family for item in items})
    row = {name: index for index, name in enumerate(names)}
    k = len(names)
    found: dict[str, Floats] = {}

    def add(name: str, family: int, amount: float = 1.0) -> None:
        if name not in found:
            found[name] = np.zeros(k)
        found[name][family] += amount

    code = {label: index for index, label in enumerate(VERDICTS)}
    base_hits: dict[tuple[str, str, str], tuple[str, str]] = {}
    whole = np.ones(k, dtype=bool)
    confidences: list[float] = []
    rights: list[bool] = []
    owners: list[int] = []
    for item in items:
        family = row[item.family]
        given = answers.get(item.id)
        gold = {pair.key: pair.value for pair in item.gold}
        if item.task == "claims":
            said = given.answer if given and isinstance(given.answer, dict) else {}
            right = True
            for claim, value in gold.items():
                label = said.get(claim, "")
                hit = label == value
                right = right and hit
                add("verdict.n", family)
                add("verdict.hit", family, hit)
                if item.headline:
                    add("head.n", family)
                    add("head.hit", family, hit)
                add(f"gold.{code[value]}", family)
                if label in code:
                    add(f"said.{code[label]}", family)
                    if hit:
                        add(f"both.{code[value]}", family)
                if label not in code:
                    pass
                elif value != "undetermined":
                    add("over.n", family)
                    add("over.said", family, label == "undetermined")
                else:
                    add("under.n", family)
                    add("under.said", family, label != "undetermined")
                mark = (item.family, item.option, claim)
                if item.kind == "base":
                    base_hits[mark] = (label, value)
                    continue
                first, first_gold = base_hits[mark]
                first_hit = first == first_gold
                if item.kind == "control" and first_hit:
                    add("control.n", family)
                    add("control.hit", family, hit)
                if item.kind == "flip" and value != first_gold and first_hit:
                    add("flip.n", family)
                    add("flip.hit", family, hit)
                if item.kind in ("flip", "date", "gap") and value != first_gold:
                    both = label in code and first in code
                    add("copied.n", family, both)
                    add("copied.hit", family, both and label == first)
                if item.kind == "noise" and first in code:
                    add("noise.n", family)
                    add("noise.drop", family, float(first_hit) - float(hit))
            if item.headline:
                whole[family] &= right
        else:
            chosen = set(given.answer) if given and isinstance(given.answer, list) else set()
            right = chosen == set(gold)
            add("set.tp", family, len(chosen & set(gold)))
            add("set.fp", family, len(chosen - set(gold)))
            add("set.fn", family, len(set(gold) - chosen))
        add(f"{item.task}.n", family)
        add(f"{item.task}.right", family, right)
        if given:
            confidences.append(given.confidence)
            rights.append(right)
            owners.append(family)
    found["one"] = np.ones(k)
    found["strict"] = whole.astype(float)
    found["mean"] = found["verdict.hit"] / found["verdict.n"]
    sizes = found["head.n"]
    for size in np.unique(sizes):
        found[f"size.{int(size)}"] = (sizes == size).astype(float)
    stated, right_, owner = np.array(confidences), np.array(rights, float), np.array(owners)
    given_ = np.where(right_ == 1, stated, 1 - stated)

    def summed(values: npt.NDArray[Any]) -> Floats:
        return np.bincount(owner, values, minlength=k).astype(float)

    found["conf.n"] = np.bincount(owner, minlength=k).astype(float)
    found["conf.sq"] = summed((stated - right_) ** 2)
    found["conf.log"] = summed(-np.log(np.clip(given_, 0.001, 0.999)))
    edges = np.quantile(stated, np.arange(1, 10) / 10)
    place = np.searchsorted(edges, stated, side="right")
    for index in range(10):
        inside = place == index
        for name, values in (("n", inside), ("c", stated * inside), ("r", right_ * inside)):
            found[f"bin.{index}.{name}"] = summed(values)
    return found


def ratio(a: Floats, b: Floats) -> Floats:
    """Return a / b, 0 where b is."""
    return np.asarray(np.divide(a, b, out=np.zeros_like(a), where=b > 0))


def measures(names: list[str]) -> dict[str, tuple[list[str], Callable[..., Floats]]]:
    """Return each measure's columns and function."""
    sizes = [name for name in names if name.startswith("size.")]
    powers = [int(name[5:]) for name in sizes]

    def expected(hit: Floats, n: Floats, *counts: Floats) -> Floats:
        p = ratio(hit, n)
        total = sum(c * p**power for c, power in zip(counts, powers, strict=True))
        return np.asarray(total / sum(counts))

    def macro(*sums: Floats) -> Floats:
        scores = [ratio(2 * sums[i], sums[i + 1] + sums[i + 2]) for i in (0, 3, 6)]
        return np.asarray(sum(scores) / 3)

    def ece(*sums: Floats) -> Floats:
        n, c, r = (np.stack(sums[i::3]) for i in range(3))
        return np.asarray(np.abs(c - r).sum(0) / n.sum(0))

    def debiased(*sums: Floats) -> Floats:
        n, c, r = (np.stack(sums[i::3]) for i in range(3))
        share = ratio(r, n)
        noise = share * (1 - share) / np.maximum(n - 1, 1)
        return np.asarray((n * ((ratio(c, n) - share) ** 2 - noise)).sum(0) / n.sum(0))

    def curve(*sums: Floats) -> Floats:
        n, _, r = (np.stack(sums[i::3])[::-1] for i in range(3))
        risk = 1 - ratio(np.cumsum(r, 0), np.cumsum(n, 0))
        return np.asarray((risk * n).sum(0) / n.sum(0))

    bins = [f"bin.{index}.{name}" for index in range(10) for name in "ncr"]
    labels = [f"{part}.{index}" for index in range(3) for part in ("both", "said", "gold")]
    return {
        "strict": (["strict", "one"], ratio),
        "expected": (["head.hit", "head.n", *sizes], expected),
        "mean": (["mean", "one"], ratio),
        "macro-F1": (labels, macro),
        "stability": (["control.hit", "control.n"], ratio),
        "sensitivity": (["flip.hit", "flip.n"], ratio),
        "copied": (["copied.hit", "copied.n"], ratio),
        "noise": (["noise.drop", "noise.n"], ratio),
        "over": (["over.said", "over.n"], ratio),
        "under": (["under.said", "under.n"], ratio),
        "claims": (["claims.right", "claims.n"], ratio),
        "gaps": (["gaps.right", "gaps.n"], ratio),
        "set F1": (["set.tp", "set.fp", "set.fn"], lambda a, b, c: ratio(2 * a, 2 * a + b + c)),
        "Brier": (["conf.sq", "conf.n"], ratio),
        "log": (["conf.log", "conf.n"], ratio),
        "ECE": (bins, ece),
        "debiased": (bins, debiased),
        "risk": (bins, curve),
    }


def phi(x: float) -> float:
    """Return the normal distribution function."""
    return 0.5 * math.erfc(-x / math.sqrt(2))


def quantile(p: float) -> float:
    """Return the normal quantile by bisection."""
    low, high = -9.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if phi(middle) < p else (low, middle)
    return (low + high) / 2


def bca(value: float, draws: Floats, left: Floats) -> tuple[float, float]:
    """Return the BCa interval."""
    z0 = quantile(((draws < value).mean() + (draws <= value).mean()) / 2)
    pull = left.mean() - left
    a = (pull**3).sum() / (6 * (pull**2).sum() ** 1.5 or 1.0)
    ends = [phi(z0 + (z0 + z) / (1 - a * (z0 + z))) for z in (-1.959964, 1.959964)]
    low, high = np.quantile(draws, ends)
    return float(low), float(high)


def holm(p: list[float]) -> list[float]:
    """Return p values corrected for many."""
    out = [0.0] * len(p)
    reached = 0.0
    for step, index in enumerate(sorted(range(len(p)), key=lambda i: p[i])):
        reached = max(reached, min(1.0, (len(p) - step) * p[index]))
        out[index] = reached
    return out


def main(key: str, first: str, second: str) -> None:
    """Print every measure of both runs with intervals, differences and p values."""
    items = [msgspec.json.decode(line, type=Item) for line in lines(key)]
    runs: list[dict[str, Floats]] = []
    for path in (first, second):
        decoder = msgspec.json.Decoder(Prediction)
        read = (decoder.decode(line) for line in lines(path))
        runs.append(columns(items, {one.id: one for one in read}))
    k = len(runs[0]["one"])
    source = np.random.default_rng(7)
    drawn = source.integers(0, k, (RESAMPLES, k))
    flat = (drawn + k * np.arange(RESAMPLES)[:, None]).ravel()
    weights = np.bincount(flat, minlength=RESAMPLES * k).reshape(RESAMPLES, k).astype(float)
    masks = source.integers(0, 2, (RESAMPLES, k)).astype(float)
    rows: list[tuple[Any, ...]] = []
    p_values: list[float] = []
    for name, (needs, function) in measures(list(runs[0])).items():
        tables = [
            np.stack([run.get(column, np.zeros(k)) for column in needs], axis=1) for run in runs
        ]
        points, draws, lefts = [], [], []
        for table in tables:
            total = table.sum(0)
            points.append(float(function(*total[:, None])[0]))
            draws.append(function(*(weights @ table).T))
            lefts.append(function(*(total - table).T))
        ends = [bca(*one) for one in zip(points, draws, lefts, strict=True)]
        gap = bca(points[0] - points[1], draws[0] - draws[1], lefts[0] - lefts[1])
        moved = masks @ (tables[1] - tables[0])
        null = function(*(tables[0].sum(0) + moved).T) - function(*(tables[1].sum(0) - moved).T)
        seen = np.abs(null) >= abs(points[0] - points[1]) - 1e-12
        p_values.append(float((1 + seen.sum()) / (1 + RESAMPLES)))
        rows.append((name, points, ends, gap))
    for (name, points, ends, gap), p in zip(rows, holm(p_values), strict=True):
        print(name, *points, *ends, *gap, p)


if __name__ == "__main__":
    main(*sys.argv[1:4])
