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

_CONCLUDES = r"所以|因此|因而|故|但|而|则|那么|\b(?:so|thus|then|hence|therefore|but|and)\b"
_THOUGHT = rf"(?:(?!{_CONCLUDES})[^,，。；;.!！?？\n]){{0,30}}"
BEFORE = (
    rf"(?:不(?:认为|觉得|相信|同意|赞同|能说|敢说|确定|清楚|知道)|难说|怀疑|否认|误以为){_THOUGHT}",
    rf"(?:如果|假如|假设|倘若|若是|即使|即便|除非|是否|为什么|为何){_THOUGHT}",
    r"(?:并非|不是|不等于)(?:说)?",
    rf"(?:有人|有观点|原告|被告|对方|\bsome(?:one|body)?\b){_THOUGHT}",
    rf"\b(?:not|cannot|never|hardly|doubt|deny|if|unless|whether|suppose|why|\w+n['’]t)\b{_THOUGHT}",
)
"""What stands before a marker in its own clause and makes it announce nothing."""

HEDGES = (
    r"也许|或者|或许|抑或|可能|大概|要么|可以|应该|应当|选择|[也还又或是为选]",
    r"(?:maybe|perhaps|possibly|probably|alternatively|or|also|else|could|might|may|be|is|it)\b",
)
"""What may stand before a second answer that is offered beside the first."""

_MARKER = re.compile("|".join(MARKERS), re.IGNORECASE)
_BEFORE = re.compile(f"(?:{'|'.join(BEFORE)})\\Z", re.IGNORECASE)
_FRAME = 80
_HEDGED = re.compile(rf"\A(?:(?:{'|'.join(HEDGES)})\s*)+", re.IGNORECASE)
_BOXED = {
    "{": re.compile(r"(?:\\(?:text|textbf|mathrm|mathbf)\s*\{)?([^{}]*)\}"),
    ">": re.compile(r"([^<]*)</answer>", re.IGNORECASE),
}
"""What stands in a box, by how the marker before it ends."""
_PLAIN = re.compile(r"[*`$]+")


def following(text: str) -> str | None:
    """Return what follows the last marker, None without one; of a box, what is in it."""
    plain = _PLAIN.sub("", unicode.visible(text))
    last = next((match for match in reversed(_found(plain)) if not _framed(plain, match)), None)
    if last is None:
        return None
    rest = plain[last.end() : last.end() + FOLLOWING]
    box = _BOXED.get(last[0][-1])
    if box is None:
        return rest.lstrip(" \t\n:：")
    boxed = box.match(rest)
    return boxed[1].strip() if boxed else ""


def _found(text: str) -> list[re.Match[str]]:
    """Return the markers of a text in order."""
    return list(_MARKER.finditer(text))


def _framed(text: str, marker: re.Match[str]) -> bool:
    """Whether what stands before a marker takes it back: 我不认为答案是, *if the answer is*."""
    before = text[max(0, marker.start() - _FRAME) : marker.start()]
    return _BEFORE.search(before.rstrip(" \t'\"“‘")) is not None


def stated(text: str, read: Callable[[str], str]) -> str:
    """Return the value that follows the last marker, or ``""``.

    Args:
        text: prose.
        read: returns the value that a whole text states, ``""`` if none.

    The value must be the first line, sentence or clause after the marker, no question, and no
    later clause may be a different value, be it with a *perhaps* before it.
    """
    rest = following(text) or ""
    for opening in _openings(rest):
        if (found := read(opening)) and not labels.asks(rest, opening):
            later = labels.clauses(rest[rest.index(opening) + len(opening) :])
            plain = [part.strip("()（） ") for part in later]
            others = (read(said) for part in plain for said in (part, _HEDGED.sub("", part)))
            return "" if any(other not in ("", found) for other in others) else found
    return ""


def _openings(text: str) -> list[str]:
    """Return the first line, sentence and clause of a text."""
    line = text.partition("\n")[0]
    sentence = re.split(r"[。；;]", line, maxsplit=1)[0]
    return [line, sentence, *labels.clauses(line)[:1]]
