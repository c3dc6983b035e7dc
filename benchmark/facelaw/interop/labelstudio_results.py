"""Annotation results in: a Label Studio export (JSON) as the project's own records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from facelaw.errors import Problem
from facelaw.gold.derived import Derived
from facelaw.interop.labelstudio import OPTION
from facelaw.interop.labelstudio_tasks import reference, starts, told_hash

PSEUDONYM = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


@dataclass(frozen=True)
class Reading:
    """How an export is read.

    Attributes:
        round: the pass of annotation that the records belong to.
        made_by: ``person`` or ``language_model``.
        names: Label Studio's number or e-mail of an annotator to a pseudonym.
    """

    round: str
    made_by: str = "person"
    names: Mapping[str, str] | None = None


def records(
    export: Any, known: Iterable[Derived], reading: Reading, file: str = ""
) -> tuple[list[dict[str, Any]], list[Problem], int]:
    """Return one record for each task and annotator.

    Args:
        export: what ``exportType=JSON`` gave.
        known: the scenarios that may have gone out.
        reading: round, kind of annotator, pseudonyms.
        file: the export's name, for messages.

    Returns:
        The records, what is wrong, and how many annotations were skipped or cancelled.
    """
    table = {reference(d, lang): (d, lang) for d in known for lang in d.scenario.langs}
    out: list[dict[str, Any]] = []
    problems: list[Problem] = []
    skipped = 0
    if not issubclass(type(export), list):
        hint = "export the project as JSON (not JSON_MIN, not CSV)"
        return [], [Problem(file, 0, "", "a list of tasks", type(export).__name__, hint)], 0
    for at, task in enumerate(cast("list[dict[str, Any]]", export)):
        try:
            read, told, cancelled = _task(task, table, reading, f"/{at}", file)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            hint = "export the project as JSON again; if it stays, report it with the export"
            came = f"{type(error).__name__}: {error}"
            problems.append(Problem(file, 0, f"/{at}", "a task as exported", came, hint))
            continue
        out += read
        problems += told
        skipped += cancelled
    return out, problems, skipped


def _task(
    task: dict[str, Any],
    table: Mapping[str, tuple[Derived, str]],
    reading: Reading,
    at: str,
    file: str,
) -> tuple[list[dict[str, Any]], list[Problem], int]:
    """Return a task's records, what is wrong, and how many annotations were cancelled."""
    data: dict[str, Any] = task["data"]
    found = table.get(str(data.get("ref")))
    if found is None:
        hint = "was it made by facelaw annotate export, and is the family still there?"
        came = str(data.get("ref"))
        return [], [Problem(file, 0, f"{at}/data/ref", "a known task", came, hint)], 0
    d, lang = found
    if data.get("narrative_hash") != told_hash(d):
        what = f"the narrative of {d.family.id}.{d.scenario.variant} as it is now"
        hint = "it was changed after the tasks went out; export and annotate it again"
        return [], [Problem(file, 0, f"{at}/data/narrative_hash", what, "another", hint)], 0
    annotations: list[dict[str, Any]] = task.get("annotations", [])
    kept = [(n, a) for n, a in enumerate(annotations) if not a.get("was_cancelled")]
    out: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, annotation in kept:
        reader = _Reader(d, lang, data, f"{at}/annotations/{number}", file)
        out.append(reader.record(annotation, reading))
        problems += reader.problems
    return out, problems, len(annotations) - len(kept)


def pseudonym(who: Any, names: Mapping[str, str] | None) -> str:
    """Return the pseudonym of an annotator, by default ``person-<number>``.

    >>> pseudonym({"id": 3, "email": "a@example.org"}, {"a@example.org": "li"})
    'li'
    """
    number, email = str(who), ""
    if issubclass(type(who), dict):
        known = cast("dict[str, Any]", who)
        number, email = str(known.get("id")), str(known.get("email", ""))
    given = names or {}
    return given.get(number) or given.get(email) or f"person-{number}"


