"""What a report tells of a run beside its measures, as sums: those of shards add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from facelaw.scoring import usage
from facelaw.scoring.diagnosis import Tallies, by_norm, by_trap, first_wrong
from facelaw.scoring.graded import STATUSES, Graded
from facelaw.scoring.headline import Heads, heads
from facelaw.scoring.measures.confidence import Stated, stated
from facelaw.scoring.usage import Tokens


@dataclass(frozen=True)
class Beside:
    """What stands beside the measures of a run.

    Attributes:
        items: how many.
        samples: of each item.
        heads: the headline by both readings, and at best.
        statuses: how often answers ended in each way, samples counted singly.
        refused: refusals by theme.
        first_wrong: by claim and element, where arguments go wrong first.
        norms: conclusions right by norm.
        traps: conclusions right by trap.
        tokens: totals.
        stated: answers with a confidence.
    """

    items: int
    samples: int
    heads: Heads
    statuses: Mapping[str, int]
    refused: Mapping[str, int]
    first_wrong: Tallies
    norms: Tallies
    traps: Tallies
    tokens: Tokens
    stated: Stated


def beside(graded: Graded, lenient: Graded) -> Beside:
    """Return what stands beside a run; ``lenient`` is the same object where readings agree."""
    return Beside(
        items=len(graded.design.items),
        samples=graded.samples,
        heads=heads(graded, lenient),
        statuses=statuses(graded),
        refused=refused_by_theme(graded),
        first_wrong=first_wrong(graded),
        norms=by_norm(graded),
        traps=by_trap(graded),
        tokens=usage.tokens(graded),
        stated=stated(graded),
    )


def statuses(graded: Graded) -> dict[str, int]:
    """Return how often answers ended in each way, samples counted singly."""
    found = Counter(graded.status.ravel().tolist())
    return {name: found.get(code, 0) for code, name in enumerate(STATUSES)}


def refused_by_theme(graded: Graded) -> dict[str, int]:
    """Return refusals by theme: a content filter is no legal error, and shows here."""
    code = STATUSES.index("refused")
    found: Counter[str] = Counter()
    for item, times in enumerate((graded.status == code).sum(axis=0).tolist()):
        if times:
            found.update(dict.fromkeys(graded.design.items[item].themes or ("none",), times))
    return dict(sorted(found.items()))
