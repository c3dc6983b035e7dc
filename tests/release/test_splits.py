"""Splits: by component, from hashes, stable, and none of them empty."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from facelaw.release.splits import SHARES, Linked, assign, components, links
from facelaw.scenarios import load_family

FAMILIES = Path(__file__).parents[1] / "fixtures" / "families"


def alone(number: int) -> list[Linked]:
    return [Linked(f"family-{at}") for at in range(number)]


def test_shared_cases_contrasts_and_likeness_tie_families() -> None:
    tied = [
        Linked("a", frozenset({"case:x"})),
        Linked("b", frozenset({"case:x", "family:d"})),
        Linked("c"),
        Linked("d"),
        Linked("e", frozenset({"family:c"})),
    ]

    assert components(tied) == [("a", "b", "d"), ("c", "e")]
    splits = assign([*tied, *alone(20)])
    assert splits["a"] == splits["b"] == splits["d"]
    assert splits["c"] == splits["e"]


def test_links_come_from_the_families_themselves() -> None:
    families = [load_family(path) for path in sorted(FAMILIES.glob("*.yaml"))]

    tied = {linked.id: linked.links for linked in links(families)}

    assert "case:liao-v-tech-culture-bic-2024" in tied["template-face-out"]
    assert tied["template-face-out"].isdisjoint(tied["two-ledgers"])


def test_large_numbers_come_near_the_shares() -> None:
    splits = Counter(assign(alone(2000)).values())

    # three standard errors of a share of 0.62 among 2000: 3 * sqrt(0.62 * 0.38 / 2000) = 0.033
    for split, share in SHARES.items():
        assert abs(splits[split] / 2000 - share) < 0.033
    assert sum(SHARES.values()) == 1


def test_adding_families_moves_few() -> None:
    before, after = assign(alone(60)), assign(alone(66))

    assert sum(before[name] != after[name] for name in before) == 0


def test_earlier_splits_are_kept_and_published_answers_are_never_tested() -> None:
    families = alone(12)
    previous = {"family-0": "train", "family-1": "test", "family-2": "dev"}
    joined = [*families[3:], *(Linked(f"family-{n}", frozenset({"case:y"})) for n in (0, 1))]

    assert assign(families, previous) | previous == assign(families, previous)
    splits = assign([*joined, families[2]], previous)
    assert splits["family-0"] == splits["family-1"] == "train"


def test_small_numbers() -> None:
    assert set(assign(alone(1)).values()) == {"test"}
    assert sorted(assign(alone(2)).values()) == ["test", "train"]
    assert assign([]) == {}


@given(st.lists(st.sets(st.sampled_from("uvwxyz"), max_size=1), max_size=40))
def test_every_split_is_there_and_test_is_the_largest(cases: list[set[str]]) -> None:
    families = [
        Linked(f"f{at}", frozenset(f"case:{case}" for case in found))
        for at, found in enumerate(cases)
    ]
    splits = assign(families)

    assert splits == assign(families[::-1])
    assert set(splits) == {family.id for family in families}
    sizes = Counter(splits.values())
    if len(components(families)) >= 3:
        assert set(sizes) == set(SHARES)
        assert sizes["test"] == max(sizes.values())
