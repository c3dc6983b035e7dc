"""The engine against cases worked by hand and against an oracle that tries every completion."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from facelaw.law.check_proof import check_proof
from facelaw.law.decide import sufficient
from facelaw.law.derive import Contradiction, Engine
from facelaw.law.proof import Step, applied
from facelaw.law.settle import Case
from facelaw.law.shape import ActShape, Shape

from . import naive
from .tiny import tiny

LAW = tiny()
ENGINE = Engine(LAW)
SHAPE = Shape(("A", "B", "P"), (ActShape("a1", "B", ("A",)), ActShape("a2", "P", ("A",), "a1")))
ASKS = ("A.portrait_right.B", "A.platform.P", "state.crime.B", "A.liable.B")


def case(stage: str = "advice", day: str = "2022-05-01", readings=None, **facts: str) -> Case:
    keys = {k.replace("__", "@").replace("_to_", ":"): v for k, v in facts.items()}
    return Case(
        SHAPE,
        {"a1": (day, day), "a2": (day, day)},
        "2024-01-01",
        stage,
        keys,
        readings or {"object": "face"},
    )


FULL = {"image__a1_to_A": "own", "published__a1_to_A": "yes"}


def test_a_published_own_face_without_licence_is_established() -> None:
    d = ENGINE.derive(case(**FULL), ASKS)
    assert d.verdict(ASKS[0]) == "established"
    assert [r.norm for r in applied(d.proof(ASKS[0]))] == ["l-a", "L-3-1", "L-1-1"]
    assert d.citations(ASKS[0])[0] == (("L-1-1", "L-3-1"),)


def test_withdrawn_consent_is_no_licence_and_implies_that_there_was_consent() -> None:
    d = ENGINE.derive(case(**FULL, withdrawn__a1_to_A="yes"), ASKS)
    assert d.settings["consent@a1:A"].why == "implied"
    assert d.verdict(ASKS[0]) == "established"


def test_an_exception_that_defeats_is_what_is_cited() -> None:
    d = ENGINE.derive(case(**FULL, consent__a1_to_A="yes"), ASKS)
    assert d.verdict(ASKS[0]) == "not_established"
    assert d.elements(ASKS[0]) == {"no_licence": "not_met"}
    assert d.citations(ASKS[0])[0] == (("L-2-1",),)


def test_before_2021_gain_decides_and_stays_open_when_not_mentioned() -> None:
    d = ENGINE.derive(case(**FULL, day="2020-06-01"), ASKS)
    assert d.verdict(ASKS[0]) == "undetermined"
    assert d.deciding(ASKS[0]) == ("for_gain@a1:A",)
    assert sufficient(d.program, d.known, d.atom(ASKS[0]), ("for_gain@a1:A",))


def test_at_trial_what_is_not_proved_goes_by_the_burden() -> None:
    d = ENGINE.derive(case(**FULL, stage="trial", day="2020-06-01"), ASKS)
    assert d.verdict(ASKS[0]) == "not_established"
    assert d.settings["for_gain@a1:A"].why == "burden"


def test_liable_with_gain_or_without_is_proved_by_cases() -> None:
    d = ENGINE.derive(case(**FULL), ASKS)
    proof = d.proof("A.liable.B")
    assert d.verdict("A.liable.B") == "established"
    assert "by cases" in {s.kind for s in proof.walk()}
    assert d.deciding("A.liable.B") == ()


def test_an_act_over_new_year_is_judged_in_parts() -> None:
    straddling = replace(
        case(**FULL), dates={"a1": ("2020-12-01", "2021-01-02"), "a2": ("2022-01-01",) * 2}
    )
    assert ENGINE.derive(straddling, ASKS).verdict(ASKS[0]) == "established"


def test_readings_fork() -> None:
    facts = {**FULL, "image__a1_to_A": "generic"}
    answers = [
        ENGINE.derive(case(readings={"object": o}, **facts), ASKS).verdict(ASKS[0])
        for o in ("face", "whole", "open")
    ]
    assert answers == ["not_established", "established", "undetermined"]


def test_a_platform_answers_for_the_act_it_hosts_only_if_that_is_a_tort() -> None:
    host = {"notice__a2": "yes", "removed_late__a2": "yes"}
    assert ENGINE.derive(case(**FULL, **host), ASKS).verdict(ASKS[1]) == "established"
    licensed = case(**FULL, **host, consent__a1_to_A="yes")
    assert ENGINE.derive(licensed, ASKS).verdict(ASKS[1]) == "not_established"


def test_two_half_thresholds_make_one_and_neither_case_needs_the_other() -> None:
    # 12 videos and 5,000 clicks: each under the full number, both at half.
    d = ENGINE.derive(case(videos__B="12", clicks__B="5000"), ASKS)
    assert d.verdict(ASKS[2]) == "established"
    assert d.citations(ASKS[2])[0] == (("L-5-2",),)
    # 20 or more by one path or the other: established although neither rule is settled.
    d = ENGINE.derive(case(videos__B=">=10", clicks__B="5000"), ASKS)
    assert d.verdict(ASKS[2]) == "established"


def test_brackets_are_exclusive_and_cover_everything() -> None:
    for videos, bracket in (("5", "below"), ("20", "plain"), ("100", "grave"), ("99", "plain")):
        d = ENGINE.derive(case(videos__B=videos, clicks__B="0"), ("state.bracket.B",))
        assert [o for o, v in d.options("state.bracket.B").items() if v] == [bracket]


def test_facts_that_exclude_each_other_are_refused() -> None:
    both = case(**FULL, satire__a1_to_A="yes", for_gain__a1_to_A="yes", day="2020-06-01")
    with pytest.raises(Contradiction):
        ENGINE.derive(both, ASKS)


ATOMS = [
    ("tort_pair", ("A", "B")),
    ("joint_pair", ("A", "P")),
    ("crime", ("B",)),
    ("liable_pair", ("A", "B")),
]


def random_case(rng: random.Random) -> Case:
    facts: dict[str, str] = {}
    for f in LAW.facts.values():
        for args in naive.arguments(SHAPE, f.of):
            roll = rng.random()
            if roll < 0.25:
                continue
            values = {"bool": ["yes", "no"], "enum": list(f.values)}.get(
                f.type, ["0", "10", "15", "20", "100", "5000"]
            )
            facts[f"{f.id}@{':'.join(args)}"] = (
                rng.choice(["unknown", "unproved"]) if roll < 0.5 else rng.choice(values)
            )
    for name in ("videos", "clicks"):  # keep the oracle's product small
        facts[f"{name}@A"] = facts[f"{name}@P"] = "0"
    for a, fs in (("a2", ("image", "published", "consent", "withdrawn", "satire", "for_gain")),):
        for name in fs:
            facts[f"{name}@{a}:A"] = "other" if name == "image" else "no"
    facts["notice@a1"] = facts["removed_late@a1"] = "no"
    days: Any = rng.choice(
        [("2020-01-01", "2020-05-05"), ("2020-12-30", "2021-01-03"), ("2023-01-01",) * 2]
    )
    return Case(
        SHAPE,
        {"a1": days, "a2": days},
        "2024-01-01",
        rng.choice(["advice", "trial"]),
        facts,
        {"object": rng.choice(["face", "whole", "open"])},
    )


def test_the_engine_agrees_with_trying_every_completion_and_every_proof_holds() -> None:
    rng = random.Random(7)
    seen: set[str] = set()
    tried = 0
    while tried < 400:
        c = random_case(rng)
        tried += 1
        try:
            d = ENGINE.derive(c, ASKS)
        except Contradiction:
            assert not list(naive.worlds(LAW, c))
            continue
        for ask, (name, args) in zip(
            ASKS,
            ATOMS,
            strict=True,
        ):
            expected = naive.status(LAW, c, name, args)
            assert d.statuses[d.atom(ask)] is expected, (c, ask)
            proof = d.proof(ask)
            assert check_proof(d.program, d.known, proof) == []
            seen |= {s.kind for s in proof.walk()}
    assert {"fact", "applies", "none applies", "by cases", "undetermined"} <= seen


def mutations(step: Step, rng: random.Random) -> Step:
    """Spoil one step of a proof in one of the ways a faulty prover might."""
    nodes = list(step.walk())
    victim = rng.choice(nodes)
    kinds = {
        "fact": [replace(victim, value=not victim.value), replace(victim, value=None)],
        "applies": [
            replace(victim, because=victim.because[:-1]),
            replace(victim, value=False),
            replace(victim, rule=None),
        ],
        "none applies": [
            replace(victim, value=True),
            replace(victim, failing=victim.failing[:-1])
            if victim.failing
            else replace(victim, value=None),
        ],
        "by cases": [replace(victim, cases=victim.cases[:-1])],
        "undetermined": [
            replace(victim, worlds=victim.worlds[:1]),
            replace(victim, worlds=victim.worlds[::-1]),
        ],
        "forced": [replace(victim, value=not victim.value), replace(victim, bound=())],
        "impossible": [replace(victim, bound=())],
    }
    return rebuild(step, victim, rng.choice(kinds[victim.kind]))


def rebuild(step: Step, old: Step, new: Step) -> Step:
    if step is old:
        return new
    return replace(
        step,
        because=tuple(rebuild(s, old, new) for s in step.because),
        failing=tuple((r, rebuild(s, old, new)) for r, s in step.failing),
        cases=tuple((c, rebuild(s, old, new)) for c, s in step.cases),
    )


def test_the_checker_rejects_spoilt_proofs() -> None:
    rng = random.Random(11)
    rejected = 0
    while rejected < 1000:
        try:
            d = ENGINE.derive(random_case(rng), ASKS)
        except Contradiction:
            continue
        for ask in ASKS:
            spoilt = mutations(d.proof(ask), rng)
            assert check_proof(d.program, d.known, spoilt) != []
            rejected += 1


def test_a_number_about_the_whole_case_is_an_input_like_any_other() -> None:
    from facelaw.law.load import assemble
    from facelaw.law.model import Conclusion

    from .tiny import T, fact, norm

    law = assemble(
        {"days": fact("days", of="case", type="count")},
        {"long": Conclusion("long", "party", T)},
        {}, {"long": replace(LAW.claims["crime"], id="long", holds="long")},
        {"N": norm("N", "long", "days >= 30")}, (), "case",
    )  # fmt: skip
    for days, verdict in (("30", "established"), ("29", "not_established")):
        c = Case(SHAPE, {}, "2024-01-01", "advice", {"days": days})
        assert Engine(law).derive(c, ("state.long.B",)).verdict("state.long.B") == verdict
