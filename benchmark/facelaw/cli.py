"""The command line: one table of verbs; each verb's module is imported when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from facelaw import __version__

VERBS: dict[str, str] = {
    "demo": "the whole road: validate, build, baselines, score, report",
    "list": "items and families, filtered",
    "show": "one item as a jurist checks it: narrative, question, gold, argument",
    "run": "ask a model behind an OpenAI-compatible endpoint",
    "export": "write requests for a batch service, or a sheet for people",
    "import": "turn a harness's or batch service's output into predictions",
    "score": "score prediction files",
    "compare": "compare runs: paired differences, tests, ranks",
    "report": "one self-contained HTML file",
    "new": "start a family file",
    "validate": "check families and law data",
    "derive": "what follows from a family's facts, and what if",
    "contrast": "edits of a family that would change an answer",
    "build": "build the release from the sources",
    "audit": "look for shortcuts and leaks",
    "lint": "look for faults in the law model",
    "annotate": "blind annotation tasks out, results in",
    "agreement": "how far annotators agree",
    "versions": "what changed since the last release, and what that makes of the version",
    "cite": "read the citations in a text",
    "generate": "write fresh families from a seed",
    "horizon": "the size of case file that is still got wholly right",
    "contamination": "published families against fresh siblings, beside baselines",
}
"""Every verb and its line in ``--help``. ``x`` lives in ``facelaw.commands.x``."""


def build_parser() -> argparse.ArgumentParser:
    """Return the top-level parser; verbs add their own options only when they are called."""
    parser = argparse.ArgumentParser(
        prog="facelaw",
        description="Can a model reason through China's law of AI face-swapping?",
        epilog="facelaw VERB --help tells the options of a verb.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"facelaw {__version__}")
    lines = "\n".join(f"  {verb:<14}{text}" for verb, text in VERBS.items())
    parser.add_argument("verb", choices=VERBS, metavar="VERB", help="one of:\n" + lines)
    parser.formatter_class = argparse.RawTextHelpFormatter
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return 0 (done), 1 (found something wrong) or 2 (wrongly called)."""
    words = list(sys.argv[1:] if argv is None else argv)
    verb = next((word for word in words if not word.startswith("-")), None)
    if verb not in VERBS or words[0] != verb:
        build_parser().parse_args(words)
        return 2
    module = importlib.import_module(
        f"facelaw.commands.{verb.replace('-', '_')}_"
        if verb == "import"
        else f"facelaw.commands.{verb}"
    )
    parser = argparse.ArgumentParser(prog=f"facelaw {verb}", description=VERBS[verb])
    module.add_arguments(parser)
    args = parser.parse_args(words[1:])
    try:
        return int(module.run(args))
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("interrupted; nothing was overwritten", file=sys.stderr)
        return 1
    except Exception as error:
        return _told(verb, error)


def _told(verb: str, error: Exception) -> int:
    """Print what a person can mend and return the status; a fault of ours goes on as it is."""
    from facelaw.errors import DataError, UsageError

    if isinstance(error, DataError):
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problem(s)", file=sys.stderr)
        return 1
    if isinstance(error, UsageError | FileNotFoundError):
        print(f"facelaw {verb}: {error}", file=sys.stderr)
        return 2
    raise error
