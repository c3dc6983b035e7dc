"""Invented names and words, drawn without repetition within a family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from facelaw import _paths
from facelaw.files import load_yaml
from facelaw.generate.strand import Words
from facelaw.generate.stream import Stream
from facelaw.scenarios.lists import word_list

THING = {
    "he": Words("它", "it"), "him": Words("它", "it"), "his": Words("它的", "its"),
}  # fmt: skip
PERSON = {
    "she": {"he": Words("她", "she"), "him": Words("她", "her"), "his": Words("她的", "her")},
    "he": {"he": Words("他", "he"), "him": Words("他", "him"), "his": Words("他的", "his")},
}


@dataclass(frozen=True)
class Name:
    """How a party is called: in full, for short, and by pronouns."""

    full: Words
    short: Words
    forms: Mapping[str, Words]

    def form(self, which: str) -> Words:
        """Return the form that a placeholder asks for."""
        return self.full if not which else self.short if which == "short" else self.forms[which]


@cache
def lists() -> dict[str, tuple[Words, ...]]:
    """Return the lists of ``data/generate/names.yaml``."""
    raw = load_yaml(_paths.data("generate", "names.yaml")).value
    return {name: tuple(Words(e["zh"], e["en"]) for e in some) for name, some in raw.items()}


class Namer:
    """Gives out names for one family, each once."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.used: dict[str, set[str]] = {}

    def word(self, name: str, key: str) -> Words:
        """Return a word of a list that was not given out before; ``key`` names who asks."""
        options = lists()[name]
        used = self.used.setdefault(name, set())
        order = self.stream.sub("word", name, key).shuffled(options)
        for city in (None, *self.stream.sub("city", name, key).shuffled(lists()["cities"])):
            for option in order:
                found = (
                    option if city is None else Words(city.zh + option.zh, f"{city.en} {option.en}")
                )
                if found.zh not in used:
                    used.add(found.zh)
                    return found
        raise ValueError(f"{name}: {len(used)} words are in use; add to data/generate/names.yaml")

    def party(self, kind: str, key: str) -> Name:
        """Return the name of a party of a kind."""
        if kind not in ("person", "public_person"):
            full = self.word(kind, key)
            return Name(full, full, THING)
        draw = self.stream.sub("person", key)
        used = self.used.setdefault("person", set())
        surnames = lists()["surnames"]
        fresh = [s for s in draw.shuffled(surnames) if s.zh not in used]
        for surname in [*fresh, *draw.shuffled(surnames)]:
            sex = draw.pick(("she", "he"))
            options = lists()[f"given_{sex}"]
            given = draw.pick([g for g in options if g.zh not in used] or options)
            full = Words(surname.zh + given.zh, f"{surname.en} {given.en}")
            real = word_list("real_persons").found(f"{full.zh} {full.en}")
            if full.zh not in used and full.en not in used and not real:
                used |= {surname.zh, given.zh, full.zh, full.en}
                title = "Ms" if sex == "she" else "Mr"
                short = Words(f"{surname.zh}某", f"{title} {surname.en}")
                return Name(full, short, PERSON[sex])
        return self.party(kind, key + "'")
