"""One prediction file, read once from front to back, line by line, each line dropped at once.

Whatever is wrong with a file is collected with its line number. A line that names an item but
cannot be used is passed on without an answer, so the item counts as wrong and never as missing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import msgspec

from facelaw.errors import Problem
from facelaw.scoring.key import Key
from facelaw.scoring.lines import Lines
from facelaw.scoring.nearest import Nearest
from facelaw.scoring.salvage import fault, salvage

KEPT = 1_000
"""Problems of a file that are kept one by one; further ones are counted."""
"""Nesting of a line that is parsed; deeper ones are refused before parsing."""

Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class Tokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, rename={"into": "in"}):
    """Tokens of one answer: ``in``, ``out``, and ``reasoning`` as a part of ``out``."""

    into: Whole | None = None
    out: Whole | None = None
    reasoning: Whole | None = None
