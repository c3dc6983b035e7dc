"""Reward functions in the shapes that trainers call: TRL's GRPO and the rubrics of verifiers."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any, Literal, cast

from facelaw.rewards import Earned, reward_parts
from facelaw.rewards.items import SPLITS, Items
from facelaw.scoring.key import Key

Part = Literal["total", "right", "keys", "articles", "quotes"]
"""A whole reward, or one of its parts under a weight of its own."""


def trl(
    part: Part = "total", key: Key | None = None, splits: Collection[str] = SPLITS
) -> Callable[..., list[float | None]]:
    """Return a reward function for ``trl.GRPOTrainer(reward_funcs=…)``.

    Args:
        part: what it returns; a part that an item does not ask for is None, which TRL leaves
            out of the sum.
        key: where ids are looked up; by default that of the released data.
        splits: what may be trained on; the test split is refused unless it is named here.

    It takes the columns of the released rows (``id``, ``lang``), or ``item`` with the item as
    JSON. Completions are texts, or lists of messages whose last is the answer.
    """
    items = Items(key, splits)

    def reward_func(
        prompts: list[Any], completions: list[Any], **columns: Any
    ) -> list[float | None]:
        known = {name: columns[name] for name in ("id", "item", "lang") if name in columns}
        rows = [dict(zip(known, row, strict=True)) for row in zip(*known.values(), strict=True)]
        return [
            _part(_earned(items, row, said), part)
            for row, said in zip(rows or [{} for _ in prompts], completions, strict=True)
        ]

    reward_func.__name__ = _name(part)
    return reward_func


def rubric(
    part: Part = "total", key: Key | None = None, splits: Collection[str] = SPLITS
) -> Callable[..., float]:
    """Return a reward function for ``verifiers.Rubric(funcs=[…])``; arguments as of :func:`trl`.

    ``info`` holds the columns that :func:`trl` takes, as a mapping or as JSON.
    """
    items = Items(key, splits)

    def reward_func(completion: Any, info: Any = None, **_: Any) -> float:
        row: Any = json.loads(info) if isinstance(info, str) else info
        return _part(_earned(items, row or {}, completion), part) or 0.0

    reward_func.__name__ = _name(part)
    return reward_func


def said(completion: Any) -> str:
    """Return the text of a completion: a text, or the last message if the model wrote it."""
    if isinstance(completion, str):
        return completion
    messages = cast("list[Mapping[str, Any]]", completion or [])
    if not messages or _of(messages[-1], "role") != "assistant":
        return ""
    content = _of(messages[-1], "content")
    if isinstance(content, str):
        return content
    return "".join(_of(part, "text") or "" for part in cast("list[object]", content or []))


def _of(message: object, name: str) -> Any:
    """Return a field of a message, which is a mapping or an object."""
    if isinstance(message, Mapping):
        return cast("Mapping[str, Any]", message).get(name)
    return getattr(message, name, None)


def _earned(items: Items, row: Mapping[str, Any], completion: Any) -> Earned:
    """Return what a completion earns on a row."""
    return reward_parts(items(row), said(completion), lang=row.get("lang") or "zh")


def _part(earned: Earned, part: Part) -> float | None:
    """Return one part."""
    return cast("float | None", getattr(earned, part))


def _name(part: Part) -> str:
    """Return the name under which a trainer logs a reward."""
    return "facelaw" if part == "total" else f"facelaw_{part}"
