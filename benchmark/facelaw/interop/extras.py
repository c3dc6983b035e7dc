"""Modules of an optional extra, imported where they are used and missed with a way out."""

from __future__ import annotations

import importlib
from typing import Any

from facelaw.errors import UsageError


def need(module: str, extra: str) -> Any:
    """Import ``module``, which comes with ``facelaw[extra]``.

    Raises:
        UsageError: it is not installed; the message holds the command that installs it.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name and not module.startswith(error.name):
            raise
        top = module.partition(".")[0]
        raise UsageError(f"{top} is not installed; run: pip install 'facelaw[{extra}]'") from None
