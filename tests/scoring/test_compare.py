import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from facelaw.errors import UsageError
from facelaw.scoring.beside import refused_by_theme, statuses
from facelaw.scoring.compare import Comparison, compare
from facelaw.scoring.design import design
from facelaw.scoring.estimates import Settings
from facelaw.scoring.graded import Graded
from facelaw.scoring.measures import MEASURES, PRIMARY, tabulate
from facelaw.scoring.paired import (
    detectable,
    difference_estimates,
    holm,
    max_t,
    swap_null,
    swap_p,
)
from facelaw.scoring.panel import correlation, panel
from facelaw.scoring.ranks import rank_ranges
from facelaw.scoring.runs import Run, make
from facelaw.scoring.signature import Signature
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, FamilyTable, build
from tests.scoring.synthetic import YES, answered, item, quartets, random_run, words

SETTINGS = Settings(resamples=2000, seed=7)
SIGNATURE = Signature("0.1.0", "00000000", "test", "zh", "bare", "a", "2048")
PLAN = quartets(40)
SHARE = Measure("share", "share", "比例", ("part", "whole"), ratio, share=True)


def run(name: str, chance: float, seed: int = 0) -> Run:
    return make(name, SIGNATURE, random_run(PLAN, lambda _: chance, seed))


STRONG, SAME, WEAK = run("strong", 0.9, 1), run("same", 0.9, 2), run("weak", 0.5, 3)


def of(name: str, comparison: Comparison) -> tuple[float | None, float | None]:
    found = next(measure for measure in comparison.measures if measure.id == name)
    return found.p, found.p_max_t


def test_a_better_run_is_told_apart() -> None:
    pair = compare([STRONG, WEAK], SETTINGS).pairs[0]

    assert pair.told_apart
    assert pair.p == pytest.approx(1 / 2001)
    low, value, high = pair.difference.low, pair.difference.value, pair.difference.high
    assert low is not None
    assert value is not None
    assert high is not None
    assert 0.2 < low < value < high < 0.6


def test_the_difference_is_first_minus_second() -> None:
    one, other = compare([STRONG, WEAK], SETTINGS), compare([WEAK, STRONG], SETTINGS)

    a, b = one.pairs[0].difference, other.pairs[0].difference
    assert a.value is not None
    assert b.value == -a.value
    assert one.pairs[0].p == other.pairs[0].p


def test_equal_runs_are_not_told_apart() -> None:
    pair = compare([STRONG, SAME], SETTINGS).pairs[0]

    assert not pair.told_apart
    assert pair.difference.low is not None
    assert pair.difference.high is not None
    assert pair.difference.low < 0 < pair.difference.high
    assert pair.detectable is not None
    assert 0.03 < pair.detectable < 0.2


def test_a_run_against_itself() -> None:
    found = compare([STRONG, replace(STRONG, name="again")], SETTINGS)

    pair = found.pairs[0]
    assert (pair.difference.value, pair.p, pair.detectable) == (0.0, 1.0, None)
    assert found.telling is not None
    assert found.telling.families == found.telling.items == ()
    assert all(measure.p_max_t == 1.0 for measure in found.measures)


def test_where_no_family_differs_a_share_of_families_could_hide_one() -> None:
    """30 families alike: 3/30 of all could differ, by 1 at most: a tenth either way."""
    found = difference_estimates([(SHARE, table([1, 0] * 15), table([1, 0] * 15))], SETTINGS)[0]

    assert found.method == "rule of three"
    assert found.value == 0.0
    assert found.low == pytest.approx(-0.1)
    assert found.high == pytest.approx(0.1)


def table(parts: list[int]) -> FamilyTable:
    names = [f"f{i:03d}" for i in range(len(parts))]
    whole = np.full(len(parts), UNIT)
    return build(names, {"part": np.array(parts) * UNIT, "whole": whole})


