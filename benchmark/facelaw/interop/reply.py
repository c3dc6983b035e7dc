"""What came back for one request: a chat completion read into a few plain fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast


class NotACompletion(ValueError):
    """A body that is no chat completion; asking again may help."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply, or the failure to get one.

    ``error`` is empty for a reply, however poor: an empty, refused or cut-off text is an answer
    of the model. ``turned_down`` marks a failure that is this question's own (HTTP 400: too long,
    say), so that many in a row mean nothing about the endpoint. ``tokens`` counts ``in`` and
    ``out``, and ``reasoning`` (a part of ``out``) where the endpoint says.
    """

    text: str = ""
    finish_reason: str = ""
    tokens: Mapping[str, int] | None = None
    reasoning: str = ""
    served_model: str = ""
    error: str = ""
    turned_down: bool = False
    tries: int = 1
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether no reply was had at all."""
        return bool(self.error)


def parse(content: bytes) -> Reply:
    """Read a response body.

    Raises:
        NotACompletion: it is no JSON object with a list ``choices``, or carries an error instead.
    """
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        shown = content[:120].decode("utf-8", "replace")
        raise NotACompletion(f"no JSON in the response: {shown!r}") from None
    return completion(value)


def completion(value: object) -> Reply:
    """Read a decoded chat completion; see :func:`parse`."""
    outer = as_dict(value)
    listed = as_list(outer.get("choices"))
    if listed is None:
        said = outer.get("error", value)
        raise NotACompletion(f"no chat completion: {json.dumps(said, ensure_ascii=False)[:200]}")
    choice = as_dict(listed[0]) if listed else {}
    message = as_dict(choice.get("message"))
    refusal = _text(message.get("refusal"))
    text = _text(message.get("content"))
    finish = _text(choice.get("finish_reason"))
    if refusal and not text:
        text, finish = refusal, "refusal"
    return Reply(
        text=text,
        finish_reason=finish,
        tokens=_tokens(as_dict(outer.get("usage"))),
        reasoning=_text(message.get("reasoning_content")) or _text(message.get("reasoning")),
        served_model=_text(outer.get("model")),
    )


def filtered(error_text: str) -> Reply | None:
    """Return the reply that an HTTP 400 amounts to when a content filter answers by it, or None.

    Some services report a filtered prompt as an error and not as a finish reason; asking again
    gets the same, and it is a refusal, not a broken run.
    """
    lowered = error_text.lower()
    if any(sign in lowered for sign in FILTERS):
        return Reply(finish_reason="content_filter")
    return None


FILTERS = ("content_filter", "contentfilter", "data_inspection_failed", "content exists risk")
"""What services write into an HTTP 400 by which a content filter answers, in lower case."""


def _tokens(usage: dict[str, Any]) -> dict[str, int] | None:
    """Return the token counts that an endpoint states, or None."""
    details = as_dict(usage.get("completion_tokens_details"))
    stated = {
        "in": usage.get("prompt_tokens"),
        "out": usage.get("completion_tokens"),
        "reasoning": details.get("reasoning_tokens"),
    }
    counts = {name: n for name, n in stated.items() if isinstance(n, int)}
    return counts or None


def _text(value: object) -> str:
    """Return a string field: null is empty, parts are joined, half a surrogate pair is mended."""
    if (parts := as_list(value)) is not None:
        return "".join(_text(as_dict(part).get("text")) for part in parts)
    if not isinstance(value, str):
        return ""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_dict(value: object) -> dict[str, Any]:
    """Return ``value`` if it is a JSON object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def as_list(value: object) -> list[object] | None:
    """Return ``value`` if it is a JSON array, else None."""
    return cast("list[object]", value) if isinstance(value, list) else None
