"""Annotation tasks out: what an annotator sees of each scenario, blind unless told otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from facelaw.gold.derived import Derived
from facelaw.gold.hand import derived_answer
from facelaw.interop.labelstudio import (
    config,
    control,
    fact_keys,
    instructions,
    instructions_hash,
    questions,
)
from facelaw.release.rows import narrative_hash
from facelaw.scenarios.text import Part, narrative, occurrences
from facelaw.tasks import claims, prompts

QUESTION = {"zh": "\n【问题】", "en": "\n[Question]"}
"""Where the ground rules of a prompt end."""


@dataclass(frozen=True)
class Bundle:
    """What one family's annotators get: an interface, its tasks, and instructions."""

    family: str
    config: str
    tasks: tuple[dict[str, Any], ...]
    instructions: str

    def files(self) -> dict[str, str]:
        """Return the files of the bundle by name."""
        from facelaw.files import dump_json

        return {
            f"{self.family}.xml": self.config,
            f"{self.family}.json": dump_json(list(self.tasks)),
            "instructions.md": self.instructions,
        }


def bundle(variants: Sequence[Derived], kind: str, lang: str, *, gold: bool = False) -> Bundle:
    """Return a family's tasks.

    They come in an order that does not give the variants' kinds away. ``gold`` adds the
    family's own facts or verdicts for adjudication; such results are not blind.
    """
    told = [d for d in variants if lang in d.scenario.langs]
    tasks = [task(d, kind, lang, gold=gold) for d in told]
    tasks.sort(key=lambda t: hashlib.sha256(t["data"]["ref"].encode()).digest())
    family = variants[0].family.id
    return Bundle(family, config(variants, kind, lang), tuple(tasks), instructions(kind, lang))


def reference(d: Derived, lang: str) -> str:
    """Return the name under which a scenario goes out; it tells nothing of its variant."""
    name = f"{d.family.id}.{d.scenario.variant}.{lang}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def told_hash(d: Derived) -> str:
    """Return the hash of the narrative as the release has it."""
    return narrative_hash({lang: d.scenario.text(lang) for lang in d.scenario.langs})


def task(d: Derived, kind: str, lang: str, *, gold: bool = False) -> dict[str, Any]:
    """Return one task as Label Studio imports it."""
    out: dict[str, Any] = {
        "data": {
            "ref": reference(d, lang),
            "lang": lang,
            "what": kind,
            "blind": not gold,
            "narrative": d.scenario.text(lang),
            "rules": rules(d, lang),
            "narrative_hash": told_hash(d),
            "instructions_hash": instructions_hash(kind, lang),
        }
    }
    if gold:
        results = _facts(d, lang) if kind == "facts" else _verdicts(d)
        out["predictions"] = [{"model_version": "facelaw", "result": list(results)}]
    return out


def rules(d: Derived, lang: str) -> str:
    """Return stage, date and ground rules as a model reads them, without the narrative.

    The open reading is left out: each question says on which view it is to be answered.
    """
    item = next(iter(claims.items(d, d)))
    text = prompts.render(item, d, lang, "bare").partition(QUESTION[lang])[0]
    before, _, after = text.partition(d.scenario.text(lang).strip())
    lines = "\n".join([before.rpartition("\n")[0].rpartition("\n")[0], after]).splitlines()
    reading = d.family.open_reading
    options = d.law.readings[reading].options if reading else ()
    views = [o.assume[lang] for o in options]
    return "\n".join(line for line in lines if not any(v in line for v in views) and line.strip())


def _facts(d: Derived, lang: str) -> Iterator[dict[str, Any]]:
    """Yield the family's own facts as results: a span and its value share an id."""
    known = set(fact_keys([d]))
    offsets = starts(d.scenario.parts, lang)
    number = count()
    unsaid: list[str] = []
    for key, entry in d.scenario.facts.items():
        if key not in known:
            continue
        if not entry.every_quote(lang):
            unsaid.append(key)
        for quote in entry.every_quote(lang):
            start = (
                offsets[quote.document]
                + occurrences(
                    next(p.text[lang] for p in d.scenario.parts if p.id == quote.document),
                    quote.text,
                )[0]
            )
            place = {"start": start, "end": start + len(quote.text), "text": quote.text}
            name = f"r{next(number)}"
            yield _result(name, "fact", "labels", {**place, "labels": [key]})
            fact = d.law.facts[key.partition("@")[0]]
            if fact.ordered:
                value = {**place, "text": [entry.value]}
                yield _result(name, "value_number", "textarea", value)
            else:
                group = fact.id if fact.type == "enum" else "bool"
                value = {**place, "choices": [entry.value]}
                yield _result(name, f"value_{group}", "choices", value)
    if unsaid:
        yield _result("open", "open", "choices", {"choices": unsaid})


def _verdicts(d: Derived) -> Iterator[dict[str, Any]]:
    for number, (ask, option) in enumerate(questions(d)):
        value = {"choices": [derived_answer(d, ask, option)]}
        yield _result(f"v{number}", control(ask, option), "choices", value)


def _result(name: str, control_name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "from_name": control_name,
        "to_name": "text",
        "type": kind,
        "value": value,
    }


def starts(parts: tuple[Part, ...], lang: str) -> dict[str, int]:
    """Return at which character of the narrative each document's text begins."""
    out: dict[str, int] = {}
    for at, part in enumerate(parts):
        out[part.id] = len(narrative(parts[: at + 1], lang)) - len(part.text[lang])
    return out


def write(bundles: Sequence[Bundle], folder: Path) -> list[Path]:
    """Write bundles into a folder; return what was written."""
    from facelaw.files import write_text

    files = {name: text for b in bundles for name, text in b.files().items()}
    for name, text in files.items():
        write_text(folder / name, text)
    return [folder / name for name in files]
