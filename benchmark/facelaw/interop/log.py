"""The append-only log of a live run: one line an answer, on the disk before it counts."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import msgspec

from facelaw.errors import UsageError

SCRUBBED = "[key removed]"
SHORTEST_KEY = 8
"""Shorter values (``x``, ``EMPTY``) are no secrets; removing them would garble texts."""


class _Head(msgspec.Struct):
    """What the index needs of a line."""

    key: str
    status: str


class RunLog:
    """Answers by request key, in a file that only grows.

    Opening reads the index (a key's digest and where its line begins), cuts off a last line that
    a kill left unfinished, and takes a lock so that two runs never write, and ask, the same.
    Lines that wait together are written and synced together, off the event loop.

    Attributes:
        path: the file.
        broken: numbers of unreadable lines; what they held is asked again.
    """

    def __init__(self, path: Path, secret: str = "") -> None:
        self.path = path
        self.broken: tuple[int, ...] = ()
        self._secret = secret if len(secret) >= SHORTEST_KEY else ""
        self._at: dict[bytes, int] = {}
        self._failed: dict[bytes, int] = {}
        self._waiting: list[tuple[bytes, bytes, bool, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._reader: BinaryIO | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b")
        try:
            _lock(self._file.fileno(), path)
            self._end = self._index()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> RunLog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        if self._reader is not None:
            self._reader.close()

    def __len__(self) -> int:
        return len(self._at)

    def done(self, key: str) -> bool:
        """Return whether the log holds a reply to that request (a failure is none)."""
        return bytes.fromhex(key) in self._at

    def find(self, key: str) -> dict[str, Any] | None:
        """Return the record of a request: its reply, else its last failure, else None."""
        digest = bytes.fromhex(key)
        offset = self._at.get(digest, self._failed.get(digest))
        if offset is None:
            return None
        if self._reader is None:
            self._reader = self.path.open("rb")
        self._reader.seek(offset)
        return dict(json.loads(self._reader.readline()))

    async def append(self, record: dict[str, Any]) -> None:
        """Write one record and return once it is on the disk.

        Args:
            record: JSON values; ``key`` and ``status`` (``ok`` or ``failed``) are required. The
                secret is struck out of every string in it.

        Raises:
            OSError: the disk refused; nothing of the record counts.
        """
        clean = _scrub(record, self._secret) if self._secret else record
        line = json.dumps(clean, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        written = asyncio.get_running_loop().create_future()
        digest = bytes.fromhex(record["key"])
        self._waiting.append((digest, line, record["status"] == "ok", written))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._flush())
        await asyncio.shield(written)

    async def _flush(self) -> None:
        """Write and sync whatever waits, batch after batch, until nothing does."""
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                await asyncio.to_thread(self._write, b"".join(line for _, line, _, _ in batch))
            except OSError as error:
                for *_, written in batch:
                    if not written.done():
                        written.set_exception(error)
                continue
            for digest, line, ok, written in batch:
                (self._at if ok else self._failed)[digest] = self._end
                self._end += len(line)
                if not written.done():
                    written.set_result(None)

    def _write(self, lines: bytes) -> None:
        """Append bytes and wait for the disk; on failure take back what got there."""
        try:
            self._file.write(lines)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError:
            os.truncate(self.path, self._end)
            raise

    def _index(self) -> int:
        """Read the file, remember where each line begins, return its length."""
        decoder = msgspec.json.Decoder(_Head)
        broken: list[int] = []
        offset = 0
        self._file.seek(0)
        for number, line in enumerate(self._file, 1):
            if not line.endswith(b"\n"):
                os.truncate(self.path, offset)
                break
            try:
                head = decoder.decode(line)
                digest = bytes.fromhex(head.key)
            except (msgspec.DecodeError, ValueError):
                broken.append(number)
            else:
                (self._at if head.status == "ok" else self._failed)[digest] = offset
            offset += len(line)
        self.broken = tuple(broken)
        self._file.seek(0, os.SEEK_END)
        return offset


def _lock(descriptor: int, path: Path) -> None:
    """Hold the file for this process alone, where the system has such locks."""
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows: two runs on one log are then the caller's care
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise UsageError(
            f"{path} is being written by another run; wait for it or stop it"
        ) from None


def _scrub(value: Any, secret: str) -> Any:
    """Return ``value`` with the secret struck out of every string, keys included."""
    if isinstance(value, str):
        return value.replace(secret, SCRUBBED)
    if isinstance(value, dict):
        return {_scrub(k, secret): _scrub(v, secret) for k, v in value.items()}  # pyright: ignore
    if isinstance(value, list):
        return [_scrub(part, secret) for part in value]  # pyright: ignore
    return value
