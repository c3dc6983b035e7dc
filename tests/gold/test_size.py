"""Sizes of cases, counted by hand under the law of seven norms in ``fixtures/tiny_law``.

A portrait right is infringed (L-1, then article 1019) where the person is shown, the act is
published and nobody licensed it. Shown is who appears with her own face (1018-2), or, on the view
that the whole image counts, whoever nine people saw since 2023 (1018-2-b).
"""

from __future__ import annotations

from pathlib import Path

from facelaw.gold.derived import Derived, derive
from facelaw.gold.size import size
from facelaw.law.derive import Engine
from facelaw.law.load import load_law
from facelaw.scenarios.family import Act, FactEntry, Family, Party, Row, Scenario, Variant
from facelaw.scenarios.text import Part

LAW = load_law(Path(__file__).parents[1] / "fixtures" / "tiny_law")
ASK = "A.portrait_right.B"
PARTS = tuple(
    Part(name, {"zh": text, "en": text}, kind, "2024-06-01")
    for name, kind, text in (
        ("d1", "platform_ticket", "首日4次浏览，次日5次浏览。"),
        ("d2", "statement", "视频里是谁的脸，有没有公开。"),
    )
)
"""Two documents; what they say is told again as facts, without quotes."""


def case(face: str, **facts: str) -> Derived:
    """Return the case of nine views (four and five), some face, and whatever else is told."""
    parties = {
        "A": Party("A", "person", "周某", "Zhou"),
        "B": Party("B", "maker", "吴某", "Wu"),
    }
    acts = {"a1": Act("a1", "B", ("A",), "2024-05-02", "2024-05-20")}
    views = FactEntry("views@a1", "9", {}, "sum", (Row({}, "4"), Row({}, "5")))
    told = {
        "views@a1": views,
        "face@a1:A": FactEntry("face@a1:A", face, {}),
        **{f"{name}@a1": FactEntry(f"{name}@a1", value, {}) for name, value in facts.items()},
    }
    readings = {"template": "open"}
    family = Family(
        "seen-by-nine", ("九人", "Nine"), 1, "invented", "video", "private_person", "dossier", (),
        "advice", "2024-06-20", parties, acts, (ASK,), readings, PARTS, told, {},
        (Variant("v0", "base", True, ""),), headline_option="face",
    )  # fmt: skip
    scenario = Scenario(
        family.id, "v0", "base", True, "advice", family.asked_on, "", ("zh", "en"), PARTS,
        parties, acts, told, {}, (ASK,), (), {},
    )  # fmt: skip
    return derive(family, scenario, Engine(LAW))


def test_an_established_claim() -> None:
    derived = case("own", published="yes")
    # conclusions: infringed between the two, infringed by the act, shown, not licensed: 4
    # facts: whose face, published, consent (silence: none), the day of the act: 4
    found = size(derived, [ASK])
    assert {k: found[k] for k in ("steps", "facts", "norms", "rows")} == {
        "steps": 8, "facts": 4, "norms": 4, "rows": 0,
    }  # fmt: skip
    # the narrative with its headings, of two documents
    assert found["characters"] == len(derived.scenario.text("zh"))
    assert (found["parties"], found["acts"], found["documents"]) == (2, 1, 2)
    # asking the same twice is no second proof
    assert size(derived, [ASK, ASK]) == found


def test_an_option_that_adds_up_rows() -> None:
    derived = case("other", published="yes")
    # the whole image counts: shown by nine views (two rows) since the day she was seen
    # conclusions as before: 4; facts: views, day seen, published, consent, day of the act: 5
    found = size(derived, [ASK], "whole")
    assert {k: found[k] for k in ("steps", "facts", "norms", "rows")} == {
        "steps": 11, "facts": 5, "norms": 4, "rows": 2,
    }  # fmt: skip
    # the face counts: she is not shown, so nothing is infringed: 3 conclusions that fail, the
    # face, and the day, on which the old code that also protected portraits was gone
    face = size(derived, [ASK])
    assert (face["norms"], face["rows"]) == (3, 0)
    assert face["steps"] == face["norms"] + face["facts"] < found["steps"]


def test_an_open_claim_is_as_large_as_what_keeps_it_open() -> None:
    derived = case("own")
    # published is not told: the reader has to see all of the first case to know that this alone
    # is missing, and that the old code was gone on the first day, which the last day does not tell
    assert derived.main.verdict(ASK) == "undetermined"
    found = size(derived, [ASK])
    assert (found["facts"], found["norms"], found["rows"]) == (5, 4, 0)
