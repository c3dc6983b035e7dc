"""From a JSON value to the pairs of an answer, one form for each type of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from facelaw.scoring.key import ELEMENT, ELEMENT_STATES, VERDICTS, Item
from facelaw.scoring.labels import Lexicon, lexicon
from facelaw.scoring.values import MEMBERS, Given, entries, members, table, text_of, words

STRANGER = "?"
"""Before an entry of a set that is no code."""
QUOTE = 20_000
"""Characters of a quote that are kept."""
CITATION = 2_000
"""Characters of a citation, and of a field's free text, that are kept."""
ARTICLES = 200
"""Entries of a list of citations that are read; six are asked for."""

WRAPPER = lexicon(("answer",), {"answer": ("答案",)})
PARTS = lexicon(
    ("elements", "quotes", "articles", "verdict"),
    {
        "elements": ("要件", "构成要件"),
        "quotes": ("引文", "原文"),
        "articles": ("条文", "法条", "法律依据"),
        "verdict": ("结论", "认定"),
    },
)
"""The keys of the forms in Chinese and English."""
NOTHING = lexicon(("none",), {})
"""A field that the text does not state: 无, none."""


@dataclass(frozen=True)
class Taken:
    """What a value of the right form says.

    Attributes:
        pairs: keys that could be read, with their values.
        null: it says null where the answer belongs, and nothing else.
        ignored: keys that were not asked.
    """

    pairs: dict[str, str]
    null: bool = False
    ignored: int = 0


def take(item: Item, value: object, lenient: bool = False) -> Taken | None:
    """Read a JSON value in the form of an item's answer; None if it does not have the form.

    Args:
        item: says the form.
        value: of :func:`facelaw.scoring.jsonish.find`, or decoded by msgspec.
        lenient: labels may be followed by an explanation.
    """
    if item.answer_type in ("map", "fields"):
        keys = lexicon(item.keys, item.wordings)
        return _inside(value, keys, lambda given: _pairs(item, given, keys, lenient))
    if item.answer_type == "argument":
        return _inside(value, PARTS, lambda given: _argument(item, given, lenient))
    under, ignored = _opened(value)
    if not under:
        return None
    taken = bare(item, under[0], lenient) if _agree(under, ignored) else None
    return Taken(taken.pairs, taken.null, ignored) if taken else Taken({}, False, ignored)


def bare(item: Item, value: object, lenient: bool = False) -> Taken | None:
    """Read a label or a list of codes that stands without an object around it."""
    if value is None:
        return Taken({}, True)
    if item.answer_type == "label" and isinstance(value, str):
        code = reader(item, "answer", lenient)(value)
        return Taken({"answer": code} if code else {})
    if item.answer_type == "set" and isinstance(value, str | list):
        return _set(item, value, lenient)  # pyright: ignore[reportUnknownArgumentType]
    return None


def reader(item: Item, key: str, lenient: bool = False) -> Callable[[str], str]:
    """Return the reader of one key's value: text to code or spelt quantity, ``""`` if neither."""
    if item.answer_type == "fields" and item.types.get(key, "label") != "label":
        kind = item.types[key]
        return lambda text: NOTHING.code(text) or field(text, kind)
    if item.answer_type == "argument":
        lexed = lexicon(VERDICTS if key == "verdict" else ELEMENT_STATES, item.wordings)
    else:
        lexed = lexicon(item.keys if item.answer_type == "set" else item.labels, item.wordings)
    return lexed.leading if lenient else lexed.code


def field(text: str, kind: str) -> str:
    """Return a field's value in its one spelling, ``""`` where it is no value of that kind."""
    if kind == "text":
        return words(text, CITATION)
    from facelaw.scoring import quantities

    return str(quantities.read(text, kind) or "")


def element_words(item: Item) -> dict[str, tuple[str, ...]]:
    """Return element to wordings; prompts print them under ``element:<id>``."""
    found = ((element, item.wordings.get(ELEMENT + element)) for element in item.elements)
    return {element: said for element, said in found if said}


