"""Shards that were scored one by one, joined to one run: families never cross shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np

from facelaw.errors import Problem, UsageError
from facelaw.scoring.audit import Audit
from facelaw.scoring.beside import Beside
from facelaw.scoring.diagnosis import Sums, Tallies
from facelaw.scoring.headline import Heads, Totals
from facelaw.scoring.load import Loaded
from facelaw.scoring.measures import MEASURES, carried, confidence, slices, usage
from facelaw.scoring.measures.confidence import Stated
from facelaw.scoring.measures.usage import Spent
from facelaw.scoring.predictions import KEPT
from facelaw.scoring.runs import Run
from facelaw.scoring.signature import NAMES, Signature, differences
from facelaw.scoring.statistic import Measure
from facelaw.scoring.table import FamilyTable, IntArray, build
from facelaw.scoring.usage import Tokens

WHOLE = ("confidence.", "bin.", "tokens.")
"""Columns that depend on the whole run; they are made when the shards are joined."""


@dataclass(frozen=True)
class Part:
    """One shard of a run, summed up.

    Attributes:
        model: of the run's description, None without one.
        signature: with the shard's own key.
        table: sums by family, columns without any left out.
        slices: measures of the slices that were asked.
        beside: what stands beside them.
        spent: tokens by family.
        samples: the numbers of the samples there are.
        audit: errors known in the gold.
        problems, more, notes, missing, failed: as in :class:`~facelaw.scoring.load.Loaded`.
    """

    model: str | None
    signature: Signature
    table: FamilyTable
    slices: tuple[Measure, ...]
    beside: Beside
    spent: Spent
    samples: tuple[int, ...]
    audit: Audit | None
    problems: tuple[Problem, ...]
    more: int
    notes: tuple[Problem, ...]
    missing: int
    failed: int


def part(loaded: Loaded, model: str | None) -> Part:
    """Return what is kept of a shard."""
    run = loaded.run
    beside = run.beside
    kept = [
        name for name in run.table.names
        if not name.startswith(WHOLE) and run.table.column(name).any()
    ]  # fmt: skip
    return Part(
        model=model,
        signature=run.signature,
        table=FamilyTable(run.table.families, tuple(kept), run.table.columns(kept)),
        slices=tuple(one for name, one in run.measures.items() if name not in MEASURES),
        beside=replace(beside, stated=beside.stated.telling()),
        spent=usage.spent(run.graded),
        samples=loaded.samples,
        audit=run.audit,
        problems=loaded.problems,
        more=loaded.more,
        notes=loaded.notes,
        missing=loaded.missing,
        failed=loaded.failed,
    )


def join(
    parts: Sequence[Part], file: str, name: str, key: str, dimensions: Sequence[str]
) -> Loaded:
    """Return the run that the same answers to one key would be.

    Args:
        parts: one a shard, in the order of the shards; at least one.
        file: the predictions, as they were given.
        name: of the run, where no description names a model.
        key: what stands in the signature for the keys of all shards.
        dimensions: slices that were asked.

    Raises:
        UsageError: the parts are of different runs, or have a family in common.
    """
    signature = _signature(parts, file, key)
    families, rows = _rows([one.table.families for one in parts])
    beside = _beside([one.beside for one in parts], rows)
    table = _table(parts, families, rows, beside.stated)
    sliced = {measure.id: measure for one in parts for measure in one.slices}
    problems = sorted({problem for one in parts for problem in one.problems})
    more = sum(one.more for one in parts)
    run = Run(
        name=parts[0].model or name,
        model=parts[0].model or name,
        file=file,
        signature=signature,
        table=table,
        measures=carried(table, sorted(sliced.values(), key=lambda m: _place(m, dimensions))),
        summed=beside,
        problems=len(problems) + more,
        audit=parts[0].audit if len({one.audit for one in parts}) == 1 else None,
    )
    return Loaded(
        run,
        tuple(problems[:KEPT]),
        more + len(problems[KEPT:]),
        tuple(sorted(note for one in parts for note in one.notes)),
        sum(one.missing for one in parts),
        sum(one.failed for one in parts),
    )


def _signature(parts: Sequence[Part], file: str, key: str) -> Signature:
    """Return the one signature of all parts."""
    signatures = [replace(one.signature, key=key) for one in parts]
    unlike = {NAMES[name]: values for name, values in differences(signatures).items()}
    models = tuple(one.model or "unstated" for one in parts)
    if len(set(models)) > 1:
        unlike["model"] = models
    if unlike:
        told = "; ".join(f"{n}: {', '.join(dict.fromkeys(v))}" for n, v in unlike.items())
        raise UsageError(
            f"{file}: its files are of different runs ({told}); give one run at a time"
        )
    return signatures[0]


def _rows(families: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], list[IntArray]]:
    """Return all families sorted, and where each part's stand among them."""
    names = [name for part in families for name in part]
    order = sorted(range(len(names)), key=names.__getitem__)
    together = tuple(names[place] for place in order)
    twice = next((a for a, b in pairwise(together) if a == b), None)
    if twice:
        raise UsageError(f"family {twice} is in two shards; a set in shards has each family once")
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    ends = np.cumsum([len(part) for part in families])
    return together, np.split(rank, ends[:-1])


