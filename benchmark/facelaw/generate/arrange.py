"""Arranging units: a narrative in one register, or a dossier of dated documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from facelaw import _paths
from facelaw.files import load_yaml
from facelaw.generate.names import Namer
from facelaw.generate.page import Page
from facelaw.generate.strand import Words
from facelaw.generate.stream import Stream
from facelaw.generate.tell import Unit
from facelaw.scenarios.text import Part

LISTS = ("chat_log", "payment_ledger", "platform_ticket", "appraisal_list", "server_log")
"""Kinds of document that are made of lines."""

SPOKEN = ("client_letter", "consultation", "statement")
"""Registers in which somebody is heard telling the story."""


@dataclass(frozen=True)
class Thread:
    """The units of one strand with the two persons who speak in its messages."""

    units: tuple[Unit, ...]
    speakers: tuple[Words, Words]


@cache
def frames() -> dict[str, Any]:
    """Return ``data/generate/frames.yaml``."""
    return dict(load_yaml(_paths.data("generate", "frames.yaml")).value)


def narrative(
    threads: Sequence[Thread], stream: Stream, namer: Namer, stage: str
) -> tuple[str, list[Page]]:
    """Return the register and the one page of a narrative, a paragraph for each strand."""
    fitting = [f for f in frames()["narratives"] if stage in f["stages"]]
    frame = stream.sub("register").pick(fitting)
    units: list[Unit] = []
    gaps: list[tuple[str, str]] = []
    spoken = frames()["spoken"] if frame["register"] in SPOKEN else []
    idle = iter(stream.sub("idle").shuffled([*frames()["between"], *spoken]))
    for number, thread in enumerate(threads):
        for at, unit in enumerate(thread.units):
            start = ("\n", "\n") if number and not at else ("", "" if not at else " ")
            if not number and not at:
                start = _filled(stream.sub("open").pick(frame["open"]), stream, namer, "open")
            units.append(unit)
            gaps.append(start)
            if at in (1, 4) and stream.sub("pause", number, at).chance(0.6):
                words = _filled(next(idle), stream, namer, f"idle{number}.{at}")
                units.append(Unit(f"idle{number}.{at}", "", "", words))
                gaps.append(("", " "))
    close = _filled(stream.sub("close").pick(frame["close"]), stream, namer, "close")
    units.append(Unit("close", "", "", close))
    gaps.append(("", ""))
    return frame["register"], [Page("", tuple(units), tuple(gaps))]


def dossier(
    threads: Sequence[Thread], stream: Stream, namer: Namer, last: str
) -> tuple[list[Page], list[Part]]:
    """Return the pages of a dossier in the order of their days, and their parts without text."""
    by_kind: dict[str, list[tuple[int, Unit]]] = {}
    for number, thread in enumerate(threads):
        for unit in thread.units:
            by_kind.setdefault(unit.kind, []).append((number, unit))
    sheets: list[tuple[str, str, list[tuple[int, Unit]]]] = []
    for kind, placed in by_kind.items():
        numbers = sorted({number for number, _ in placed})
        size = 6 if kind in LISTS else 4
        for first in range(0, len(numbers), size):
            these = set(numbers[first : first + size])
            own = [(number, unit) for number, unit in placed if number in these]
            days = [unit.day for _, unit in own if unit.day]
            filed = date.fromisoformat(max(days, default=last))
            filed += timedelta(stream.sub("filed", kind, first).between(1, 30))
            sheets.append((min(filed.isoformat(), last), kind, own))
    sheets.sort(key=lambda sheet: (sheet[0], sheet[1], sheet[2][0][0]))
    pages: list[Page] = []
    parts: list[Part] = []
    for at, (day, kind, own) in enumerate(sheets, 1):
        frame: dict[str, Any] = frames()["documents"].get(kind, {})
        draw = stream.sub("sheet", kind, own[0][0])
        pages.append(_page(f"d{at}", kind, own, threads, frame, draw, namer))
        title = draw.pick(frame["title"]) if frame else {"zh": "", "en": ""}
        parts.append(Part(f"d{at}", {}, kind, day, (title["zh"], title["en"])))
    return pages, parts


def _page(
    document: str,
    kind: str,
    own: Sequence[tuple[int, Unit]],
    threads: Sequence[Thread],
    frame: Mapping[str, Any],
    draw: Stream,
    namer: Namer,
) -> Page:
    """Return one document: a block for each strand, with idle lines or sentences among them."""
    lines = kind in LISTS
    idle = draw.sub("idle").shuffled(frame.get("idle", []) if lines else frames()["between"])
    first = {"k": _count(draw.sub("page").between(3, 400))}
    opening = _filled(draw.sub("opening").pick(frames()["openings"]), draw, namer, "open", first)
    units = [Unit(f"{document}.open", kind, "", opening)]
    gaps = [("", "")]
    before, count = -1, 0
    for number, unit in own:
        fresh = number != before
        gap = ("\n", "\n") if (lines or unit.line or fresh) else ("", " ")
        if fresh and "thread" in frame:
            count += 1
            head = {"n": _count(count), "a": threads[number].speakers[0]}
            head["b"] = threads[number].speakers[1]
            words = _put(frame["thread"], head)
            gap = (f"\n{words[0]}\n", f"\n{words[1]}\n")
        units.append(unit)
        gaps.append(gap)
        if idle and draw.sub("pause", unit.id).chance(0.35):
            speakers = {"a": threads[number].speakers[0], "b": threads[number].speakers[1]}
            extra = {"k": _count(draw.sub("k", unit.id).between(20, 99)), **speakers}
            words = _filled(idle.pop(), draw, namer, f"idle.{unit.id}", extra)
            units.append(Unit(f"{document}.idle.{unit.id}", kind, "", words))
            gaps.append(("\n", "\n") if lines else ("", " "))
        before = number
    return Page(document, tuple(units), tuple(gaps))


def _count(number: int) -> Words:
    return Words(str(number), str(number))


def _put(words: Mapping[str, str], values: Mapping[str, Words]) -> tuple[str, str]:
    zh, en = words["zh"], words["en"]
    for name, value in values.items():
        zh, en = zh.replace(f"{{{name}}}", value.zh), en.replace(f"{{{name}}}", value.en)
    return zh, en


def _filled(
    words: Mapping[str, str],
    draw: Stream,
    namer: Namer,
    key: str,
    extra: Mapping[str, Words] | None = None,
) -> tuple[str, str]:
    """Put a city and a bystander into words of a frame."""
    values = dict(extra or {})
    if "{city}" in words["zh"]:
        values["city"] = Words(*_city(draw, key))
    if "{person}" in words["zh"]:
        values["person"] = namer.party("person", f"by.{'.'.join(map(str, draw.path))}.{key}").full
    return _put(words, values)


def _city(draw: Stream, key: str) -> tuple[str, str]:
    from facelaw.generate.names import lists

    city = draw.sub("city", key).pick(lists()["cities"])
    return city.zh, city.en
