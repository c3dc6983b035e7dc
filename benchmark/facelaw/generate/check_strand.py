"""Is a strand file sound? Names, facts, marks, bands: what the schema cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facelaw.errors import Problem
from facelaw.files import Path_
from facelaw.generate.strand import GAP, OPEN, Entry, Option, Strand, Words
from facelaw.law.load import shipped
from facelaw.scenarios.numbers import disagree
from facelaw.scenarios.text import DOCUMENT_KINDS

MARK = re.compile(r"\[\[([^|\]]+)\|(.+?)\]\]", re.DOTALL)
PLACE = re.compile(r"\{([A-Za-z_]+)(?:\.([a-z]+))?\}")
FORMS = frozenset({"he", "him", "his", "short"})


def check_strand(strand: Strand) -> list[Problem]:
    """Return every fault of a strand, by line."""
    return sorted({*_names(strand), *_facts(strand), *_told(strand)})


def _names(strand: Strand) -> Iterator[Problem]:
    known = _parties(strand)
    for name, act in strand.acts.items():
        for party in (act.by, *act.to):
            if party not in known:
                yield _problem(strand, ("acts", name), "a party of the strand", party)
        for named in (act.start, act.until):
            if named not in strand.days and not _is_clock(strand, named):
                yield _problem(strand, ("acts", name), "a day named under dates", named)
        base = strand.base[0] if strand.base else ""
        if act.on and act.on != base and act.on not in strand.acts:
            yield _problem(strand, ("acts", name, "on"), "an act of the strand", act.on)
    law = shipped()
    for at, ask in enumerate(strand.ask):
        left, claim, right = ask.split(".")
        if claim not in law.claims or not law.claims[claim].holds:
            yield _problem(strand, ("ask", at), "a claim with a verdict", claim)
        for party in {left, right} - known - {"state"}:
            yield _problem(strand, ("ask", at), "a party of the strand", party)
    for reading, option in strand.pins.items():
        options = [o.id for o in law.readings[reading].options] if reading in law.readings else []
        if option not in options:
            came = f"{reading}: {option}"
            yield _problem(strand, ("pins", reading), f"one of {', '.join(options)}", came)
    for name, day in strand.days.items():
        if day.after and day.after not in strand.days:
            yield _problem(strand, ("dates", name), "a day named before it", day.after)
    for offered in strand.offers:
        if offered not in strand.acts:
            yield _problem(strand, ("offers",), "an act of the strand", offered)


def _parties(strand: Strand) -> set[str]:
    return {*strand.parties, *(strand.base[1:3] if strand.base else ())}


def _is_clock(strand: Strand, name: str) -> bool:
    return name in strand.tell and strand.tell[name].clock is not None


def _facts(strand: Strand) -> Iterator[Problem]:
    """Each fact is known, told by one entry alone, fits its scope and value; bands cross no cut."""
    law = shipped()
    acts = {*strand.acts, *(strand.base[:1] if strand.base else ())}
    known = _parties(strand)
    owner: dict[str, str] = {}
    for at, entry in enumerate(strand.tell.values()):
        for key in sorted(entry.facts):
            where: Path_ = ("tell", at)
            name, _, args = key.partition("@")
            if name not in law.facts:
                yield _problem(strand, where, "a fact of the vocabulary", name)
                continue
            if owner.setdefault(key, entry.id) != entry.id:
                yield _problem(strand, where, f"a fact told once; {owner[key]} tells it too", key)
            first, _, second = args.partition(":")
            scope = law.facts[name].of
            fits = {
                "case": not args,
                "party": first in known and not second,
                "act": first in acts and not second,
                "act_party": first in acts and second in known,
                "pair": first in known and second in known,
            }[scope]
            if not fits:
                yield _problem(strand, where, f"the form of a fact about {scope}", key)
            for option in (*entry.options.values(), *([entry.gap] if entry.gap else [])):
                value = option.facts.get(key, "")
                values = law.facts[name].values
                kind = law.facts[name].type
                good = (
                    value in ("", OPEN)
                    or (kind == "bool" and value in ("yes", "no"))
                    or (kind == "enum" and value in values)
                    or kind in ("count", "money", "date")
                )
                if not good:
                    yield _problem(strand, where, f"a value of {name}", value)
        yield from _bands(strand, at, entry)
        for option in entry.options.values():
            for other, wanted in option.needs.items():
                target = strand.tell.get(other)
                if target is None or not set(wanted) <= set(target.options):
                    came = f"{other}: {', '.join(wanted)}"
                    yield _problem(strand, ("tell", at), "options of an entry in needs", came)


def _bands(strand: Strand, at: int, entry: Entry) -> Iterator[Problem]:
    counted = entry.tally or entry.clock
    if counted is None:
        return
    cuts = shipped().cuts.get(counted.fact.partition("@")[0], ())
    for band, (low, high) in counted.bands.items():
        crossed = [cut for cut in cuts if low < float(cut) <= high]
        if crossed or low > high:
            expected = f"a band within the cuts {', '.join(cuts)}"
            yield _problem(strand, ("tell", at), expected, f"{band}: {low} to {high}")
    if entry.clock and entry.clock.day not in strand.days:
        yield _problem(strand, ("tell", at, "clock"), "a day named under dates", entry.clock.day)
    if entry.tally and bool(entry.tally.rows) != bool(entry.tally.beside):
        yield _problem(strand, ("tell", at), "rows and beside, or neither", entry.id)


def _told(strand: Strand) -> Iterator[Problem]:
    """Every way of telling an option marks just its facts, with the same marks and numbers."""
    names = _parties(strand)
    plain = {*strand.words, *strand.days, *strand.numbers, "total", "n", "k", "start", "end"}
    for at, entry in enumerate(strand.tell.values()):
        where: Path_ = ("tell", at)
        if entry.kind not in DOCUMENT_KINDS:
            yield _problem(strand, where, "a kind of document", entry.kind)
        gap = [entry.gap] if entry.gap else []
        for option in (*entry.options.values(), *gap):
            if option.slip_in and option.slip_in not in DOCUMENT_KINDS:
                yield _problem(strand, where, "a kind of document", option.slip_in)
            for words in _ways(entry, option):
                for lang in ("zh", "en"):
                    for name, form in PLACE.findall(words[lang]):
                        good = name in names and form in {"", *FORMS}
                        good |= name in strand.days and form in ("", "later")
                        if not good and not (name in plain and not form):
                            came = f"{{{name}{'.' + form if form else ''}}} in: {words[lang]}"
                            yield _problem(strand, where, "a placeholder the strand has", came)
                    yield from _marked(strand, where, entry, option, words[lang], lang)
                only = disagree(_bare(words.zh), _bare(words.en))
                if any(only):
                    came = f"zh {_list(only[0])}, en {_list(only[1])}: {words.zh}"
                    yield _problem(strand, where, "the same numbers in zh and en", came)


def _ways(entry: Entry, option: Option) -> Iterator[Words]:
    yield from option.said
    yield from option.lines
    if option.mend:
        yield option.mend


def _marked(
    strand: Strand, where: Path_, entry: Entry, option: Option, text: str, lang: str
) -> Iterator[Problem]:
    marks = [key for keys, _ in MARK.findall(text) for key in keys.split(",")]
    if MARK.sub("", text).count("[["):
        yield _problem(strand, where, "marks of the form [[key|words]]", text)
    counted = entry.clock.fact if entry.clock and option.id != GAP else ""
    known = set(option.facts) - {counted}
    for key in marks:
        if key != "#" and key not in known:
            expected = f"marks of {option.id}'s facts: {', '.join(sorted(known))}"
            yield _problem(strand, where, expected, f"{key} ({lang})")
    if counted and marks.count("#") != 2:
        yield _problem(strand, where, "two marks [[#|…]], of the start and the end", text)
    silent = {key for key in known if _silence(key) == option.facts[key]}
    for key in sorted(known - set(marks) - silent - {counted}):
        if not entry.inert and not _implied_words(entry, key):
            hint = "mark the words that state it"
            yield _problem(strand, where, f"a mark of {key} in {lang}", text, hint)


def _implied_words(entry: Entry, key: str) -> bool:
    """Tell whether a quantity's rows state the fact where the telling does not."""
    return entry.tally is not None and key == entry.tally.fact


def _silence(key: str) -> str:
    fact = shipped().facts.get(key.partition("@")[0])
    return fact.silence if fact else ""


def _bare(text: str) -> str:
    """Return a telling without marks; placeholders stay out of the comparison of numbers."""
    return PLACE.sub("某", MARK.sub(lambda found: found.group(2), text))


def _list(values: Sequence[object]) -> str:
    return ", ".join(map(str, values)) or "none"


def _problem(
    strand: Strand, path: Path_, expected: str, came: str, hint: str = "see docs/generate.md"
) -> Problem:
    return strand.source.problem(path, expected, came, hint)
