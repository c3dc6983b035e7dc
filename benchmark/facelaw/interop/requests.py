"""One request of one row: the message, the body, and the key under which its answer is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facelaw.errors import UsageError
from facelaw.interop import natural, prompts
from facelaw.interop.prompts import PromptRow
from facelaw.scoring.key import load

TOKEN_FIELDS = ("max_tokens", "max_completion_tokens")

CLOSINGS = {
    "reasoning": {
        "zh": "请先逐步写出推理，再另起一行，以上述形式的一个 JSON 对象结尾，其后不写任何内容。",
        "en": "Reason step by step first; then, on a new line, end with the one JSON object asked "
        "for above and write nothing after it.",
    },
    "direct": {
        "zh": "请不要写推理过程，直接输出上述形式的一个 JSON 对象，此外不写任何内容。",
        "en": "Write no reasoning: output the one JSON object asked for above and nothing else.",
    },
}
"""What closes the message in each mode; without a mode the released prompt stands as it is."""

_SHOTS = {
    "zh": (
        "以下两道例题及其答案仅供参照作答形式，请只回答最后一题。",
        "例题{n}",
        "例题{n}的答案",
        "请回答",
    ),
    "en": (
        "The two worked examples below only show the form of an answer; answer the last one alone.",
        "Example {n}",
        "Answer to example {n}",
        "Now answer this",
    ),
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a model is asked; every field is part of the request and so of its key.

    ``mode`` is a key of :data:`CLOSINGS`, or empty for the prompt as released, which leaves
    reasoning first to the model; ``temperature`` is None for models that refuse the field.
    """

    model: str
    budget: int = 2048
    tokens_field: str = "max_tokens"
    shots: int = 0
    mode: str = ""
    structured: bool = False
    temperature: float | None = 0.0

    def __post_init__(self) -> None:
        if self.shots not in (0, 2):
            raise UsageError(f"shots is 0 or 2, not {self.shots}")
        if self.mode and self.mode not in CLOSINGS:
            raise UsageError(f"the mode is one of {', '.join(CLOSINGS)}, not {self.mode}")
        if self.mode == "reasoning" and self.structured:
            raise UsageError("a structured answer leaves no room for reasoning first; choose one")
        if self.tokens_field not in TOKEN_FIELDS:
            raise UsageError(f"the token field is one of {', '.join(TOKEN_FIELDS)}")


@dataclass(frozen=True, slots=True)
class Example:
    """A worked question that precedes the one asked."""

    prompt: str
    answer: str


def message(row: PromptRow, style: Style, examples: Sequence[Example] = ()) -> str:
    """Return the one user message of a row: examples, prompt, how to write the answer."""
    parts = [row.prompt]
    if examples:
        lead, head, answer, now = _SHOTS[row.lang]
        shown = [lead]
        for n, example in enumerate(examples, 1):
            shown += [f"## {head.format(n=n)}", example.prompt]
            shown += [f"## {answer.format(n=n)}", example.answer]
        parts = [*shown, f"## {now}", row.prompt]
    if style.mode:
        parts.append(CLOSINGS[style.mode][row.lang])
    return "\n\n".join(parts)


def body(row: PromptRow, style: Style, examples: Sequence[Example] = ()) -> dict[str, Any]:
    """Return the chat-completion body of a row, exactly as it is sent and hashed."""
    out: dict[str, Any] = {
        "model": style.model,
        "messages": [{"role": "user", "content": message(row, style, examples)}],
        style.tokens_field: style.budget,
    }
    if style.temperature is not None:
        out["temperature"] = style.temperature
    if style.structured:
        schema = natural.response_schema(row.answer_type, row.keys, row.labels)
        out["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": schema},
        }
    return out


def request_key(endpoint: str, request: dict[str, Any], sample: int = 0) -> str:
    """Return the SHA-256 of endpoint, whole request body (model included) and sample number.

    Gold and scorer are not in it: a mended gold re-scores, only a changed question is asked again.
    """
    text = json.dumps([endpoint, request, sample], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def prompt_hash(request: dict[str, Any]) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of the messages sent."""
    text = json.dumps(request["messages"], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fixed_examples(release: Path, task: str, like: prompts.Selection) -> tuple[Example, Example]:
    """Return the two examples of a task: from split ``train``, the same in every run.

    The easiest level comes first and hashed ids decide within it; the second differs from the
    first in family and, where train allows, in its answer.

    Raises:
        UsageError: train has not two families for that task, language, condition and wording.
    """
    rows = prompts.rows(release, task, "train", like.lang, like.condition, like.template)
    ranked = sorted(rows, key=lambda row: (row.level, hashlib.sha256(row.id.encode()).digest()))
    others = [row for row in ranked if row.family != ranked[0].family]
    if not others:
        raise UsageError(f"train has not two families for {task}; ask without --shots")
    second = next((row for row in others if row.gold != ranked[0].gold), others[0])
    key = load(release / "key.jsonl")
    first, last = (
        Example(row.prompt, natural.written(natural.from_key(key[row.id], row.lang)))
        for row in (ranked[0], second)
    )
    return first, last
