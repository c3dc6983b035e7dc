"""One answer judged as ``facelaw score`` does, for harnesses that score sample by sample."""

from __future__ import annotations

from dataclasses import dataclass

from facelaw.interop import natural
from facelaw.scoring import answers
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


def judge(item: Item, text: str | None, finish_reason: str = "") -> Judged:
    """Read and grade one raw output by the strict rules."""
    reading = answers.read(item, text, finish_reason).strict
    if reading.status != "answered":
        return Judged(reading.status, 0.0, 0.0, 0.0, "")
    given = dict(reading.answer)
    gold = {pair.key: pair.value for pair in item.gold}
    hits = sum(given.get(key) == value for key, value in gold.items())
    whole = (len(given) + len(gold)) / 2 if item.answer_type == "set" else len(gold)
    share = hits / whole
    shown = natural.written(answers.written(item, reading.answer))
    return Judged("answered", float(share == 1.0), share, 1.0, shown)
