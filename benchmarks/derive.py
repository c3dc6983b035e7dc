"""How fast answers are derived with checked proofs, and how that grows with the law and the case.

One run measures everything, so that the ratios travel between machines:

- a case derived, proved and checked by the engine, which grounds a question once and passes the
  facts as assumptions, against a fresh solver control for each case, a fresh engine for each
  case, and the naive oracle of the tests, which tries every completion of what is unknown;
- loading the law, grounding all of its claims;
- the same from 40 norms to all of them, and from one party on the other side to four.

    python benchmarks/derive.py                # under a minute
    python benchmarks/derive.py --cases 2000   # steadier
"""

from __future__ import annotations

import argparse
import importlib
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

from law_cases import GROUPS, SHAPE, consistent, many, part_of

from facelaw._paths import data
from facelaw.law.check_proof import check_proof
from facelaw.law.derive import Contradiction, Derivation, Engine, Target
from facelaw.law.load import load_law, shipped
from facelaw.law.model import Law
from facelaw.law.settle import Case
from facelaw.law.shape import Shape
from facelaw.law.solve import Solver


def checked(derivation: Derivation, asks: Sequence[str]) -> None:
    """Prove every answer and check each proof."""
    for ask in asks:
        faults = check_proof(derivation.program, derivation.known, derivation.proof(ask))
        if faults:
            raise AssertionError(f"{ask}: {faults[0]}")


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def each(cases: Sequence[tuple[Case, Sequence[str]]], engine: Callable[[], Engine]) -> float:
    """Return the seconds a case takes, derived and checked by the engine that is handed out."""

    def work() -> None:
        for case, asks in cases:
            checked(engine().derive(case, asks), asks)

    return seconds(work) / len(cases)


class FreshControl(Engine):
    """An engine that keeps the written-out rules and makes a new solver control for each case."""

    def program(self, shape: Shape, asks: Sequence[str]) -> tuple[Any, Any]:
        """Return the rules as ever, and a solver made just now."""
        program, _ = super().program(shape, asks)
        return program, Solver(program)


def naive_answers(
    naive: Any, engine: Engine, case: Case, asks: Sequence[str]
) -> tuple[dict[str, bool | None], int]:
    """Answer a case by evaluating every completion of what is unknown.

    Returns:
        The answers and the number of worlds that were tried for each.
    """
    law, program = engine.law, engine.program(case.shape, asks)[0]
    free: dict[str, list[str]] = {}
    world = {"reading:" + r: o for r, o in case.readings.items()}
    for f in law.facts.values():
        for args in naive.arguments(case.shape, f.of):
            key = f"{f.id}@{':'.join(args)}" if args else f.id
            values = naive.candidates(law, f, naive.value_of(law, case, f, key, args))
            world[key] = values[0]
            if key in program.variables and len(values) > 1:
                free[key] = values
    seen: dict[str, set[bool]] = {ask: set() for ask in asks}
    worlds = 0
    for combination in product(*free.values()):
        full = {**world, **dict(zip(free, combination, strict=True))}
        if not all(naive.fits(law, full, key) for key in free):
            continue
        worlds += 1
        for ask in asks:
            target = Target.parse(ask)
            head = law.claims[target.claim].holds
            pair = law.conclusions[head].of == "pair"
            args = (target.left, target.right) if pair else (target.right,)
            seen[ask].add(naive.holds(law, case, full, head, args))
    return {ask: s.pop() if len(s) == 1 else None for ask, s in seen.items()}, worlds


def against_naive(engine: Engine, rng: random.Random, most: int) -> Iterator[str]:
    """Compare with the oracle on cases with none, two, four … unknown facts."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    naive = importlib.import_module("tests.law.naive")
    asks = GROUPS[0]
    variables = engine.program(SHAPE, asks)[0].variables
    flags = [k for k, v in variables.items() if v.fact and v.type == "bool"]
    yield "unknown  worlds    engine ms   naive ms   naive/engine"
    for unknown in range(0, most + 1, 2):
        ours = theirs = 0.0
        worlds = count = 0
        for _ in range(5):
            case, _ = consistent(rng, engine, SHAPE, asks)
            closed = {k: "no" if v == "unknown" else v for k, v in case.facts.items()}
            opened = dict.fromkeys(rng.sample(flags, unknown), "unknown")
            silent = {k: "no" for k in flags if k not in closed}
            case = replace(case, stage="advice", facts={**_typed(engine, silent, closed), **opened})
            try:
                found = engine.derive(case, asks)
            except Contradiction:
                continue
            ours += each([(case, asks)], lambda: engine)
            start = time.perf_counter()
            answers, tried = naive_answers(naive, engine, case, asks)
            theirs += time.perf_counter() - start
            assert answers == {ask: found.statuses[found.atom(ask)] for ask in asks}
            worlds, count = worlds + tried, count + 1
        if count:
            yield (
                f"{unknown:>7} {worlds / count:>7.0f} {1e3 * ours / count:>12.2f} "
                f"{1e3 * theirs / count:>10.1f} {theirs / ours:>14.0f}"
            )


def _typed(engine: Engine, silent: dict[str, str], closed: dict[str, str]) -> dict[str, str]:
    """Return facts with nothing open: what is silent or unknown takes its burden's value."""
    facts = {**silent, **closed}
    for key, v in engine.program(SHAPE, GROUPS[0])[0].variables.items():
        if v.fact and (key not in facts or (facts[key] == "no" and v.type != "bool")):
            fact = engine.law.facts[v.fact]
            facts[key] = fact.unproved
    return facts


