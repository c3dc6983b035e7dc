"""How long do ``--help`` and ``--version`` take, beside an interpreter that does nothing?

python benchmarks/start.py
"""

from __future__ import annotations

import timing


def main() -> None:
    """Print milliseconds and ratios."""
    bare = timing.process(timing.python("-c", "pass"), 25)
    print(f"bare interpreter          {bare.wall * 1000:6.1f} ms")
    for words in (("--version",), ("--help",), ("score", "--help"), ("compare", "--help")):
        ours = timing.process(timing.facelaw(*words), 25)
        told = "facelaw " + " ".join(words)
        print(f"{told:<25} {ours.wall * 1000:6.1f} ms  {ours.wall / bare.wall:.2f} x")


if __name__ == "__main__":
    main()
