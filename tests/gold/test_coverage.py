"""The coverage matrix counts what is there."""

from __future__ import annotations

from facelaw.generate.choose import engine
from facelaw.gold.coverage import PERIODS, coverage
from facelaw.gold.derived import derive_family
from facelaw.gold.lookup import find_family


def test_one_family_counted_by_hand() -> None:
    """The template family: one defendant, two options of one reading, six scenarios.

    Portrait: not established by the face view, established by the other, in v0, v1, v2, v4 and
    v5 (the base, garbled); in v3 (her own face in the preview) established by both: 7 established,
    5 not.
    """
    page = coverage([derive_family(find_family("template-face-out"), engine())])

    assert "| `portrait_right` | 1 | 7 | 5 | 0 |" in page
    assert "| variants | flip 2, base 1, control 1, date 1, noise 1 |" in page
    assert "| acts begun | 2021-11-01 to 2023-01-09 1 |" in page
    assert "| defendants asked about | 1 1 |" in page


def test_periods_are_in_order() -> None:
    days = [since for since, _ in PERIODS]

    assert days == sorted(days)