def test_the_swap_test_is_the_exact_one_when_all_swaps_are_tried() -> None:
    first, second = [1, 1, 1, 1, 0, 1, 0, 1], [0, 0, 1, 0, 0, 0, 1, 0]
    gap = [a - b for a, b in zip(first, second, strict=True)]
    # differences 1 1 0 1 0 1 -1 1, sum 4; under swaps each nonzero one takes either sign:
    # 6 signs reach |sum| >= 4 in 2 * (C(6,6) + C(6,5)) = 14 of 64
    sums = [abs(sum(s * g for s, g in zip(signs, gap, strict=True)))
            for signs in product((1, -1), repeat=8)]  # fmt: skip
    exact = sum(total >= 4 for total in sums) / 256
    assert exact == 14 / 64

    p = swap_p(*swap_null([SHARE], table(first), table(second), Settings(20_000, 7)))[0]

    assert p == pytest.approx(exact, abs=0.01)


def test_false_alarms_come_at_their_level() -> None:
    """400 pairs of equal runs of 20 families: about 5 % have p <= 0.05."""
    source = np.random.default_rng(8)
    alarms = 0
    for _ in range(400):
        lean = source.beta(2, 1, 20)
        first, second = (source.binomial(4, lean).tolist() for _ in "ab")
        p = swap_p(*swap_null([SHARE], table(first), table(second), Settings(400, 7)))[0]
        alarms += p <= 0.05
    assert 6 <= alarms <= 36  # expected 20, sd 4.4


def test_holm_by_hand() -> None:
    # sorted 0.01 * 3, 0.03 * 2, 0.04 * 1 -> 0.03, 0.06, max(0.06, 0.04)
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_max_t_of_copies_is_the_uncorrected_p() -> None:
    observed, null = swap_null([SHARE], table([1] * 12 + [0] * 8), table([0] * 20), SETTINGS)
    copies, copied = np.repeat(observed, 5), np.repeat(null, 5, axis=0)

    assert max_t(copies, copied) == pytest.approx(swap_p(observed, null)[0])
    # Holm would have multiplied by five
    assert holm([float(p) for p in swap_p(copies, copied)])[0] > swap_p(observed, null)[0]


def test_max_t_keeps_the_order_and_is_at_least_the_raw_p() -> None:
    comparison = compare([STRONG, WEAK], SETTINGS)
    raw = [found.p for found in comparison.measures]

    for found in comparison.measures:
        if found.p is not None and found.p_max_t is not None:
            assert found.p_max_t >= found.p - 1e-12
    assert len(raw) == len(comparison.measures) > 5
    assert of(PRIMARY, comparison)[1] == pytest.approx(1 / 2001)


def test_detectable_difference() -> None:
    # (z 0.975 + z 0.8) se = (1.95996 + 0.84162) * 0.02
    assert detectable(0.02) == pytest.approx(0.0560318, abs=1e-6)
    # ten pairs: z 0.9975 = 2.80703
    assert detectable(0.02, 10) == pytest.approx((2.80703 + 0.84162) * 0.02, abs=1e-6)
    assert detectable(0.0) is None
    assert detectable(None) is None


def test_a_constant_difference_has_room_for_one_more_family() -> None:
    found = difference_estimates([(SHARE, table([1] * 20), table([0] * 20))], SETTINGS)[0]

    # 20 of 20 families alike: up to 3/20 of all families could lie at the other end, 2 away
    assert found.low == pytest.approx(1 - 3 / 20 * 2)
    assert found.high == 1.0


def test_under_fifteen_families_a_difference_has_no_interval() -> None:
    found = difference_estimates([(SHARE, table([1, 0] * 7), table([0, 0] * 7))], SETTINGS)[0]

    assert (found.value, found.low, found.method) == (0.5, None, "too few families")


def test_rank_ranges() -> None:
    found = compare([WEAK, STRONG, SAME], SETTINGS)

    assert found.ranks == ((3, 3), (1, 2), (1, 2))
    assert found.measures == ()
    assert [(pair.first, pair.second) for pair in found.pairs] == [(0, 1), (0, 2), (1, 2)]
    # Holm over three pairs: the least p is tripled
    assert found.pairs[0].p_holm == pytest.approx(3 * found.pairs[0].p)


def test_ranks_where_nothing_is_told_apart() -> None:
    assert rank_ranges([0.5, 0.6], {(0, 1): 0.5}) == [(1, 2), (1, 2)]