def _inside(value: object, keys: Lexicon, read: Callable[[Given], Taken]) -> Taken | None:
    """Read an object that has one of ``keys``, or that has it under the wrapper key."""
    given = table(value)
    if given and any(keys.code(key) for key, _ in given):
        return Taken({}) if len(given) > MEMBERS else read(given)
    under, ignored = _opened(value)
    if not under:
        return None
    if not _agree(under, ignored):
        return Taken({}, False, ignored)
    if under[0] is None:
        return Taken({}, True, ignored)
    given = table(under[0])
    if not given or not any(keys.code(key) for key, _ in given):
        return None
    return Taken({}) if len(given) > MEMBERS else read(given)


def _opened(value: object) -> tuple[list[object], int]:
    """Return what stands under the wrapper key and how many keys stand beside it."""
    given = members(value) or []
    under = [inner for key, inner in given if WRAPPER.code(key)]
    return under, len(given) - len(under)


def _agree(values: list[object], beside: int) -> bool:
    """Whether a repeated key says the same in plain text each time, and all of them were seen."""
    if len(values) + beside > MEMBERS:
        return False
    first = text_of(values[0])
    return len(values) == 1 or (first != "" and all(text_of(value) == first for value in values))


def _pairs(item: Item, given: Given, keys: Lexicon, lenient: bool) -> Taken:
    """Read the values of asked keys; one that is named twice must say the same twice."""
    said: dict[str, set[str]] = {}
    nulls: set[str] = set()
    ignored = 0
    for name, value in given:
        key = keys.code(name)
        if not key:
            ignored += 1
            continue
        if value is None:
            nulls.add(key)
        said.setdefault(key, set()).add(reader(item, key, lenient)(text_of(value)))
    one = {key: values.pop() for key, values in said.items() if len(values) == 1}
    pairs = {key: value for key, value in one.items() if value}
    return Taken(pairs, not pairs and nulls == set(said), ignored)


def _set(item: Item, value: object, lenient: bool) -> Taken:
    """Read a list of codes, or one code; entries that are none stay, marked, and count as wrong."""
    read = reader(item, "", lenient)
    if isinstance(value, str):
        code = read(value)
        return Taken({code: "yes"} if code else {})
    pairs: dict[str, str] = {}
    read_any = False
    listed = entries(value) or []
    if len(listed) > MEMBERS:
        return Taken({})
    for entry in listed:
        code = read(entry) if isinstance(entry, str) else ""
        read_any = read_any or bool(code)
        shown = words(text_of(entry), 80).lstrip(STRANGER + " ") or type(entry).__name__
        pairs[code or STRANGER + shown] = "yes"
    return Taken(pairs if read_any else {})


def _argument(item: Item, given: Given, lenient: bool) -> Taken:
    """Read elements, quotes, articles and verdict; a part that is named twice is none."""
    parts: dict[str, list[object]] = {}
    for key, inner in given:
        parts.setdefault(PARTS.code(key), []).append(inner)
    ignored = len(parts.pop("", []))
    one = {part: values[0] for part, values in parts.items() if len(values) == 1}
    elements = lexicon(item.elements, element_words(item))
    states = _pairs(item, table(one.get("elements")) or [], elements, lenient)
    pairs = {ELEMENT + key: state for key, state in states.pairs.items()}
    verdict = reader(item, "verdict", lenient)(text_of(one.get("verdict")))
    if verdict:
        pairs["verdict"] = verdict
    if not pairs:
        return Taken({}, "verdict" in one and one["verdict"] is None, ignored + states.ignored)
    for name, value in table(one.get("quotes")) or []:
        if (key := elements.code(name)) and (quote := words(text_of(value), QUOTE)):
            pairs.setdefault(f"quote:{key}", quote)
    cited = one.get("articles")
    for raw in [cited] if isinstance(cited, str) else (entries(cited) or [])[:ARTICLES]:
        if isinstance(raw, str) and (citation := words(raw, CITATION)):
            pairs[f"article:{citation}"] = "yes"
    return Taken(pairs, False, ignored + states.ignored)
