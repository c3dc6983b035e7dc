"""Flaws: wrong at exactly the step said, sound before it, and no constant earns much."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from facelaw.gold.derived import Derived
from facelaw.law.derive import Target, element_atom
from facelaw.law.proof import applied
from facelaw.tasks import flaw
from facelaw.tasks.corrupt import Argued
from facelaw.tasks.item import Item
from facelaw.tasks.step_words import say
from facelaw.tasks.steps import Move, Stepwise

Made = tuple[Item, Derived, Argued]
CONSTANT = 0.35


@pytest.fixture(scope="module")
def made(families: list[list[Derived]]) -> list[Made]:
    out: list[Made] = []
    for variants in families:
        for d in variants:
            for item in flaw.items(d, variants[0]):
                argued = flaw.argue(d, item.target)
                assert argued is not None
                out.append((item, d, argued))
    return out


def holds(move: Move, argument: Stepwise, d: Derived) -> bool:
    """Judge a step anew: from statuses, proofs and dates, not from how it was made."""
    derivation, target = d.main, Target.parse(argument.ask)
    law, scenario = d.law, d.scenario
    if move.about == "law":
        norm, act = law.norms[move.norms[0]], scenario.acts[move.act]
        rules = [r for rs in derivation.program.rules.values() for r in rs]
        read = any(r.norm == norm.id and f"X={move.act}" in r.bind.split() for r in rules)
        core = derivation.claim(argument.ask).core
        mine = {norm.citation, norm.citation.partition("-i")[0]} & set(core)
        in_time = norm.start <= act.until and (not norm.until or act.start <= norm.until)
        return bool(read and mine and in_time and act.by == target.right)
    if move.doer:
        other = str(Target(target.left, target.claim, move.doer))
        statuses = d.engine.derive(derivation.case, (other,)).elements(other)
        return statuses[move.about] == move.status
    if derivation.elements(argument.ask)[move.about] != move.status:
        return False
    proof = derivation.prover.prove(element_atom(target, move.about))
    norms = {r.norm for r in applied(proof)}
    known = derivation.program.variable_of
    facts = [(a, v) for a, v in move.facts if a in known and move.status != "undetermined"]
    return set(move.norms) <= norms and all(derivation.prover.settled(a) is v for a, v in facts)


def test_a_flawed_argument_is_wrong_at_that_step_and_nowhere_else(made: list[Made]) -> None:
    for item, d, argued in made:
        steps = argued.steps
        wrong = [
            n
            for n, move in enumerate(steps.moves, 1)
            if move.about != "end" and not holds(move, steps, d)
        ]
        assert wrong == ([argued.wrong] if argued.wrong else []), item.id


def test_a_step_on_another_party_names_it_where_the_sound_one_names_the_defendant(
    made: list[Made],
) -> None:
    for item, d, argued in made:
        if argued.kind != "party":
            continue
        move = argued.steps.moves[argued.wrong - 1]
        right = Target.parse(item.target).right
        sound = replace(move, doer="")
        for lang in ("zh", "en"):
            came, was = (say(m, argued.steps, d, lang) for m in (move, sound))
            assert d.name(right, lang) in was, item.id
            assert d.name(right, lang) not in came, item.id
            assert d.name(move.doer, lang) in came, item.id


def test_the_conclusion_follows_from_the_steps(made: list[Made]) -> None:
    """What an argument concludes is what its own steps give, whether they are right or not."""
    for item, d, argued in made:
        statuses = [m.status for m in argued.steps.moves if m.about not in ("law", "end")]
        total = len(d.main.claim(item.target).elements)
        end = argued.steps.moves[-1].status
        if end == "established":
            assert statuses == ["met"] * total, item.id
        else:
            assert statuses[-1] == ("not_met" if end == "not_established" else "undetermined")
        if argued.kind in ("none", "norm", "date", "party"):
            assert end == d.main.verdict(item.target), item.id


def test_labels_are_the_steps_and_none(made: list[Made]) -> None:
    for item, _, argued in made:
        count = len(argued.steps.moves)
        assert item.labels == (*(str(n) for n in range(1, count + 1)), "none")
        assert 4 <= count <= 8
        assert dict(item.gold)["answer"] == (str(argued.wrong) if argued.wrong else "none")
        assert argued.wrong < count


def test_the_same_argument_is_made_every_time(families: list[list[Derived]]) -> None:
    d = families[0][0]

    assert list(flaw.items(d, d)) == list(flaw.items(d, d))


def test_no_constant_earns_much(made: list[Made]) -> None:
    gold = Counter(dict(item.gold)["answer"] for item, _, _ in made)
    kinds = Counter(argued.kind for _, _, argued in made)
    total = len(made)

    assert total > 200
    assert max(gold.values()) / total <= CONSTANT, gold
    assert 0.22 <= kinds["none"] / total <= CONSTANT, kinds
    assert set(kinds) == {"none", *flaw.KINDS}
    assert min(kinds.values()) / total >= 0.04, kinds
    assert max(n for kind, n in kinds.items() if kind != "none") / total <= 0.25, kinds


def test_neither_verdict_nor_length_gives_a_flaw_away(made: list[Made]) -> None:
    """The share of sound arguments is much the same whatever they conclude and however long."""
    for groups in (
        {item.id: argued.steps.moves[-1].status for item, _, argued in made},
        {item.id: str(len(argued.steps.moves)) for item, _, argued in made},
    ):
        sound = Counter(groups[item.id] for item, _, a in made if not a.wrong)
        for name, n in Counter(groups.values()).items():
            if n >= 30:
                assert 0.15 <= sound[name] / n <= 0.5, (name, sound[name], n)


def test_steps_read_as_sentences_without_names_of_atoms(made: list[Made]) -> None:
    for _, d, argued in made:
        for lang in ("zh", "en"):
            for move in argued.steps.moves:
                text = say(move, argued.steps, d, lang)
                assert text.endswith("。" if lang == "zh" else "."), text
                assert "@" not in text, text
                assert "{" not in text, text
                assert "  " not in text, text
