"""``<predictions>.run.json``: what one prediction file holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from facelaw.errors import DataError, Problem

Words = Annotated[str, msgspec.Meta(min_length=1)]


class RunInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One run: a model, a language, a condition, a wording, a version of the data.

    Attributes:
        budget: output tokens allowed for an answer, 0 where there is no such limit.
    """

    model: Words
    lang: Literal["zh", "en"]
    condition: Literal["bare", "law", "ledger", "altered"]
    template: Literal["a", "b"]
    data_version: Words
    budget: Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
    provider: str | None = None
    temperature: float | None = None
    note: str | None = None


def place(predictions: Path) -> Path:
    """Return where the description of a prediction file lies."""
    return predictions.with_name(predictions.name + ".run.json")


def read(predictions: Path) -> RunInfo | None:
    """Return what stands beside a prediction file, None where nothing does.

    Raises:
        DataError: it cannot be read, or does not have the form of schemas/run.schema.json.
    """
    path = place(predictions)
    try:
        return msgspec.json.decode(path.read_bytes(), type=RunInfo)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        hint = "see schemas/run.schema.json, or delete the file: the run is then unstated"
        expected = "the description of a run"
        raise DataError([Problem(str(path), 0, "", expected, str(error), hint)]) from None
