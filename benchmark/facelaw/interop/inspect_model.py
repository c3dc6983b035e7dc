"""Models for Inspect AI that answer offline: right, always the same, or what a file recorded.

    --model facelaw/gold
    --model facelaw/constant
    --model facelaw/replay -M predictions=FILE

Inspect's own mock model counts tokens with a vocabulary that it downloads; these need no network.
"""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path
from typing import Any

from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessage,
    ChatMessageAssistant,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    ModelUsage,
    StopReason,
    modelapi,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from facelaw import _paths
from facelaw.errors import UsageError
from facelaw.interop import natural, predictions
from facelaw.scoring.key import Item, Key, load

KINDS = ("gold", "constant", "replay")
_STOPS: dict[str, StopReason] = {
    "stop": "stop",
    "length": "max_tokens",
    "content_filter": "content_filter",
    "tool_calls": "tool_calls",
}


@modelapi(name="facelaw")
class Offline(ModelAPI):
    """The three offline models; which one is the model's name."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig | None = None,
        predictions: str = "",
        **model_args: Any,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config or GenerateConfig())
        if model_name not in KINDS:
            raise UsageError(f"facelaw/{model_name} is none of {', '.join(KINDS)}")
        if (model_name == "replay") != bool(predictions):
            raise UsageError("facelaw/replay, and it alone, takes -M predictions=FILE")
        self._keys: dict[str, Key] = {}
        self._recorded = recorded(Path(predictions)) if predictions else {}

    async def generate(
        self,
        input: list[ChatMessage],
        tools: list[ToolInfo],
        tool_choice: ToolChoice,
        config: GenerateConfig,
    ) -> ModelOutput:
        """Answer the item that the last message names."""
        told = (input[-1].metadata or {}).get("facelaw")
        if not told:
            raise UsageError("facelaw's offline models answer facelaw's tasks alone")
        if self.model_name == "replay":
            return self._output(self._next(told["id"]))
        item = self._item(told["release"], told["id"])
        answer = (
            natural.from_key(item, told["lang"])
            if self.model_name == "gold"
            else natural.constant(item.answer_type, item.keys, item.labels)
        )
        return self._output({"text": natural.written(answer), "finish_reason": "stop"})

    def _item(self, release: str, item: str) -> Item:
        """Return an item of the key of a release, read once."""
        if release not in self._keys:
            folder = Path(release) if release else _paths.data("release")
            self._keys[release] = load(folder / "key.jsonl")
        return self._keys[release][item]

    def _next(self, item: str) -> dict[str, Any]:
        """Return the next recorded line of an item; after the last comes the first again."""
        lines = self._recorded.get(item)
        if not lines:
            raise UsageError(f"no prediction of {item} is recorded")
        line = lines[0]
        lines.rotate(-1)
        if line.get("finish_reason") == predictions.FAILED:
            raise UsageError(f"{item} had no reply when it was recorded")
        return line

    def _output(self, line: dict[str, Any]) -> ModelOutput:
        """Return one line as Inspect's output; usage is set, so that nothing is counted."""
        tokens: dict[str, int] = line.get("tokens") or {}
        text = line["text"] if "text" in line else natural.written(line["answer"])
        stop = _STOPS.get(line.get("finish_reason") or "", "unknown")
        usage = ModelUsage(
            input_tokens=tokens.get("in", 0),
            output_tokens=tokens.get("out", 0),
            total_tokens=tokens.get("in", 0) + tokens.get("out", 0),
            reasoning_tokens=tokens.get("reasoning"),
        )
        message = ChatMessageAssistant(content=text or "", model=self.model_name)
        choice = ChatCompletionChoice(message=message, stop_reason=stop)
        return ModelOutput(model=self.model_name, choices=[choice], usage=usage)


def recorded(path: Path) -> dict[str, deque[dict[str, Any]]]:
    """Return the lines of a prediction file by item, in file order."""
    found: dict[str, deque[dict[str, Any]]] = {}
    with path.open(encoding="utf-8") as file:
        for text in file:
            line = dict(json.loads(text))
            found.setdefault(str(line["id"]), deque()).append(line)
    return found
