"""Files as they are laid out: what is older, what is repeated, who speaks, who is one person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from facelaw.generate.arrange import Thread, dossier, sheets
from facelaw.generate.cast import Cast, renamings
from facelaw.generate.family import family, sample
from facelaw.generate.frames import Filler, Idle, frames
from facelaw.generate.names import Namer
from facelaw.generate.strand import Words, strands
from facelaw.generate.stream import Stream
from facelaw.generate.tell import SLIP, Unit
from facelaw.scenarios.text import DOCUMENT_KINDS

A, B, C = (Words(name, name) for name in ("甲", "乙", "丙"))


def unit(name: str, kind: str, day: str, text: str = "话。", line: bool = False) -> Unit:
    return Unit(name, kind, day, (text, text), (), line)


def thread(cast: int, *units: Unit, speakers: tuple[Words, ...] = ()) -> Thread:
    return Thread(units, cast, (A, B), speakers)


def test_documents_are_younger_than_all_that_happened_and_slips_are_the_oldest() -> None:
    """Two matters: over on 9 May 2023 and on 2 June 2024; wrong words are corrected later."""
    one = thread(
        0,
        unit("0.0.a", "statement", "2023-05-09"),
        unit("0.0.b", "report", "2022-01-01"),
        unit(f"0.0.b{SLIP}", "statement", "2022-01-01"),
    )
    two = thread(
        1,
        unit("1.0.a", "statement", "2024-06-02"),
        unit(f"1.0.a{SLIP}", "statement", "2024-06-02"),
    )

    for seed in range(20):
        found = sheets([one, two], Stream("sheets", seed), "2026-01-01")
        days = {each.id: sheet.day for sheet in found for _, each in sheet.own}

        assert [sheet.day for sheet in found] == sorted(days[s.own[0][1].id] for s in found)
        assert "2023-05-09" < days[f"0.0.b{SLIP}"] < min(days["0.0.b"], days["0.0.a"])
        assert "2024-06-02" < days[f"1.0.a{SLIP}"] < days["1.0.a"]


def test_no_document_is_younger_than_the_question() -> None:
    made = thread(0, unit("0.0.a", "report", "2026-02-20"))

    assert {s.day for n in range(20) for s in sheets([made], Stream(n), "2026-03-02")} <= {
        date(2026, 2, 25 + n).isoformat() for n in range(4)
    } | {"2026-03-01", "2026-03-02"}


def test_a_conversation_is_headed_by_those_who_speak_in_it() -> None:
    """Where nobody is quoted there is no heading, and nobody chats about the weather."""
    quoted = thread(0, unit("0.0.a", "chat_log", "2023-01-01", "丙：在吗", True), speakers=(C, A))
    told = thread(1, unit("1.0.a", "chat_log", "2023-01-01", "乙说没有问过。"))

    for seed in range(20):
        namer = Namer(Stream("names"))
        pages, _ = dossier([quoted, told], Stream("chat", seed), namer, "2026-01-01")
        text = pages[0].text(0)

        assert re.search("丙.{1,3}甲", text.split("丙：在吗")[0])
        assert text.split("乙说没有问过。")[1] == ""
        assert "乙：" not in text


def test_idle_words_come_back_only_when_all_were_said() -> None:
    some = [{"zh": f"第{n}句", "en": f"{n}"} for n in range(4)]
    once, again = Idle(Stream("once")), Idle(Stream("again"))

    said = [once.next("x", some) for _ in range(6)]
    assert sorted(w["zh"] for w in said if w) == sorted(w["zh"] for w in some)
    assert said[4:] == [None, None]
    said = [again.next("x", some, again=True) for _ in range(8)]
    assert all(len({w["zh"] for w in said[n : n + 4] if w}) == 4 for n in (0, 4))


def test_every_kind_that_a_strand_writes_has_a_frame_and_all_frames_can_be_filled() -> None:
    kinds = {entry.kind for strand in strands() for entry in strand.tell.values()}
    kinds |= {o.slip_in for s in strands() for e in s.tell.values() for o in e.options.values()}
    documents = frames()["documents"]
    assert kinds - {""} <= set(documents) <= set(DOCUMENT_KINDS)

    filled = Filler(Namer(Stream("names")), "2024-02-29")
    known = dict.fromkeys("nab", A)
    named = [*frames()["narratives"], *documents.values(), {"between": frames()["between"]}]
    some = [w for f in named for words in f.values() for w in words if isinstance(w, dict)]
    assert len(some) > 200
    for at, words in enumerate(some):
        assert not re.search(r"[{}]", "".join(filled(words, Stream("fill", at), **known))), words


def test_a_variant_stands_in_the_places_of_its_base() -> None:
    """Applying a variant's edits gives its units between the base's own words."""
    made = family("places", 3, 4)
    base = made.scenario("v0").text("zh").split("\n")
    for variant in made.variants[1:]:
        other = made.scenario(variant.id).text("zh").split("\n")
        heads = [line for line in base if line.startswith("【")]
        assert [line for line in other if line.startswith("【")] == heads


def test_one_person_does_not_lead_two_lives() -> None:
    """An actor may be the private person of another matter, not a clerk, and no child at all."""
    by_id = {s.id: s for s in strands()}
    actor, clerk, child, plain = (
        Cast((by_id[name],), ((-1, ""),))
        for name in ("poster-ad", "staff-double", "child-photo", "threat-and-price")
    )

    def victims(*casts: Cast) -> list[str]:
        found = renamings(casts, "victim")
        return [n.parties[c.placed[0].parties["V"]] for n, c in zip(found, casts, strict=True)]

    first, second, third, fourth = victims(plain, clerk, actor, child)
    assert first == second
    assert len({first, third, fourth}) == 3
    assert len(set(victims(replace(plain), plain))) == 1


def test_a_narrative_may_begin_with_how_it_ended() -> None:
    """The clock may lead: in 40 draws of 0.35 about 14 times, give or take 9 (three deviations)."""
    led = 0
    for index in range(40):
        made = sample("upload-and-host", "led", index)
        scenario = made.scenario("v0")
        text = scenario.text("zh")
        clock, post = (scenario.facts[key] for key in ("hours_to_removal@a2:A", "made@a1"))
        led += text.index(clock.rows[0].quotes["zh"][0].text) < text.index(
            post.quotes["zh"][0].text
        )

    assert 5 <= led <= 23
