"""``facelaw show``: all that a jurist needs to check one item or one family."""

from __future__ import annotations

import argparse
import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facelaw.gold.derived import Derived
    from facelaw.tasks.item import Item


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("id", help="an item, a variant (family.v1) or a family")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--prompt", action="store_true", help="the very prompt that a model gets")
    parser.add_argument("--condition", choices=("bare", "law", "ledger"), default="bare")
    parser.add_argument("--template", choices=("a", "b"), default="a")


def run(args: argparse.Namespace) -> int:
    """Print narrative, question, gold and argument."""
    from facelaw.gold.derived import derive
    from facelaw.gold.lookup import find_family
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped
    from facelaw.tasks import TASKS, prompts

    family_id, _, rest = args.id.partition(".")
    variant_id = rest.partition(".")[0] or "v0"
    family = find_family(family_id)
    engine = Engine(shipped())
    derived = derive(family, family.scenario(variant_id), engine)
    base = derived if variant_id == "v0" else derive(family, family.scenario("v0"), engine)
    items = [item for make in TASKS.values() for item in make(derived, base)]
    wanted = [item for item in items if item.id == args.id or "." not in rest]
    if not wanted:
        return _unknown(args.id, [item.id for item in items])
    if args.prompt:
        for item in wanted if "." in rest else wanted[:1]:
            print(prompts.render(item, derived, args.lang, args.condition, args.template), end="")
        return 0
    print(heading(derived, args.lang))
    for item in wanted:
        print(body(item, derived, args.lang))
    return 0


def _unknown(item_id: str, known: list[str]) -> int:
    import difflib

    from facelaw.errors import UsageError

    near = difflib.get_close_matches(item_id, known, 3) or known[:3]
    raise UsageError(f"no item {item_id!r}; near: {', '.join(near)}")


def heading(derived: Derived, lang: str) -> str:
    """Return the narrative and the facts taken from it."""
    family, scenario = derived.family, derived.scenario
    title = family.title[0 if lang == "zh" else 1]
    lines = [
        f"{family.id} {scenario.variant} · {title}",
        f"level {family.level} · {scenario.stage} · {scenario.asked_on} · {scenario.kind}",
        "",
        *(wrapped(p) for p in scenario.text(lang).strip().splitlines()),
        "",
    ]
    return "\n".join(lines)


def body(item: Item, derived: Derived, lang: str) -> str:
    """Return an item's question, gold and argument."""
    lines = [f"── {item.id}"]
    if item.target in item.lines:
        lines.append(wrapped(item.lines[item.target][lang]))
    gold = dict(item.gold)
    keys = item.keys if item.answer_type in ("map", "argument", "fields") else list(gold)
    for key in keys:
        words = item.lines.get(key, {}).get(lang, "")
        lines.append(f"  {key}: {gold.get(key, '')}" + (f"  {words}" if words else ""))
    if item.answer_type == "label":
        lines.append(f"  {item.wordings[gold['answer']][lang]}")
    for number, proof in enumerate(item.proofs, 1):
        lines.append(f"  articles ({number}): {', '.join(proof)}")
    if item.task in ("claims", "argument"):
        asks = [item.target] if item.target else list(item.keys)
        for ask in asks:
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
