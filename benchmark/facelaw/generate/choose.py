"""Choosing what happens: the solver picks options so that the verdicts come out as wanted.

A cast's program, as the law gives it, gets one more input for each place where something may be
told; an option excludes every value of a fact that it does not state. Choices are made one by
one in random order, and each is kept only where the solver still finds a world with the wanted
verdicts: nothing is generated and thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from facelaw.generate.cast import Cast, Placed
from facelaw.generate.state import State
from facelaw.generate.strand import Entry
from facelaw.generate.stream import Stream
from facelaw.law.derive import KEPT, Derivation, Engine, Target
from facelaw.law.load import shipped
from facelaw.law.settle import Case, settle, values
from facelaw.law.shape import Literal, Program, Variable
from facelaw.law.solve import Solver


class Chooser:
    """Chooses for one cast; made once and kept, since its program is grounded once."""

    def __init__(self, cast: Cast, engine: Engine) -> None:
        self.cast, self.engine = cast, engine
        self.program, _ = engine.program(cast.shape, cast.asks)
        self.places = [(p, e) for p in cast.placed for e in p.strand.tell.values()]
        self.governed = {p.key(key) for p, e in self.places for key in e.facts}
        self.solver = Solver(self._extended())
        self._defaults: dict[tuple[str, str], dict[str, bool]] = {}

    def _extended(self) -> Program:
        """Return the law's program with an input for every place."""
        variables = dict(self.program.variables)
        bounds = list(self.program.bounds)
        for placed, entry in self.places:
            own = Variable(self._name(placed, entry), "", "enum", tuple(entry.options))
            variables[own.key] = own
            bounds.append(tuple((a, False) for a in own.atoms))
            bounds += [((a, True), (b, True)) for a, b in combinations(own.atoms, 2)]
            for option in entry.options.values():
                chosen = (f"{own.key}={option.id}", True)
                for literal in self._stated(placed, option.facts):
                    bounds.append((chosen, (literal[0], not literal[1])))
                for other, wanted in option.needs.items():
                    target = placed.strand.tell[other]
                    name = self._name(placed, target)
                    bounds += [
                        (chosen, (f"{name}={o}", True)) for o in target.options if o not in wanted
                    ]
        of = {a: v.key for v in variables.values() for a in v.atoms}
        return Program(self.program.targets, self.program.rules, variables, tuple(bounds), of)

    def _stated(self, placed: Placed, facts: Mapping[str, str]) -> Iterator[Literal]:
        for key, value in facts.items():
            variable = self.program.variables.get(placed.key(key))
            if variable is not None:
                yield from values(variable, value).items()

    def _name(self, placed: Placed, entry: Entry) -> str:
        return f"choice:{self.cast.placed.index(placed)}.{entry.id}"

    def _default(self, stage: str, asked_on: str) -> dict[str, bool]:
        """Return what is known without any telling: silence, burden, readings, the day asked."""
        found = self._defaults.get((stage, asked_on))
        if found is None:
            days = {act.id: (asked_on, asked_on) for act in self.cast.shape.acts}
            case = Case(self.cast.shape, days, asked_on, stage, {}, self.cast.pins)
            settings = settle(self.engine.law, self.program, case)
            free = (
                self.governed
                | self._implied()
                | {key for key in settings if key.startswith(("act_from@", "act_until@"))}
            )
            found = {
                atom: value
                for key, setting in settings.items()
                if key not in free
                for atom, value in setting.known.items()
            }
            self._defaults[stage, asked_on] = found
        return found

    def _implied(self) -> set[str]:
        """Return the facts that a told one may settle though nobody tells them."""
        out: set[str] = set()
        pending = list(self.governed)
        while pending:
            name, at, args = pending.pop().partition("@")
            fact = self.engine.law.facts[name]
            for other in (*fact.implies, *fact.excludes):
                key = other.partition("=")[0] + (f"@{args}" if at else "")
                if key not in out and key not in self.governed:
                    out.add(key)
                    pending.append(key)
        return out

    def choose(
        self,
        stream: Stream,
        stage: str,
        asked_on: str,
        established: Mapping[str, float] | None = None,
        rows: int = 1,
    ) -> list[State]:
        """Return a state for each strand of the cast.

        Args:
            stream: where the choices come from.
            stage: ``advice`` or ``trial``.
            asked_on: the day of answering.
            established: claim to the share of its questions that should come out established;
                0.5 for a claim that is not named.
            rows: over how many rows a tally is spread.
        """
        states = self._dated(stream, stage, rows)
        known = [*self._default(stage, asked_on).items(), *self._dates(states)]
        if not self.solver.possible(known):
            raise ValueError(f"no telling of {[s.id for s in self.cast.strands]} can be true")
        for ask in stream.sub("order").shuffled(self.cast.asks):
            share = (established or {}).get(Target.parse(ask).claim, 0.5)
            wanted = stream.sub("verdict", ask).chance(share)
            atom = self.engine.place(
                self.engine.law.claims[Target.parse(ask).claim].holds, Target.parse(ask)
            )
            for value in (wanted, not wanted):
                if self.solver.possible([*known, (atom, value)]):
                    known.append((atom, value))
                    break
        options: list[dict[str, str]] = [{} for _ in states]
        order = stream.sub("places").shuffled(self.places)
        for placed, entry in order:
            name = self._name(placed, entry)
            draw = stream.sub("option", name)
            for option in draw.shuffled(list(entry.options)):
                literal = (f"{name}={option}", True)
                if len(entry.options) == 1 or self.solver.possible([*known, literal]):
                    known.append(literal)
                    options[self.cast.placed.index(placed)][entry.id] = option
                    break
        return [
            State(s.placed, s.stream, s.stage, chosen, s.bands, s.rows)
            for s, chosen in zip(states, options, strict=True)
        ]

    def _dated(self, stream: Stream, stage: str, rows: int) -> list[State]:
        """Return the strands with their days drawn and nothing told; a base comes before."""
        out: list[State] = []
        for at, placed in enumerate(self.cast.placed):
            own = stream.sub("strand", at)
            bands = {
                day.name: own.sub("band", day.name).pick(list(day.bands))
                for day in placed.strand.days.values()
                if day.bands
            }
            out.append(State(placed, own, stage, {}, bands, rows))
        return out

    def _dates(self, states: Sequence[State]) -> Iterator[Literal]:
        """Yield where each act's days lie between the days that matter in law."""
        for state in states:
            for act, days in state.dates.items():
                for name, day in zip(("act_from", "act_until"), days, strict=True):
                    variable = self.program.variables.get(f"{name}@{act}")
                    if variable is not None:
                        yield from values(variable, day).items()

    def derive(self, states: Sequence[State], asked_on: str) -> Derivation:
        """Return what follows from the chosen states.

        Raises:
            Contradiction: the facts cannot all be true.
        """
        facts = {key: value for state in states for key, value in state.facts.items()}
        dates = {act: days for state in states for act, days in state.dates.items()}
        case = Case(self.cast.shape, dates, asked_on, states[0].stage, facts, self.cast.pins)
        return self.engine.derive(case, self.cast.asks)


@lru_cache(maxsize=KEPT)
def chooser(cast: Cast) -> Chooser:
    """Return the chooser of a cast under the project's law, kept for the next family."""
    return Chooser(cast, engine())


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the engine that all generated families are derived with."""
    return Engine(shipped())
