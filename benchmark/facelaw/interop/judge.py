"""One answer judged as ``facelaw score`` does, for harnesses that score sample by sample."""

from __future__ import annotations

from dataclasses import dataclass

from facelaw.interop import natural
from facelaw.scoring import answers, output
from facelaw.scoring.grade import Judge, Parts, grade
from facelaw.scoring.key import Item


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one answer.

    Attributes:
        status: how the item ended: ``answered``, ``refused``, ``truncated`` …
        correct: 1.0 where the whole answer is right, else 0.0.
        share: the part of the asked keys that is right; of a set, the F1 of its codes.
        read: 1.0 where an answer could be read.
        answer: the answer as it was read, in JSON.
    """

    status: str
    correct: float
    share: float
    read: float
    answer: str


def judge(item: Item, text: str | None, finish_reason: str = "", lang: str = "zh") -> Judged:
    """Read and grade one raw output by the strict rules."""
    return _judged(item, output.read(item, text, finish_reason).strict, lang)


def _judged(item: Item, reading: answers.Reading, lang: str) -> Judged:
    """Grade one reading."""
    parts = grade(item, reading, Judge(lang=lang))
    if reading.status != "answered":
        return Judged(reading.status, 0.0, 0.0, 0.0, "")
    shown = natural.written(answers.written(item, reading.answer))
    return Judged("answered", float(parts.right), _share(item, parts), 1.0, shown)


def _share(item: Item, parts: Parts) -> float:
    """Return how much of an answer is right."""
    if item.answer_type == "set":
        return 2 * parts.tp / (2 * parts.tp + parts.fp + parts.fn)
    return sum(parts.hits) / len(parts.hits) if parts.hits else float(parts.right)
