"""Ground rules: the norms written out for the parties and acts of one case.

Rules are built from the asked atoms downwards, so a program holds just what can matter.
Variables of a norm: X the act, B its doer, A one it is done to, Y the act it is ``on`` (hosts,
forwards, aids) and the doer of Y.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from facelaw.law.conditions import day_after
from facelaw.law.model import Condition, Law, Norm
from facelaw.law.shape import ActShape, Literal, Program, Rule, Shape, Variable, atom


@dataclass(frozen=True)
class _Binding:
    x: ActShape | None = None
    a: str = ""
    b: str = ""
    y: ActShape | None = None

    def __str__(self) -> str:
        parts = (("X", self.x.id if self.x else ""), ("A", self.a), ("B", self.b))
        return " ".join(f"{n}={v}" for n, v in parts if v)


class Grounder:
    """Writes out the rules for one shape and the atoms asked."""

    def __init__(self, law: Law, shape: Shape) -> None:
        self.law, self.shape = law, shape
        self.acts = {act.id: act for act in shape.acts}
        self.rules: dict[str, tuple[Rule, ...]] = {}
        self.dates: dict[str, set[str]] = {}
        self.inputs: dict[str, Variable] = {}
        self.readings: set[str] = set()
        self.needs: dict[str, set[str]] = {}

    def program(self, targets: Iterable[str], extra: Iterable[Rule] = ()) -> Program:
        """Return the program for target atoms; ``extra`` rules define atoms of their own."""
        wanted = tuple(dict.fromkeys(targets))
        own: dict[str, list[Rule]] = {}
        for rule in extra:
            own.setdefault(rule.head, []).append(rule)
            for name, _ in rule.body:
                self._close(name)
        for target in wanted:
            if target not in own:
                self._close(target)
        self.rules.update({head: tuple(rules) for head, rules in own.items()})
        for key, days in self.dates.items():
            self.inputs[key] = Variable(key, "", "date", tuple(sorted(days)))
        for name in sorted(self.readings):
            options = tuple(o.id for o in self.law.readings[name].options)
            self.inputs[f"reading:{name}"] = Variable(f"reading:{name}", "", "enum", options)
        bounds = tuple(self._bounds())
        of = {a: v.key for v in self.inputs.values() for a in v.atoms}
        return Program(wanted, self.rules, self.inputs, bounds, of)

    def _close(self, name: str) -> None:
        """Add the rules for an atom and, first, for all it rests on."""
        if name in self.rules or name in self.inputs:
            return
        plain = name.partition(">=")[0].partition("=")[0]
        predicate, _, rest = plain.partition("@")
        if predicate in self.law.facts:
            self._input(predicate, rest)
            return
        if predicate not in self.law.conclusions:
            return  # dates and readings
        args = tuple(rest.split(":")) if rest else ()
        rules = tuple(
            rule
            for norm in self.law.by_head.get(predicate, ())
            for binding in self._bindings(norm, args)
            for rule in self._instances(norm, name, binding)
        )
        for rule in rules:
            for part, _ in rule.body:
                self._close(part)
        self.rules[name] = rules

    def _input(self, fact_id: str, args: str) -> None:
        fact = self.law.facts[fact_id]
        key = f"{fact_id}@{args}" if args else fact_id
        if key in self.inputs:
            return
        values = self.law.cuts.get(fact_id, ()) if fact.ordered else tuple(fact.values)
        kind = "bool" if fact.type == "bool" else "enum" if fact.type == "enum" else fact.type
        self.inputs[key] = Variable(key, fact_id, kind, values)
        for other in (*fact.excludes, *fact.implies):
            self._input(other.partition("=")[0], args)

    def _bindings(self, norm: Norm, args: tuple[str, ...]) -> Iterator[_Binding]:
        """Enumerate what a norm's variables may stand for, given its head's arguments."""
        scope = self.law.conclusions[norm.then].of
        needs = self.needs.get(norm.id)
        if needs is None:
            needs = self.needs[norm.id] = self._needs(norm)
        candidates: list[tuple[ActShape | None, str, str]]
        if scope in ("act", "act_party"):
            own = self.acts[args[0]]
            who = args[1:] or (own.to if "A" in needs else ("",))
            candidates = [(own, a, own.by) for a in who]
        elif scope == "pair":
            acts = [act for act in self.shape.acts if act.by == args[1] and args[0] in act.to]
            candidates = [(act, args[0], args[1]) for act in (acts if "X" in needs else [None])]
        else:
            doers = args if scope == "party" else (self.shape.parties if "B" in needs else ("",))
            candidates = []
            for b in doers:
                if "X" in needs:
                    acts = [act for act in self.shape.acts if not b or act.by == b]
                    candidates += [
                        (act, a, b or act.by)
                        for act in acts
                        for a in (act.to if "A" in needs else ("",))
                    ]
                else:
                    others = [p for p in self.shape.parties if p != b]
                    candidates += [(None, a, b) for a in (others if "A" in needs else ("",))]
        for x, a, b in candidates:
            y = self.acts.get(x.on) if x is not None and x.on else None
            if "Y" not in needs or y is not None:
                yield _Binding(x, a, b, y)

    def _needs(self, norm: Norm) -> set[str]:
        """Return which variables a norm's conditions use."""
        needs: set[str] = {"X"} if norm.time in ("act", "milder") else set()
        for c in (*norm.when, *norm.unless, *norm.among):
            scope = self.law.scope(c.name)
            if c.who.startswith("base"):
                needs |= {"X", "Y"}
            if scope in ("act", "act_party"):
                needs.add("X")
            if scope in ("act_party", "pair") or c.who == "victim":
                needs.add("A")
            if scope == "pair" or (scope == "party" and not c.who):
                needs.add("B")
        return needs

    def _instances(self, norm: Norm, head: str, v: _Binding) -> Iterator[Rule]:
        """Write a norm out for one binding; alternatives in time or number give several rules."""
        fixed: list[Literal] = []
        for reading, option in norm.reading.items():
            self.readings.add(reading)
            fixed.append((f"reading:{reading}={option}", True))
        body: list[Literal] = []
        for condition, wanted in (
            *((c, True) for c in norm.when),
            *((c, False) for c in norm.unless),
        ):
            literal = self._literal(condition, v, wanted)
            if literal is None:
                if wanted:
                    return
            else:
                body.append(literal)
        among = [self._literal(c, v, True) for c in norm.among]
        chosen = combinations([m for m in among if m is not None], norm.at_least)
        for some in chosen if norm.among else [()]:
            for dates in self._dates(norm, v):
                yield Rule(norm.id, head, (*dates, *fixed, *body, *some), str(v))

    def _dates(self, norm: Norm, v: _Binding) -> Iterator[tuple[Literal, ...]]:
        """Yield the date conditions of a norm: one tuple, or two for the milder law."""
        if norm.time == "always":
            yield ()
            return
        if norm.time == "procedure":
            yield self._within(norm, "procedure_on", "procedure_on")
            return
        if v.x is None:
            return
        first, last = f"act_from@{v.x.id}", f"act_until@{v.x.id}"
        if norm.time == "act":
            yield self._within(norm, last, first)
        else:
            yield self._within(norm, last, last)
            yield self._within(norm, "procedure_on", "procedure_on")

    def _within(self, norm: Norm, late: str, early: str) -> tuple[Literal, ...]:
        """``late`` is not before the norm begins, and ``early`` not after it ends."""
        out: list[Literal] = []
        self.dates.setdefault(late, set()).add(norm.start)
        out.append((f"{late}>={norm.start}", True))
        if norm.until:
            end = day_after(norm.until)
            self.dates.setdefault(early, set()).add(end)
            out.append((f"{early}>={end}", False))
        return tuple(out)

    def _literal(self, c: Condition, v: _Binding, wanted: bool) -> Literal | None:
        """Return a condition's literal, or None where there is nothing it could be about."""
        scope = self.law.scope(c.name)
        x = v.y if c.who == "base" else v.x
        doer = (v.y.by if v.y else "") if c.who == "base doer" else v.b
        if scope == "case":
            args: tuple[str, ...] = ()
        elif scope == "party":
            args = (v.a if c.who == "victim" else doer,)
        elif scope == "pair":
            args = (v.a, doer)
        elif x is None or (scope == "act_party" and v.a not in x.to):
            return None
        else:
            args = (x.id, v.a) if scope == "act_party" else (x.id,)
        name = atom(c.name, *args)
        if c.op in ("=", "!="):
            return f"{name}={c.value}", wanted == (c.op == "=")
        if c.op:
            return f"{name}>={c.value}", wanted == (c.op == ">=")
        return name, wanted

    def _bounds(self) -> Iterator[tuple[Literal, ...]]:
        """Yield what cannot be: two values or none, a later cut alone, what excludes itself."""
        for v in self.inputs.values():
            if v.type == "enum":
                yield tuple((a, False) for a in v.atoms)
                yield from (((a, True), (b, True)) for a, b in combinations(v.atoms, 2))
            elif v.type != "bool":
                yield from (
                    ((b, True), (a, False)) for a, b in zip(v.atoms, v.atoms[1:], strict=False)
                )
            if not v.fact:
                continue
            fact, args = self.law.facts[v.fact], v.key.partition("@")[2]
            for names, sign in ((fact.excludes, True), (fact.implies, False)):
                for other in names:
                    name, _, value = other.partition("=")
                    full = atom(name, *([args] if args else []))
                    yield (v.key, True), (f"{full}={value}" if value else full, sign)
        for act in self.shape.acts:
            first, last = f"act_from@{act.id}", f"act_until@{act.id}"
            for a in self.inputs[first].values if first in self.inputs else ():
                earlier = [
                    d for d in (self.inputs[last].values if last in self.inputs else ()) if d <= a
                ]
                if earlier:
                    yield (f"{first}>={a}", True), (f"{last}>={earlier[-1]}", False)