def _table(
    parts: Sequence[Part], families: tuple[str, ...], rows: Sequence[IntArray], stated: Stated
) -> FamilyTable:
    """Return the parts' sums under one another, with the columns of the whole run."""
    k = len(families)

    def stacked(columns: Iterable[tuple[IntArray, IntArray]]) -> IntArray:
        out = np.zeros(k, dtype=np.int64)
        for row, values in columns:
            out[row] = values
        return out

    names = dict.fromkeys(name for one in parts for name in one.table.names)
    columns = {
        name: stacked((row, one.table.column(name)) for row, one in zip(rows, parts, strict=True))
        for name in names
    }
    spent = Spent(
        {
            name: stacked((row, one.spent.sums[name]) for row, one in zip(rows, parts, strict=True))
            for name in parts[0].spent.sums
        },
        any(one.spent.told for one in parts),
        all(one.spent.complete for one in parts),
    )
    return build(families, columns | confidence.columns_of(stated, k) | spent.columns())


def _beside(parts: Sequence[Beside], rows: Sequence[IntArray]) -> Beside:
    """Add up what stands beside the measures."""
    stated = [one.stated for one in parts]
    refused: Counter[str] = Counter()
    for one in parts:
        refused.update(one.refused)
    return Beside(
        items=sum(one.items for one in parts),
        samples=max(one.samples for one in parts),
        heads=_heads([one.heads for one in parts]),
        statuses={name: sum(one.statuses[name] for one in parts) for name in parts[0].statuses},
        refused=dict(sorted(refused.items())),
        first_wrong=_tallies([one.first_wrong for one in parts], rows),
        norms=_tallies([one.norms for one in parts], rows),
        traps=_tallies([one.traps for one in parts], rows),
        tokens=Tokens(
            sum(one.tokens.into for one in parts), sum(one.tokens.told_in for one in parts),
            sum(one.tokens.out for one in parts), sum(one.tokens.told for one in parts),
            all(one.tokens.paired for one in parts),
        ),
        stated=Stated(
            np.concatenate([row[one.family] for row, one in zip(rows, stated, strict=True)]),
            np.concatenate([one.confidence for one in stated], axis=1),
            np.concatenate([one.right for one in stated], axis=1),
            np.concatenate([one.abstained for one in stated], axis=1),
        ),
    )  # fmt: skip


def _heads(parts: Sequence[Heads]) -> Heads:
    """Add up headlines."""

    def added(totals: Iterable[Totals]) -> Totals:
        each = [[getattr(one, field.name) for field in fields(Totals)] for one in totals]
        return Totals(*(sum(column) for column in zip(*each, strict=True)))

    return Heads(
        strict=added(one.strict for one in parts),
        lenient=added(one.lenient for one in parts),
        best=added(one.best for one in parts),
        unread=sum(one.unread for one in parts),
        answers=sum(one.answers for one in parts),
        readings_differ=any(one.readings_differ for one in parts),
    )


def _tallies(parts: Sequence[Tallies], rows: Sequence[IntArray]) -> Tallies:
    """Put the sums of each name under one another, families rising."""
    found: dict[str, list[tuple[IntArray, Sums]]] = {}
    for row, part in zip(rows, parts, strict=True):
        for name, sums in part.items():
            found.setdefault(name, []).append((row, sums))
    out: dict[str, Sums] = {}
    for name, each in found.items():
        family = np.concatenate([row[sums.family] for row, sums in each])
        order = np.argsort(family)
        right = np.concatenate([sums.right for _, sums in each])
        items = np.concatenate([sums.items for _, sums in each])
        out[name] = Sums(family[order], right[order], items[order])
    return out


def _place(measure: Measure, dimensions: Sequence[str]) -> tuple[int, tuple[int, int, str]]:
    """Return where a slice's measure stands: by dimension as asked, then in natural order."""
    return dimensions.index(measure.id.split(".")[0]), slices.natural(measure.en)
