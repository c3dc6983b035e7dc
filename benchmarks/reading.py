"""How long does it take to read and check a prediction file?

Our stream (typed, every defect with its line) beside msgspec alone with the same type, records
dropped at once, and beside orjson with jsonschema, the published contract.

    python benchmarks/reading.py --items 10000
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

import made
import msgspec
import timing

from facelaw.scoring import key as keys
from facelaw.scoring.prediction_line import Prediction
from facelaw.scoring.predictions import stream


def ours(path: Path, key: keys.Key) -> int:
    """Read a file with our stream."""
    lines = stream(path, key)
    count = sum(1 for _ in lines)
    if lines.problems:
        raise RuntimeError("the file should be without defects")
    return count


def typed(path: Path) -> int:
    """Read it with msgspec alone."""
    decode = msgspec.json.Decoder(Prediction).decode
    count = 0
    with path.open("rb") as file:
        for line in file:
            decode(line)
            count += 1
    return count


def checked(path: Path, lines: int) -> int:
    """Read the first lines with orjson and check each with jsonschema."""
    import jsonschema
    import orjson

    schema = json.loads((timing.ROOT / "schemas" / "prediction.schema.json").read_text("utf-8"))
    validator: Any = jsonschema.Draft202012Validator(schema)
    count = 0
    with path.open("rb") as file:
        for line in file:
            validator.validate(orjson.loads(line))
            count += 1
            if count == lines:
                break
    return count


def main() -> None:
    """Print milliseconds and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, runs = made.write(Path(folder), args.items, 1)
        key = keys.load(path)
        mine = timing.best(lambda: ours(runs[0], key), 9)
        bare = timing.best(lambda: typed(runs[0]), 9)
        few = min(args.items, 2_000)
        slow = timing.best(lambda: checked(runs[0], few), 2) * args.items / few
    print(f"{args.items:,} lines: facelaw {mine * 1000:.1f} ms")
    print(
        f"    msgspec, typed, dropped at once {bare * 1000:8.1f} ms  {mine / bare:.2f} x its time"
    )
    print(
        f"    orjson and jsonschema           {slow * 1000:8.1f} ms  {slow / mine:.0f} times ours"
    )


if __name__ == "__main__":
    main()
