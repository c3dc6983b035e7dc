"""Drawing the strands of a family: which there are, and which hangs on which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from facelaw.generate.cast import Cast
from facelaw.generate.plan import plan
from facelaw.generate.strand import Strand, strands
from facelaw.generate.stream import Stream


def casts(stream: Stream, stage: str, most: int) -> Iterator[Cast]:
    """Yield casts that together have at most ``most`` strands; the last may be cut short.

    A strand that attaches goes to the cast begun last, where an act is offered; at most one
    strand of a family states facts of the whole case, and no two pin a reading differently.
    """
    pins: dict[str, str] = {}
    alone = False
    left = most
    number = 0
    while left > 0:
        draw = stream.sub("cast", number)
        number += 1
        first = _pick(draw.sub("first"), [s for s in _fitting(stage, pins, alone) if not s.base])
        some, hosts = [first], [(-1, "")]
        alone |= first.alone
        pins.update(first.pins)
        left -= 1
        while left > 0 and draw.sub("attach", len(some)).chance(plan().attach):
            found = _attached(draw.sub("more", len(some)), stage, some, pins, alone)
            if found is None:
                break
            strand, host = found
            some.append(strand)
            hosts.append(host)
            alone |= strand.alone
            pins.update(strand.pins)
            left -= 1
        yield Cast(tuple(some), tuple(hosts))


def _fitting(stage: str, pins: dict[str, str], alone: bool) -> list[Strand]:
    return [
        s
        for s in strands()
        if stage in s.stages
        and not (s.alone and alone)
        and all(pins.get(reading, option) == option for reading, option in s.pins.items())
    ]


def _pick(draw: Stream, some: Sequence[Strand]) -> Strand:
    return draw.weighted(some, [s.weight for s in some])


def _attached(
    draw: Stream, stage: str, some: Sequence[Strand], pins: dict[str, str], alone: bool
) -> tuple[Strand, tuple[int, str]] | None:
    """Return a strand that may attach to one already there, and to which of its acts."""
    there = {s.id for s in some}
    places = {
        strand: [(at, act) for at, host in enumerate(some) for act in offered(host, strand)]
        for strand in _fitting(stage, pins, alone)
        if strand.base and strand.id not in there
    }
    fitting = [strand for strand, found in places.items() if found]
    if not fitting:
        return None
    strand = _pick(draw, fitting)
    return strand, draw.pick(places[strand])


def offered(host: Strand, strand: Strand) -> list[str]:
    """Return the acts of a host that a strand may attach to; none where both tell one fact."""
    assert strand.base is not None
    base, by, to, tag = strand.base
    found: list[str] = []
    for act, tags in host.offers.items():
        doing = host.acts[act]
        if tag not in tags:
            continue
        own = {base: act, by: doing.by, to: doing.to[0]}
        told = {key for entry in host.tell.values() for key in entry.facts}
        if not any(
            all(part in own for part in key.partition("@")[2].split(":"))
            and _renamed(key, own) in told
            for entry in strand.tell.values()
            for key in entry.facts
            if "@" in key
        ):
            found.append(act)
    return found


def _renamed(key: str, names: Mapping[str, str]) -> str:
    name, _, args = key.partition("@")
    return f"{name}@{':'.join(names[arg] for arg in args.split(':'))}"
