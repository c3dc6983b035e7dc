"""``facelaw cite TEXT|- --on DATE``: the citations in a text, each with its verdict."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from facelaw.citations import Citation, hint, parse
from facelaw.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``facelaw cite``."""
    parser.add_argument("text", metavar="TEXT", help="the text, or - to read it from stdin")
    parser.add_argument(
        "--on", metavar="DATE", help="judge as of this day, YYYY-MM-DD (default: the newest text)"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the hints")
    parser.add_argument("--json", action="store_true", help="one JSON array instead of lines")


def run(args: argparse.Namespace) -> int:
    """Print one line a citation; return 1 if any is not in order."""
    text = sys.stdin.read() if args.text == "-" else str(args.text)
    found = parse(text, _day(args.on))
    if args.json:
        print(as_json(found, text, args.lang))
    else:
        for citation in found:
            print(line(citation, text, args.lang))
    wrong = sum(citation.verdict != "in_force" for citation in found)
    print(f"{len(found)} citation(s), {wrong} to mend", file=sys.stderr)
    return 1 if wrong else 0


def line(citation: Citation, text: str, lang: str = "zh") -> str:
    """Return verdict, id, the words of the text, and the nearest way out, apart by tabs."""
    start, end = citation.span
    words = " ".join(text[start:end].split())
    parts = [citation.verdict, citation.id or "-", words]
    advice = hint(citation, lang)
    return "\t".join([*parts, advice] if advice else parts)


def as_json(found: list[Citation], text: str, lang: str = "zh") -> str:
    """Return the citations as JSON, with their words and hints."""
    import json
    from dataclasses import asdict

    records = [
        asdict(c) | {"text": text[c.span[0] : c.span[1]], "hint": hint(c, lang)} for c in found
    ]
    return json.dumps(records, ensure_ascii=False, indent=2)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--on wants a day as YYYY-MM-DD, not {text!r}") from None
