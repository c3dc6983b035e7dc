"""Which families are for training, for development and for testing.

Families that share a reported case, that were written in contrast to one another, or whose
texts are alike stay together: they form a component, and a component has one split. The split
comes from a hash, so that it does not depend on the order of families, and adding a family
leaves the others where they are unless it joins two components.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from facelaw.scenarios.family import Family
from facelaw.scenarios.similar import LINKED, alike, fingerprint

SHARES: dict[str, float] = {"dev": 0.12, "train": 0.26, "test": 0.62}
"""Target shares of families, in the order in which they take up the range of the hash."""

Group = tuple[str, ...]
"""The families of a component, in order of ids."""


@dataclass(frozen=True)
class Linked:
    """A family and the names it shares with others: cases, its contrast, its near-copies."""

    id: str
    links: frozenset[str] = frozenset()


def links(families: Sequence[Family]) -> list[Linked]:
    """Return what ties families together; texts are compared in Chinese."""
    tied: dict[str, set[str]] = {family.id: set() for family in families}
    for family in families:
        tied[family.id] |= {f"case:{case}" for case in family.cases}
        tied[family.id].add(f"family:{family.contrast_of or family.id}")
        tied[family.id].add(f"family:{family.id}")
    for one, other, _ in alike({f.id: fingerprint(f) for f in families}, LINKED):
        tied[one].add(f"family:{other}")
    return [Linked(name, frozenset(names)) for name, names in tied.items()]


def components(families: Iterable[Linked]) -> list[Group]:
    """Return the sets of families that hang together."""
    owner: dict[str, str] = {}
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for family in sorted(families, key=lambda f: f.id):
        parent.setdefault(family.id, family.id)
        for link in sorted(family.links | {f"family:{family.id}"}):
            first = owner.setdefault(link, family.id)
            parent[max(root(first), root(family.id))] = min(root(first), root(family.id))
    groups: dict[str, list[str]] = {}
    for name in sorted(parent):
        groups.setdefault(root(name), []).append(name)
    return [tuple(group) for group in groups.values()]


def assign(families: Iterable[Linked], previous: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the split of every family.

    With three components or more every split has one at least; with two there is no ``dev``,
    with one all is ``test``. Without ``previous``, ``test`` has no fewer families than another
    split.

    Args:
        families: all of them, in any order.
        previous: splits of an earlier release. They are kept. Where a component holds families
            of several splits, ``train`` wins over ``dev`` and ``dev`` over ``test``: an answer
            that was published cannot be tested any more.
    """
    groups = sorted(components(families), key=_position)
    fixed = {group: _kept(group, previous or {}) for group in groups}
    splits = {group: fixed[group] or _by_hash(group) for group in groups}
    free = [group for group in groups if not fixed[group]]
    if len(groups) < 3:
        splits |= {group: "train" for group in free if splits[group] == "dev"}
    for wanted in ("test", "train", "dev")[: len(groups)]:
        if wanted not in splits.values():
            _found(splits, free, wanted)
    if len(free) == len(groups):
        _swap(splits)
    return {name: splits[group] for group in groups for name in group}


def _swap(splits: dict[Group, str]) -> None:
    """Let ``test`` and the largest split change places where ``test`` is not the largest."""
    sizes = dict.fromkeys(SHARES, 0)
    for members, split in splits.items():
        sizes[split] += len(members)
    largest = max(("test", "train", "dev"), key=lambda split: sizes[split])
    places = {"test": largest, largest: "test"}
    splits |= {group: places.get(split, split) for group, split in splits.items()}


def _found(splits: dict[Group, str], free: Sequence[Group], wanted: str) -> None:
    """Give an empty split the smallest component that its own split can spare."""
    counts = Counter(splits.values())
    spare = [group for group in free if counts[splits[group]] > 1]
    if spare:
        splits[min(spare, key=lambda group: (len(group), _position(group)))] = wanted


def _kept(group: Sequence[str], previous: Mapping[str, str]) -> str:
    had = {previous[name] for name in group if name in previous}
    return next((split for split in ("train", "dev", "test") if split in had), "")


def _position(group: Sequence[str]) -> tuple[float, str]:
    """Return a place in [0, 1) for a component, and a name for ties.

    The component is represented by the member whose own hash is smallest: a family that joins
    changes that with probability 1 in the number of members.
    """
    chosen = min(group, key=lambda name: _fraction(f"member {name}"))
    return _fraction(f"split {chosen}"), chosen


def _fraction(text: str) -> float:
    return int(hashlib.sha256(text.encode()).hexdigest()[:13], 16) / 16**13


def _by_hash(group: Sequence[str]) -> str:
    place, _ = _position(group)
    edge = 0.0
    for split, share in SHARES.items():
        edge += share
        if place < edge:
            return split
    return "test"
