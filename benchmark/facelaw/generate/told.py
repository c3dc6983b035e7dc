"""What one family tells, in its base and in each variant: names, threads, pages, facts, acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from facelaw.generate.arrange import Thread, dossier, narrative
from facelaw.generate.cast import Cast, Renaming
from facelaw.generate.names import Name, Namer
from facelaw.generate.page import Page
from facelaw.generate.plan import plan
from facelaw.generate.state import State
from facelaw.generate.strand import GAP, Strand, Words
from facelaw.generate.stream import Stream
from facelaw.generate.tell import Teller, Unit
from facelaw.scenarios.family import Act, FactEntry, Party, Quote, Row
from facelaw.scenarios.text import Part

Casting = tuple[Cast, tuple[State, ...], tuple[str, ...], Renaming]
"""A cast, its states in the base, the questions asked of it, its names in the family."""


@dataclass(frozen=True)
class Told:
    """The words of one family, the same for its base and its variants."""

    dossier: bool
    stage: str
    asked_on: str
    stream: Stream
    castings: Sequence[Casting]
    every: Sequence[Sequence[tuple[State, ...]]]
    touched: set[str]

    @cached_property
    def named(self) -> tuple[list[list[dict[str, Name]]], list[list[dict[str, Words]]]]:
        """Names of parties and words, by cast, strand and local name."""
        namer = self.namer()
        names: list[list[dict[str, Name]]] = []
        words: list[list[dict[str, Words]]] = []
        given: dict[str, Name] = {}
        for at, (cast, _, _, rename) in enumerate(self.castings):
            own: list[dict[str, Name]] = []
            lists: list[dict[str, Words]] = []
            for number, placed in enumerate(cast.placed):
                for local, (_, kind) in placed.strand.parties.items():
                    name = rename.one(placed.parties[local])
                    if name not in given:
                        given[name] = namer.party(kind, name)
                own.append({local: given[rename.one(n)] for local, n in placed.parties.items()})
                lists.append(
                    {
                        word: namer.word(kind, f"{at}.{number}.{word}")
                        for word, kind in placed.strand.words.items()
                    }
                )
            names.append(own)
            words.append(lists)
        return names, words

    def namer(self) -> Namer:
        """Return a namer that gives the same names each time."""
        return Namer(self.stream.sub("names"))

    @cached_property
    def parties(self) -> dict[str, Party]:
        """The parties of the family."""
        out: dict[str, Party] = {}
        for (cast, _, _, rename), own in zip(self.castings, self.named[0], strict=True):
            for placed, names in zip(cast.placed, own, strict=True):
                for local, (role, _) in placed.strand.parties.items():
                    id_ = rename.one(placed.parties[local])
                    name = names[local].full
                    out.setdefault(id_, Party(id_, role, name.zh, name.en))
        return out

    @cached_property
    def threads(self) -> list[list[Thread]]:
        """The strands as told in the base, then in each variant."""
        return [self.threads_of_base, *map(self._threads, self.every[1:])]

    def _threads(self, states: Sequence[tuple[State, ...]]) -> list[Thread]:
        names, words = self.named
        out: list[Thread] = []
        met: Counter[str] = Counter()
        for at, (_, base, _, _) in enumerate(self.castings):
            for number, own in enumerate(base):
                met[own.placed.strand.id] += 1
                state, given = states[at][number], names[at][number]
                if states is not self.every[0] and state is own:
                    out.append(self.threads_of_base[len(out)])
                    continue
                prefix = f"{at}.{number}"
                strand = own.placed.strand
                teller = Teller(
                    given,
                    words[at][number],
                    prefix,
                    own,
                    self.stream.sub(prefix),
                    self.stream.sub("ways", strand.id),
                    met[strand.id],
                )
                units = tuple(teller.units(state, self.dossier, self._slips(at, number, own)))
                out.append(Thread(units, at, *_whom(units, given, strand)))
        return out

    @cached_property
    def threads_of_base(self) -> list[Thread]:
        """The strands as told in the base."""
        return self._threads(self.every[0])

    def _slips(self, at: int, number: int, state: State) -> list[str]:
        """Return the places of a strand that are first told wrongly."""
        if not self.dossier:
            return []
        return [
            entry.id
            for entry in state.placed.strand.tell.values()
            if f"{at}.{number}.{entry.id}" not in self.touched
            and state.options[entry.id] != GAP
            and entry.options[state.options[entry.id]].slip
            and state.stream.sub("slip", entry.id).chance(plan().slips)
        ]

    @cached_property
    def arranged(self) -> tuple[str, list[Page], list[Part]]:
        """Register, pages and parts of the base."""
        namer, base = self.namer_after(), self.threads[0]
        if not self.dossier:
            register, pages = narrative(base, self.stream, namer, self.stage, self.asked_on)
            return register, pages, [Part("", {})]
        placed = [
            replace(t, units=tuple(replace(u, day=self.latest[u.id]) for u in t.units))
            for t in base
        ]
        pages, parts = dossier(placed, self.stream, namer, self.asked_on)
        return "dossier", pages, parts

    def pages(self, variant: int) -> list[Page]:
        """Return the pages of a variant, 0 for the base; units lie where they lie in the base.

        Raises:
            ValueError: the variant has other units than the base.
        """
        own = {unit.id: unit for thread in self.threads[variant] for unit in thread.units}
        if set(own) != {unit.id for thread in self.threads[0] for unit in thread.units}:
            raise ValueError("a variant tells as many things as its base")
        return [
            replace(page, units=tuple(own.get(unit.id, unit) for unit in page.units))
            for page in self.arranged[1]
        ]

    @cached_property
    def latest(self) -> dict[str, str]:
        """Unit to the latest day that it tells in any variant: its document is no older."""
        out: dict[str, str] = {}
        for told in self.threads:
            for thread in told:
                for unit in thread.units:
                    out[unit.id] = max(unit.day, out.get(unit.id, ""))
        return out

    def namer_after(self) -> Namer:
        """Return a namer that has given the parties their names."""
        namer = self.namer()
        for own in self.named[0]:
            for names in own:
                for name in names.values():
                    namer.used.setdefault("person", set()).update(
                        {name.full.zh, name.full.zh[0], name.full.zh[1:], name.full.en}
                    )
        return namer

    def facts(
        self, states: Sequence[tuple[State, ...]], pages: Sequence[Page]
    ) -> dict[str, FactEntry]:
        """Return the facts with the words that state them; what nobody tells is left to silence."""
        values: dict[str, str] = {}
        for (_, _, _, rename), own in zip(self.castings, states, strict=True):
            values |= {rename(key): value for state in own for key, value in state.facts.items()}
        quotes: dict[str, dict[str, tuple[Quote, ...]]] = {}
        rows: dict[str, list[Row]] = {}
        for page in pages:
            owners = {id(mark): unit for unit in page.units for mark in unit.marks}
            for mark, found in page.quotes():
                rename = self.castings[int(owners[id(mark)].id.split(".")[0])][3]
                key = rename(mark.key)
                if mark.row is not None:
                    rows.setdefault(key, []).append(replace(mark.row, quotes=found))
                    continue
                there = quotes.setdefault(key, {"zh": (), "en": ()})
                for lang, words in found.items():
                    there[lang] = (*there[lang], *(w for w in words if w not in there[lang]))
        out: dict[str, FactEntry] = {}
        for key, value in values.items():
            if key in rows:
                kind = "hours" if rows[key][0].at else "sum"
                out[key] = FactEntry(key, value, {}, kind, tuple(rows[key]))
            elif value == "unknown":
                out[key] = FactEntry(key, value, {})
            elif key in quotes:
                out[key] = FactEntry(key, value, quotes[key])
        return out

    def acts(self, states: Sequence[tuple[State, ...]]) -> dict[str, Act]:
        """Return the acts of the family."""
        out: dict[str, Act] = {}
        for (cast, _, _, rename), own in zip(self.castings, states, strict=True):
            days = {act: span for state in own for act, span in state.dates.items()}
            for shape in cast.shape.acts:
                id_ = rename.one(shape.id)
                to = tuple(map(rename.one, shape.to))
                on = rename.one(shape.on) if shape.on else ""
                out[id_] = Act(id_, rename.one(shape.by), to, *days[shape.id], on)
        return out


def _whom(
    units: Sequence[Unit], given: Mapping[str, Name], strand: Strand
) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return the two that a strand is about, and the two whose messages it holds."""
    act = next(iter(strand.acts.values()))
    about = tuple(given[name].full for name in (*act.to[:1], act.by))
    known = {name.full.zh: name.full for name in given.values()}
    said = [
        line.partition("：")[0]
        for unit in units
        if unit.kind == "chat_log" and unit.line
        for line in unit.text[0].split("\n")
    ]
    return about, tuple([known[who] for who in dict.fromkeys(said) if who in known][:2])
