"""The options that ``run`` and ``export`` share, and what they mean."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import Any

import msgspec

from facelaw._paths import data
from facelaw.errors import UsageError
from facelaw.files import read_json
from facelaw.interop import prompts
from facelaw.interop.importers import Haul
from facelaw.interop.prompts import Selection
from facelaw.interop.requests import TOKEN_FIELDS, Style
from facelaw.scoring.run_info import RunInfo


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Declare which items are asked."""
    group = parser.add_argument_group("what is asked")
    group.add_argument("--lang", choices=prompts.LANGS, default="zh", help="language (zh)")
    group.add_argument(
        "--condition", choices=prompts.CONDITIONS, default="bare", help="condition (bare)"
    )
    group.add_argument(
        "--template", choices=prompts.TEMPLATES, default="a", help="wording of the prompt (a)"
    )
    group.add_argument("--split", choices=prompts.SPLITS, default="test", help="split (test)")
    group.add_argument(
        "--tasks", default="", metavar="T,T", help=f"of {', '.join(prompts.TASKS)} (all)"
    )
    group.add_argument("--limit", type=positive, default=0, metavar="N", help="the first N items")
    group.add_argument(
        "--release", type=Path, metavar="DIR", help="a release folder (the shipped one)"
    )


def add_style(parser: argparse.ArgumentParser, model_needed: bool = True) -> None:
    """Declare how a model is asked."""
    group = parser.add_argument_group("how it is asked")
    group.add_argument("--model", required=model_needed, default="", help="the model's name there")
    group.add_argument(
        "--budget", type=positive, default=2048, metavar="N", help="output tokens (2048)"
    )
    group.add_argument(
        "--max-tokens-field",
        choices=TOKEN_FIELDS,
        default=TOKEN_FIELDS[0],
        help="what the endpoint calls the output budget (max_tokens)",
    )
    group.add_argument(
        "--shots", type=int, choices=(0, 2), default=0, help="fixed examples from train (0)"
    )
    modes = group.add_mutually_exclusive_group()
    modes.add_argument(
        "--reasoning",
        dest="mode",
        action="store_const",
        const="reasoning",
        default="",
        help="ask for reasoning first and the JSON last (the prompt alone leaves it open)",
    )
    modes.add_argument(
        "--direct", dest="mode", action="store_const", const="direct", default="",
        help="ask for the JSON alone",
    )  # fmt: skip
    group.add_argument(
        "--structured", action="store_true", help="have the endpoint enforce the answer's form"
    )
    group.add_argument(
        "--temperature",
        type=_temperature,
        default=0.0,
        metavar="T",
        help="sampling temperature (0); 'none' leaves the field out",
    )
    group.add_argument(
        "--samples", type=positive, default=1, metavar="N", help="answers to each item (1)"
    )


def release(args: argparse.Namespace) -> Path:
    """Return the release folder that is meant."""
    return Path(args.release) if args.release else data("release")


def selection(args: argparse.Namespace) -> Selection:
    """Return the selection that is meant.

    Raises:
        UsageError: a task that does not exist.
    """
    tasks = tuple(task for task in args.tasks.split(",") if task)
    for task in tasks:
        if task not in prompts.TASKS:
            raise UsageError(f"no task {task}; there are {', '.join(prompts.TASKS)}")
    return Selection(tasks, args.split, args.lang, args.condition, args.template, args.limit)


def style(args: argparse.Namespace) -> Style:
    """Return the style that is meant."""
    return Style(
        args.model,
        args.budget,
        args.max_tokens_field,
        args.shots,
        args.mode,
        args.structured,
        args.temperature,
    )


def run_info(args: argparse.Namespace, provider: str | None = None) -> RunInfo:
    """Return what the prediction file of these options says about its run."""
    notes = [f"shots {args.shots}"] if args.shots else []
    notes += [_NOTES[args.mode]] if args.mode else []
    notes += ["structured output"] if args.structured else []
    return RunInfo(
        model=args.model,
        lang=args.lang,
        condition=args.condition,
        template=args.template,
        data_version=prompts.data_version(release(args)),
        budget=args.budget,
        provider=provider,
        temperature=args.temperature,
        note="; ".join(notes) or None,
    )


def imported(
    args: argparse.Namespace, haul: Haul, how: tuple[str, str, str], release_dir: Path
) -> RunInfo:
    """Return what an imported run says about itself.

    What ``--run`` says leads, then the options, then what the files tell.

    Raises:
        UsageError: nobody names the model or the budget, or ``--run`` is of another run.
    """
    told: dict[str, Any] = read_json(args.run) if args.run else {}
    asked = tuple(told.get(name, is_) for name, is_ in zip(_HOW, how, strict=True))
    if asked != how:
        raise UsageError(f"{args.run} is of {'/'.join(asked)}, the answers of {'/'.join(how)}")
    model = told.get("model") or args.model or haul.model
    budgets = (told.get("budget"), args.budget, haul.budget)
    budget = next((n for n in budgets if n is not None), None)
    if not model or budget is None:
        raise UsageError("the files do not tell model and budget: give --model and --budget, or "
                         "--run with the .run.json that export wrote")  # fmt: skip
    stated = {
        **dict(zip(_HOW, how, strict=True)),
        "model": model,
        "data_version": prompts.data_version(release_dir),
        "budget": budget,
        "provider": told.get("provider"),
        "temperature": told.get("temperature", haul.temperature),
        "note": "; ".join(note for note in (told.get("note"), f"from {args.format}") if note),
    }
    return msgspec.convert(stated, RunInfo)


_NOTES = {"reasoning": "reasoning first", "direct": "no reasoning asked"}
_HOW = ("lang", "condition", "template")


def out_file(args: argparse.Namespace) -> Path:
    """Return where a run's predictions go: ``--out``, or a name that tells the run apart."""
    if args.out:
        return Path(args.out)
    parts = [args.model, args.split, args.lang, args.condition, args.template]
    parts += [f"shots{args.shots}"] if args.shots else []
    parts += [args.mode] if args.mode else []
    parts += ["structured"] if args.structured else []
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", "_".join(parts))
    return Path("out") / f"{name}.jsonl"


def api_key(name: str) -> str:
    """Return the key that an environment variable holds, or nothing when it is not set.

    Raises:
        UsageError: ``name`` is no variable's name: perhaps the key itself, which is not repeated.
    """
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,63}", name) or name.lower().startswith("sk_"):
        raise UsageError("--api-key-env takes the name of an environment variable, not a key")
    return os.environ.get(name, "")


def positive(text: str) -> int:
    """Read a whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1, not {text!r}")
    return int(text)


def _temperature(text: str) -> float | None:
    """Read a temperature or ``none``."""
    try:
        return None if text == "none" else float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a number or 'none', not {text!r}") from None
