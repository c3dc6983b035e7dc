"""What a figure depends on, in one string that travels with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from facelaw import __version__

UNSTATED = "unstated"

NAMES: Mapping[str, str] = {
    "facelaw": "version of facelaw",
    "data": "data version",
    "key": "answer key",
    "split": "split",
    "lang": "language",
    "cond": "condition",
    "tmpl": "prompt template",
    "budget": "output budget",
    "read": "way of reading answers",
    "boot": "number of resamples",
    "seed": "seed",
}
"""Each field in words, for messages."""


@dataclass(frozen=True)
class Signature:
    """Everything besides the model that a figure depends on.

    ``unstated`` stands where the run's own file does not tell. ``key`` is the first eight hex
    digits of the key's sha256.
    """

    data: str
    key: str
    split: str
    lang: str
    cond: str
    tmpl: str
    budget: str
    read: str = "strict"
    boot: int = 10_000
    seed: int = 7
    facelaw: str = field(default=__version__)

    def __str__(self) -> str:
        """Return ``name:value`` pairs joined by bars, in fixed order."""
        return "|".join(f"{name}:{value}" for name, value in self.pairs().items())

    def pairs(self) -> dict[str, str | int]:
        """Return the same as a mapping, for JSON."""
        values = asdict(self)
        return {name: values[name] for name in NAMES}


def differences(
    signatures: Sequence[Signature], allowed: Iterable[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the settings in which runs differ, with the value of each run.

    Args:
        signatures: one a run.
        allowed: settings that may differ.
    """
    free = set(allowed)
    out: dict[str, tuple[str, ...]] = {}
    for name in NAMES:
        values = tuple(str(signature.pairs()[name]) for signature in signatures)
        if name not in free and len(set(values)) > 1:
            out[name] = values
    return out