def grounded(law: Law, shape: Shape) -> tuple[Engine, float, int]:
    """Ground every claim; return the engine, the seconds and the rules."""
    last = shape.parties[-1]
    asks = [f"{'state' if c.left == 'state' else 'A'}.{c.id}.{last}" for c in law.claims.values()]
    engine = Engine(law)
    took = seconds(lambda: engine.program(shape, asks))
    rules = sum(map(len, engine.program(shape, asks)[0].rules.values()))
    return engine, took, rules


def growth(law: Law, shape: Shape, rng: random.Random, cases: int) -> tuple[float, int, float]:
    """Return seconds to ground all claims, rules, and seconds a checked case of four takes."""
    engine, took, rules = grounded(law, shape)
    last = shape.parties[-1]
    names = [c for c in law.claims.values() if c.holds and c.left != "state"][:4]
    asks = tuple(f"A.{c.id}.{last}" for c in names)
    some = [consistent(rng, engine, shape, asks) for _ in range(cases)]
    return took, rules, each(some, lambda: engine)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="derivations per second, and how they grow")
    parser.add_argument("--cases", type=int, default=400, help="random cases a measure")
    parser.add_argument("--unknown", type=int, default=8, help="most unknown facts for the oracle")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rng = random.Random(args.seed)

    loading = min(seconds(lambda: load_law(data("law"))) for _ in range(3))
    law = shipped()
    print(f"load {len(law.norms)} norms with every check   {1e3 * loading:8.0f} ms")
    _, took, rules = grounded(law, SHAPE)
    print(f"ground {len(law.claims)} claims, {rules} rules            {1e3 * took:8.0f} ms")

    engine = Engine(law)
    some = [consistent(rng, engine, SHAPE, GROUPS[i % len(GROUPS)]) for i in range(args.cases)]
    asked = sum(len(asks) for _, asks in some) / len(some)
    warm = min(each(some, lambda: engine) for _ in range(3))
    control = FreshControl(law)
    fresh = min(each(some, lambda: control) for _ in range(3))
    anew = each(some[: max(20, args.cases // 10)], lambda: Engine(law))
    print(f"\n{len(some)} random cases, {asked:.1f} questions each, every proof checked")
    print(f"engine                       {1 / warm:8.0f} cases/s  {asked / warm:8.0f} answers/s")
    print(
        f"a fresh control for each     {1 / fresh:8.0f} cases/s  {fresh / warm:8.1f} times slower"
    )
    print(f"a fresh engine for each      {1 / anew:8.0f} cases/s  {anew / warm:8.1f} times slower")

    print("\nagainst trying every completion, four civil questions")
    for line in against_naive(engine, rng, args.unknown):
        print(line)

    print("\n    norms   rules  ground ms  x      checked cases/s  x slower")
    few = max(50, args.cases // 4)
    base: tuple[float, int, float] | None = None
    for most in (40, 100, 200, 400, len(law.norms)):
        part = part_of(law, most)
        now = growth(part, SHAPE, rng, few)
        base = base or now
        _print_growth(len(part.norms), now, base)
    print("  parties   rules  ground ms  x      checked cases/s  x slower")
    base = None
    for parties in (1, 2, 3, 4):
        now = growth(law, many(parties), rng, few)
        base = base or now
        _print_growth(parties, now, base)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:.0f} MB")


def _print_growth(size: int, now: tuple[float, int, float], base: tuple[float, int, float]) -> None:
    took, rules, case = now
    print(
        f"{size:>9} {rules:>7} {1e3 * took:>10.1f}  {took / base[0]:<5.1f} "
        f"{1 / case:>16.0f}  {case / base[2]:.1f}"
    )


if __name__ == "__main__":
    main()
