"""``facelaw show``: all that a jurist needs to check one item or one family."""

from __future__ import annotations

import argparse
import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facelaw.gold.shown import Shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "id", help="an item, a variant (family.v1), a family or a closed-book suite"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--prompt", action="store_true", help="the very prompt that a model gets")
    parser.add_argument(
        "--condition",
        choices=("bare", "law", "ledger", "altered"),
        help="of the prompt (default: the first that the item is asked under)",
    )
    parser.add_argument("--template", choices=("a", "b"), default="a")


def run(args: argparse.Namespace) -> int:
    """Print narrative, question, gold and argument."""
    from facelaw.gold.shown import find

    found = find(args.id)
    if args.prompt:
        alone = args.id.count(".") > 1
        for shown in found if alone else found[:1]:
            print(_prompt(shown, args.lang, args.condition, args.template), end="")
        return 0
    told = ""
    for shown in found:
        head = heading(shown, args.lang)
        if head != told:
            print(head)
        told = head
        print(body(shown, args.lang))
    return 0


def _prompt(shown: Shown, lang: str, condition: str | None, template: str) -> str:
    """Return a prompt.

    Raises:
        UsageError: the item is not asked so.
    """
    from facelaw.errors import UsageError

    condition = condition or shown.conditions[0]
    if condition not in shown.conditions:
        there = ", ".join(shown.conditions)
        raise UsageError(f"{shown.item.id} is not asked under {condition}; it is under {there}")
    return shown.render(lang, condition, template)


def heading(shown: Shown, lang: str) -> str:
    """Return the narrative, with what its variant is where there is one."""
    lines: list[str] = []
    if shown.derived:
        family, scenario = shown.derived.family, shown.derived.scenario
        title = family.title[0 if lang == "zh" else 1]
        lines = [
            f"{family.id} {scenario.variant} · {title}",
            f"level {family.level} · {scenario.stage} · {scenario.asked_on} · {scenario.kind}",
            "",
        ]
    text = shown.text.get(lang, "").strip()
    lines += [*(wrapped(p) for p in text.splitlines()), ""] if text else []
    return "\n".join(lines)


def body(shown: Shown, lang: str) -> str:
    """Return an item's question, gold and argument."""
    item, derived = shown.item, shown.derived
    lines = [f"── {item.id}"]
    if item.target in item.lines:
        lines.append(wrapped(item.lines[item.target][lang]))
    if item.task == "recall":
        lines += [wrapped(f"{code}: {item.wordings[code][lang]}", 2) for code in item.labels]
    gold = dict(item.gold)
    keys = item.keys if item.answer_type in ("map", "argument", "fields") else list(gold)
    for key in keys:
        words = item.lines.get(key, {}).get(lang, "")
        lines.append(f"  {key}: {gold.get(key, '')}" + (f"  {words}" if words else ""))
    if item.answer_type == "label":
        lines.append(wrapped(item.wordings[gold["answer"]][lang], 2))
    for number, proof in enumerate(item.proofs, 1):
        lines.append(f"  articles ({number}): {', '.join(proof)}")
    if derived and item.task in ("claims", "argument"):
        for ask in [item.target] if item.target in derived.scenario.ask else list(item.keys):
            argument = str(derived.argument(ask, lang, item.option))
            lines += ["", *(wrapped(line, 2) for line in argument.splitlines())]
    return "\n".join(lines) + "\n"


def wrapped(text: str, indent: int = 0, width: int = 78) -> str:
    """Wrap a line at 78 columns, Chinese characters being two wide; keep its indentation."""
    lead = " " * (indent + len(text) - len(text.lstrip()))
    out: list[str] = []
    line, used = lead, len(lead)
    for word in _words(text.strip()):
        size = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in word)
        if used + size > width and used > len(lead):
            out.append(line.rstrip())
            line, used = lead, len(lead)
            word = word.lstrip()
        line += word
        used += size
    return "\n".join([*out, line]) if line.strip() else "\n".join(out)


def _words(text: str) -> list[str]:
    """Split where a line may break: between Chinese characters, and at spaces."""
    words: list[str] = []
    for chunk in textwrap.TextWrapper()._split(text):
        if any(unicodedata.east_asian_width(c) in "WF" for c in chunk):
            words += _wide(chunk)
        else:
            words.append(chunk)
    return words


def _wide(chunk: str) -> list[str]:
    """Split a Chinese run into characters; closing punctuation stays with what it closes."""
    out: list[str] = []
    for char in chunk:
        glued = out and (
            char in "，。；：、！？”’》）】" or (char.isascii() and out[-1][-1].isascii())
        )
        if glued:
            out[-1] += char
        else:
            out.append(char)
    return out
