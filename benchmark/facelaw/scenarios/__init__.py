"""Families: reading, editing, locating evidence, checking."""

from __future__ import annotations

from facelaw.scenarios.family import Family, Scenario, load_family

__all__ = ["Family", "Scenario", "load_family"]
