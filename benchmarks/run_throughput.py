"""How fast ``facelaw run`` asks, and what it costs, against the ideal and against Inspect AI.

A local server answers every request after 50 ms. The ideal is concurrency / 50 ms. Both programs
ask the same questions of the same server in the same run, each in a process of its own; what is
printed are mostly ratios, which travel between machines better than seconds do.

    python benchmarks/run_throughput.py                       # about two minutes
    python benchmarks/run_throughput.py --items 100000 --only facelaw --concurrency 64
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DELAY = 0.05
PROMPT = "某网店发布的视频里露出了甲的脸，店主未取得甲的同意。" * 30
ANSWER = '{"A.portrait_right.B": "established", "A.reputation_right.B": "not_established"}'


@dataclass(frozen=True)
class Cost:
    """What one process took.

    Attributes:
        wall: seconds from start to exit.
        cpu: seconds of processor time.
        peak: most memory held, in MB.
    """

    wall: float
    cpu: float
    peak: float


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection, each after the delay."""
    message = {"role": "assistant", "content": ANSWER}
    usage = {"prompt_tokens": 900, "completion_tokens": 30, "total_tokens": 930}
    body = json.dumps(
        {
            "id": "c",
            "object": "chat.completion",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": usage,
        }
    ).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
    response = head.encode() + b"\r\n" + body
    try:
        while True:
            request = await reader.readuntil(b"\r\n\r\n")
            fields = request.lower().split(b"content-length:")
            await reader.readexactly(int(fields[1].split(b"\r\n")[0]))
            await asyncio.sleep(DELAY)
            writer.write(response)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def serve() -> None:
    """Serve until killed; the first line printed is the port."""
    server = await asyncio.start_server(handle, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def write_release(folder: Path, items: int) -> None:
    """Write a made-up release of one task, in batches."""
    pa: Any = importlib.import_module("pyarrow")
    pq: Any = importlib.import_module("pyarrow.parquet")
    names = "id lang condition template family variant kind stage asked_on split task target option"
    fields = [
        (name, pa.string()) for name in (*names.split(), "prompt", "answer_type", "item_hash")
    ]
    fields += [("quartet", pa.bool_()), ("headline", pa.bool_()), ("level", pa.int32())]
    fields += [(name, pa.list_(pa.string())) for name in ("keys", "labels")]
    schema = pa.schema(fields)
    (folder / "claims").mkdir(parents=True)
    fixed = {
        "lang": "zh", "condition": "bare", "template": "a", "variant": "v0", "kind": "base",
        "stage": "advice", "asked_on": "2025-01-01", "split": "test", "task": "claims",
        "target": "", "option": "", "answer_type": "map", "item_hash": "0" * 64, "quartet": True,
        "headline": True, "level": 1, "keys": ["A.portrait_right.B"], "labels": ["established"],
    }  # fmt: skip
    with pq.ParquetWriter(folder / "claims" / "test.parquet", schema) as writer:
        for start in range(0, items, 5000):
            rows = [
                fixed | {"id": f"f{n}.v0.claims", "family": f"f{n}", "prompt": f"{n} {PROMPT}"}
                for n in range(start, min(items, start + 5000))
            ]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def made(folder: Path, items: int) -> Path:
    """Have another process write a release: a child's peak memory starts at its parent's."""
    words = [sys.executable, __file__, "--write", str(folder), str(items)]
    subprocess.run(words, check=True)
    return folder


def measure(words: list[str], env: dict[str, str]) -> Cost:
    """Run one process to its end and return what it took."""
    began = time.perf_counter()
    process = subprocess.Popen(words, env={**os.environ, **env}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words[:4])} … ended with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ask(program: str, release: Path, url: str, concurrency: int, out: Path) -> Cost:
    """Let one program ask every item of a release."""
    env = {"PYTHONPATH": str(ROOT / "benchmark"), "NAME_BASE_URL": url, "NAME_API_KEY": "none"}
    if program == "facelaw":
        words = [sys.executable, "-m", "facelaw", "run", "--model", "m", "--base-url", url]
        words += ["--release", str(release), "--concurrency", str(concurrency), "--out"]
        return measure([*words, str(out / f"{time.time_ns()}.jsonl")], env)
    words = [sys.executable, __file__, "--ask-with-inspect", str(release), str(concurrency)]
    return measure([*words, str(out)], env)


def ask_with_inspect(release: Path, concurrency: int, out: Path) -> None:
    """Ask the same items with Inspect AI: its own client, concurrency and log, no scorer."""
    from facelaw.interop.prompts import Selection, select

    inspect_ai: Any = importlib.import_module("inspect_ai")
    dataset: Any = importlib.import_module("inspect_ai.dataset")
    solver: Any = importlib.import_module("inspect_ai.solver")
    rows = select(release, Selection())
    samples = [dataset.Sample(id=row.id, input=row.prompt) for row in rows]
    (log,) = inspect_ai.eval(
        inspect_ai.Task(dataset=dataset.MemoryDataset(samples), solver=solver.generate()),
        model="openai-api/name/m",
        max_connections=concurrency,
        max_samples=concurrency,
        max_tokens=2048,
        temperature=0.0,
        log_dir=str(out),
        display="none",
    )
    if log.status != "success":
        raise SystemExit(str(log.error))


def report(program: str, items: int, concurrency: int, few: Cost, all_: Cost) -> float:
    """Print one program's figures and return its throughput without the fixed cost."""
    asked = items - concurrency
    rate = asked / (all_.wall - few.wall)
    ideal = concurrency / DELAY
    overhead = 1000 * concurrency * (1 / rate - 1 / ideal)
    cpu = 1000 * (all_.cpu - few.cpu) / asked
    print(
        f"{program:<8} {rate:8.0f}/s  {rate / ideal:6.2f} of ideal  {overhead:8.1f} ms over 50 ms"
        f"  {cpu:6.2f} ms cpu/request  {few.wall:5.1f} s fixed  {all_.peak:6.0f} MB peak"
        f"  {(all_.peak - few.peak) * 1024 / asked:6.2f} kB/item"
    )
    return rate


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--concurrency", type=int, nargs="+", default=[8, 32])
    parser.add_argument("--only", choices=("facelaw", "inspect"))
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--write", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--ask-with-inspect", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        asyncio.run(serve())
        return
    if args.write:
        write_release(Path(args.write[0]), int(args.write[1]))
        return
    if args.ask_with_inspect:
        release, concurrency, out = args.ask_with_inspect
        ask_with_inspect(Path(release), int(concurrency), Path(out))
        return
    programs = [args.only] if args.only else ["facelaw", "inspect"]
    server = subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE)
    assert server.stdout is not None
    url = f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            full = made(folder / "full", args.items)
            for concurrency in args.concurrency:
                few = made(folder / f"few{concurrency}", concurrency)
                print(f"{args.items} items, {concurrency} at a time, answered in 50 ms")
                rates = [
                    report(
                        program,
                        args.items,
                        concurrency,
                        ask(program, few, url, concurrency, folder / "out"),
                        ask(program, full, url, concurrency, folder / "out"),
                    )
                    for program in programs
                ]
                if len(rates) == 2:
                    print(f"facelaw / inspect: {rates[0] / rates[1]:.2f} times the throughput")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
