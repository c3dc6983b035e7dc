"""Which items are cases, how large they are, and what counts as wholly right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from facelaw.errors import UsageError
from facelaw.scoring.design import design
from facelaw.scoring.estimates import Settings
from facelaw.scoring.graded import Graded
from facelaw.scoring.horizon.cases import SIZES, cases
from facelaw.scoring.horizon.of_run import of_run
from facelaw.scoring.key import Item
from facelaw.scoring.runs import Run, make
from facelaw.scoring.signature import Signature
from facelaw.scoring.table import UNIT
from tests.scoring.synthetic import NO, YES, answered, item, words

SIGNATURE = Signature("1.0.0", "00000000", "test", "zh", "bare", "a", "2048")
GOLD = {"A.portrait_right.B": YES, "A.reputation_right.B": NO}
SETTINGS = Settings(200, 7)


def run(graded: Graded) -> Run:
    return make("model", SIGNATURE, graded)


def sized(family: str, steps: int, variant: int = 0, **given: Any) -> Item:
    given.setdefault("size", {"steps": steps, "characters": 10 * steps})
    return item(family, variant, gold=GOLD, **given)


def test_a_case_is_right_where_every_verdict_is_and_samples_are_averaged() -> None:
    plan = design([sized("a", 8), sized("a", 8, 1), sized("b", 32)])
    first = answered(plan, [[YES, NO, YES, YES, None, NO], [YES, NO, YES, NO, YES, NO]])
    found = cases(run(first))
    # a.v0: right in both samples; a.v1: one of two verdicts, then both: one half;
    # b: its first verdict is not read, then right: one half
    assert found.sizes.tolist() == [8, 32]
    assert found.n.tolist() == [[2, 0], [0, 1]]
    assert (found.right / UNIT).tolist() == [[1.5, 0.0], [0.0, 0.5]]
    assert found.families == ("a", "b")
    assert found.x.tolist() == [3.0, 5.0]


def test_one_option_a_family_and_amended_cases() -> None:
    plan = design(
        [
            sized("a", 8, option="face", headline=True),
            sized("a", 8, option="whole", headline=False),
            sized("a", 9, kind="altered", headline=False, target="later", quartet=False),
            sized("b", 16, task="readings"),
            sized("b", 16),
        ]
    )
    found = cases(run(answered(plan, [words(plan.slot_gold)])))
    assert (found.count, found.left_out) == (3, 0)
    assert found.sizes.tolist() == [8, 9, 16]


def test_other_sizes_and_cases_without_any() -> None:
    plan = design([sized("a", 8), sized("b", 16), sized("c", 0), sized("d", 1, size={})])
    graded = answered(plan, [words(plan.slot_gold)])
    assert cases(run(graded), "characters").sizes.tolist() == [80, 160]
    # c has 0 steps and d none: neither has a logarithm
    assert cases(run(graded)).left_out == 2
    with pytest.raises(UsageError, match="the key tells no rows of its cases"):
        cases(run(graded), "rows")


def test_what_cannot_be_fitted_says_so() -> None:
    same = design([sized("a", 8), sized("b", 8)])
    with pytest.raises(UsageError, match="all 2 cases have 8 steps"):
        cases(run(answered(same, [words(same.slot_gold)])))
    none = design([sized("a", 8, task="readings"), sized("b", 9, task="readings")])
    with pytest.raises(UsageError, match="no `claims` items"):
        cases(run(answered(none, [words(none.slot_gold)])))


def test_bins_fit_and_curve() -> None:
    items = [sized(f"f{i:02d}", 2 ** (1 + i % 12), v) for i in range(48) for v in range(2)]
    plan = design(items)
    small = np.array([one.size["steps"] <= 64 for one in plan.items])[plan.slot_item]
    said = np.where(small, plan.slot_gold, (plan.slot_gold + 1) % 3)
    found = of_run(run(answered(plan, [words(said)])), "steps", SETTINGS)

    # twelve sizes in ten bins, eight cases each: sizes are kept whole, none is lost
    assert len(found.bins) == 10
    assert sum(b.cases for b in found.bins) == 96
    assert all(a.most < b.least for a, b in zip(found.bins, found.bins[1:], strict=False))
    assert [b.right for b in found.bins if b.most <= 64] == pytest.approx([1.0] * 5)
    # all right to 64, all wrong from 128
    at = found.horizons[0].at.size
    assert at is not None
    assert 64 < at < 128
    assert found.cases.separated
    assert found.fit.bend is None
    # the points fall with size
    shares = [point[1] for point in found.curve]
    assert shares == sorted(shares, reverse=True)
    assert found.curve[0][0] == pytest.approx(2)
    assert found.curve[-1][0] == pytest.approx(4096)
    assert found.tokens is None


def test_sizes_are_those_of_the_key() -> None:
    assert SIZES[0] == "steps"
    assert set(SIZES) >= {"rows", "acts", "characters"}


def test_the_bend_is_found_where_there_is_one() -> None:
    """Right at both ends of the sizes and wrong in the middle: no logistic curve does that."""
    items = [sized(f"f{i:02d}", 2 ** (1 + i % 5)) for i in range(60)]
    plan = design(items)
    source = np.random.default_rng(5)

    def p(chance: dict[int, float]) -> float | None:
        right = np.array([source.random() < chance[one.size["steps"]] for one in plan.items])
        said = np.where(right[plan.slot_item], plan.slot_gold, (plan.slot_gold + 1) % 3)
        return of_run(run(answered(plan, [words(said)])), "steps", SETTINGS).fit.bend

    bent = p({2: 0.9, 4: 0.5, 8: 0.1, 16: 0.5, 32: 0.9})
    assert bent is not None
    assert bent < 0.001
    straight = [p({2: 0.9, 4: 0.75, 8: 0.5, 16: 0.25, 32: 0.1}) for _ in range(20)]
    assert sum(value is not None and value < 0.05 for value in straight) <= 4
