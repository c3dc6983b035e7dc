"""docs/answers.md: its examples are run and its numbers are the code's."""

from __future__ import annotations

import re

import pytest

from facelaw._paths import root
from facelaw.scoring import answers, forms, jsonish, lines, output, predictions, unwrap, values
from facelaw.scoring.grade import grade
from facelaw.scoring.prediction_line import DEEPEST, SHORT
from tests.scoring.fakes import item

TEXT = (root() / "docs" / "answers.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| (\w+) \| `(.+)` \| (\w+) \| (\w+) \|$", re.MULTILINE)
ROWS = [match.groups() for match in ROW.finditer(TEXT)]


@pytest.mark.parametrize("row", ROWS)
def test_examples(row: tuple[str, ...]) -> None:
    """Each row of the table comes out as it says."""
    _, name, told, *expected = row
    text = told.replace("⏎", "\n").replace("\\u200b", "\u200b")
    for reading, wanted in zip(output.read(item(name), text), expected, strict=True):
        right = "right" if grade(item(name), reading).right else "wrong"
        assert (right if reading.status == "answered" else reading.status) == wanted


def test_every_point() -> None:
    """Twenty points; rows belong to them."""
    points = re.findall(r"^(\d+)\. \*\*", TEXT, re.MULTILINE)

    assert points == [str(n) for n in range(1, 21)]
    assert len(ROWS) >= 25


def test_numbers() -> None:
    """Limits and finish reasons are those of the code."""
    assert f"last {unwrap.WINDOW:,} characters" in TEXT
    assert f"last {jsonish.STARTS:,}\nplaces" in TEXT
    assert (
        f"more than {values.MEMBERS:,} entries answers nothing, of\n`articles` {forms.ARTICLES} are"
        in TEXT
    )
    assert f"over {lines.LONGEST // 2**20} MiB" in TEXT
    assert f"over {SHORT:,} bytes with more than {DEEPEST} brackets" in TEXT
    assert f"at most {predictions.KEPT:,} of them" in TEXT
    for reason in (*output.CUT, *output.FILTERED, *output.FAILED):
        assert f"`{reason}`" in TEXT
    for status in answers.STATUSES:
        assert f"| `{status}` |" in TEXT
