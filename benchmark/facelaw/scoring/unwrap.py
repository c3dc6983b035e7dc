"""What a raw output says once reasoning, fences and end tokens are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facelaw.scoring import unicode

WINDOW = 400_000
"""Characters, counted from the end, in which an answer is looked for."""
REASONING = ("think", "thinking", "thought", "reasoning", "scratchpad", "seed:think")
"""Tags of reasoning blocks; beside them ``[THINK]``, ``◁think▷``, tokens such as
``<|begin_of_thought|>`` and ``<|START_THINKING|>``, and the channels of the harmony format."""

_TAGS = "|".join(REASONING)
_CLOSE = re.compile(
    rf"</\s*(?:{_TAGS})\s*>|◁/think▷|\[/THINK\]|<\|end_(?:of_)?think(?:ing)?\|>"
    r"|<\|end_of_thought\|>|<\|channel\|>final<\|message\|>",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"<\s*(?:{_TAGS})(?:\s[^<>]{{0,200}})?>|◁think▷|\[THINK\]"
    r"|<\|(?:start|begin)_(?:of_)?(?:think(?:ing)?|thought)\|>"
    r"|<\|channel\|>(?:analysis|commentary)",
    re.IGNORECASE,
)
_FENCED = re.compile(r"(```|~~~)[\w+-]*[ \t]*\n(.*?)\n?[ \t]*\1", re.DOTALL)
_END_TOKEN = re.compile(r"(?:\s*(?:<\|[a-z_]{2,20}\|>|</s>|<eos>|<end_of_turn>))+\s*\Z")


@dataclass(frozen=True)
class Body:
    """A raw output without its reasoning.

    Attributes:
        text: what stands after the last reasoning block.
        whole: ``text`` without the fence around all of it and without end tokens.
        open: a reasoning block or a fence never closes.
        thinking: it is a reasoning block that never closes, so nothing was answered.
    """

    text: str
    whole: str
    open: bool
    thinking: bool


def body(text: str) -> Body:
    """Take reasoning, end tokens and an outer fence off a raw output."""
    text = text[-WINDOW:]
    closed = [match.end() for match in _CLOSE.finditer(text)]
    text = text[closed[-1] :] if closed else text
    if opening := _OPEN.search(text):
        return Body(text[: opening.start()], "", True, True)
    text = _END_TOKEN.sub("", text)
    whole = unicode.visible(text).strip()
    if fenced := _FENCED.fullmatch(whole):
        whole = fenced[2].strip()
    return Body(text, whole, text.count("```") % 2 == 1, False)
