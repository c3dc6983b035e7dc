from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from facelaw.scoring.contrasts import Contrast, contrasts
from facelaw.scoring.design import Design, design
from facelaw.scoring.diagnosis import by_norm, by_trap, first_wrong, ranked
from facelaw.scoring.estimates import Settings
from facelaw.scoring.key import Item
from facelaw.scoring.leaderboard import leaderboard
from facelaw.scoring.measures import MEASURES
from facelaw.scoring.naming import named_apart
from facelaw.scoring.runs import Run, make
from facelaw.scoring.score import score
from facelaw.scoring.signature import Signature
from tests.scoring.synthetic import NO, OPEN, YES, answered, item, quartets, random_run

SETTINGS = Settings(resamples=500, seed=7)
BARE = Signature("0.1.0", "00000000", "test", "zh", "bare", "a", "2048")


def run(plan: Design, said: Sequence[str | None], **setting: str) -> Run:
    signature = replace(BARE, **setting)  # type: ignore[arg-type]
    name = "m " + " ".join(setting.values())
    return make(name, signature, answered(plan, [list(said)]), model="m")


def one(runs: Sequence[Run]) -> Contrast:
    found = contrasts(runs, SETTINGS)
    assert len(found) == 1
    return found[0]


FOUR = design([item(name) for name in "fghi"])


def test_knowledge_is_law_minus_bare() -> None:
    bare = run(FOUR, [YES, NO, NO, None])
    law = run(FOUR, [YES, YES, NO, None], cond="law")

    found = one([bare, law])

    assert (found.name, found.first, found.second) == ("knowledge", "m law", "m ")
    assert found.verdicts.value == 0.25
    assert found.strict is not None
    assert found.strict.value == 0.25
    # both right: f; only with law: g; nobody: h, i
    assert (found.both, found.only_first, found.only_second) == (0.25, 0.25, 0.0)
    # the same answer in f and h; silence twice is no same answer
    assert found.same_answer == 0.5
    assert found.pairs == 4


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("fact_finding", {"cond": "ledger"}, {"cond": "law"}),
        ("language", {"lang": "zh"}, {"lang": "en"}),
        ("wording", {"tmpl": "a"}, {"tmpl": "b"}),
    ],
)
def test_other_contrasts(name: str, first: dict[str, str], second: dict[str, str]) -> None:
    found = one([run(FOUR, [YES] * 4, **first), run(FOUR, [NO] * 4, **second)])

    assert (found.name, found.verdicts.value, found.same_answer) == (name, 1.0, 0.0)


def test_only_the_items_of_both_runs_are_paired() -> None:
    smaller = design([item("g"), item("h")])
    found = one([run(FOUR, [NO, YES, YES, NO]), run(smaller, [YES, NO], lang="en")])

    assert found.pairs == 2
    assert found.verdicts.value == 0.5


def test_memory_pairs_families_whose_law_was_altered() -> None:
    altered = design([item("g", 7, "altered", gold={"A.portrait_right.B": NO})])
    found = one([run(FOUR, [NO, YES, NO, NO], cond="law"), run(altered, [YES], cond="altered")])

    # right on the base of g, then the remembered answer on its altered law
    assert (found.name, found.verdicts.value, found.pairs) == ("memory", 1.0, 0)
    assert found.same_answer is None


def test_runs_that_differ_in_more_than_one_setting_make_no_contrast() -> None:
    bare = run(FOUR, [YES] * 4)
    assert contrasts([bare, run(FOUR, [YES] * 4, cond="law", lang="en")], SETTINGS) == []
    assert contrasts([bare, replace(bare, name="again")], SETTINGS) == []
    other = replace(run(FOUR, [YES] * 4, cond="law"), model="n")
    assert contrasts([bare, other], SETTINGS) == []


def test_contrasts_without_common_items_are_left_out() -> None:
    other = design([item("z")])
    assert contrasts([run(FOUR, [YES] * 4), run(other, [YES], lang="en")], SETTINGS) == []


