"""People through the same door: a blind sheet out, filled answers in.

A sheet shows prompts and nothing that a model would not see: questions go by their custom ids and
in hashed order, so that a family's variants do not stand side by side.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facelaw.errors import DataError, Problem
from facelaw.interop.prompts import Place, PromptRow
from facelaw.interop.reply import as_dict
from facelaw.scoring.key import ELEMENT, ELEMENT_STATES, VERDICTS

FORMAT = "facelaw-exam-1"
QUOTE = "quote:"
_START = re.compile(r"^<!-- answer ([0-9a-f]{24}) -->$")
_END = "<!-- end -->"
_PERSON = "<!-- person -->"
_PARTS = re.compile(r"[,，、;；\s]+")

WORDS = {
    "zh": {
        "title": "换脸法律推理：答题卷",
        "lead": "请只凭题面作答，不查阅判决与本基准的资料；不答的题留空即可。",
        "form": "题面要求的 JSON 不必写，按各题下方的栏目填写即可。",
        "person": "答题人（代号即可）",
        "articles": "条文（多条以分号隔开）",
        "quote": "原文",
        "save": "保存答案",
        "done": "已答",
        "fill": "在等号后填写；方括号内是可填的值。",
    },
    "en": {
        "title": "The law of face-swapping: answer sheet",
        "lead": "Answer from the text alone, without judgments or this benchmark's material; "
        "leave blank what you do not answer.",
        "form": "You need not write the JSON that the questions ask for; fill in the fields below.",
        "person": "answered by (a code will do)",
        "articles": "articles (separated by semicolons)",
        "quote": "quote",
        "save": "Save answers",
        "done": "answered",
        "fill": "Write after the equals sign; square brackets hold the values allowed.",
    },
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: a choice, several choices, or free words (no ``choices``)."""

    name: str
    choices: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """One question as someone answered it, field by field; what was left blank is absent."""

    custom_id: str
    fields: Mapping[str, str]


def order(rows: Iterable[PromptRow], limit: int = 0) -> list[tuple[str, PromptRow]]:
    """Return custom id and row in the order in which people are asked.

    A ``limit`` takes the first of that order, which come from all over the rows.
    """
    named = [(Place(row.id, row.lang, row.condition, row.template).custom_id, row) for row in rows]
    return sorted(named, key=lambda pair: pair[0])[: limit or None]


def form(row: PromptRow) -> tuple[Field, ...]:
    """Return the fields of a question."""
    if row.answer_type == "set":
        return (Field("answer", row.keys, many=True),)
    if row.answer_type == "argument":
        elements = [key for key in row.keys if key.startswith(ELEMENT)]
        pairs = [
            (Field(name, ELEMENT_STATES), Field(QUOTE + name.removeprefix(ELEMENT)))
            for name in elements
        ]
        asked = [field for pair in pairs for field in pair]
        return (*asked, Field("articles"), Field("verdict", VERDICTS))
    return tuple(Field(key, row.labels) for key in row.keys)


def natural(answer_type: str, fields: Mapping[str, str]) -> Any:
    """Return filled fields in the natural answer form, or None where all are blank.

    Blank fields are left out, not guessed; values stay as written, for the scorer to read.
    """
    if not fields:
        return None
    if answer_type == "set":
        return {"answer": [part for part in _PARTS.split(fields.get("answer", "")) if part]}
    if answer_type != "argument":
        return dict(fields)
    out: dict[str, Any] = {"elements": _under(fields, ELEMENT), "quotes": _under(fields, QUOTE)}
    cited = re.split(r"[;；\n]", fields.get("articles", ""))
    out["articles"] = [part.strip() for part in cited if part.strip()]
    return out | ({"verdict": fields["verdict"]} if "verdict" in fields else {})


def markdown(rows: Iterable[PromptRow], lang: str, limit: int = 0) -> str:
    """Return a sheet in Markdown, filled in with any editor."""
    words = WORDS[lang]
    out = [f"# {words['title']}", "", words["lead"], words["form"], words["fill"], ""]
    out += [_PERSON, f"{words['person']} = ", _END, ""]
    for number, (custom_id, row) in enumerate(order(rows, limit), 1):
        out += [f"## {number}", "", row.prompt.rstrip(), "", f"<!-- answer {custom_id} -->"]
        out += [f"- {field.name}{_allowed(field)} = " for field in form(row)]
        out += [_END, ""]
    return "\n".join(out)


def read(text: str, name: str) -> tuple[str, list[Filled]]:
    """Read a filled sheet, Markdown or what the page saved.

    Returns:
        Who answered, and the answers in the order of the sheet.

    Raises:
        DataError: it is neither, or fields cannot be read; all of them with their lines.
    """
    if text.lstrip("\ufeff \n").startswith("{"):
        return _from_page(text, name)
    problems: list[Problem] = []
    person, filled = "", list[Filled]()
    for number, head, block in _blocks(text):
        fields: dict[str, str] = {}
        for offset, line in enumerate(block, 1):
            left, sign, value = line.replace("＝", "=").partition("=")
            key = re.sub(r"[\[［].*", "", left.strip().removeprefix("-")).strip()
            if not sign or not key:
                if line.strip():
                    problems.append(Problem(name, number + offset, "", "field = value", line))
                continue
            if value.strip():
                fields[key] = value.strip()
        if head == _PERSON:
            person = next(iter(fields.values()), "")
        else:
            filled.append(Filled(head, fields))
    if not filled:
        problems.append(Problem(name, 0, "", "a filled answer sheet", text[:80]))
    if problems:
        raise DataError(problems)
    return person, filled


def _from_page(text: str, name: str) -> tuple[str, list[Filled]]:
    """Read what the HTML page saved."""
    try:
        value = as_dict(json.loads(text.lstrip("\ufeff")))
    except ValueError as error:
        raise DataError([Problem(name, 0, "", "JSON saved by the page", str(error))]) from None
    if value.get("format") != FORMAT:
        raise DataError([Problem(name, 0, "/format", FORMAT, str(value.get("format")))])
    answers = as_dict(value.get("answers"))
    filled = [
        Filled(str(key), {str(k): str(v) for k, v in as_dict(fields).items() if str(v).strip()})
        for key, fields in answers.items()
    ]
    return str(value.get("person", "")), filled


def _blocks(text: str) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield (line number, custom id or person mark, lines) of each block to fill in."""
    lines = text.replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        found = _START.match(line)
        if found or line == _PERSON:
            end = next((i for i in range(at + 1, len(lines)) if lines[i].strip() == _END), None)
            end = len(lines) if end is None else end
            yield at + 1, found[1] if found else _PERSON, lines[at + 1 : end]
            at = end
        at += 1


def _allowed(field: Field) -> str:
    """Return the values of a field as the sheet shows them."""
    if not field.choices:
        return ""
    return f" [{(', ' if field.many else ' | ').join(field.choices)}]"


def _under(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return the fields of a prefix, without it."""
    return {k.removeprefix(prefix): v for k, v in fields.items() if k.startswith(prefix)}
