"""How far annotators agree: per fact, per claim, per pair of annotators; and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from facelaw.annotations.records import Record
from facelaw.scoring.agreement import Agreement, Unit, agreement

UNMARKED = "unmarked"
"""The value of a fact that an annotator read past while another marked it."""


@dataclass(frozen=True)
class Judged:
    """One thing that several annotators judged.

    Attributes:
        scenario: family.variant.
        lang: language of the text.
        what: ``facts`` or ``verdicts``.
        key: fact key, or question.
        option: the reading a verdict was given on, or "".
        values: annotator to value, everyone who read the scenario for this purpose.
        words: annotator to the words marked.
    """

    scenario: str
    lang: str
    what: str
    key: str
    option: str
    values: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @property
    def family(self) -> str:
        """The family, which intervals are clustered by."""
        return self.scenario.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The fact's or claim's own id, whoever it is about."""
        return self.key.partition("@")[0] if self.what == "facts" else self.key.split(".")[1]

    @property
    def agreed(self) -> bool:
        """Whether everyone gave the same value."""
        return len(set(self.values.values())) == 1


@dataclass(frozen=True)
class Row:
    """One line of the table: what it is about, and the figures."""

    what: str
    name: str
    figures: Agreement


def judged(records: Iterable[Record], silence: Mapping[str, str] | None = None) -> list[Judged]:
    """Return everything that at least two annotators read, in order of scenario and key.

    ``silence`` says what counts for a fact that the text does not mention, by its id: who leaves
    it out and who states that value agree. Without it a fact left out is :data:`UNMARKED`.
    """
    groups: dict[tuple[str, str, str, str], dict[str, Record]] = {}
    for r in records:
        group = groups.setdefault((r["id"], r["lang"], r["what"], r["round"]), {})
        group[r["annotator"]] = r
    out: list[Judged] = []
    for (scenario, lang, what, _), readers in sorted(groups.items()):
        if len(readers) > 1:
            out += _judged(scenario, lang, what, readers, silence or {})
    return out


def _judged(
    scenario: str,
    lang: str,
    what: str,
    readers: Mapping[str, Record],
    silence: Mapping[str, str],
) -> Iterator[Judged]:
    said = {
        who: {(e["key"], e.get("option", "")): e for e in record[what]}
        for who, record in readers.items()
    }
    for key, option in sorted({place for entries in said.values() for place in entries}):
        found = {who: entries.get((key, option)) for who, entries in said.items()}
        unmarked = silence.get(key.partition("@")[0], UNMARKED)
        values = {
            who: unmarked if entry is None else entry["value"]
            for who, entry in found.items()
            if entry is not None or what == "facts"
        }
        words = {
            who: tuple(span["text"] for span in entry.get("spans", ()))
            for who, entry in found.items()
            if entry
        }
        yield Judged(scenario, lang, what, key, option, values, words)


def rows(things: Sequence[Judged], apart: Sequence[str] = ()) -> list[Row]:
    """Return agreement over all, then by fact or claim, then by pair of annotators.

    Args:
        things: what was judged.
        apart: annotators who count in pairs alone, such as the derived answers.
    """
    out: list[Row] = []
    for what in ("facts", "verdicts"):
        mine = [t for t in things if t.what == what]
        everyone = sorted({who for t in mine for who in t.values})
        readers = [who for who in everyone if who not in apart]
        if not mine:
            continue
        if len(readers) > 1:
            out.append(Row(what, "all", _figures(mine, readers)))
            for name in sorted({t.name for t in mine}):
                figures = _figures([t for t in mine if t.name == name], readers)
                out.append(Row(what, name, figures))
        if len(everyone) > 2 or len(readers) < 2:
            for pair in combinations(everyone, 2):
                out.append(Row(what, " / ".join(pair), _figures(mine, pair)))
    return out


def _figures(things: Sequence[Judged], annotators: Sequence[str]) -> Agreement:
    return agreement(
        [Unit(t.family, tuple(t.values.get(who) for who in annotators)) for t in things]
    )


def overlap(things: Sequence[Judged]) -> float | None:
    """Return how far marked words coincide: mean Dice of characters over pairs with one value.

    Words are compared as sets of two-character runs, so that a comma more costs little.
    """
    shares: list[float] = []
    for thing in things:
        for one, other in combinations(sorted(thing.words), 2):
            a, b = (_runs("".join(thing.words[who])) for who in (one, other))
            if a and b and thing.values[one] == thing.values[other]:
                shares.append(2 * len(a & b) / (len(a) + len(b)))
    return sum(shares) / len(shares) if shares else None


def _runs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def differences(things: Iterable[Judged]) -> list[Judged]:
    """Return what has to be adjudicated."""
    return [thing for thing in things if not thing.agreed]
