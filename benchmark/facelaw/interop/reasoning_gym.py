"""Generated cases inside reasoning-gym: ``register()``, then ``create_dataset("facelaw", …)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facelaw.generate.dataset import Dataset, Write, create_dataset
from facelaw.interop.extras import need

NAME = "facelaw"


@dataclass
class Config:
    """Settings of the data set, as :func:`facelaw.generate.dataset.create_dataset` takes them.

    Attributes:
        seed: of the whole set; None draws one.
        size: entries.
        level: of all families; None for every level.
        tasks: what is asked.
        lang: ``zh`` or ``en``.
        condition: ``bare``, ``law`` or ``ledger``.
        template: ``a`` or ``b``.
        write: writes the families; None for the project's generator.
    """

    seed: int | None = None
    size: int = 500
    level: int | None = None
    tasks: Sequence[str] = ("claims",)
    lang: str = "zh"
    condition: str = "bare"
    template: str = "a"
    write: Write | None = None

    def validate(self) -> None:
        """Check the settings before anything is made.

        Raises:
            UsageError: one of them is not known.
        """
        self.cases(self.seed or 0)

    def cases(self, seed: int | str) -> Dataset:
        """Return the data set of these settings."""
        style = (self.lang, self.condition, self.template)
        return create_dataset(seed, self.size, self.level, self.tasks, *style, write=self.write)


def register() -> None:
    """Make ``facelaw`` known to reasoning-gym; a second call changes nothing.

    Raises:
        UsageError: reasoning-gym is not installed.
    """
    factory = need("reasoning_gym.factory", "reasoning-gym")
    if NAME not in factory.DATASETS:
        factory.register_dataset(NAME, _dataset(), Config)


def _dataset() -> type[Any]:
    """Return our data set as a class of reasoning-gym's."""
    from reasoning_gym.dataset import ProceduralDataset  # pyright: ignore[reportMissingTypeStubs]

    class FacelawDataset(ProceduralDataset):  # type: ignore[misc]
        """Questions on generated cases, scored by :func:`facelaw.reward`."""

        def __init__(self, config: Config) -> None:
            super().__init__(config=config, seed=config.seed, size=config.size)
            self.cases = config.cases(self.seed)

        def __getitem__(self, idx: int) -> dict[str, Any]:
            return dict(self.cases[idx])

        def score_answer(self, answer: str | None, entry: Mapping[str, Any]) -> float:
            return self.cases.score_answer(answer, entry)

    return FacelawDataset
