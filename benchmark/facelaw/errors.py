"""Problems in what people write, collected and told all together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 200
"""Characters of a bad value that a message quotes at most."""


def shorten(value: object) -> str:
    """Return ``value`` as text of at most :data:`SHOWN` characters, on one line."""
    text = str(value).replace("\n", "⏎")
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where, what was expected, what came, what to do.

    ``line`` counts from 1; 0 means the whole file. ``pointer`` is an RFC 6901 JSON pointer
    or empty.
    """

    file: str
    line: int
    pointer: str = ""
    expected: str = ""
    came: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """One to three lines, readable by someone who writes YAML and no Python."""
        place = self.file + (f":{self.line}" if self.line else "")
        head = place + (f" {self.pointer}" if self.pointer else "") + f": {self.expected}"
        lines = [head]
        if self.came:
            lines.append(f"    came: {shorten(self.came)}")
        if self.hint:
            lines.append(f"    mend: {self.hint}")
        return "\n".join(lines)


class DataError(ValueError):
    """Every problem found in one reading.

    Attributes:
        problems: the problems, in file and line order.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        """Travel from one process to another with the problems."""
        return DataError, (self.problems,)


class UsageError(ValueError):
    """The command was wrongly called: exit status 2."""


def pointer(path: Iterable[str | int]) -> str:
    """Return the RFC 6901 pointer of a path of keys and indices.

    >>> pointer(["a/b", 0])
    '/a~1b/0'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
