"""``facelaw export``: requests for a batch service, a sheet for people, another harness's tasks."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

FORMATS = ("openai-batch", "vllm-batch", "exam-html", "exam-md", "lm-eval")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from facelaw.interop import options

    parser.add_argument(
        "--format",
        choices=FORMATS,
        required=True,
        help="a batch service's requests, a blind answer sheet, or the folder of tasks that "
        "lm-evaluation-harness takes as --include_path",
    )
    options.add_selection(parser)
    options.add_style(parser, model_needed=False)
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to (a name under out/)")


def run(args: argparse.Namespace) -> int:
    """Write the files and print their names."""
    from facelaw.errors import UsageError
    from facelaw.files import dump_json, write_text
    from facelaw.interop import batch, exam, exam_page, options, predictions, prompts
    from facelaw.interop.run import Plan
    from facelaw.scoring import run_info

    if args.format == "lm-eval":
        print(Path(options.__file__).parent / "lm_eval")
        return 0
    release, selection = options.release(args), options.selection(args)
    total = prompts.count(release, selection)
    if args.format.startswith("exam"):
        rows = prompts.select(release, replace(selection, limit=0))
        page = exam_page.html if args.format == "exam-html" else exam.markdown
        out = args.out or Path("out") / f"exam.{args.lang}.{args.format.removeprefix('exam-')}"
        write_text(out, page(rows, args.lang, args.limit))
        print(out)
    else:
        if not args.model:
            raise UsageError("--model: the name by which the service knows the model")
        plan = Plan(release, selection, options.style(args), "", args.samples)
        out = options.out_file(args)
        out = out if args.out else out.with_suffix(".requests.jsonl")
        for path in batch.export(plan, out):
            print(path)
        service = args.format.removesuffix("-batch")
        info = predictions.stated(options.run_info(args, provider=f"{service} batch"))
        write_text(run_info.place(out), dump_json(info))
        total *= args.samples
    print(f"{total} questions", file=sys.stderr)
    return 0
