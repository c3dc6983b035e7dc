"""The fixture key, its items by short names, and what stands for the reader of citations."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from facelaw.scoring import key
from facelaw.scoring.key import Item, Key

HERE = Path(__file__).parent
NAMES = {
    "verdicts": "undress-tool.v0.claims",
    "removed": "template-face-out.v3.claims",
    "argument": "undress-tool.v0.argument.A.portrait_right.B",
    "removed_argument": "template-face-out.v0.argument.A.portrait_right.B",
    "gaps": "template-face-out.v3.gaps.A.portrait_right.B",
    "settled_gaps": "forged-video.v0.gaps.A.portrait_right.B",
    "orders": "undress-tool.v0.consequences.A.portrait_right.B",
    "platform": "notice-ladder.v0.consequences.A.platform.C",
    "bracket363": "group-owner.v0.bracket.state.obscene_for_profit.B",
    "bracket253": "group-owner.v0.bracket.state.data_crime.B",
    "step": "template-face-out.v0.flaw.A.portrait_right.B",
    "sound": "video-call-fraud.v0.flaw.A.reputation_right.B",
    "letter": "garbled-report.v0.recall.which-right",
    "offence": "group-owner.v0.recall.which-offence",
    "readings": "template-face-out.v0.readings.portrait_object",
    "report": "garbled-report.v0.extraction.report",
    "sum": "garbled-report.v0.extraction.sum",
    "bill": "garbled-report.v0.extraction.bill",
    "months": "garbled-report.v0.extraction.months",
    "files": "garbled-report.v0.extraction.files",
}


@cache
def fixture() -> Key:
    """Return the fixture key."""
    return key.load(HERE / "fixtures" / "key.jsonl")


def item(name: str) -> Item:
    """Return an item by its short name."""
    return fixture()[NAMES[name]]
