"""The published set of generated families: whole, and what its seed gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facelaw.generate.family import family
from facelaw.generate.plan import plan
from facelaw.generate.release import Asked, derived
from facelaw.gold.rows import claims_rows
from facelaw.release.manifest import verify

FOLDER = Path(__file__).parents[2] / "data" / "generated"
SEED = "2026"


@pytest.fixture(scope="module")
def stored() -> dict[str, dict[str, Any]]:
    lines = (FOLDER / "key.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def test_the_folder_is_what_its_manifest_says() -> None:
    assert verify(FOLDER) == []


def test_forty_families_of_each_of_ten_sizes(stored: dict[str, dict[str, Any]]) -> None:
    families = {record["family"] for record in stored.values()}

    assert len(plan().sizes) == 10
    for size in plan().sizes:
        assert sum(f"-s{size}-" in name for name in families) == 40
    assert len(families) == 400


@pytest.mark.parametrize("size", plan().sizes[:4])
def test_the_seed_gives_the_families_that_are_stored(
    size: int, stored: dict[str, dict[str, Any]]
) -> None:
    made = next(derived(Asked(SEED, 1, sizes=(size,), first=3)))

    assert made[0].family.id == family(SEED, 3, size=size).id
    for d in made:
        for key, _ in claims_rows(d, "test"):
            assert json.loads(json.dumps(key.record())) == stored[key.id], "generate it again"


def test_datasets_reads_it() -> None:
    from datasets import load_dataset

    claims = load_dataset(str(FOLDER), "claims", split="test")
    assert len(claims) == 400 * 4 * 2
    assert {"prompt", "keys", "id"} <= set(claims.column_names)
