"""What every task makes: an item without language, and the words it is asked in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pairs = tuple[tuple[str, str], ...]
Words = Mapping[str, Mapping[str, str]]
"""Code to its wording in zh and en."""


@dataclass(frozen=True)
class Item:
    """One question with its gold.

    ``keys`` are what the answer must give a value for, ``labels`` the values there are;
    ``lines`` and ``wordings`` say both in words. ``proofs`` are the minimal citation sets that
    carry the answer, ``also`` neutral citations; ``evidence`` quotes by language and element;
    ``size`` tells how large the case is, of ``claims``.
    """

    family: str
    variant: str
    task: str
    answer_type: str  # map | set | label | argument | fields
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    gold: Pairs
    target: str = ""
    option: str = ""
    lines: Words = field(default_factory=dict[str, dict[str, str]])
    wordings: Words = field(default_factory=dict[str, dict[str, str]])
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    proofs: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()
    evidence: Mapping[str, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict[str, dict[str, tuple[str, ...]]]
    )
    proof_len: int = 0
    traps: tuple[str, ...] = ()
    headline: bool = True
    size: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def id(self) -> str:
        """``family.variant.task[.target][.option]``."""
        parts = (self.family, self.variant, self.task, self.target, self.option)
        return ".".join(p for p in parts if p)


VERDICTS: Words = {
    "established": {"zh": "成立", "en": "established"},
    "not_established": {"zh": "不成立", "en": "not established"},
    "undetermined": {"zh": "尚不能确定", "en": "cannot be determined yet"},
}
