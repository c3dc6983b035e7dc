"""A single answer stated in prose: a closed list of markers, of which the last decides."""

from __future__ import annotations

import re
from collections.abc import Callable

from facelaw.scoring import labels, unicode

FOLLOWING = 400
"""Characters after a marker that are looked at."""

MARKERS = (
    r"(?<![不非未勿莫别])(?:应当|应该|应|故|因此|所以|因而|综上|最终|我)选择?(?!项)",
    r"(?:(?<!不)正确的?|最终|最后|本题|参考|我的)?"
    r"(?<!错误)(?<!错误的)(?<!不正确)(?<!不正确的)答案\s*(?:应当是|应该是|应为|应是|是|为|选|[:：=])",
    r"结论\s*(?:应当是|应为|应是|是|为|[:：])",
    r"(?<!wrong )(?<!incorrect )\b(?:answer|correct option|correct choice|conclusion)\s*"
    r"(?:is\b|should be\b|would be\b|[:：=])",
    r"\\boxed\s*\{",
    r"<answer>",
    r"####",
)
"""What announces an answer; negated and wrong ones (不应选, 错误答案是) announce none."""

_MARKER = re.compile("|".join(MARKERS), re.IGNORECASE)
_BOXED = {
    "{": re.compile(r"(?:\\text\s*\{)?([^{}]*)\}"),
    ">": re.compile(r"([^<]*)</answer>", re.IGNORECASE),
}
"""What stands in a box, by how the marker before it ends."""
_PLAIN = re.compile(r"[*`$]+")


def following(text: str) -> str | None:
    """Return what follows the last marker, None without one; of a box, what is in it."""
    plain = _PLAIN.sub("", unicode.visible(text))
    found = list(_MARKER.finditer(plain))
    if not found:
        return None
    last = found[-1]
    rest = plain[last.end() : last.end() + FOLLOWING]
    box = _BOXED.get(last[0][-1])
    if box is None:
        return rest.lstrip(" \t\n:：")
    boxed = box.match(rest)
    return boxed[1].strip() if boxed else ""


def stated(text: str, read: Callable[[str], str]) -> str:
    """Return the value that follows the last marker, or ``""``.

    Args:
        text: prose.
        read: returns the value that a whole text states, ``""`` if none.

    The value must be the first line, sentence or clause after the marker, and no later clause
    may be a different value.
    """
    rest = following(text) or ""
    for opening in _openings(rest):
        if found := read(opening):
            later = rest[rest.index(opening) + len(opening) :]
            others = (read(part) for part in labels.clauses(later))
            return "" if any(other not in ("", found) for other in others) else found
    return ""


def _openings(text: str) -> list[str]:
    """Return the first line, sentence and clause of a text."""
    line = text.partition("\n")[0]
    sentence = re.split(r"[。；;]", line, maxsplit=1)[0]
    return [line, sentence, *labels.clauses(line)[:1]]
