"""One prediction file, read once from front to back, line by line, each line dropped at once.

Whatever is wrong with a file is collected with its line number. A line that names an item but
cannot be used is passed on without an answer, so that the item counts as unparsed, not missing.
"""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import UNSET

from facelaw.errors import Problem
from facelaw.scoring.key import Key
from facelaw.scoring.lines import LONGEST, TOO_LONG, Lines
from facelaw.scoring.nearest import Nearest
from facelaw.scoring.prediction_line import DEEPEST, FIELDS, SHORT, Prediction, save, too_deep

__all__ = ["Prediction", "Stream", "stream"]

KEPT = 1_000
"""Problems of a file that are told one by one; further ones are counted."""
EMPTY = "an empty file"
STRANGERS = 50
"""Unknown fields of a file that are named; further ones are passed over."""

UNUSUAL = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for a line that is not as the schema has it."""

Decode = Callable[[bytes], Prediction]


class Stream:
    """The lines of one prediction file; iterate once, then look at what was found.

    Iterating yields (place of the item in the key, line). Collection of garbage is off
    meanwhile.

    Attributes:
        problems: what counts as wrong, by line; at most :data:`KEPT`.
        more: how many further problems there were.
        notes: what is told and counts as nothing: unknown fields, identical repetitions.
        conflicts: (item, sample) answered twice and differently: wrong, whatever was yielded
            for it first.
        unsure: (item, sample) whose confidence is no number from 0 to 1; the answer counts,
            calibration leaves it out.
        lines: lines that are not blank.
        repeated: identical repetitions.
    """

    def __init__(self, path: Path, key: Key) -> None:
        self.key = key
        self.problems: list[Problem] = []
        self.more = 0
        self.notes: list[Problem] = []
        self.conflicts: set[tuple[int, int]] = set()
        self.unsure: set[tuple[int, int]] = set()
        self.lines = 0
        self.repeated = 0
        self._source = Lines(path)
        self._nearest = Nearest(key)
        self._strangers: dict[str, int] = {}
        self._blamed = 0  # the line whose answer or text was told to be of a wrong type
        self._decode: Decode = _decoder(())

    def __iter__(self) -> Iterator[tuple[int, Prediction]]:
        """Read the file.

        Yields:
            The item's place in the key, and the line.
        """
        enabled = gc.isenabled()
        gc.disable()
        try:
            with self._source:
                yield from self._read()
        finally:
            if enabled:
                gc.enable()
        if self.lines == 0:
            self._problem(0, "", "at least one prediction", EMPTY)

    def _read(self) -> Iterator[tuple[int, Prediction]]:
        """Yield what can be used; the path of good lines is short on purpose."""
        place, unset, short = self.key.index.get, UNSET, SHORT
        first = array("q", bytes(8 * len(self.key)))
        others: dict[tuple[int, int], int] = {}
        start = 1
        for block in self._source.blocks():
            decode = self._decode
            for number, line in enumerate(block, start):
                try:
                    given = decode(line) if len(line) <= short else self._long(line)
                except UNUSUAL:
                    odd = self._odd(line, number)
                    decode = self._decode
                    if odd is None:
                        continue
                    given = odd
                if given.answer is unset or given.text is not unset:
                    self._one_of(given, number)
                index = place(given.id)
                if index is None:
                    self._unknown(given.id, number)
                    continue
                if given.sample:
                    earlier = others.setdefault((index, given.sample), number)
                    if earlier != number:
                        self._again(index, given, earlier, number)
                        continue
                elif first[index]:
                    self._again(index, given, first[index], number)
                    continue
                else:
                    first[index] = number
                yield index, given
            start += len(block)
            self.lines += len(block)

    def _long(self, line: bytes) -> Prediction:
        """Decode a line whose nesting has to be looked at first."""
        if line.count(b"[") + line.count(b"{") > DEEPEST and too_deep(line):
            raise RecursionError
        return self._decode(line)

    def _odd(self, line: bytes, number: int) -> Prediction | None:
        """Save what can be saved of a line that is not as the schema has it."""
        if not line or line.isspace():
            self.lines -= 1
            return None
        if line is TOO_LONG:
            self._problem(number, "", f"at most {LONGEST:,} bytes a line", "a longer one")
            return None
        if len(line) > SHORT and too_deep(line):
            came = line[:200].decode("utf-8", "replace")
            self._problem(number, "", f"at most {DEEPEST} brackets inside brackets", came)
            return None
        saved = save(line)
        self._strange(saved.strangers, number)
        cut = saved.prediction is None and self._source.cut
        hint = "the run was cut off here: resume it, or delete the line" if cut else ""
        for pointer, expected, came in saved.faults:
            mend = (
                "save the file as UTF-8; iconv -f GB18030 -t UTF-8" if expected == "UTF-8" else ""
            )
            self._problem(number, pointer, expected, came, hint or mend)
            if pointer in ("/answer", "/text"):
                self._blamed = number
            if pointer == "/confidence" and saved.prediction:
                index = self.key.index.get(saved.prediction.id, -1)
                self.unsure.add((index, saved.prediction.sample))
        return saved.prediction

    def _one_of(self, given: Prediction, number: int) -> None:
        """Tell of a line that has both an answer and a raw output, or neither."""
        if given.text is not UNSET:
            if given.answer is UNSET:
                return
            self._problem(number, "", "either an answer or a text", "both")
            given.answer = given.text = UNSET
        elif not given.finish_reason and number != self._blamed:
            self._problem(number, "", "an answer or a text", f"neither, for {given.id}")

    def _unknown(self, item: str, number: int) -> None:
        """Tell of an id that the key does not have."""
        near = self._nearest.of(item)
        hint = f"did you mean {near}?" if near else "is the file of another data version?"
        self._problem(number, "/id", "the id of an item", item, hint)

    def _again(self, index: int, given: Prediction, earlier: int, number: int) -> None:
        """Tell of an item that is answered again: the same, or otherwise."""
        before = save(self._source.at(earlier)).prediction
        what = f"{given.id}, sample {given.sample}" if given.sample else given.id
        if _alike(before, given):
            self.repeated += 1
            if len(self.notes) < KEPT:
                note = Problem(self._source.file, number, "/id", "each answer once", what)
                self.notes.append(note)
            return
        self.conflicts.add((index, given.sample))
        hint = "keep one; until then the item counts as wrong"
        self._problem(number, "/id", "one answer for each item and sample", what, hint)

    def _strange(self, names: tuple[str, ...], number: int) -> None:
        """Name unknown fields, each once, and read on at full speed."""
        new = [name for name in names if name not in self._strangers][: STRANGERS + 1]
        if not new or len(self._strangers) > STRANGERS:
            return
        from difflib import get_close_matches

        for name in new:
            self._strangers[name] = number
            near = get_close_matches(name[:50], FIELDS, 1)
            hint = f"did you mean {near[0]}?" if near else "it is not looked at"
            fields = "no other fields than " + ", ".join(FIELDS)
            self.notes.append(Problem(self._source.file, number, f"/{name}", fields, name, hint))
        self._decode = _decoder(tuple(self._strangers))

    def _problem(self, number: int, pointer: str, expected: str, came: str, hint: str = "") -> None:
        """Keep a problem, or count it."""
        if len(self.problems) < KEPT:
            file = self._source.file
            self.problems.append(Problem(file, number, pointer, expected, came, hint))
        else:
            self.more += 1


def _decoder(strangers: tuple[str, ...]) -> Decode:
    """Return the decoder of a line that may have these fields besides its own.

    With more of them than are named, unknown fields are no longer looked for.
    """
    if not strangers:
        return msgspec.json.Decoder(Prediction).decode
    extra: list[tuple[str, Any, Any]] = [
        (f"stranger_{i}", msgspec.Raw, msgspec.field(default=msgspec.Raw(), name=name))
        for i, name in enumerate(strangers[:STRANGERS])
    ]
    kind = msgspec.defstruct(
        "Prediction", extra, bases=(Prediction,), forbid_unknown_fields=len(strangers) <= STRANGERS
    )
    return cast("Decode", msgspec.json.Decoder(kind).decode)


def _alike(one: Prediction | None, other: Prediction) -> bool:
    """Whether two lines say the same, whatever further fields they have."""
    try:
        return all(getattr(one, name) == getattr(other, name) for name in FIELDS)
    except RecursionError:
        return False


def stream(path: Path, key: Key) -> Stream:
    """Open a prediction file.

    Args:
        path: JSON lines, or ``-`` for standard input.
        key: the items.

    Raises:
        UsageError: there is no such file.
        DataError: it is packed, of another encoding, one array, or spread over lines.
    """
    return Stream(path, key)
