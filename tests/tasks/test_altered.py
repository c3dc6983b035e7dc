"""Amendments: each changes an answer in four families at least, and says all that it changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from facelaw.gold.altered import Amended, Amender
from facelaw.gold.derived import Derived
from facelaw.law.check_proof import check_proof
from facelaw.law.load import shipped
from facelaw.tasks import altered

LEAST_FAMILIES = 4


@pytest.fixture(scope="module")
def amender() -> Amender:
    return Amender.of(shipped())


@pytest.fixture(scope="module")
def amended(amender: Amender, families: list[list[Derived]]) -> list[Amended]:
    return [a for variants in families for a in amender.family(variants)]


def test_there_are_a_dozen_amendments_and_each_applies_to_four_families(
    amender: Amender, amended: list[Amended]
) -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for a in amended:
        where[a.alteration.id].add(a.plain.family.id)

    assert len(amender.engines) >= 12
    few = {a.id: len(where[a.id]) for a, _ in amender.engines if len(where[a.id]) < LEAST_FAMILIES}
    assert few == {}


def test_an_asked_verdict_differs_and_only_under_claims_it_touches(amended: list[Amended]) -> None:
    for a in amended:
        item = altered.item(a)
        plain = {ask: a.plain.main.verdict(ask) for ask in a.plain.scenario.ask}
        differing = {ask for ask, verdict in item.gold if verdict != plain[ask]}
        assert differing, item.id
        assert {ask.split(".")[1] for ask in differing} <= set(a.alteration.touches), item.id


def test_gold_under_an_amendment_has_proofs_that_hold(amended: list[Amended]) -> None:
    for a in amended:
        d = a.derived.main
        for ask in a.derived.scenario.ask:
            assert check_proof(d.program, d.known, d.proof(ask)) == [], (a.alteration.id, ask)
            if a.derived.scenario.stage == "trial":
                assert d.verdict(ask) != "undetermined"


def test_a_fact_that_an_amendment_newly_turns_on_is_told(amended: list[Amended]) -> None:
    """A threshold on expenses, say, is asked only where the narrative gives the expenses."""
    turned = {"portrait-for-profit": "commercial_use", "portrait-public-source": "source_status",
              "portrait-public-showing": "disclosure"}  # fmt: skip
    for a in amended:
        fact = turned.get(a.alteration.id)
        keys = [k for k in a.derived.main.settings if fact and k.partition("@")[0] == fact]
        for key in keys:
            why = a.derived.main.settings[key].why
            assert key in a.plain.scenario.facts or why == "implied", (a.plain.family.id, key)


def test_amended_items_are_outside_the_headline_and_named_after_the_amendment(
    amended: list[Amended],
) -> None:
    ids = [altered.item(a).id for a in amended]

    assert len(set(ids)) == len(ids)
    for a, name in zip(amended, ids, strict=True):
        parts = (a.plain.family.id, a.plain.scenario.variant, "claims", a.alteration.id)
        assert name == ".".join(parts)
        assert not altered.item(a).headline
        assert a.plain.scenario.core


def test_the_amendment_comes_first_and_nothing_it_settles_is_assumed(
    amended: list[Amended],
) -> None:
    settled = [a for a in amended if a.dropped & set(a.plain.family.readings)]
    assert settled
    for a in [*settled[:4], *amended[:4]]:
        for lang in ("zh", "en"):
            prompt = altered.render(altered.item(a), a, lang)
            sentence = a.alteration.text[lang]
            assert prompt.index(sentence) < 100
            assert ("hypothetical" if lang == "en" else "假设") in prompt[:40].lower()
            for reading in a.dropped & set(a.plain.family.readings):
                for option in a.plain.law.readings[reading].options:
                    assert option.assume[lang] not in prompt


def test_no_answer_turns_on_a_reading_that_is_not_assumed(amended: list[Amended]) -> None:
    for a in amended:
        d = a.derived.main
        wanted = [d.verdict(ask) for ask in a.plain.scenario.ask]
        for name in sorted(a.dropped)[:2]:
            for option in a.derived.law.readings[name].options:
                case = replace(d.case, readings={**d.case.readings, name: option.id})
                other = a.derived.engine.derive(case, d.asks)
                assert [other.verdict(ask) for ask in a.plain.scenario.ask] == wanted


def test_verdicts_change_both_ways(amended: list[Amended]) -> None:
    came = [a.derived.main.verdict(ask) for a in amended for ask in a.changed]

    assert came.count("established") / len(came) > 0.2
    assert came.count("not_established") / len(came) > 0.3
