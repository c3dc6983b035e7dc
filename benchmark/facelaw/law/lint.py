"""Faults of the law model that no single file shows, found over the whole space of cases.

Searched with the solver on one standard case (a claimant, a doer, an act on somebody's earlier
act) with every fact, date and reading open: norms that can never apply or never decide, brackets
that overlap or leave a gap, claims whose elements do not add up to them, values that cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from facelaw.errors import Problem
from facelaw.law.derive import Engine, Target, element_atom
from facelaw.law.examples import wrong_examples
from facelaw.law.ground import Grounder
from facelaw.law.model import Law
from facelaw.law.shape import ActShape, Program, Rule, Shape, atom
from facelaw.law.solve import Solver

SHAPE = Shape(("A", "B", "C"), (ActShape("a0", "C", ("A",)), ActShape("a1", "B", ("A",), "a0")))
ARGUMENTS = {
    "case": (),
    "party": ("B",),
    "act": ("a1",),
    "act_party": ("a1", "A"),
    "pair": ("A", "B"),
}


def lint(law: Law) -> list[Problem]:
    """Return every fault found, each with the place of the norm or the claim's name."""
    return [*_unused(law), *wrong_examples(law), *_norms(law), *_claims(law), *_readings(law)]


def _unused(law: Law) -> Iterator[Problem]:
    """Facts and conclusions that nothing reads or gives."""
    read = {c.name for n in law.norms.values() for c in (*n.when, *n.unless, *n.among)}
    for claim in law.claims.values():
        read |= {claim.holds, *(o.holds for o in claim.options)}
        read |= {name for e in claim.elements for name in (*e.met, *e.none_of)}
    for f in law.facts.values():
        linked = any(f.id in (*g.implies, *g.excludes) for g in law.facts.values())
        if f.id not in read and not linked:
            yield Problem("data/law/facts", 0, f.id, "a fact that some norm reads", "none does")
    for c in law.conclusions.values():
        if c.id not in law.by_head:
            yield Problem("data/law/conclusions", 0, c.id, "a norm that concludes it", "none does")
        if c.id not in read:
            yield Problem(
                "data/law/conclusions", 0, c.id, "a norm or claim that reads it", "none does"
            )


def _norms(law: Law) -> Iterator[Problem]:
    """Norms that can never apply, or that change nothing wherever they apply."""
    heads = [atom(h, *ARGUMENTS[law.conclusions[h].of]) for h in law.by_head]
    program = Grounder(law, SHAPE).program(heads)
    named, applications = _named(program)
    solver = Solver(named)
    by_norm: dict[str, list[tuple[str, Rule]]] = {}
    for name, rule in applications.items():
        by_norm.setdefault(rule.norm, []).append((name, rule))
    for norm in law.norms.values():
        file, line = norm.place
        instances = by_norm.get(norm.id, [])
        possible = [x for x in instances if solver.world([(x[0], True)]) is not None]
        if not possible:
            yield Problem(
                file,
                line,
                norm.id,
                "a norm that can apply",
                "no case reaches it",
                "its conditions exclude each other, or need facts nothing allows",
            )
        elif not any(_decides(solver, applications, x) for x in possible):
            yield Problem(
                file,
                line,
                norm.id,
                "a norm that decides some case",
                "whenever it applies another norm gives the same",
                "drop it, or narrow the other",
            )
    for key, variable in program.variables.items():
        for name in variable.atoms:
            for value in (True, False):
                if solver.world([(name, value)]) is None:
                    yield Problem(
                        "data/law/facts",
                        0,
                        key,
                        "every value possible in some case",
                        f"{name} = {value} never is",
                    )


def _decides(solver: Solver, applications: dict[str, Rule], instance: tuple[str, Rule]) -> bool:
    name, rule = instance
    others = [
        (other, False)
        for other, r in applications.items()
        if r.head == rule.head and r.norm != rule.norm
    ]
    return solver.world([(name, True), *others]) is not None


def _named(program: Program) -> tuple[Program, dict[str, Rule]]:
    """Give each rule an atom of its own that says it applies."""
    applications: dict[str, Rule] = {}
    rules: dict[str, tuple[Rule, ...]] = {}
    for head, some in program.rules.items():
        names: list[str] = []
        for rule in some:
            name = f"applies:{len(applications)}"
            applications[name] = rule
            rules[name] = (Rule(rule.norm, name, rule.body, rule.bind),)
            names.append(name)
        rules[head] = tuple(Rule("", head, ((name, True),), "") for name in names)
    named = Program(program.targets, rules, program.variables, program.bounds, program.variable_of)
    return named, applications


def _claims(law: Law) -> Iterator[Problem]:
    """Claims that are not the sum of their elements; options that overlap or leave a gap."""
    engine = Engine(law)
    for claim in law.claims.values():
        left = "state" if claim.left == "state" else "A"
        target = Target(left, claim.id, "B")
        place = f"data/law/claims ({claim.id})"
        _, solver = engine.program(SHAPE, [str(target)])
        if claim.holds:
            whole = engine.place(claim.holds, target)
            parts = [(e.id, element_atom(target, e.id)) for e in claim.elements]
            for name, part in parts:
                if solver.world([(whole, True), (part, False)]) is not None:
                    yield Problem(
                        place,
                        0,
                        name,
                        "an element without which the claim fails",
                        "the claim can hold while it is not met",
                        "compare the element's conditions with the norms'",
                    )
            if parts and solver.world([(whole, False), *((p, True) for _, p in parts)]) is not None:
                yield Problem(
                    place,
                    0,
                    "elements",
                    "elements that together make the claim",
                    "all can be met while the claim fails",
                    "an exception or a date is missing among the elements",
                )
        if claim.kind in ("bracket", "platform"):
            options = [(o.id, engine.place(o.holds, target)) for o in claim.options if o.holds]
            for (a, x), (b, y) in combinations(options, 2):
                if solver.world([(x, True), (y, True)]) is not None:
                    yield Problem(place, 0, a, "options that exclude each other", f"{a} with {b}")
            if solver.world([(x, False) for _, x in options]) is not None:
                yield Problem(place, 0, "options", "some option in every case", "a case with none")
    groups: dict[str, list[str]] = {}
    for c in law.conclusions.values():
        if c.exclusive and c.id in law.by_head:
            groups.setdefault(c.exclusive, []).append(atom(c.id, *ARGUMENTS[c.of]))
    for group, members in groups.items():
        solver = Solver(Grounder(law, SHAPE).program(members))
        for x, y in combinations(members, 2):
            if solver.world([(x, True), (y, True)]) is not None:
                yield Problem(
                    "data/law/conclusions",
                    0,
                    group,
                    "one of the group at most",
                    f"{x} together with {y}",
                )


def _readings(law: Law) -> Iterator[Problem]:
    """Readings that no norm depends on."""
    used = {r for n in law.norms.values() for r in n.reading}
    for r in law.readings.values():
        if r.id not in used:
            yield Problem("data/law/readings", 0, r.id, "a norm that depends on it", "none does")
