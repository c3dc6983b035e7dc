"""Hostile outputs as data: what each becomes, strictly and leniently, and how long it may take."""

from __future__ import annotations

import json
import time
from fractions import Fraction
from typing import Any

import pytest

from facelaw.files import load_yaml
from facelaw.scoring.answers import ReadPair, read_structured
from facelaw.scoring.grade import grade
from facelaw.scoring.output import read, read_strict
from tests.scoring.fakes import HERE, item

CASES: list[dict[str, Any]] = load_yaml(HERE / "redteam.yaml").value
SECONDS = 5.0
"""For one output of ten megabytes on a busy machine; it takes a tenth of that on a quiet one."""


def taken(case: dict[str, Any]) -> ReadPair:
    """Read a case's output."""
    if "json" in case:
        return read_structured(item(case["on"]), json.loads(case["json"]))
    return read(item(case["on"]), output(case), case.get("finish", ""))


def output(case: dict[str, Any]) -> str:
    """Return the raw output of a case."""
    if "repeat" in case:
        before, unit, times, after = case["repeat"]
        return str(before + unit * int(times) + after)
    return str(case["text"])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    """Status, rightness and, where stated, answer and parts are as written down."""
    start = time.perf_counter()
    strict, lenient = taken(case)
    spent = time.perf_counter() - start

    assert strict.status == case["strict"]
    assert lenient.status == case.get("lenient", case["strict"])
    asked = item(case["on"])
    parts = grade(asked, strict)
    assert parts.right is (case["right"] == "yes")
    assert grade(asked, lenient).right is (case.get("lenient_right", case["right"]) == "yes")
    if "answer" in case:
        assert dict(strict.answer) == case["answer"]
    if "article" in case:
        assert parts.cited.article.f1 == Fraction(case["article"])
    if "quote" in case:
        assert parts.quoted.f1 == Fraction(case["quote"])
    assert spent < SECONDS


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_strict_reading_alone_is_the_same(case: dict[str, Any]) -> None:
    """What rewards read is what the scorer reads."""
    if "json" not in case:
        asked, text, finish = item(case["on"]), output(case), case.get("finish", "")
        assert read_strict(asked, text, finish) == taken(case).strict


def test_enough_and_each_once() -> None:
    """There are at least 130 cases, no two under one name, the field's faults first."""
    names = [case["id"] for case in CASES]

    assert len(names) >= 130
    assert len(set(names)) == len(names)
    anchors = [name.startswith("anchor-") for name in names]
    assert anchors == sorted(anchors, reverse=True)
