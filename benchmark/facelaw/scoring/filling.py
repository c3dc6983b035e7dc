"""From graded lines to the arrays of a run."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from facelaw.scoring.answers import STATUSES
from facelaw.scoring.design import Design
from facelaw.scoring.grade import Parts
from facelaw.scoring.graded import ANSWERED, NO_LABEL, Graded, Small, blank
from facelaw.scoring.prediction_line import Prediction, Tokens
from facelaw.scoring.table import UNIT, IntArray

UNPARSED = STATUSES.index("unparsed")
MOST = 2**31 - 1
"""Tokens of one answer that are told apart."""
SAMPLES = 100
"""Samples of an item that a file may have; a row of the whole run is kept for each."""


KEPT = 100_000
"""Distinct rows of labels that are kept as numbers."""


class TooManySamples(ValueError):
    """A file has more than :data:`SAMPLES` values of ``sample``."""


class _Row:
    """One sample of every item, writable item by item at the speed of bytes."""

    def __init__(self, graded: Graded) -> None:
        self.graded = graded
        self.hit = _bytes(graded.hit)
        self.label = memoryview(graded.label[0].view(np.uint8))
        self.status = _bytes(graded.status)
        self.right = _bytes(graded.right)
        self.confidence = memoryview(graded.confidence[0])
        self.tokens = memoryview(graded.tokens[0])
        self.tokens_in = memoryview(graded.tokens_in[0])
        self.counts = {name: memoryview(values[0]) for name, values in graded.counts.items()}


def _bytes(values: Small) -> memoryview:
    """Return the memory of the one row of a byte array."""
    return memoryview(values[0].view(np.uint8))


class Filling:
    """Arrays of one run while its file is read.

    Samples may come in any order; :meth:`done` puts them in the order of their numbers, so that
    the order of lines never shows. Of claims the labels are written alone: what is right follows
    from them, for all items at once.
    """

    def __init__(self, design: Design, samples: Iterable[int] = ()) -> None:
        """Begin with the samples that the run is known to have.

        Raises:
            TooManySamples: they are more than :data:`SAMPLES`.
        """
        self.design = design
        self._rows: dict[int, _Row] = {}
        start: Any = design.start
        self._start: memoryview[int] = memoryview(start)
        self._code: dict[str, int] = {"": NO_LABEL}
        self._codes: dict[tuple[str, ...], bytes] = {}
        self._status = {name: code for code, name in enumerate(STATUSES)}
        self._lenient: list[tuple[int, int, Parts]] = []
        self._counted = [_COUNTED.get(item.task, item.answer_type) for item in design.items]
        for sample in samples:
            self._row(sample)

    @property
    def samples(self) -> tuple[int, ...]:
        """The numbers of the samples there are, none where nothing was answered."""
        return tuple(sorted(self._rows))

    @cached_property
    def _empty(self) -> Graded:
        """Return the run of silence."""
        return blank(self.design)

    def add(self, item: int, given: Prediction, strict: Parts, lenient: Parts) -> None:
        """Write one line.

        Args:
            item: place in the design.
            given: the line, for its sample, confidence and tokens.
            strict: its parts by the strict reading.
            lenient: by the lenient one; the same object where they agree.
        """
        row = self._rows.get(given.sample) or self._row(given.sample)
        self._write(row, item, strict)
        if lenient is not strict:
            self._lenient.append((given.sample, item, lenient))
        _beside(row, item, given)

    def say(self, item: int, given: Prediction, said: tuple[str, ...]) -> None:
        """Write an answer to claims by what it says to each, in the order of the gold."""
        row = self._rows.get(given.sample) or self._row(given.sample)
        row.status[item] = ANSWERED
        codes = self._codes.get(said) or self._coded(said)
        start = 4 * self._start[item]
        row.label[start : start + len(codes)] = codes
        _beside(row, item, given)

    def void(self, item: int, sample: int) -> None:
        """Make an item wrong that was answered twice and differently."""
        row, empty = self._row(sample).graded, self._empty
        slots = slice(self._start[item], self._start[item + 1])
        for mine, theirs in ((row.hit, empty.hit), (row.label, empty.label)):
            mine[:, slots] = theirs[:, slots]
        for name, values in row.counts.items():
            values[:, item] = empty.counts[name][:, item]
        row.right[:, item] = 0
        row.confidence[:, item] = -1
        row.status[:, item] = UNPARSED
        self._lenient = [entry for entry in self._lenient if entry[:2] != (sample, item)]

    def unsure(self, item: int, sample: int) -> None:
        """Leave an answer out of calibration whose confidence is no probability."""
        self._row(sample).graded.confidence[:, item] = -1

    def done(self) -> tuple[Graded, Graded]:
        """Return the run by the strict and by the lenient reading; one object where they agree."""
        strict = self._joined()
        if not self._lenient:
            return strict, strict
        for sample, item, parts in self._lenient:
            self._write(self._rows[sample], item, parts)
        return strict, self._joined()

    def _row(self, sample: int) -> _Row:
        """Return the row of a sample, a new one on first sight.

        Raises:
            TooManySamples: there are :data:`SAMPLES` of them already.
        """
        if sample not in self._rows:
            if len(self._rows) == SAMPLES:
                raise TooManySamples
            self._rows[sample] = _Row(blank(self.design))
        return self._rows[sample]

    def _write(self, row: _Row, item: int, parts: Parts) -> None:
        """Write what was right of one answer."""
        row.status[item] = self._status[parts.status]
        row.right[item] = parts.right
        if parts.hits:
            start = self._start[item]
            row.hit[start : start + len(parts.hits)] = bytes(parts.hits)
            codes = self._codes.get(parts.predicted) or self._coded(parts.predicted)
            row.label[4 * start : 4 * start + len(codes)] = codes
        count = _COUNTS.get(self._counted[item])
        if count:
            for name, value in count(parts).items():
                row.counts[name][item] = value

    def _coded(self, labels: tuple[str, ...]) -> bytes:
        """Return the labels' numbers as they lie in memory."""
        for label in labels:
            if label not in self._code:
                self._code[label] = self.design.labels.code(label)
        codes = array("i", [self._code[label] for label in labels]).tobytes()
        if len(self._codes) < KEPT:
            self._codes[labels] = codes
        return codes

    def _joined(self) -> Graded:
        """Return all samples in the order of their numbers, as arrays of their own."""
        rows = [self._rows[sample].graded for sample in sorted(self._rows)] or [self._empty]
        alone = len(rows) == 1 and not self._lenient
        out = rows[0] if alone else _joined(rows)
        slots, firsts = self._maps
        hits = out.label[:, slots] == self.design.slot_gold[slots]
        out.hit[:, slots] = hits
        if len(firsts):
            owners = self.design.slot_item[slots[firsts]]
            out.right[:, owners] = np.logical_and.reduceat(hits, firsts, axis=1)
        return out

    @cached_property
    def _maps(self) -> tuple[IntArray, IntArray]:
        """Return the slots of claims, and the place among them of each item's first."""
        map_ = np.array([item.answer_type == "map" for item in self.design.items], dtype=np.bool_)
        owner = self.design.slot_item
        slots = np.flatnonzero(map_[owner]) if len(owner) else np.zeros(0, dtype=np.int64)
        return slots, np.flatnonzero(np.diff(owner[slots], prepend=-1))