@pytest.mark.parametrize(
    ("setting", "words_"),
    [("data", "data version"), ("lang", "language"), ("read", "way of reading"), ("seed", "seed")],
)
def test_unlike_runs_are_refused_and_the_setting_is_named(setting: str, words_: str) -> None:
    changed = {setting: 8 if setting == "seed" else "other"}
    other = replace(SAME, signature=replace(SIGNATURE, **changed))  # type: ignore[arg-type]

    with pytest.raises(UsageError, match=words_) as told:
        compare([STRONG, other], SETTINGS)
    assert "strong" in str(told.value)
    assert "same other" in str(told.value) or "same 8" in str(told.value)


def test_a_named_setting_may_differ() -> None:
    other = replace(SAME, signature=replace(SIGNATURE, cond="law"))

    with pytest.raises(UsageError, match="--across"):
        compare([STRONG, other], SETTINGS)
    assert compare([STRONG, other], SETTINGS, across=["cond"]).pairs


def test_across_settings_the_common_items_are_compared() -> None:
    smaller = make("fewer", replace(SIGNATURE, lang="en"), SAME.graded.take(PLAN.family < 30))
    elsewhere = make("other", smaller.signature, random_run(design([item("z")]), lambda _: 1.0))

    found = compare([STRONG, smaller], SETTINGS, across=["lang"])

    assert found.primary[0].families == found.primary[1].families == 30
    with pytest.raises(UsageError, match="share no item"):
        compare([STRONG, elsewhere], SETTINGS, across=["lang"])


def test_one_run_is_no_comparison() -> None:
    with pytest.raises(UsageError, match="two prediction files"):
        compare([STRONG], SETTINGS)


def test_telling_items_name_what_was_said() -> None:
    plan = quartets(3)
    right = words(plan.slot_gold)
    wrong = list(right)
    wrong[plan.start[5]] = None
    runs = [make(name, SIGNATURE, answered(plan, [said])) for name, said in
            (("a", right), ("b", wrong))]  # fmt: skip

    found = compare(runs, SETTINGS).telling

    assert found is not None
    assert [difference.id for difference in found.items] == [plan.items[5].id]
    key = found.items[0].keys[0]
    assert (key.key, key.gold, key.first, key.second) == (
        plan.items[5].keys[0], right[plan.start[5]], right[plan.start[5]], None,
    )  # fmt: skip
    assert found.families[0].id == plan.items[5].family
    assert found.families[0].first == 1.0


def test_reliability_and_discrimination() -> None:
    runs = [run(str(i), 0.3 + 0.12 * i, i) for i in range(6)]
    turned = random_run(PLAN, lambda _: 0.5, 9)
    found = panel([r.table for r in runs], 7)

    assert found.reliability is not None
    assert found.reliability > 0.9
    assert found.discrimination
    assert tabulate(turned)[0].families == runs[0].table.families


def test_a_family_that_stronger_runs_get_wrong_is_a_suspect() -> None:
    plan = quartets(10)
    wrong_gold = 4

    def graded(place: int, chance: float) -> Graded:
        return random_run(plan, lambda row: 1 - chance if row == wrong_gold else chance, place)

    tables = [tabulate(graded(i, c))[0] for i, c in enumerate((0.2, 0.5, 0.8, 0.95))]

    assert panel(tables, 7).suspects[:1] == (plan.families[wrong_gold],)


def test_two_runs_have_no_reliability() -> None:
    assert panel([STRONG.table, WEAK.table], 7).reliability is None


def test_correlation() -> None:
    assert correlation(np.array([1.0, 2, 3]), np.array([2.0, 4, 6])) == pytest.approx(1)
    assert correlation(np.array([1.0, 1, 1]), np.array([2.0, 4, 6])) is None


def test_statuses_and_refusals_by_theme() -> None:
    graded = answered(design([item("f", themes=("sexual",)), item("g")]), [[YES, YES]])
    graded.status[0, :] = 2

    assert statuses(graded)["refused"] == 2
    assert refused_by_theme(graded) == {"none": 1, "sexual": 1}


def test_every_measure_is_finite_or_undefined_in_a_difference() -> None:
    work = [(m, STRONG.table, WEAK.table) for m in MEASURES.values()]

    for found in difference_estimates(work, SETTINGS):
        assert found.value is None or math.isfinite(found.value)
