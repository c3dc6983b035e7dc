"""Residual error of the gold: blind readings against it, and how each difference was settled.

Gold and readings are compared verdict by verdict. What differs was settled (``audit.yaml`` says
how) or is open; open differences count as wrong, so that leaving them open gains nothing. Gold
that was found wrong counts as wrong even after it was mended: the audit found it, and what
was not read is no better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from facelaw.annotations.records import Record, read
from facelaw.errors import DataError, Problem
from facelaw.files import Document, load_yaml
from facelaw.scoring.audit import Audit

CONFIDENCE = 0.95
STANDS, WRONG = "gold_stands", "gold_wrong"
"""How a difference was settled."""

Place = tuple[str, str, str, str]
"""Family, variant, claim, option."""


class Told(Protocol):
    """A pair of the gold."""

    @property
    def key(self) -> str:
        """The claim."""
        ...

    @property
    def value(self) -> str:
        """The verdict."""
        ...


class Asked(Protocol):
    """What is looked at in an item of the key, written or read."""

    @property
    def task(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def family(self) -> str: ...  # noqa: D102
    @property
    def variant(self) -> str: ...  # noqa: D102
    @property
    def option(self) -> str: ...  # noqa: D102
    @property
    def quartet(self) -> bool: ...  # noqa: D102
    @property
    def headline(self) -> bool: ...  # noqa: D102
    @property
    def gold(self) -> Sequence[Told]: ...  # noqa: D102


@dataclass(frozen=True)
class Settled:
    """How differences in some verdicts were settled: ``outcome`` for each of ``places``."""

    places: tuple[Place, ...]
    outcome: str
    mended: bool


@dataclass(frozen=True)
class Gold:
    """Verdicts of `claims`: place to verdict, and the places of each family's core quartet."""

    verdicts: Mapping[Place, str]
    quartets: Mapping[str, frozenset[Place]]


def gold(items: Iterable[Asked]) -> Gold:
    """Return the verdicts of a key's items, amended ones left out."""
    verdicts: dict[Place, str] = {}
    quartets: dict[str, set[Place]] = {}
    for item in items:
        if item.task != "claims" or item.kind == "altered":
            continue
        for pair in item.gold:
            place = (item.family, item.variant, pair.key, item.option)
            verdicts[place] = pair.value
            if item.quartet and item.headline:
                quartets.setdefault(item.family, set()).add(place)
    return Gold(verdicts, {family: frozenset(places) for family, places in quartets.items()})


def audited(folder: Path, items: Iterable[Asked]) -> Audit | None:
    """Return the audit of a folder's ``audit.yaml`` and records, None where nothing was read.

    Raises:
        DataError: records or ``audit.yaml`` break their schemas, or settle what nobody read.
    """
    path = folder / "audit.yaml"
    if not path.exists():
        return None
    document = load_yaml(path)
    records = [record for file in sorted(folder.glob("*.jsonl")) for record in read(file)]
    records = auditing(checked(document), records)
    return residual(records, settled(document, records), gold(items))


def checked(document: Document) -> dict[str, Any]:
    """Return the content of an ``audit.yaml``.

    Raises:
        DataError: with every place that breaks the schema.
    """
    from facelaw.schema import check

    if problems := check("audit", document):
        raise DataError(problems)
    return dict(document.value)


def auditing(content: Mapping[str, Any], records: Iterable[Record]) -> list[Record]:
    """Return the records of the rounds, and where some are named of the readers, that audit."""
    readers = content.get("readers")
    return [
        record
        for record in records
        if record["round"] in content["rounds"]
        and (readers is None or record["annotator"] in readers)
    ]


def settled(document: Document, records: Iterable[Record]) -> list[Settled]:
    """Return how differences were settled.

    Raises:
        DataError: an entry is about a verdict that was not read, or that another entry settles.
    """
    given = readings(records)
    out: list[Settled] = []
    problems: list[Problem] = []
    seen: set[Place] = set()
    for index, entry in enumerate(checked(document)["settled"]):
        at = ("settled", index)
        options = entry.get("options", [""])
        places = tuple((entry["family"], v, entry["claim"], o)
                       for v in entry["variants"] for o in options)  # fmt: skip
        for place in places:
            if place not in given:
                hint = "name variants, claim and options as a record of these rounds has them"
                problems.append(
                    document.problem(at, "a verdict that was read", ".".join(place), hint)
                )
            if place in seen:
                problems.append(document.problem(at, "each verdict settled once", ".".join(place)))
            seen.add(place)
        out.append(Settled(places, entry["outcome"], entry.get("mended") == "yes"))
    if problems:
        raise DataError(problems)
    return out


