"""Arranging units: a narrative in one register, or a dossier of dated documents.

The base of a family is arranged; its variants put their units in the places of the base's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from facelaw.generate.frames import Filler, Frame, Idle, frames
from facelaw.generate.names import Namer
from facelaw.generate.page import Page
from facelaw.generate.strand import Words
from facelaw.generate.stream import Stream
from facelaw.generate.tell import SLIP, Unit
from facelaw.scenarios.text import Part

LISTS = ("chat_log", "payment_ledger", "platform_ticket", "appraisal_list", "server_log")
"""Kinds of document that are made of lines."""

PROSE, LINES = 3, 5
"""Most strands in a document, unless those that hang together are more."""


@dataclass(frozen=True)
class Thread:
    """The units of one strand, the cast it belongs to, the two it is about, those who chat."""

    units: tuple[Unit, ...]
    cast: int
    about: tuple[Words, ...]
    speakers: tuple[Words, ...]


@dataclass(frozen=True)
class Sheet:
    """What one document holds: units by the number of their thread."""

    kind: str
    day: str
    own: tuple[tuple[int, Unit], ...]


def narrative(
    threads: Sequence[Thread], stream: Stream, namer: Namer, stage: str, asked_on: str
) -> tuple[str, list[Page]]:
    """Return the register and the one page of a narrative, a paragraph for each strand."""
    fitting = [f for f in frames()["narratives"] if stage in f["stages"]]
    frame = stream.sub("register").pick(fitting)
    filled, idle = Filler(namer, asked_on), Idle(stream.sub("idle"))
    leads = Idle(stream.sub("next"))
    between = [*frames()["between"], *frame["idle"], *frame["idle"]]
    units: list[Unit] = []
    gaps: list[tuple[str, str]] = []
    for number, thread in enumerate(threads):
        draw = stream.sub("thread", number)
        for at, unit in enumerate(thread.units):
            start = ("", "" if not at else " ")
            if not number and not at:
                start = filled(stream.sub("open").pick(frame["open"]), stream.sub("opening"))
            elif not at:
                start = ("\n", "\n")
                if thread.cast != threads[number - 1].cast:
                    link = leads.next("next", frame["next"], again=True)
                    assert link is not None
                    zh, en = filled(link, draw.sub("next"))
                    start = ("\n" + zh, "\n" + en)
            units.append(unit)
            gaps.append(start)
            if at in (1, 4) and draw.sub("pause", at).chance(0.6):
                words = idle.next("between", _distinct(between, draw.sub("from", at)))
                if words is not None:
                    text = filled(words, draw.sub("idle", at))
                    units.append(Unit(f"idle{number}.{at}", "", "", text))
                    gaps.append(("", " "))
    close = filled(stream.sub("close").pick(frame["close"]), stream.sub("closing"))
    units.append(Unit("close", "", "", close))
    gaps.append(("", ""))
    return frame["register"], [Page("", tuple(units), tuple(gaps))]


def _distinct(some: Sequence[Frame], draw: Stream) -> list[Frame]:
    """Return each frame once, in an order in which one that is listed twice comes sooner."""
    return list({words["zh"]: words for words in draw.shuffled(some)}.values())


def dossier(
    threads: Sequence[Thread], stream: Stream, namer: Namer, last: str
) -> tuple[list[Page], list[Part]]:
    """Return the pages of a dossier in the order of their days, and their parts without text."""
    idle = Idle(stream.sub("idle"))
    pages: list[Page] = []
    parts: list[Part] = []
    for at, sheet in enumerate(sheets(threads, stream, last), 1):
        frame: dict[str, Any] = frames()["documents"][sheet.kind]
        draw = stream.sub("sheet", sheet.kind, sheet.own[0][1].id)
        filled = Filler(namer, sheet.day)
        pages.append(_page(f"d{at}", sheet, threads, frame, draw, filled, idle))
        title = draw.sub("title").pick(frame["title"])
        parts.append(Part(f"d{at}", {}, sheet.kind, sheet.day, (title["zh"], title["en"])))
    return pages, parts


def sheets(threads: Sequence[Thread], stream: Stream, last: str) -> list[Sheet]:
    """Return the documents in the order of their days.

    All were made when the thing was over. What was first told wrongly stands in documents of
    its own, older than those that put it right.
    """
    by_kind: dict[tuple[str, bool], dict[int, list[tuple[int, Unit]]]] = {}
    over: dict[int, str] = {}
    for number, thread in enumerate(threads):
        for unit in thread.units:
            slip = unit.id.endswith(SLIP)
            casts = by_kind.setdefault((unit.kind, slip), {})
            casts.setdefault(thread.cast, []).append((number, unit))
            over[thread.cast] = max(unit.day, over.get(thread.cast, ""))
    out: list[Sheet] = []
    for (kind, slip), casts in by_kind.items():
        most = 0 if slip else LINES if kind in LISTS else PROSE
        for group in _groups(casts, most):
            own = [each for cast in group for each in casts[cast]]
            draw = stream.sub("filed", kind, slip, own[0][1].id)
            wait = draw.between(1, 4) if slip else draw.between(5, 60)
            day = date.fromisoformat(max(over[cast] for cast in group)) + timedelta(wait)
            out.append(Sheet(kind, min(day.isoformat(), last), tuple(own)))
    return sorted(out, key=lambda sheet: (sheet.day, sheet.kind, sheet.own[0][0]))


def _groups(casts: dict[int, list[tuple[int, Unit]]], most: int) -> list[list[int]]:
    """Return casts put together while they have at most so many strands, in their order."""
    out: list[list[int]] = []
    count = 0
    for cast, own in casts.items():
        strands = len({number for number, _ in own})
        if not out or count + strands > most:
            out.append([])
            count = 0
        out[-1].append(cast)
        count += strands
    return out


def _page(
    document: str,
    sheet: Sheet,
    threads: Sequence[Thread],
    frame: dict[str, Any],
    draw: Stream,
    filled: Filler,
    idle: Idle,
) -> Page:
    """Return one document: a block for each strand, with idle lines or sentences among them."""
    lines, chat = sheet.kind in LISTS, sheet.kind == "chat_log"
    opening = filled(draw.sub("opening").pick(frame["open"]), draw.sub("open"))
    units = [Unit(f"{document}.open", sheet.kind, "", opening)]
    gaps = [("", "")]
    several = len({number for number, _ in sheet.own}) > 1
    heading = draw.sub("heading").pick(frame.get("thread", [{"zh": "", "en": ""}]))
    before, count = -1, 0
    for number, unit in sheet.own:
        fresh = number != before
        whom = threads[number].speakers if chat else threads[number].about
        gap = ("\n", "\n") if (lines or unit.line or fresh) else ("", " ")
        if fresh and len(whom) == 2 and (chat or several) and heading["zh"]:
            count += 1
            n = Words(str(count), str(count))
            zh, en = filled(heading, draw.sub("head", number), n=n, a=whom[0], b=whom[1])
            gap = (f"\n{zh}\n", f"\n{en}\n")
        units.append(unit)
        gaps.append(gap)
        if (not chat or (len(whom) == 2 and unit.line)) and draw.sub("pause", unit.id).chance(0.2):
            words = idle.next(sheet.kind, frame.get("idle", []), again=lines)
            if words is not None:
                talk = dict(zip("ab", whom, strict=False))
                text = filled(words, draw.sub("idle", unit.id), **talk)
                units.append(Unit(f"{document}.idle.{unit.id}", sheet.kind, "", text))
                gaps.append(("\n", "\n") if lines else ("", " "))
        before = number
    return Page(document, tuple(units), tuple(gaps))
