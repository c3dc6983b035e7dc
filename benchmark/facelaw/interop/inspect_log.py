"""Logs of Inspect AI, read into prediction lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facelaw.errors import DataError, Problem
from facelaw.interop import predictions
from facelaw.interop.extras import need
from facelaw.interop.prompts import Place

FINISH = {"max_tokens": "length", "model_length": "length", "unknown": ""}
"""Inspect's stop reasons that a prediction file names otherwise; the rest are the same."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a log says of its run."""

    model: str
    budget: int | None
    temperature: float | None


def samples(path: Path) -> tuple[Head, list[tuple[Place, dict[str, Any]]]]:
    """Read one log; an epoch is a sample, and a sample that ended in an error is failed.

    Raises:
        DataError: the file is no log, or of another benchmark's task.
    """
    log_module = need("inspect_ai.log", "inspect")
    try:
        log: Any = log_module.read_eval_log(str(path))
    except Exception as error:  # the reader raises whatever its parsers do
        raise DataError([Problem(path.name, 0, "", "a log of Inspect AI", str(error))]) from None
    config = log.plan.config
    head = Head(str(log.eval.model), config.max_tokens, config.temperature)
    if head.budget is None:
        head = Head(head.model, log.eval.model_generate_config.max_tokens, head.temperature)
    found: list[tuple[Place, dict[str, Any]]] = []
    every: list[Any] = log.samples or []
    for sample in every:
        told = sample.metadata.get("facelaw")
        if not told:
            raise DataError([Problem(path.name, 0, "", "a facelaw task", str(log.eval.task))])
        how = (told["lang"], told["condition"], told["template"])
        place = Place(str(sample.id), *how, int(sample.epoch) - 1)
        found.append((place, _line(place, sample)))
    return head, found


def _line(place: Place, sample: Any) -> dict[str, Any]:
    """Return the prediction line of one sample of a log."""
    output = sample.output
    if sample.error is not None or not output.choices:
        return predictions.failed(place.item, place.sample)
    usage = output.usage
    tokens: dict[str, int] = {}
    if usage is not None:
        tokens = {"in": int(usage.input_tokens), "out": int(usage.output_tokens)}
        if usage.reasoning_tokens:
            tokens["reasoning"] = int(usage.reasoning_tokens)
    stop = str(output.stop_reason)
    return predictions.line(
        place.item, str(output.completion), FINISH.get(stop, stop), tokens, place.sample
    )
