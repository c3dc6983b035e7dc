"""Best of several runs, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds from start to exit, of processor time, and peak MB."""

    wall: float
    cpu: float
    peak: float


def best(function: Callable[[], object], repeats: int = 5) -> float:
    """Return the least seconds of several calls."""
    least = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        least = min(least, time.perf_counter() - start)
    return least


def process(words: Sequence[str], repeats: int = 5) -> Cost:
    """Return the least that a command took; its bytecode is compiled before."""
    least = Cost(float("inf"), float("inf"), float("inf"))
    for _ in range(repeats + 1):
        start = time.perf_counter()
        child = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(words)} exited with {child.returncode}")
        cpu = used.ru_utime + used.ru_stime
        least = Cost(
            min(least.wall, wall), min(least.cpu, cpu), min(least.peak, used.ru_maxrss / 1024)
        )
    return least


def environment() -> dict[str, str]:
    """Return an environment in which bytecode is kept and linear algebra has one thread."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "PYTHONPATH": str(ROOT / "benchmark"),
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "facelaw-benchmarks-bytecode"),
        "OPENBLAS_NUM_THREADS": "1",
    }


def python(*words: str) -> list[str]:
    """Return a call of this interpreter."""
    return [sys.executable, *words]


def facelaw(*words: str) -> list[str]:
    """Return a call of the command as its installed script makes it."""
    return python("-c", "import sys; from facelaw.cli import main; sys.exit(main())", *words)


def ratio(ours: float, theirs: float) -> str:
    """Return how many times faster or slower we are, as people say it."""
    return f"{theirs / ours:,.0f} times faster" if theirs > 2 * ours else f"{ours / theirs:.2f} x"
