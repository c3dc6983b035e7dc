"""The same data set through reasoning-gym itself: by name, in a mixture, and without end."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

pytest.importorskip("reasoning_gym", reason="pip install 'facelaw[reasoning-gym]'")

import reasoning_gym as rg
from reasoning_gym.dataset import ProceduralDataset, ReseedingDataset

from facelaw.errors import UsageError
from facelaw.generate.dataset import create_dataset
from facelaw.interop.reasoning_gym import register
from tests.generate import stub

register()


def made(**settings: Any) -> Any:
    return rg.create_dataset("facelaw", **{"seed": 3, "size": 4, "write": stub.write, **settings})


def test_it_is_a_procedural_data_set_with_our_entries() -> None:
    register()  # again, to no effect
    theirs, ours = made(), create_dataset(seed=3, size=4, write=stub.write)
    assert isinstance(theirs, ProceduralDataset)
    assert list(theirs) == list(ours) and len(theirs) == 4
    for entry in theirs:
        assert theirs.score_answer(entry["answer"], entry) == 1
        assert theirs.score_answer(None, entry) == 0


def test_without_a_seed_one_is_drawn_and_kept() -> None:
    theirs = made(seed=None)
    assert isinstance(theirs.seed, int)
    assert theirs[1] == theirs[1] == made(seed=theirs.seed)[1]


def test_reseeding_goes_on_without_end() -> None:
    endless = ReseedingDataset(made(), chunk_size=2)
    first = list(islice(endless, 3))
    assert first[:2] == list(islice(made(), 2))
    assert first[2] == made(seed=4)[0]  # the second chunk has the next seed
    assert endless.score_answer(first[2]["answer"], first[2]) == 1


def test_it_mixes_with_other_data_sets() -> None:
    from reasoning_gym.composite import CompositeConfig, CompositeDataset, DatasetSpec

    specs = [DatasetSpec("facelaw", 1.0, {"write": stub.write}), DatasetSpec("syllogism", 1.0, {})]
    mixed = CompositeDataset(CompositeConfig(size=8, seed=5, datasets=specs))
    sources = {entry["metadata"]["source_dataset"] for entry in mixed}
    assert sources == {"facelaw", "syllogism"}
    for entry in mixed:
        assert mixed.score_answer(entry["answer"], entry) == 1


def test_settings_are_checked_before_anything_is_made() -> None:
    with pytest.raises(UsageError, match="lang"):
        made(lang="fr")
