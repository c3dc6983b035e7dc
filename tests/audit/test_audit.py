"""The audit finds what is planted, and nothing in the shipped release."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from facelaw import _paths
from facelaw.audit import shortcuts, text
from facelaw.audit.shortcuts import Example
from facelaw.release.manifest import CANARY
from facelaw.report import explorer
from facelaw.scoring import key as keys

RELEASE = _paths.data("release")
ITEMS = keys.load(RELEASE / "key.jsonl").items
SHOWN = explorer.read(RELEASE / "explorer.json")


def planted(leak: bool) -> list[Example]:
    """Twenty families of four verdicts; with a leak every "no" has a 甲 in its text."""
    out: list[Example] = []
    for f in range(20):
        for i in range(4):
            label = "yes" if (f + i) % 2 else "no"
            mark = "甲" if leak and label == "no" else "乙"
            out.append(Example(f"f{f}", f"{mark}{'丙丁戊己'[f % 4]}", label))
    return out


def test_a_planted_shortcut_is_shown() -> None:
    found = shortcuts.audit("planted", planted(leak=True), shuffles=40)
    assert found is not None
    # every verdict can be told from one character; a constant gets two of four
    assert found.accuracy == 100 and found.constant == 50
    assert found.shown == "shortcut"


def test_without_the_leak_it_is_not() -> None:
    found = shortcuts.audit("clean", planted(leak=False), shuffles=40)
    assert found is not None
    assert found.shown != "shortcut"


def test_a_contradiction_is_found() -> None:
    def item(id: str, gold: str) -> Any:
        pair = SimpleNamespace(key="k", value=gold)
        return SimpleNamespace(id=id, kind="base", narrative_hash="h", task="claims", target="",
                               option="", stage="trial", asked_on="2024-01-01", keys=("k",),
                               gold=(pair,))  # fmt: skip

    assert list(text.contradictions([item("a", "x"), item("b", "x")])) == []
    assert len(list(text.contradictions([item("a", "x"), item("b", "y")]))) == 1


def test_no_constant_gets_a_family_strictly_right() -> None:
    assert list(text.solved_by_constants(ITEMS)) == []


def test_the_release_contradicts_itself_nowhere_and_repeats_no_phrase() -> None:
    assert list(text.contradictions(ITEMS)) == []
    assert list(text.repeated(SHOWN)) == []
    assert list(text.without_canary(RELEASE, CANARY)) == []


def test_no_partial_input_is_a_shortcut() -> None:
    for name, see in shortcuts.views(SHOWN).items():
        found = shortcuts.audit(name, shortcuts.examples(ITEMS, see), shuffles=20)
        assert found is None or found.shown != "shortcut", found


def test_an_edit_is_its_new_words() -> None:
    """Clauses first, then signs within them: 没 is new; a clause put in is new as a whole."""
    assert shortcuts.changed("他问过她，她说好。", "他没问过她，她说好。") == "没"
    assert shortcuts.changed("她说好。", "她说好。照片发了出去。") == "照片发了出去。"
    assert shortcuts.changed("她说好。照片发了出去。", "她说好。") == ""
