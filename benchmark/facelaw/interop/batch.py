"""Batch services: request files out, output files in (OpenAI Batch, ``vllm run-batch``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from facelaw.errors import Problem
from facelaw.files import write_bytes
from facelaw.interop.prompts import Place
from facelaw.interop.reply import NotACompletion, Reply, as_dict, completion, filtered
from facelaw.interop.run import Plan, jobs

REQUESTS_PER_FILE = 50_000
BYTES_PER_FILE = 200_000_000
"""What one file of the OpenAI Batch service may hold."""


def export(plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write one request a line, in the one form that both services read.

    A plan too large for one file is written as ``name-001.jsonl``, ``name-002.jsonl`` …; the
    files of an earlier, larger export are not removed.

    Returns:
        The files, in order.
    """
    return tuple(_write(out, part) for part in _parts(_requests(plan), out))


def read(
    files: Iterable[tuple[str, Iterable[bytes]]], problems: list[Problem]
) -> Iterator[tuple[str, Reply]]:
    """Yield ``(custom id, reply)`` of each line of output and error files, in file order.

    Reads a completion under ``response.body`` or directly under ``response``. An ``error``, a
    status other than 200 or a body that is no completion is a failed reply. What cannot be given
    to any request is put into ``problems``.

    Args:
        files: name and lines of each.
        problems: receives lines that are no JSON object or have no custom id.
    """
    for name, lines in files:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                value: object = json.loads(line)
            except (ValueError, RecursionError) as error:
                problems.append(Problem(name, number, "", "a JSON object a line", str(error)))
                continue
            record = as_dict(value)
            custom_id = record.get("custom_id")
            if not isinstance(custom_id, str) or not custom_id:
                hint = "the answer cannot be given to any item; its item counts as missing"
                problems.append(Problem(name, number, "/custom_id", "a custom id", "", hint))
                continue
            yield custom_id, reply(record)


def reply(record: Mapping[str, Any]) -> Reply:
    """Return the reply that one output line holds."""
    response = as_dict(record.get("response"))
    status = response.get("status_code", 200)
    error = record.get("error")
    body = response.get("body", response if "choices" in response else None)
    if isinstance(body, str):  # some services put the body there as text
        try:
            body = json.loads(body)
        except (ValueError, RecursionError):
            return Reply(error="the body is no JSON")
    if error or status != 200 or body is None:
        said = json.dumps(error or body, ensure_ascii=False)[:200]
        refused = filtered(said) if status == 400 else None
        return refused or Reply(error=f"status {status}: {said}")
    try:
        return completion(body)
    except NotACompletion as no:
        return Reply(error=str(no))


def merge(replies: Iterable[tuple[str, Reply]]) -> tuple[dict[str, list[Reply]], int]:
    """Gather replies by custom id.

    A failure gives way to a reply. Equal replies are kept once; different ones are all kept, for
    the scorer to count as a conflict: none is chosen here.

    Returns:
        The replies by custom id, and how many doubles there were.
    """
    out: dict[str, list[Reply]] = {}
    doubles = 0
    for custom_id, came in replies:
        known = out.setdefault(custom_id, [])
        doubles += bool(known)
        if not known or (known[0].failed and not came.failed):
            known[:] = [came]
        elif not came.failed and all(_content(one) != _content(came) for one in known):
            known.append(came)
    return out, doubles


def _content(reply: Reply) -> tuple[str, str]:
    """Return what a scorer sees of a reply."""
    return reply.text, reply.finish_reason


def _requests(plan: Plan) -> Iterator[bytes]:
    """Yield the request lines of a plan."""
    how = (plan.selection.lang, plan.selection.condition, plan.selection.template)
    for job in jobs(plan):
        line = {
            "custom_id": Place(job.item, *how, job.sample).custom_id,
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": job.body,
        }
        yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _parts(lines: Iterable[bytes], out: Path) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the lines in parts that each fit a file; part 0 is the only one."""
    part: list[bytes] = []
    size = number = 0
    for line in lines:
        if part and (len(part) == REQUESTS_PER_FILE or size + len(line) > BYTES_PER_FILE):
            number += 1
            yield number, part
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield (number + 1 if number else 0), part


def _write(out: Path, numbered: tuple[int, list[bytes]]) -> Path:
    """Write one part."""
    number, lines = numbered
    path = out.with_name(f"{out.stem}-{number:03}{out.suffix}") if number else out
    write_bytes(path, b"".join(lines))
    return path