def test_the_board_ranks_within_equal_settings_only() -> None:
    plan = quartets(40)
    runs = [
        make(name, replace(BARE, cond=cond), random_run(plan, lambda _, c=chance: c, seed))  # type: ignore[misc]
        for seed, (name, cond, chance) in enumerate(
            [("low", "bare", 0.4), ("law", "law", 0.7), ("high", "bare", 0.9)]
        )
    ]
    found = score(runs, SETTINGS)

    rows = {row.run.name: row for row in found.board}
    assert [row.run.name for row in found.board] == ["high", "low", "law"]
    assert rows["high"].ranks == (1, 1)
    assert rows["low"].ranks == (2, 2)
    assert rows["law"].ranks is None
    assert leaderboard(runs, found.estimates, SETTINGS) == list(found.board)


def test_names_say_what_sets_runs_apart() -> None:
    bare, law = run(FOUR, [YES] * 4), run(FOUR, [YES] * 4, cond="law")
    assert named_apart([bare, law]) == ["m bare", "m law"]
    assert named_apart([bare]) == ["m"]
    first, second = replace(bare, file="a/x.jsonl"), replace(bare, file="b/y.jsonl")
    assert named_apart([first, second]) == ["m x.jsonl", "m y.jsonl"]
    assert named_apart([first, replace(first, file="b/x.jsonl")]) == ["m a/x.jsonl", "m b/x.jsonl"]
    same = replace(bare, file="-")
    assert named_apart([same, same]) == ["m - 1", "m - 2"]


def argument(name: str, first: str, second: str, **given: Any) -> Item:
    return item(
        name, task="argument", target="A.x.B", answer_type="argument", labels=(),
        gold={"verdict": YES, "element:b": second, "element:a": first},
        keys=("element:a", "element:b", "verdict"), **given,
    )  # fmt: skip


def test_the_first_wrong_element_follows_the_order_asked() -> None:
    plan = design([argument(name, "met", "met") for name in "fgh"])
    # gold order is verdict, b, a; f wrong in a and b: a is first; g wrong in the verdict; h right
    said = [YES, "not_met", "not_met", NO, "met", "met", YES, "met", "met"]
    found = {tally.name: tally for tally in ranked(first_wrong(answered(plan, [said])))}

    assert found["x: a"].value == pytest.approx(1 / 3)
    assert found["x: b"].value == 0.0
    assert found["x: verdict"].value == pytest.approx(1 / 3)
    assert found["x: a"].low is None


def test_norms_and_traps_are_judged_by_the_conclusion() -> None:
    plan = design(
        [
            argument("f", "met", "met", proofs=(("CC-1019-1", "CC-1018-2"), ("CC-990-1",))),
            argument("g", "met", "met", proofs=(("CC-1019-1",),), traps=("fame",)),
            item("h", traps=("fame",)),
        ]
    )
    # f: verdict right, an element wrong; g: verdict wrong; h: right
    run = answered(plan, [[YES, "not_met", "met", OPEN, "met", "met", YES]])

    norms = {tally.name: (tally.value, tally.items) for tally in ranked(by_norm(run))}
    assert norms == {"CC-1019-1": (0.5, 2), "CC-1018-2": (1.0, 1), "CC-990-1": (1.0, 1)}
    assert [(t.name, t.value, t.items) for t in ranked(by_trap(run))] == [("fame", 0.5, 2)]


def test_tallies_of_many_families_have_intervals() -> None:
    plan = design([item(f"f{i:02d}", traps=("fame",)) for i in range(20)])
    tally = by_trap(answered(plan, [[YES] * 10 + [NO] * 10]))["fame"].tally("fame")

    assert tally.low is not None
    assert tally.high is not None
    # Wilson of 10 of 20 is 0.299 to 0.701
    assert tally.low == pytest.approx(0.299, abs=0.02)
    assert tally.high == pytest.approx(0.701, abs=0.02)


def test_measures_of_runs_with_other_items_are_undefined_not_wrong() -> None:
    other = design([argument("f", "met", "met")])
    found = score([run(FOUR, [YES] * 4), run(other, [YES, "met", "met"], cond="law")], SETTINGS)

    assert found.estimates[0]["argument.elements"].method == "undefined"
    assert found.estimates[1]["argument.elements"].value == 1.0
    assert set(MEASURES) >= set(found.runs[0].measures)
