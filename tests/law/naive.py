"""An independent oracle: writes the rules out in its own way and tries every completion.

Shares nothing with the engine but the dataclasses: no solver, no cone, no cut-point atoms. Facts
are ordinary values, numbers are numbers, and a world is a dict of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from typing import Any


def worlds(law, case) -> Iterator[dict[str, str]]:
    """Every admissible completion of a case's facts and readings."""
    keys: dict[str, list[str]] = {}
    for f in law.facts.values():
        for args in arguments(case.shape, f.of):
            key = f"{f.id}@{':'.join(args)}" if args else f.id
            keys[key] = candidates(law, f, value_of(law, case, f, key, args))
    for r in law.readings.values():
        option = case.readings.get(r.id, "open")
        keys["reading:" + r.id] = [o.id for o in r.options] if option == "open" else [option]
    names = list(keys)
    for combo in product(*keys.values()):
        world = dict(zip(names, combo, strict=True))
        if all(fits(law, world, key) for key in names):
            yield world


def arguments(shape, scope) -> Any:
    return {
        "case": [()],
        "party": [(p,) for p in shape.parties],
        "act": [(a.id,) for a in shape.acts],
        "act_party": [(a.id, v) for a in shape.acts for v in a.to],
        "pair": [(p, q) for p in shape.parties for q in shape.parties if p != q],
    }[scope]


def value_of(law, case, f, key, args) -> Any:
    value = case.facts.get(key)
    if value is None:
        tail = f"@{':'.join(args)}" if args else ""
        for g in law.facts.values():  # one step is enough for the laws tested here
            if g.of == f.of and case.facts.get(g.id + tail) == "yes":
                if f.id in g.implies:
                    value = "yes"
                if f.id in g.excludes:
                    value = "no"
    value = f.silence if value is None else value
    if value == "unproved" or (value == "unknown" and case.stage == "trial"):
        value = f.unproved
    return value


def candidates(law, f, value) -> list[str]:
    if value != "unknown":
        return [value]
    if f.type == "bool":
        return ["yes", "no"]
    if f.type == "enum":
        return list(f.values)
    cuts = sorted({float(c) for c in law.cuts.get(f.id, ())})
    return [str(v) for v in ([cuts[0] - 1, *cuts] if cuts else [0])]


def fits(law, world, key) -> bool:
    name, _, tail = key.partition("@")
    f = law.facts.get(name)
    if f is None or world[key] != "yes":
        return True
    at = "@" + tail if tail else ""
    return all(world[g + at] != "yes" for g in f.excludes) and all(
        world[g + at] == "yes" for g in f.implies
    )


def holds(law, case, world, name, args) -> Any:
    """Whether a conclusion holds in a world, by plain recursion over the norms."""
    acts = {a.id: a for a in case.shape.acts}

    @cache
    def conclusion(name, args) -> Any:
        scope = law.conclusions[name].of
        return any(
            fires(norm, x, a, b)
            for norm in law.norms.values()
            if norm.then == name
            for x in [None, *case.shape.acts]
            for a in ["", *case.shape.parties]
            for b in ["", *case.shape.parties]
            if consistent(scope, args, x, a, b)
        )

    def consistent(scope, args, x, a, b) -> Any:
        if x is not None and (b != x.by or (a and a not in x.to)):
            return False
        return {
            "act": x is not None and (x.id,) == args,
            "act_party": x is not None and (x.id, a) == args,
            "pair": (a, b) == args,
            "party": (b,) == args,
            "case": True,
        }[scope]

    def condition(c, x, a, b) -> Any:
        of = (law.facts.get(c.name) or law.conclusions[c.name]).of
        y = acts.get(x.on) if x is not None and x.on else None
        act: Any = y if c.who == "base" else x
        doer = (y.by if y else None) if c.who == "base doer" else b
        args: Any = {
            "case": (),
            "party": (a if c.who == "victim" else doer,),
            "act": (act.id if act else None,),
            "act_party": (act.id if act else None, a),
            "pair": (a, doer),
        }[of]
        if any(x is None or x == "" for x in args):
            return None
        if of == "act_party" and a not in act.to:
            return None
        if c.name in law.conclusions:
            return conclusion(c.name, args)
        value = world[f"{c.name}@{':'.join(args)}" if args else c.name]
        if c.op == "":
            return value == "yes"
        if c.op in ("=", "!="):
            return (value == c.value) == (c.op == "=")
        return (float(value) >= float(c.value)) == (c.op == ">=")

    def in_force(norm, x) -> Any:
        def day(text):
            return date.fromisoformat(text)

        if norm.time == "always":
            return True
        end = day(norm.until) if norm.until else date.max - timedelta(days=1)
        today = day(case.filed_on or case.asked_on)
        if norm.time == "procedure":
            return day(norm.start) <= today <= end
        if x is None:
            return False
        first, last = (day(d) for d in case.dates[x.id])
        if norm.time == "act":
            return last >= day(norm.start) and first <= end
        return day(norm.start) <= last <= end or day(norm.start) <= today <= end

    def fires(norm, x, a, b) -> bool:
        if not in_force(norm, x):
            return False
        if any(world["reading:" + r] != o for r, o in norm.reading.items()):
            return False
        if not all(condition(c, x, a, b) is True for c in norm.when):
            return False
        if any(condition(c, x, a, b) is True for c in norm.unless):
            return False
        hits = [condition(c, x, a, b) is True for c in norm.among]
        return not norm.among or any(all(s) for s in combinations(hits, norm.at_least))

    return conclusion(name, args)


def status(law, case, name, args) -> bool | None:
    seen = {holds(law, case, w, name, args) for w in worlds(law, case)}
    return seen.pop() if len(seen) == 1 else None
