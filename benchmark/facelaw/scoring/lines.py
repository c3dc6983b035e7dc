"""The lines of a prediction file: what kind of file it is, and its lines without the rest of it."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from facelaw.errors import DataError, Problem, UsageError

LONGEST = 16 * 2**20
"""Bytes of a line; longer ones are reported and skipped without being held."""
BLOCK = 2**18
"""Bytes read at once."""
TOO_LONG = b"\xff"
"""Stands for a line that is too long; compare by identity. No line of UTF-8 is equal to it."""

_FORMS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "gzip", "gunzip -c {file} | facelaw … -"),
    (b"BZh", "bzip2", "bunzip2 -c {file} | facelaw … -"),
    (b"\xfd7zXZ", "xz", "xz -dc {file} | facelaw … -"),
    (b"\x28\xb5\x2f\xfd", "zstd", "zstd -dc {file} | facelaw … -"),
    (b"PK\x03\x04", "a zip archive or a spreadsheet", "unpack it, or save it as JSON lines"),
    (b"PAR1", "Parquet", "with pandas: read_parquet(…).to_json(…, orient='records', lines=True)"),
    (b"\xff\xfe\x00\x00", "UTF-32", "iconv -f UTF-32 -t UTF-8 {file} > {file}.utf8"),
    (b"\x00\x00\xfe\xff", "UTF-32", "iconv -f UTF-32 -t UTF-8 {file} > {file}.utf8"),
    (b"\xff\xfe", "UTF-16", "iconv -f UTF-16 -t UTF-8 {file} > {file}.utf8"),
    (b"\xfe\xff", "UTF-16", "iconv -f UTF-16 -t UTF-8 {file} > {file}.utf8"),
)  # fmt: skip
_BOM = b"\xef\xbb\xbf"
_FAR = 2**63


class Lines:
    """A file of lines, opened; ``-`` is standard input.

    Attributes:
        file: the name for messages.
        cut: the last line read had no line end, as an interrupted run leaves it.
    """

    def __init__(self, path: Path) -> None:
        self.file = "stdin" if str(path) == "-" else str(path)
        self.cut = False
        self._source = _open(path)
        self._marks: list[tuple[int, int]] = []
        try:
            self.start = self._sniff()
        except BaseException:
            self._source.close()
            raise

    def __enter__(self) -> Lines:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._source.close()

    def blocks(self) -> Iterator[list[bytes]]:
        """Yield the lines without their ends, many at a time.

        In place of a line longer than :data:`LONGEST` stands :data:`TOO_LONG`.
        """
        source, rest, skipping, first = self._source, b"", False, 1
        source.seek(self.start)
        self._marks = [(first, self.start)]
        while block := source.read(BLOCK):
            lines: list[bytes] = block.split(b"\n")
            if skipping:
                if len(lines) == 1:
                    continue
                lines[0], skipping = TOO_LONG, False
            else:
                lines[0] = rest + lines[0]
                if len(lines[0]) > LONGEST:
                    lines[0] = TOO_LONG
            rest = lines.pop()
            if rest is TOO_LONG:
                skipping, rest = True, b""
            if lines:
                first += len(lines)
                yield lines
                self._marks.append((first, source.tell() - len(rest)))
        self.cut = skipping or bool(rest)
        if self.cut:
            yield [TOO_LONG if skipping else rest]

    def at(self, number: int) -> bytes:
        """Return a line that was yielded before, by its number from 1."""
        here = self._source.tell()
        first, offset = self._marks[bisect_right(self._marks, (number, _FAR)) - 1]
        self._source.seek(offset)
        for _ in range(number - first):
            self._source.readline()
        line = self._source.readline()
        self._source.seek(here)
        return line.removesuffix(b"\n")

    def _sniff(self) -> int:
        """Return where the first line begins.

        Raises:
            DataError: the file is packed, of another encoding, or no JSON lines.
        """
        head = self._source.read(4096)
        for magic, form, remedy in _FORMS:
            if head.startswith(magic):
                self._refuse(form, remedy)
        if b"\x00" in head:
            self._refuse("UTF-16 or binary", "iconv -f UTF-16 -t UTF-8 {file} > {file}.utf8")
        text = head.removeprefix(_BOM).lstrip()
        if text.startswith(b"["):
            self._refuse("one JSON array", "jq -c '.[]' {file} > {file}.jsonl")
        if re.match(rb'\{[ \t\r]*\n\s*"', text):
            self._refuse("JSON spread over lines", "jq -c . {file} > {file}.jsonl")
        return len(_BOM) if head.startswith(_BOM) else 0

    def _refuse(self, form: str, remedy: str) -> None:
        """Raise the error that names the form and how to turn it into JSON lines."""
        expected = "UTF-8 text, one JSON object a line"
        raise DataError([Problem(self.file, 0, "", expected, form, remedy.format(file=self.file))])


def _open(path: Path) -> BinaryIO:
    """Return a seekable file; a stream is first taken in whole.

    Raises:
        UsageError: it cannot be opened.
    """
    try:
        source = sys.stdin.buffer if str(path) == "-" else path.open("rb")
        if source.seekable() and str(path) != "-":
            return source
        import shutil
        import tempfile

        spooled = tempfile.TemporaryFile()  # noqa: SIM115 - Lines closes it
        shutil.copyfileobj(source, spooled)
        spooled.seek(0)
        return cast("BinaryIO", spooled)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
