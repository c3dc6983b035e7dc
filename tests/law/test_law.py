"""The project's own law: no faults over the whole space, and every proof on random cases holds."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from facelaw.law.check_proof import check_proof
from facelaw.law.derive import Contradiction, Engine, Target
from facelaw.law.document import document
from facelaw.law.lint import lint
from facelaw.law.load import shipped
from facelaw.law.settle import Case
from facelaw.law.shape import ActShape, Shape

from . import naive

LAW = shipped()
SHAPE = Shape(
    ("A", "B", "C"),
    (ActShape("a1", "B", ("A",)), ActShape("a2", "C", ("A",), "a1")),
)
DAYS = ["2017-03-01", "2020-06-01", "2020-12-31", "2021-07-30", "2021-11-02", "2023-02-01",
        "2025-10-31", "2026-02-01"]  # fmt: skip


def test_lint_finds_nothing() -> None:
    assert lint(LAW) == []


def asks_of(rng: random.Random) -> tuple[str, ...]:
    claims = [c for c in LAW.claims.values() if c.holds]
    chosen = rng.sample(claims, 3)
    return tuple(
        f"{'state' if c.left == 'state' else 'A'}.{c.id}.{rng.choice('BC')}" for c in chosen
    )


def random_case(rng: random.Random, engine: Engine, asks: tuple[str, ...]) -> Case:
    program, _ = engine.program(SHAPE, asks)
    facts: dict[str, str] = {}
    unknown = rng.choice([0.0, 0.05, 0.15])
    for v in program.variables.values():
        if not v.fact:
            continue
        fact = LAW.facts[v.fact]
        roll = rng.random()
        if roll < unknown:
            facts[v.key] = rng.choice(["unknown", "unproved"])
        elif roll < 0.6:  # the rest stays unmentioned
            options = {"bool": ["yes", "no"], "enum": list(fact.values)}.get(
                fact.type, [*v.values, "0" if fact.type != "date" else "2024-01-01"]
            )
            facts[v.key] = rng.choice(options)
    first = rng.choice(DAYS)
    days = (first, rng.choice([d for d in DAYS if d >= first]))
    readings = {r.id: rng.choice([o.id for o in r.options]) for r in LAW.readings.values()}
    return Case(SHAPE, {"a1": days, "a2": days}, "2026-06-01", rng.choice(["advice", "trial"]),
                facts, readings)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_every_proof_of_ten_thousand_random_cases_holds(seed: int) -> None:
    """2,500 a worker; shapes and questions are drawn in blocks so that programs are reused."""
    rng = random.Random(seed)
    done = 0
    kinds: set[str] = set()
    while done < 2500:
        engine = Engine(LAW)
        asks = asks_of(rng)
        for _ in range(250):
            done += 1
            try:
                d = engine.derive(random_case(rng, engine, asks), asks)
            except Contradiction:
                continue
            for ask in asks:
                proof = d.proof(ask)
                assert check_proof(d.program, d.known, proof) == [], (ask, d.case)
                kinds |= {step.kind for step in proof.walk()}
    assert {"fact", "applies", "none applies"} <= kinds


def test_settled_cases_agree_with_an_evaluator_that_shares_nothing_with_the_engine() -> None:
    rng = random.Random(3)
    engine = Engine(LAW)
    compared = 0
    for _ in range(30):
        asks = asks_of(rng)
        for _ in range(10):
            case = random_case(rng, engine, asks)
            if case.stage != "trial":
                continue
            try:
                d = engine.derive(case, asks)
            except Contradiction:
                continue
            # what the case leaves out stands at its default in the oracle's one world
            world = {"reading:" + r: o for r, o in case.readings.items()}
            for f in LAW.facts.values():
                for args in naive.arguments(SHAPE, f.of):
                    key = f"{f.id}@{':'.join(args)}" if args else f.id
                    setting = d.settings.get(key)
                    value = setting.value if setting else naive.value_of(LAW, case, f, key, args)
                    world[key] = str(naive.candidates(LAW, f, value)[0])
            for ask in asks:
                target = Target.parse(ask)
                claim = LAW.claims[target.claim]
                scope = LAW.conclusions[claim.holds].of
                args = (target.left, target.right) if scope == "pair" else (target.right,)
                expected = naive.holds(LAW, case, world, claim.holds, args)
                if d.statuses[d.atom(ask)] is not None:
                    assert d.statuses[d.atom(ask)] is expected, (ask, case)
                    compared += 1
    assert compared > 100


def test_the_page_about_the_law_is_fresh() -> None:
    page = Path(__file__).parents[2] / "docs" / "law.md"
    assert page.read_text(encoding="utf-8") == document(LAW), "run facelaw build"


def test_no_norm_is_without_a_source_and_the_day_it_was_checked() -> None:
    for norm in LAW.norms.values():
        if norm.role == "link":
            continue
        assert norm.source and norm.citation, norm.id
        assert re.fullmatch(r"[A-Za-z0-9]+-.+", norm.citation), norm.id