class _Reader:
    """One annotation of one task."""

    def __init__(self, d: Derived, lang: str, data: dict[str, Any], at: str, file: str) -> None:
        self.d, self.lang, self.data, self.at, self.file = d, lang, data, at, file
        self.problems: list[Problem] = []

    def record(self, annotation: dict[str, Any], reading: Reading) -> dict[str, Any]:
        results: list[dict[str, Any]] = annotation.get("result", [])
        what = self.data["what"]
        out: dict[str, Any] = {
            "id": f"{self.d.family.id}.{self.d.scenario.variant}",
            "lang": self.lang,
            "annotator": pseudonym(annotation.get("completed_by"), reading.names),
            "round": reading.round,
            "what": what,
            "made_by": reading.made_by,
            "blind": bool(self.data.get("blind")),
            "made_on": str(annotation.get("created_at", ""))[:10],
            "instructions_hash": self.data.get("instructions_hash"),
            "narrative_hash": self.data.get("narrative_hash"),
            "facts": self._facts(results) if what == "facts" else [],
            "verdicts": list(self._verdicts(results)) if what == "verdicts" else [],
        }
        if annotation.get("lead_time") is not None:
            out["seconds"] = round(float(annotation["lead_time"]), 1)
        note = " ".join(t for r in results if r["from_name"] == "note" for t in r["value"]["text"])
        if note:
            out["note"] = note
        return out | {"tool": "label-studio"}

    def _say(self, expected: str, came: str, hint: str) -> None:
        place = f"{self.d.family.id}.{self.d.scenario.variant}: "
        self.problems.append(Problem(self.file, 0, self.at, place + expected, came, hint))

    def _facts(self, results: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the marked facts; a span and its value share the result's id."""
        regions = {r["id"]: r for r in results if r["from_name"] == "fact"}
        values: dict[str, str] = {}
        for r in results:
            if r["from_name"].startswith("value_"):
                values[r["id"]] = str((r["value"].get("choices") or r["value"].get("text"))[0])
        found: dict[str, tuple[str, list[dict[str, Any]]]] = {}
        for name, region in regions.items():
            key = region["value"]["labels"][0]
            words = region["value"]["text"]
            if name not in values:
                self._say(f"a value for {key}", words, "choose it for the marked words")
                continue
            value, spans = found.setdefault(key, (values[name], []))
            if value != values[name]:
                hint = "mark the passage that corrects the other, or tick the fact as left open"
                self._say(f"one value for {key}", f"{value} and {values[name]}", hint)
            spans.append(self._span(region["value"]))
        for r in results:
            if r["from_name"] == "open":
                open_value = {"advice": "unknown", "trial": "unproved"}[self.d.scenario.stage]
                for key in r["value"]["choices"]:
                    if key in found:
                        self._say(f"{key} marked or left open", "both", "take one out")
                    found.setdefault(key, (open_value, []))
        return [{"key": k, "value": v, "spans": spans} for k, (v, spans) in sorted(found.items())]

    def _span(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return a span by document; offsets count characters, as Label Studio's do."""
        start, end = int(value["start"]), int(value["end"])
        text = self.d.scenario.text(self.lang)[start:end]
        if text != value["text"]:
            hint = "the text was altered by the tool; report it as a bug with the export"
            self._say("the marked words at their place", f"{value['text']} / {text}", hint)
        offsets = starts(self.d.scenario.parts, self.lang)
        inside = [(at, name) for name, at in offsets.items() if at <= start]
        at, document = max(inside, default=(0, ""))
        span = {"start": start - at, "end": end - at, "text": text or value["text"]}
        return {"document": document, **span} if document else span

    def _verdicts(self, results: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for r in results:
            ask, _, option = r["from_name"].partition(OPTION)
            if ask.count(".") == 2:
                verdict = {"key": ask, "value": r["value"]["choices"][0]}
                yield verdict | ({"option": option} if option else {})
