"""A small vocabulary and two whole families that every test of the folder starts from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facelaw.errors import Problem
from facelaw.scenarios.check import check_file
from facelaw.scenarios.terms import ClaimTerm, FactTerm, Terms

FAMILIES = Path(__file__).parents[1] / "fixtures" / "families"
Mend = Callable[[str, str], list[Problem]]


@pytest.fixture
def terms() -> Terms:
    facts = {
        "face_in_output": FactTerm("act_party", "enum", ("own", "other", "generic")),
        "features_extracted": FactTerm("act_party"),
        "consent_to_processing": FactTerm("act_party", silence="no"),
        "takings": FactTerm("party", "money"),
        "profit_made": FactTerm("party"),
        "hours_to_removal": FactTerm("act", "count"),
        "videos": FactTerm("act", "count"),
    }
    claims = {
        "portrait_right": ClaimTerm("civil", "person"),
        "personal_information": ClaimTerm("civil", "person"),
        "reputation_right": ClaimTerm("civil", "person"),
        "fraud": ClaimTerm("criminal", "state"),
        "bracket_266": ClaimTerm("bracket", "state", ("below", "large", "huge")),
    }
    readings = {"portrait_object": ("face_core", "whole_image")}
    return Terms(facts, claims, readings, frozenset({"portrait_infringed"}))


@pytest.fixture(params=["template-face-out", "two-ledgers"])
def family_file(request: pytest.FixtureRequest) -> Path:
    return FAMILIES / f"{request.param}.yaml"


@pytest.fixture
def template() -> Path:
    return FAMILIES / "template-face-out.yaml"


@pytest.fixture
def ledgers() -> Path:
    return FAMILIES / "two-ledgers.yaml"


@pytest.fixture
def planted(tmp_path: Path, terms: Terms) -> Callable[[Path, str, str], list[Problem]]:
    """Return what the check says of a family in which one passage was changed."""

    def plant(path: Path, old: str, new: str) -> list[Problem]:
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        copy = tmp_path / path.name
        copy.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check_file(copy, terms)

    return plant