def _beside(row: _Row, item: int, given: Prediction) -> None:
    """Write what stands beside an answer: confidence and tokens."""
    if given.confidence is not None:
        row.confidence[item] = round(given.confidence * UNIT)
    if given.tokens is not None:
        row.tokens[item] = min(given.output_tokens, MOST)
        if isinstance(given.tokens, Tokens):
            row.tokens_in[item] = min(given.tokens.into or -1, MOST)


def _joined(rows: Sequence[Graded]) -> Graded:
    """Return samples as one run."""

    def join(parts: Iterable[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.concatenate(list(parts))

    return replace(
        rows[0],
        status=join(row.status for row in rows),
        right=join(row.right for row in rows),
        hit=join(row.hit for row in rows),
        label=join(row.label for row in rows),
        confidence=join(row.confidence for row in rows),
        tokens=join(row.tokens for row in rows),
        tokens_in=join(row.tokens_in for row in rows),
        counts={name: join(row.counts[name] for row in rows) for name in rows[0].counts},
    )


def _set_counts(parts: Parts) -> dict[str, int]:
    """Return the codes of a set: found, wrongly named, missed."""
    return {"tp": parts.tp, "fp": parts.fp, "fn": parts.fn}


def _bracket_counts(parts: Parts) -> dict[str, int]:
    """Return the steps from the right bracket."""
    return {"distance": parts.distance}


def _argument_counts(parts: Parts) -> dict[str, int]:
    """Return citations and quotes; F1 in parts of UNIT, rounded half up."""
    cited, quoted = parts.cited, parts.quoted
    return {
        "article": _f1(cited.article.tp, cited.article.fp + cited.article.fn),
        "paragraph": _f1(cited.paragraph.tp, cited.paragraph.fp + cited.paragraph.fn),
        "cited": cited.cited,
        "invented": cited.invented,
        "unresolved": cited.unresolved,
        "out_of_force": cited.out_of_force,
        "wrong_tier": cited.wrong_tier,
        "quote": _f1(quoted.common, quoted.given + quoted.gold - 2 * quoted.common),
    }


_COUNTED = {"bracket": "bracket"}
_COUNTS = {"set": _set_counts, "argument": _argument_counts, "bracket": _bracket_counts}
"""What is counted of an answer besides right and wrong, by task or else by form."""


def _f1(common: int, apart: int) -> int:
    """Return ``2 common / (2 common + apart)`` in parts of UNIT; 0 where there is nothing."""
    whole = 2 * common + apart
    return (4 * common * UNIT + whole) // (2 * whole) if whole else 0
