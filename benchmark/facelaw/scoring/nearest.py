"""Did you mean: the known id that an unknown one comes nearest to."""

from __future__ import annotations

from facelaw.scoring.key import Key

ASKED = 20
"""Unknown ids of a file for which the nearest is looked for; the rest are only reported."""


class Nearest:
    """The ids of a key, by family."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._families: dict[str, list[str]] = {}
        self._left = ASKED

    def of(self, unknown: str) -> str:
        """Return the nearest id, ``""`` if none is near or enough have been looked for."""
        if self._left == 0 or len(unknown) > 200:
            return ""
        import difflib

        self._left -= 1
        if not self._families:
            for item in self._key.items:
                self._families.setdefault(item.id.partition(".")[0], []).append(item.id)
        family = unknown.partition(".")[0]
        if family not in self._families:
            alike = (name for name in self._families if name[:2] == family[:2])
            near = difflib.get_close_matches(family, list(alike)[:5_000], 1)
            if not near:
                return ""
            unknown, family = unknown.replace(family, near[0], 1), near[0]
        return next(iter(difflib.get_close_matches(unknown, self._families[family][:5_000], 1)), "")
