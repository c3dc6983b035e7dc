"""Siblings: for each hand-written test family a fresh one about the same kind of dispute.

A model that was trained on the published families has an edge there and none here. What the two
sets differ in otherwise (style, difficulty) moves baselines as well, so it is taken off by them:
see ``facelaw contamination``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facelaw.generate.cast import Cast
from facelaw.generate.casting import offered
from facelaw.generate.family import of_casts
from facelaw.generate.strand import Strand, strands
from facelaw.generate.stream import Stream
from facelaw.scenarios.family import Family

PREFIX = "sib-"
"""Before the id of the hand-written family in that of its sibling."""


def siblings(families: Mapping[str, Family], seed: int | str) -> Iterator[Family]:
    """Yield a sibling of each family, in the order given.

    Args:
        families: hand-written families by id.
        seed: keep it to yourself until the model has been tested.
    """
    for name, family in families.items():
        stream = Stream("facelaw", "sibling", seed, name)
        yield of_casts(
            f"{PREFIX}{name}", [_cast(family, stream)], stream, family.stage, family.level
        )


def _cast(family: Family, stream: Stream) -> Cast:
    """Return the strand nearest in what is asked; from two defendants on, with one attached."""
    claims = {ask.split(".")[1] for ask in family.ask}
    fitting = [s for s in strands() if family.stage in s.stages]
    first = _nearest(claims, [s for s in fitting if not s.base], stream.sub("first"))
    defendants = {ask.split(".")[2] for ask in family.ask}
    if len(defendants) > 1:
        more = [s for s in fitting if s.base and offered(first, s)]
        if more:
            found = _nearest(claims, more, stream.sub("more"))
            act = stream.sub("act").pick(offered(first, found))
            return Cast((first, found), ((-1, ""), (0, act)))
    return Cast((first,), ((-1, ""),))


def _nearest(claims: set[str], some: list[Strand], stream: Stream) -> Strand:
    """Return the strand that asks most of these claims and fewest others."""

    def alike(strand: Strand) -> float:
        own = {ask.split(".")[1] for ask in strand.ask}
        return len(own & claims) / len(own | claims)

    return max(stream.shuffled(some), key=alike)
