"""Casting: strands put together into one shape, with parties and acts named as in a family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from facelaw.generate.strand import Strand
from facelaw.law.shape import ActShape, Shape

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Placed:
    """A strand with its own names mapped to those of the family."""

    strand: Strand
    parties: Mapping[str, str]
    acts: Mapping[str, str]

    def key(self, key: str) -> str:
        """Return a fact's key in the family's names: ``made@x`` becomes ``made@a3``."""
        name, at, args = key.partition("@")
        if not at:
            return key
        return f"{name}@{':'.join(self.name(arg) for arg in args.split(':'))}"

    def name(self, local: str) -> str:
        """Return the family's name of a party or act."""
        return self.acts[local] if local.islower() else self.parties[local]

    def ask(self, ask: str) -> str:
        """Return a question in the family's names."""
        left, claim, right = ask.split(".")
        left = left if left == "state" else self.parties[left]
        return f"{left}.{claim}.{self.parties[right]}"


@dataclass(frozen=True)
class Cast:
    """Strands that hang together: the first stands alone, each other attaches to one before it.

    ``hosts`` names for each strand the place of the one that it attaches to and the offered
    act, ``(-1, "")`` for the first. Equal casts have equal shapes, so their programs are
    grounded once.
    """

    strands: tuple[Strand, ...]
    hosts: tuple[tuple[int, str], ...]

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """The strands with their names given out in order of appearance."""
        parties, acts = _letters(), _numbers()
        out: list[Placed] = []
        for strand, (host, offered) in zip(self.strands, self.hosts, strict=True):
            names: dict[str, str] = {}
            doings: dict[str, str] = {}
            if strand.base:
                there = out[host]
                act, by, to, _ = strand.base
                doing = there.strand.acts[offered]
                names = {by: there.parties[doing.by], to: there.parties[doing.to[0]]}
                doings = {act: there.acts[offered]}
            names |= {name: next(parties) for name in strand.parties}
            doings |= {name: next(acts) for name in strand.acts}
            out.append(Placed(strand, names, doings))
        return tuple(out)

    @cached_property
    def shape(self) -> Shape:
        """The parties and acts of all strands."""
        parties = tuple(p.parties[name] for p in self.placed for name in p.strand.parties)
        acts = tuple(
            ActShape(
                p.acts[name],
                p.parties[act.by],
                tuple(p.parties[to] for to in act.to),
                p.acts[act.on] if act.on else "",
            )
            for p in self.placed
            for name, act in p.strand.acts.items()
        )
        return Shape(parties, acts)

    @cached_property
    def asks(self) -> tuple[str, ...]:
        """Every question that the strands can ask, each once."""
        return tuple(dict.fromkeys(p.ask(ask) for p in self.placed for ask in p.strand.ask))

    @cached_property
    def pins(self) -> dict[str, str]:
        """The readings pinned by the strands."""
        return {r: o for p in self.placed for r, o in p.strand.pins.items()}


@dataclass(frozen=True)
class Renaming:
    """The names of a cast moved on, so that several casts stand in one family."""

    parties: Mapping[str, str]
    acts: Mapping[str, str]

    def __call__(self, key: str) -> str:
        """Return a fact's key, or a question, in the names of the family."""
        if "." in key:
            left, claim, right = key.split(".")
            return f"{self.parties.get(left, left)}.{claim}.{self.parties[right]}"
        name, at, args = key.partition("@")
        if not at:
            return key
        return f"{name}@{':'.join(self.one(arg) for arg in args.split(':'))}"

    def one(self, name: str) -> str:
        """Return a party or an act in the names of the family."""
        return self.acts[name] if name[0] == "a" else self.parties[name]


SHARED = {"platform": ("platform", "app"), "victim": ("person", "public_person")}
"""What the casts of a family may have in common, and the kinds of party that this can be."""

ANYBODY = ("private_person", "many_people", "none")
"""Victims of whom a strand tells no calling, age or kin."""


def renamings(casts: Sequence[Cast], common: str = "") -> list[Renaming]:
    """Return for each cast its names within one family, given out in order.

    With ``common`` a platform, or a victim, of one cast is that of the others too, where no fact
    is told of the party itself: each question then still rests on the acts of its own cast. A
    victim is one person in two casts only where both can be true of one: beside a private
    person's story that of an actor, but not of an actor and somebody's clerk.
    """
    parties, acts = _letters(), _numbers()
    met: dict[str, tuple[str, str]] = {}
    out: list[Renaming] = []
    for cast in casts:
        names: dict[str, str] = {}
        shared = list(_sharing(cast, common))
        for party, kind, life in shared:
            name, known = met.get(kind, ("", ""))
            if name and (not life or not known):
                names[party] = name
                met[kind] = (name, life or known)
                break
        names |= {party: next(parties) for party in cast.shape.parties if party not in names}
        for party, kind, life in shared:
            met.setdefault(kind, (names[party], life))
        out.append(Renaming(names, {act.id: next(acts) for act in cast.shape.acts}))
    return out


def _sharing(cast: Cast, common: str) -> Iterator[tuple[str, str, str]]:
    """Yield the parties of a cast that others may have too, with kind and walk of life."""
    for placed in cast.placed:
        told = {key.partition("@")[2] for e in placed.strand.tell.values() for key in e.facts}
        claimants = {ask.split(".")[0] for ask in placed.strand.ask}
        life = "" if common != "victim" or placed.strand.victim in ANYBODY else placed.strand.victim
        for local, (_, kind) in placed.strand.parties.items():
            fits = kind in SHARED.get(common, ()) and local not in told
            if fits and life != "minor" and (common != "victim" or local in claimants):
                yield placed.parties[local], kind, life


def _letters() -> Iterator[str]:
    """Yield A to Z, then A1 to Z1, A2 ..."""
    yield from LETTERS
    for round_ in count(1):
        yield from (f"{letter}{round_}" for letter in LETTERS)


def _numbers() -> Iterator[str]:
    return (f"a{n}" for n in count(1))
