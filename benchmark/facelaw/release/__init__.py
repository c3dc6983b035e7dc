"""From finished items to the folder that people download."""

from __future__ import annotations

from facelaw.release.rows import ItemRow, KeyRow, Pair, Release

__all__ = ["ItemRow", "KeyRow", "Pair", "Release"]
