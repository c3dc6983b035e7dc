"""Random cases, shapes and cut-down laws for ``derive.py``."""

from __future__ import annotations

import random
from collections.abc import Sequence

from facelaw.law.derive import Contradiction, Engine
from facelaw.law.load import assemble
from facelaw.law.model import Claim, Law
from facelaw.law.settle import Case
from facelaw.law.shape import ActShape, Shape

SHAPE = Shape(("A", "B", "C"), (ActShape("a1", "B", ("A",)), ActShape("a2", "C", ("A",), "a1")))
GROUPS = (
    ("A.portrait_right.B", "A.personal_information.B", "A.reputation_right.B", "A.privacy_right.B"),
    ("A.portrait_right.B", "A.platform_joint_liability.C", "A.joint_tort.C", "A.provider_duty.C"),
    ("state.obscene_for_profit.B", "state.fraud.B", "state.pi_crime.B", "A.portrait_right.B"),
    ("state.public_interest_action.B", "A.pi_presumed_fault_damages.B", "A.voice_right.B"),
)
DAYS = ("2020-06-01", "2021-07-30", "2021-11-02", "2023-02-01", "2025-10-31", "2026-02-01")


def scenario(rng: random.Random, engine: Engine, shape: Shape, asks: Sequence[str]) -> Case:
    """Return a random case at stage advice: most facts stated or silent, one in twelve unknown."""
    law = engine.law
    facts: dict[str, str] = {}
    for v in engine.program(shape, asks)[0].variables.values():
        if v.fact and (roll := rng.random()) < 0.6:
            fact = law.facts[v.fact]
            named = {"bool": ["yes", "no"], "enum": list(fact.values)}
            values = named.get(fact.type, [*v.values, "2024-01-01" if fact.type == "date" else "0"])
            facts[v.key] = "unknown" if roll < 0.05 else rng.choice(values)
    first, last = sorted(rng.choices(DAYS, k=2))
    readings = {r.id: rng.choice(r.options).id for r in law.readings.values()}
    days = {act.id: (first, last) for act in shape.acts}
    return Case(shape, days, "2026-06-01", "advice", facts, readings)


def consistent(
    rng: random.Random, engine: Engine, shape: Shape, asks: Sequence[str]
) -> tuple[Case, Sequence[str]]:
    """Return a random case whose facts can all be true, with its questions."""
    while True:
        case = scenario(rng, engine, shape, asks)
        try:
            engine.derive(case, asks)
        except Contradiction:
            continue
        return case, asks


def many(parties: int) -> Shape:
    """Return a shape with one claimant and some others, each acting on the one before."""
    others = "BCDEFGH"[:parties]
    acts = [
        ActShape(f"a{i}", name, ("A",), f"a{i - 1}" if i else "") for i, name in enumerate(others)
    ]
    return Shape(("A", *others), tuple(acts))


def part_of(law: Law, most: int) -> Law:
    """Return the law cut down to whole claims with about ``most`` norms below them."""
    kept: set[str] = set()
    heads: set[str] = set()

    def close(name: str) -> None:
        if name in heads:
            return
        heads.add(name)
        for norm in law.by_head.get(name, ()):
            kept.add(norm.id)
            for c in (*norm.when, *norm.unless, *norm.among):
                close(c.name)

    claims: dict[str, Claim] = {}
    for claim in law.claims.values():
        if len(kept) >= most:
            break
        claims[claim.id] = claim
        names = [claim.holds, *(o.holds for o in claim.options)]
        names += [n for e in claim.elements for n in (*e.met, *e.none_of)]
        for name in names:
            close(name)
    norms = {n: law.norms[n] for n in law.norms if n in kept}
    key = f"part-{most}"
    return assemble(law.facts, law.conclusions, law.readings, claims, norms, law.editions, key)
