"""``facelaw import``: what batch services, harnesses and people hand back, as predictions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from facelaw.interop import options, prompts
    from facelaw.interop.importers import FORMATS

    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="output, logs, sheets")
    parser.add_argument("--format", choices=FORMATS, required=True, help="what wrote them")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="predictions")
    parser.add_argument("--release", type=Path, metavar="DIR", help="what was asked (the shipped)")
    parser.add_argument(
        "--run", type=Path, metavar="FILE", help="the .run.json that export wrote beside requests"
    )
    parser.add_argument("--model", default="", help="the model's name, where files do not tell it")
    parser.add_argument(
        "--budget", type=int, metavar="N", help="output tokens allowed, where files do not tell it"
    )
    parser.add_argument("--samples", type=options.positive, default=1, metavar="N", help="asked")
    parser.add_argument("--lang", choices=prompts.LANGS, default="", help="pick one language")
    parser.add_argument("--condition", choices=prompts.CONDITIONS, default="", help="pick one")
    parser.add_argument("--template", choices=prompts.TEMPLATES, default="", help="pick one")


def run(args: argparse.Namespace) -> int:
    """Write the predictions; tell on stderr what was read and what could not be."""
    from facelaw.interop import importers, options, predictions

    release = options.release(args)
    if args.format == "batch":
        haul = importers.from_batch(args.files, release, args.samples)
    else:
        haul = importers.FORMATS[args.format](args.files, release)
    how, answers = importers.one_run(haul, (args.lang, args.condition, args.template))
    info = options.imported(args, haul, how, release)
    written = predictions.write(args.out, info, (answer.line for answer in answers))
    print(args.out)
    for problem in haul.problems:
        print(problem, file=sys.stderr)
    told = f"{written} answers of {info.model}, {haul.failed} failed, {haul.doubles} double"
    print(f"{told}, {len(haul.problems)} line(s) not read", file=sys.stderr)
    return 1 if haul.problems or haul.failed else 0
