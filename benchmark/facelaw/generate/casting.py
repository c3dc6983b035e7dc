"""Drawing the strands of a family: which there are, and which hangs on which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from facelaw.generate.cast import Cast
from facelaw.generate.plan import plan
from facelaw.generate.strand import Strand, strands
from facelaw.generate.stream import Stream


def casts(stream: Stream, stage: str, most: int) -> Iterator[Cast]:
    """Yield casts that together have at most ``most`` strands; the last may be cut short.

    A strand that attaches goes to the cast begun last, where an act is offered; at most one
    strand of a family states facts of the whole case, and no two pin a reading differently.
    None comes again while another that fits has come less often.
    """
    pins: dict[str, str] = {}
    used: Counter[str] = Counter()
    alone = False
    left = most
    number = 0
    while left > 0:
        draw = stream.sub("cast", number)
        number += 1
        fitting = [s for s in _fitting(stage, pins, alone) if not s.base]
        first = _pick(draw.sub("first"), fitting, used)
        used[first.id] += 1
        some, hosts = [first], [(-1, "")]
        alone |= first.alone
        pins.update(first.pins)
        left -= 1
        while left > 0 and draw.sub("attach", len(some)).chance(plan().attach):
            places = _places(stage, some, pins, alone)
            if not places:
                break
            more = draw.sub("more", len(some))
            strand = _pick(more, list(places), used)
            host = more.pick(places[strand])
            used[strand.id] += 1
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


def _pick(draw: Stream, some: Sequence[Strand], used: Counter[str]) -> Strand:
    least = min(used[s.id] for s in some)
    rarest = [s for s in some if used[s.id] == least]
    return draw.weighted(rarest, [s.weight for s in rarest])


def _places(
    stage: str, some: Sequence[Strand], pins: dict[str, str], alone: bool
) -> dict[Strand, list[tuple[int, str]]]:
    """Return the strands that may attach to one already there, and to which of its acts."""
    there = {s.id for s in some}
    places = {
        strand: [(at, act) for at, host in enumerate(some) for act in offered(host, strand)]
        for strand in _fitting(stage, pins, alone)
        if strand.base and strand.id not in there
    }
    return {strand: found for strand, found in places.items() if found}


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
