"""Faults of a strand file are told by line, all together."""

from __future__ import annotations

from pathlib import Path

import pytest

from facelaw.errors import DataError
from facelaw.generate.strand import strands

GOOD = """\
id: tiny
title: {zh: 小, en: Tiny}
media: video
victim: private_person
themes: [none]
stages: [trial]
parties:
  V: {role: person, kind: person}
  D: {role: uploader, kind: person}
dates:
  day: {bands: {late: ["2022-02-01", "2022-08-30"]}}
acts:
  x: {by: D, to: [V], from: day}
ask: [V.portrait_right.D]
tell:
  - id: consent
    in: statement
    options:
      no:
        facts: {"portrait_consent@x:V": "no"}
        said: [{zh: "{D}[[portrait_consent@x:V|没问过]]{V}。", en: "{D} [[portrait_consent@x:V|had not asked]] {V}."}]
      yes:
        facts: {"portrait_consent@x:V": "yes"}
        said: [{zh: "{V}[[portrait_consent@x:V|点过头]]。", en: "{V} [[portrait_consent@x:V|had nodded]]."}]
"""  # noqa: E501

SLIPS = [
    ("V.portrait_right.D]", "V.portrait_rite.D]", 14, "a claim with a verdict"),
    ("from: day}", "from: dusk}", 13, "a day named under dates"),
    ("[[portrait_consent@x:V|点过头]]", "点过头", 16, "a mark of portrait_consent@x:V in zh"),
    ("portrait_consent@x:V", "portrait_consent@x", 16, "the form of a fact about act_party"),
    ('portrait_consent@x:V": "yes"', 'portrait_consent@x:V": "ja"', 16, "a value of portrait_cons"),
    ("had nodded", "had nodded 3 times", 16, "the same numbers in zh and en"),
    ("{V}[[portrait_consent@x:V|点过头", "{W}[[portrait_consent@x:V|点过头", 16, "a placeholder"),
    ("in: statement", "in: stament", 16, "a kind of document"),
    ("by: D", "by: E", 13, "a party of the strand"),
    ("media: video", "media: vide", 3, "one of image"),
]


def read(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")
    strands(folder)


def test_a_sound_strand_is_read(tmp_path: Path) -> None:
    read(tmp_path / "good", GOOD)


@pytest.mark.parametrize(("old", "new", "line", "expected"), SLIPS)
def test_a_slip_is_told(tmp_path: Path, old: str, new: str, line: int, expected: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError) as told:
        read(tmp_path / "bad", GOOD.replace(old, new))

    assert any(p.expected.startswith(expected) and p.line == line for p in told.value.problems)


def test_a_band_may_cross_no_threshold(tmp_path: Path) -> None:
    """500 faces is a cut: a band from 400 to 600 would be two cases in one."""
    tally = """\
  - id: faces
    in: report
    tally: {fact: "pi_face_items@D", bands: {some: ["400", "600"]}}
    said: [{zh: "共[[pi_face_items@D|{total}条]]。", en: "[[pi_face_items@D|{total}]] in all."}]
"""
    with pytest.raises(DataError, match=r"a band within the cuts .*500"):
        read(tmp_path / "bad", GOOD + tally)
