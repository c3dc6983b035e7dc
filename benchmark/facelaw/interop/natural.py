"""Gold as a model would write it: the one JSON object that the prompt asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from facelaw.scoring.key import ELEMENT, ELEMENT_STATES, VERDICTS, Item


def answer(
    answer_type: str,
    gold: Iterable[tuple[str, str]],
    articles: Sequence[str] = (),
    quotes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the natural form of gold pairs.

    Args:
        answer_type: ``map``, ``set``, ``label``, ``argument`` or ``fields``.
        gold: ``(key, value)`` pairs as a release holds them.
        articles: what an argument cites, as text that a reader of citations resolves.
        quotes: a verbatim quote for each element of an argument.
    """
    pairs = list(gold)
    if answer_type == "set":
        return {"answer": [key for key, value in pairs if value == "yes"]}
    if answer_type == "label":
        return {"answer": dict(pairs)["answer"]}
    if answer_type != "argument":
        return dict(pairs)
    elements = {key.removeprefix(ELEMENT): value for key, value in pairs if key.startswith(ELEMENT)}
    return {
        "elements": elements,
        "quotes": {element: (quotes or {}).get(element, "") for element in elements},
        "articles": list(articles),
        "verdict": dict(pairs)["verdict"],
    }


def from_key(item: Item, lang: str) -> dict[str, Any]:
    """Return the natural gold answer of an item of the key; words are in one language."""
    from facelaw import citations

    wording = citations.load().wording
    gold = [(pair.key, pair.value) for pair in item.gold]
    spoken = {str(code): quotes for code, quotes in item.evidence.items()}.get(lang, {})
    quotes = {element: found[0] for element, found in spoken.items() if found}
    articles = [wording(citation, lang) for citation in item.proofs[0]] if item.proofs else []
    return answer(item.answer_type, gold, articles, quotes)


def constant(answer_type: str, keys: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    """Return the same answer to every item of a form: its first label, ``none``, or zero."""
    first = labels[0] if labels else "0"
    if answer_type == "set":
        return {"answer": ["none" if "none" in keys else keys[0]]}
    if answer_type == "label":
        return {"answer": first}
    if answer_type != "argument":
        return dict.fromkeys(keys, first)
    pairs = [(key, ELEMENT_STATES[0]) for key in keys if key != "verdict"]
    return answer(answer_type, [*pairs, ("verdict", VERDICTS[0])])


def written(value: object) -> str:
    """Return an answer as text: compact JSON on one line, Chinese readable."""
    return json.dumps(value, ensure_ascii=False)


def response_schema(answer_type: str, keys: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of an item's answer for endpoints that enforce one.

    Every object is closed and every property required, as strict structured output demands.
    """
    label = _one_of(labels)
    if answer_type == "set":
        return _closed({"answer": {"type": "array", "items": _one_of(keys)}})
    if answer_type == "label":
        return _closed({"answer": label})
    if answer_type != "argument":
        return _closed(dict.fromkeys(keys, label))
    elements = [key.removeprefix(ELEMENT) for key in keys if key != "verdict"]
    text = {"type": "string"}
    return _closed(
        {
            "elements": _closed({key: _one_of(ELEMENT_STATES) for key in elements}),
            "quotes": _closed(dict.fromkeys(elements, text)),
            "articles": {"type": "array", "items": text},
            "verdict": _one_of(VERDICTS),
        }
    )


def _one_of(labels: Sequence[str]) -> dict[str, Any]:
    """Return the schema of a string, one of ``labels`` where there are any."""
    return {"type": "string", "enum": list(labels)} if labels else {"type": "string"}


def _closed(properties: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