def readings(records: Iterable[Record]) -> dict[Place, set[str]]:
    """Return what readers said of each verdict."""
    out: dict[Place, set[str]] = {}
    for record in records:
        family, _, variant = record["id"].rpartition(".")
        for entry in record["verdicts"]:
            place = (family, variant, entry["key"], entry.get("option", ""))
            out.setdefault(place, set()).add(entry["value"])
    return out


def residual(records: Sequence[Record], outcomes: Iterable[Settled], known: Gold) -> Audit | None:
    """Return the audit's figures, None where no verdict of the gold was read.

    Args:
        records: blind readings; those that saw gold are left out.
        outcomes: how differences were settled.
        known: the gold as it is now. A verdict that has left it counts only if it was found wrong.
    """
    blind = [r for r in records if r["blind"] and r["what"] == "verdicts"]
    given = readings(blind)
    outcome = {place: one for one in outcomes for place in one.places}
    wrong = {p for p, one in outcome.items() if one.outcome == WRONG}
    read_ = {p for p in given if p in known.verdicts} | wrong
    if not read_:
        return None
    differing = {p for p in read_ if p in wrong or given[p] != {known.verdicts[p]}}
    open_ = differing - outcome.keys()
    bad = wrong | open_
    quartets = {f: places for f, places in known.quartets.items() if places <= read_}
    failed = sum(bool(places & bad) for places in quartets.values())
    error, upper = _share(read_, bad)
    return Audit(
        rounds=tuple(sorted({r["round"] for r in blind})),
        read_by=tuple(sorted({r["made_by"] for r in blind})),
        readers=len({r["annotator"] for r in blind}),
        families=len({place[0] for place in read_}),
        verdicts=len(read_),
        differing=len(differing),
        wrong=len(wrong),
        mended=sum(outcome[place].mended for place in wrong),
        open=len(open_),
        error=error,
        error_upper=upper,
        quartets=len(quartets),
        quartets_wrong=failed,
        ceiling=round(1.0 - failed / len(quartets), 6) if quartets else None,
        ceiling_lower=round(1.0 - upper_bound(failed, len(quartets)), 6) if quartets else None,
    )


def unsettled(
    records: Iterable[Record], outcomes: Iterable[Settled], known: Gold
) -> list[tuple[Place, str]]:
    """Return the verdicts that somebody has to settle, with what readers said."""
    done = {place for one in outcomes for place in one.places}
    return [
        (place, ", ".join(sorted(said)))
        for place, said in sorted(readings(records).items())
        if place in known.verdicts and place not in done and said != {known.verdicts[place]}
    ]


def _share(read_: set[Place], bad: set[Place]) -> tuple[float, float | None]:
    """Return the share of wrong verdicts and the upper end of its interval over families."""
    import numpy as np

    from facelaw.scoring.intervals import share_interval

    families = sorted({place[0] for place in read_})
    counts = np.array(
        [[sum(p[0] == f for p in bad), sum(p[0] == f for p in read_)] for f in families],
        dtype=np.int64,
    )
    _, high = share_interval(counts, float(len(read_)))
    return round(len(bad) / len(read_), 6), None if high is None else round(high, 6)


def upper_bound(hits: int, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the exact one-sided upper bound of a share (Clopper and Pearson 1934).

    The share at which ``hits`` or fewer of ``n`` come with probability 1 - confidence; without
    a hit it is 1 - (1 - confidence)**(1/n), which the rule of three approximates.

    >>> round(upper_bound(0, 42), 4), round(3 / 42, 4)
    (0.0688, 0.0714)
    """
    from math import comb

    if hits >= n:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        p = (low + high) / 2
        below = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(hits + 1))
        low, high = (p, high) if below > 1 - confidence else (low, p)
    return high
