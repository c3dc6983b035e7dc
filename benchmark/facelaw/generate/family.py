"""A generated family: strands drawn, verdicts chosen, variants found, everything told.

Family ``index`` of a seed depends on the two numbers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice

from facelaw.generate.cast import Cast, Renaming, renamings
from facelaw.generate.casting import casts, offered
from facelaw.generate.choose import chooser
from facelaw.generate.plan import Level, plan
from facelaw.generate.state import State
from facelaw.generate.strand import strands
from facelaw.generate.stream import Stream
from facelaw.generate.tale import Tale
from facelaw.generate.vary import Change, Varier
from facelaw.gold.size import needed
from facelaw.scenarios.family import Family, Variant

TEXTS = 12
"""Ways of telling tried before a draw counts as impossible to tell."""

DRAWS = 8
"""Draws tried; about one family in two hundred needs a second."""


class Untold(ValueError):
    """No one change of the strands makes a variant, or no words keep the facts apart."""


@dataclass(frozen=True)
class Part:
    """One cast of a family: its states, the questions asked of it, its names in the family."""

    cast: Cast
    varier: Varier
    asks: tuple[str, ...]
    name: Renaming = field(default_factory=lambda: Renaming({}, {}))

    @property
    def states(self) -> tuple[State, ...]:
        """The states of the base."""
        return self.varier.states


def family(
    seed: int | str, index: int, level: int | None = None, size: int | None = None
) -> Family:
    """Return a generated family: a base, a flip, a control, and a gap or a date.

    Args:
        seed: of the set.
        index: of the family in the set; nothing else about the set matters.
        level: 1 to 5; by default 1 to 5 in turn.
        size: proof steps that must be right, in place of a level.

    Raises:
        ValueError: there is no such level.
    """
    if level is not None and level not in plan().levels:
        raise ValueError(f"level {level}: one of {', '.join(map(str, plan().levels))}")
    kind = f"s{size}" if size else f"l{level}" if level else ""
    stream = Stream("facelaw", seed, kind, index)
    if not size and level is None:
        level = 1 + index % len(plan().levels)
    named = "-".join(filter(None, ("gen", str(seed).lower(), kind, str(index))))
    return _redrawn(lambda draw: _family(named, draw, level, size), stream)


def _family(named: str, stream: Stream, level: int | None, size: int | None) -> Family:
    stage = "advice" if stream.sub("stage").chance(plan().targets["stage"]["advice"]) else "trial"
    asked_on = _asked(stream)
    if size:
        parts = _grown(stream, stage, asked_on, size)
        count = sum(len(part.cast.strands) for part in parts)
        level = next((n for n, o in plan().levels.items() if count <= o.strands[1]), 6)
    else:
        assert level is not None
        parts = _drawn(stream, stage, asked_on, plan().levels[level])
    return _told(Tale(named, level, plan().levels[min(level, 5)], stage, asked_on, stream), parts)


def _redrawn(draw: Callable[[Stream], Family], stream: Stream) -> Family:
    """Return what the stream draws, or the first draw after it that can be varied and told."""
    for attempt in range(1, DRAWS):
        try:
            return draw(stream)
        except Untold:
            stream = stream.sub("again", attempt)
    return draw(stream)


def sample(strand: str, seed: int | str, index: int, form: str = "narrative") -> Family:
    """Return a family in which one strand is told, attached where it attaches; for its author.

    Raises:
        UsageError: there is no such strand, or no other that it could attach to.
    """
    from facelaw.errors import UsageError

    stream = Stream("facelaw", seed, strand, index)
    own = next((s for s in strands() if s.id == strand), None)
    if own is None:
        raise UsageError(f"no strand {strand}; there are {', '.join(s.id for s in strands())}")
    cast = Cast((own,), ((-1, ""),))
    if own.base:
        hosts = [(s, act) for s in strands() if not s.base for act in offered(s, own)]
        if not hosts:
            raise UsageError(f"{strand} attaches to an act, and no strand offers one that fits")
        host, act = stream.sub("host").pick(hosts)
        cast = Cast((host, own), ((-1, ""), (0, act)))
    stage = stream.sub("stage").pick(own.stages)
    named = f"gen-{seed}-{strand}-{index}"
    return of_casts(named, [cast], stream, stage, 4 if form == "dossier" else 3)


def of_casts(named: str, casts: Sequence[Cast], stream: Stream, stage: str, level: int) -> Family:
    """Return a family of given strands, told as its level tells; asked as often as it asks."""
    form = plan().levels[min(level, 5)]
    share = max(1, round(form.asks / len(casts)))

    def drawn(draw: Stream) -> Family:
        asked_on = _asked(draw)
        parts = [
            _part(draw.sub("part", at), cast, stage, asked_on, share, form.rows)
            for at, cast in enumerate(casts)
        ]
        return _told(Tale(named, level, form, stage, asked_on, draw), parts)

    return _redrawn(drawn, stream)


def _asked(stream: Stream) -> str:
    first, last = map(date.fromisoformat, plan().asked_on)
    return (first + timedelta(stream.sub("asked").below((last - first).days + 1))).isoformat()


def _told(tale: Tale, parts: Sequence[Part]) -> Family:
    """Return the family told: its variants found, and words for which every fact has its own."""
    common = tale.stream.sub("common").pick(("platform", "victim", ""))
    names = renamings([part.cast for part in parts], common)
    parts = [replace(part, name=name) for part, name in zip(parts, names, strict=True)]
    changes = variants(parts, tale.stream)
    if not all(changed for _, changed in changes):
        kinds = ", ".join(variant.kind for variant, changed in changes if not changed)
        raise Untold(f"{tale.id}: its strands offer nothing for a {kinds}: docs/generate.md")
    castings = [(p.cast, p.states, p.asks, p.name) for p in parts]
    for attempt in range(TEXTS):
        found = replace(tale, stream=tale.stream.sub("tale", attempt)).family(castings, changes)
        if found is not None:
            return found
    raise Untold(f"{tale.id}: no way of telling it keeps every fact's words apart")


def _drawn(stream: Stream, stage: str, asked_on: str, form: Level) -> list[Part]:
    """Return the parts of a family of one level."""
    most = stream.sub("strands").between(*form.strands)
    drawn = list(casts(stream.sub("casts"), stage, most))
    out: list[Part] = []
    left = form.asks
    for at, cast in enumerate(drawn):
        share = max(1, round(left / (len(drawn) - at)))
        out.append(_part(stream.sub("part", at), cast, stage, asked_on, share, form.rows))
        left -= len(out[-1].asks)
    return out


def _grown(stream: Stream, stage: str, asked_on: str, size: int) -> list[Part]:
    """Return parts until their proofs have ``size`` steps."""
    out: list[Part] = []
    done = 0
    rows = 1 if size < 60 else 3 if size < 200 else 5
    for at, cast in enumerate(casts(stream.sub("casts"), stage, size)):
        each = plan().asks_each * len(cast.strands)
        part = _part(stream.sub("part", at), cast, stage, asked_on, each, rows)
        steps = sum(map(len, needed(part.varier.base, part.asks)))
        if out and done + steps / 2 > size:
            break
        out.append(part)
        done += steps
        if done >= size:
            break
    return out


def _part(stream: Stream, cast: Cast, stage: str, asked_on: str, share: int, rows: int) -> Part:
    choose = chooser(cast)
    states = choose.choose(stream, stage, asked_on, rows=rows)
    asks = _asks(stream.sub("ask"), cast, share)
    varier = Varier(choose, states, asks, asked_on)
    draw = stream.sub("open")
    if draw.chance(0.4):
        moving = stage == "advice" and draw.chance(0.5)
        for change in islice(varier.gaps(draw, moving), 1):
            varier = Varier(choose, change.states, asks, asked_on)
    return Part(cast, varier, asks)


def _asks(stream: Stream, cast: Cast, most: int) -> tuple[str, ...]:
    """Return up to ``most`` questions, spread over the strands, in the order of the cast."""
    by_strand = [
        stream.sub(at).shuffled([p.ask(a) for a in p.strand.ask])
        for at, p in enumerate(cast.placed)
    ]
    chosen: list[str] = []
    for turn in range(4):
        for asks in by_strand:
            if turn < len(asks) and len(chosen) < most and asks[turn] not in chosen:
                chosen.append(asks[turn])
    return tuple(ask for ask in cast.asks if ask in chosen)


def variants(parts: Sequence[Part], stream: Stream) -> list[tuple[Variant, Changed]]:
    """Return the flip, the control and the third core variant, each over some of the parts."""
    third = stream.sub("third").weighted(
        list(plan().targets["third"]), list(plan().targets["third"].values())
    )
    moving = stream.sub("moved").chance(plan().targets["moved"]["yes"])
    out: list[tuple[Variant, Changed]] = []
    order = stream.sub("parts").shuffled(range(len(parts)))
    count = max(1, round(len(parts) * 0.4))
    for number, kind in enumerate(("flip", "control", third), 1):
        turned = order if kind != third else order[::-1]
        found: Changed = {}
        for kind_, moved in _ways(kind, moving):
            for at in turned:
                if len(found) < count and at not in found:
                    draw = stream.sub("variant", number, kind_, at)
                    change = _best(parts[at], draw, kind_, moved)
                    if change is not None:
                        found[at] = change
            if found:
                kind = kind_
                break
        variant = Variant(f"v{number}", kind, True, f"{kind}-{'-'.join(map(str, sorted(found)))}")
        out.append((variant, found))
    return out


Changed = dict[int, Change]
"""Place of a part in the family to what changes in it."""


def _ways(kind: str, moving: bool) -> Iterator[tuple[str, bool]]:
    """Yield a kind of variant and whether it moves a verdict, then what to take in its place."""
    if kind in ("flip", "control"):
        yield kind, kind == "flip"
        return
    other = "date" if kind == "gap" else "gap"
    yield from ((kind, moving), (other, moving), (kind, not moving), (other, not moving))


def _best(part: Part, draw: Stream, kind: str, moving: bool) -> Change | None:
    """Return the first change that moves some but not all of a part's verdicts, or the first."""
    found = {
        "flip": lambda: part.varier.flips(draw),
        "control": lambda: part.varier.controls(draw),
        "gap": lambda: part.varier.gaps(draw, moving),
        "date": lambda: part.varier.moves(draw, moving),
    }[kind]()
    first: Change | None = None
    for change in islice(found, 6):
        first = first or change
        if kind != "flip" or len(change.moved) < len(part.asks):
            return change
    return first
