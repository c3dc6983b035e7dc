"""Where reasoning about this law usually goes wrong: one small case for each trap.

``traps.yaml`` states the case, the right answer, the answer of somebody who falls into the trap,
and why. Where an entry also states the ``mistake`` as a patch of norms, the patched law must give
the wrong answer: so the test fails if that mistake is ever made in ``data/law``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from facelaw._paths import data
from facelaw.citations import index
from facelaw.files import load_yaml
from facelaw.law.alter import load as amended
from facelaw.law.check_proof import check_proof
from facelaw.law.derive import Derivation, Engine, Target
from facelaw.law.examples import fires
from facelaw.law.load import shipped
from facelaw.law.model import Law
from facelaw.law.proof import applied
from facelaw.law.settle import Case
from facelaw.law.shape import ActShape, Shape

LAW = shipped()
ENGINE = Engine(LAW)
ARTICLES = index.read(index.compile(data("law", "articles")))
TRAPS: dict[str, dict[str, Any]] = {
    entry["id"]: entry for entry in load_yaml(Path(__file__).with_name("traps.yaml")).value
}
ASKED = [name for name, entry in TRAPS.items() if "asks" in entry]
RULED = [name for name, entry in TRAPS.items() if "rules" in entry]
MISTAKEN = [name for name, entry in TRAPS.items() if "mistake" in entry]


def case_of(entry: Mapping[str, Any]) -> Case:
    acts = {
        k: ActShape(k, a["by"], tuple(a["to"]), a.get("on", "")) for k, a in entry["acts"].items()
    }
    days = {k: (a["from"], a.get("until", a["from"])) for k, a in entry["acts"].items()}
    facts: dict[str, str] = {}
    for key, value in entry["facts"].items():
        name, _, of = key.partition("@")
        lone = LAW.facts[name].of == "act_party" and of in acts
        facts[f"{key}:{acts[of].to[0]}" if lone else key] = value
    shape = Shape(tuple(entry["parties"]), tuple(acts.values()))
    stage = entry.get("stage", "trial")
    return Case(shape, days, entry["on"], stage, facts, entry.get("readings", {}))


def answer(derivation: Derivation, ask: str) -> str | list[str]:
    """The verdict, or the options that hold."""
    if derivation.claim(ask).holds:
        return derivation.verdict(ask)
    return [o for o, value in derivation.options(ask).items() if value]


def rests_on(derivation: Derivation, ask: str) -> set[str]:
    """Every citation that can carry the answer."""
    claim, target = derivation.claim(ask), Target.parse(ask)
    names = [n for n in (claim.holds, *(o.holds for o in claim.options)) if n]
    steps = [derivation.prover.prove(ENGINE.place(name, target)) for name in names]
    rules = [rule for step in steps if step.value for rule in applied(step)]
    used = {LAW.norms[rule.norm].citation for rule in rules if rule.norm}
    return used | {c for s in (derivation.citations(ask)[0] if claim.holds else ()) for c in s}


@pytest.mark.parametrize("name", ASKED)
def test_the_law_does_not_fall_into_the_trap(name: str) -> None:
    entry = TRAPS[name]
    asks = tuple(entry["asks"])
    derivation = ENGINE.derive(case_of(entry), asks)
    for ask, wanted in entry["asks"].items():
        came = answer(derivation, ask)
        assert came == wanted["answer"], ask
        assert came != wanted.get("trap"), ask
        used = rests_on(derivation, ask)
        assert set(wanted.get("cites", ())) <= used
        assert not set(wanted.get("never_cites", ())) & used
        if derivation.claim(ask).holds:
            proof = derivation.proof(ask)
            assert check_proof(derivation.program, derivation.known, proof) == []


@pytest.mark.parametrize("name", RULED)
def test_a_rule_applies_just_where_it_should(name: str) -> None:
    for rule in TRAPS[name]["rules"]:
        norm = LAW.norms[rule["norm"]]
        assert fires(LAW, norm, {"facts": rule["facts"]}) == (rule["applies"] == "yes"), rule


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Law]:
    """The law with each mistake made, by the trap's id."""
    path = tmp_path_factory.mktemp("mistakes") / "alterations.yaml"
    entries = [
        {"id": n, "zh": TRAPS[n]["zh"], "en": TRAPS[n]["en"], "patch": TRAPS[n]["mistake"]}
        for n in MISTAKEN
    ]
    path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return {alteration.id: alteration.law for alteration in amended(LAW, path)}


@pytest.mark.parametrize("name", MISTAKEN)
def test_a_law_with_the_mistake_in_it_would_be_found_out(
    name: str, mistaken: dict[str, Law]
) -> None:
    entry = TRAPS[name]
    derivation = Engine(mistaken[name]).derive(case_of(entry), tuple(entry["asks"]))
    fallen = {a: w["trap"] for a, w in entry["asks"].items() if "trap" in w}

    assert {ask: answer(derivation, ask) for ask in fallen} == fallen


def test_every_trap_that_a_norm_or_claim_guards_has_its_case() -> None:
    tested = {t for entry in TRAPS.values() for t in entry.get("guards", ())}
    named = {t for n in LAW.norms.values() for t in n.traps}
    named |= {t for c in LAW.claims.values() for t in c.traps}

    assert named - tested == set()


@pytest.mark.parametrize("name", TRAPS)
def test_a_jurist_can_read_why(name: str) -> None:
    entry = TRAPS[name]
    assert entry["zh"] and entry["en"] and entry["why"]["zh"] and entry["why"]["en"]
    assert any("trap" in w or "never_cites" in w for w in entry.get("asks", {}).values()) or (
        "rules" in entry
    )
    for cite in {c for w in entry.get("asks", {}).values() for c in w.get("cites", ())}:
        assert ARTICLES.wording(cite) != cite, cite
