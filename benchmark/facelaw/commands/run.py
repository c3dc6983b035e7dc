"""``facelaw run``: ask a model behind an OpenAI-compatible endpoint."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from facelaw.interop import options

    options.add_selection(parser)
    options.add_style(parser)
    group = parser.add_argument_group("where, and how hard")
    group.add_argument("--base-url", required=True, metavar="URL", help="such as https://host/v1")
    group.add_argument(
        "--api-key-env",
        default="OPENAI_API_KEY",
        metavar="NAME",
        help="environment variable that holds the key (OPENAI_API_KEY); it is never written down",
    )
    group.add_argument("--concurrency", type=int, default=8, metavar="N", help="at a time (8)")
    group.add_argument(
        "--timeout", type=float, default=600.0, metavar="S", help="seconds for one request (600)"
    )
    group.add_argument("--tries", type=int, default=6, metavar="N", help="per item on errors (6)")
    group.add_argument("--out", type=Path, metavar="FILE", help="predictions (a name under out/)")


def run(args: argparse.Namespace) -> int:
    """Ask, write the predictions, and tell on stderr how it went."""
    from facelaw.errors import UsageError
    from facelaw.interop import options, predictions, prompts
    from facelaw.interop.endpoint import Endpoint, Patience, clean_url
    from facelaw.interop.log import RunLog
    from facelaw.interop.progress import shown
    from facelaw.interop.run import Plan, Tally, ask_all, jobs, lines

    if args.concurrency < 1 or args.tries < 1 or args.timeout <= 0:
        raise UsageError("--concurrency and --tries are at least 1, --timeout more than 0")
    url, key, out = (
        clean_url(args.base_url),
        options.api_key(args.api_key_env),
        options.out_file(args),
    )
    release, selection = options.release(args), options.selection(args)
    plan = Plan(release, selection, options.style(args), url, args.samples)
    total = prompts.count(release, selection) * args.samples
    patience = Patience(timeout=args.timeout, tries=args.tries)

    async def ask(log: RunLog) -> Tally:
        async with Endpoint(url, key, patience) as endpoint:
            with shown(total) as watch:
                return await ask_all(jobs(plan), endpoint, log, args.concurrency, watch)

    with RunLog(out.with_name(out.name + ".log"), secret=key) as log:
        if log.broken:
            print(f"{log.path}: {len(log.broken)} unreadable line(s), asked again", file=sys.stderr)
        tally = asyncio.run(ask(log))
        written = predictions.write(out, options.run_info(args, provider=url), lines(plan, log))
    print(out)
    told = f"{total} asked for: {tally.replied} replies now, {tally.kept} before"
    print(f"{told}, {tally.failed} failed; {tally.tries} requests sent", file=sys.stderr)
    if tally.stopped:
        print(f"stopped early: {tally.stopped}", file=sys.stderr)
    if tally.failed or written < total:
        print("the same command asks again for what has no reply", file=sys.stderr)
    return 1 if tally.failed or tally.stopped else 0
