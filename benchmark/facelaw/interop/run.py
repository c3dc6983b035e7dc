"""Asking a live model every item of a selection, and taking up where a killed run stopped."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from facelaw.interop import prompts, requests
from facelaw.interop.endpoint import Endpoint, EndpointRefused
from facelaw.interop.log import RunLog
from facelaw.interop.predictions import failed, line
from facelaw.interop.prompts import Selection
from facelaw.interop.reply import Reply
from facelaw.interop.requests import Example, Style

STREAK = 25
"""Failures in a row, with no reply between, after which a run stops asking."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what one run asks."""

    release: Path
    selection: Selection
    style: Style
    url: str
    samples: int = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One request: an item, a sample number, the body, and the key its reply is kept under."""

    item: str
    item_hash: str
    sample: int
    body: dict[str, Any]
    key: str


@dataclass(slots=True)
class Tally:
    """How a run stands.

    Attributes:
        kept: replies that the log already held.
        replied: replies had now.
        failed: questions without a reply, asked again by the next call.
        tries: requests sent now.
        stopped: why the run ended before all were asked, or empty.
    """

    kept: int = 0
    replied: int = 0
    failed: int = 0
    tries: int = 0
    stopped: str = ""
    streak: int = field(default=0, repr=False)

    @property
    def settled(self) -> int:
        """Questions that this run is done with."""
        return self.kept + self.replied + self.failed


def jobs(plan: Plan) -> Iterator[Job]:
    """Yield the requests of a plan, in release order, without holding them."""
    examples: dict[str, tuple[Example, ...]] = {}
    for row in prompts.select(plan.release, plan.selection):
        if plan.style.shots and row.task not in examples:
            examples[row.task] = requests.fixed_examples(plan.release, row.task, plan.selection)
        body = requests.body(row, plan.style, examples.get(row.task, ()))
        for sample in range(plan.samples):
            key = requests.request_key(plan.url, body, sample)
            yield Job(row.id, row.item_hash, sample, body, key)


async def ask_all(
    todo: Iterator[Job],
    endpoint: Endpoint,
    log: RunLog,
    concurrency: int = 8,
    watch: Callable[[Tally], None] | None = None,
) -> Tally:
    """Ask every job that the log has no reply to, at most ``concurrency`` at a time.

    A reply counts once it is on the disk. Equal requests are sent once. An interrupt, a refusing
    endpoint or :data:`STREAK` failures in a row end the run after what is in flight has come in.

    Raises:
        OSError: the log cannot be written.
    """
    tally = Tally()
    taken: set[bytes] = set()

    async def keep(job: Job, reply: Reply) -> None:
        await log.append(_record(job, reply, endpoint.url))
        if not reply.failed:
            taken.discard(bytes.fromhex(job.key))  # from now on the log knows it
        _note(tally, reply)
        if watch:
            watch(tally)

    async def work(group: asyncio.TaskGroup) -> None:
        kept: asyncio.Task[None] | None = None
        for job in todo:
            if tally.stopped:
                break
            digest = bytes.fromhex(job.key)
            if log.done(job.key) or digest in taken:
                tally.kept += 1
                continue
            taken.add(digest)
            try:
                reply = await endpoint.ask(job.body)
            except EndpointRefused as error:
                tally.stopped = tally.stopped or str(error)
                break
            if kept is not None:
                await kept  # the disk is waited for while the next question is under way
            kept = group.create_task(keep(job, reply))

    with _interruptible(tally):
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(concurrency):
                    group.create_task(work(group))
        except ExceptionGroup as several:
            raise several.exceptions[0] from None
    if watch:
        watch(tally)
    return tally


def lines(plan: Plan, log: RunLog) -> Iterator[dict[str, Any]]:
    """Yield the prediction lines of a plan from the log, in release order.

    What was not asked yet has no line: the scorer counts it as missing.
    """
    for job in jobs(plan):
        record = log.find(job.key)
        if record is None:
            continue
        if record["status"] != "ok":
            yield failed(job.item, job.sample)
        else:
            yield line(
                job.item,
                record["text"],
                record["finish_reason"],
                record["tokens"],
                job.sample,
            )


def _note(tally: Tally, reply: Reply) -> None:
    """Count one reply or failure and stop after too many failures in a row."""
    tally.tries += reply.tries
    tally.replied += not reply.failed
    tally.failed += reply.failed
    if not reply.turned_down:
        tally.streak = tally.streak + 1 if reply.failed else 0
    if tally.streak >= STREAK and not tally.stopped:
        tally.stopped = f"{STREAK} questions in a row had no reply; the last said {reply.error}"


def _record(job: Job, reply: Reply, url: str) -> dict[str, Any]:
    """Return the log's line of one reply or failure."""
    return {
        "key": job.key,
        "status": "failed" if reply.failed else "ok",
        "id": job.item,
        "sample": job.sample,
        "text": reply.text,
        "finish_reason": reply.finish_reason,
        "tokens": dict(reply.tokens) if reply.tokens else None,
        "reasoning": reply.reasoning,
        "model": job.body["model"],
        "served_model": reply.served_model,
        "endpoint": url,
        "prompt_hash": requests.prompt_hash(job.body),
        "item_hash": job.item_hash,
        "error": reply.error,
        "tries": reply.tries,
        "seconds": round(reply.seconds, 3),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


class _interruptible:
    """The first interrupt lets what is in flight come in; the second ends at once."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._ours = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> None:
        if self._ours:
            with suppress(NotImplementedError):  # Windows: an interrupt ends at once
                asyncio.get_running_loop().add_signal_handler(signal.SIGINT, self._first)

    def __exit__(self, *_: object) -> None:
        if self._ours:
            with suppress(NotImplementedError):
                asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)

    def _first(self) -> None:
        self._tally.stopped = "interrupted; what was in flight was waited for"
        asyncio.get_running_loop().remove_signal_handler(signal.SIGINT)
