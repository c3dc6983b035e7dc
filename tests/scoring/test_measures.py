import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.scoring.design import design
from facelaw.scoring.estimates import Settings, estimates
from facelaw.scoring.graded import ABSTAINED, ANSWERED, Graded, blank
from facelaw.scoring.key import VERDICTS, Item
from facelaw.scoring.measures import MEASURES, confidence, slices, tabulate
from facelaw.scoring.statistic import statistic
from facelaw.scoring.table import UNIT
from tests.scoring.synthetic import NO, OPEN, YES, answered, item, quartets, random_run, words


def value(run: Graded, name: str, dimensions: Sequence[str] = ()) -> float:
    table, present = tabulate(run, dimensions)
    return statistic(present[name], table).point()


def carried(run: Graded, name: str) -> bool:
    return name in tabulate(run)[1]


Verdicts = Sequence[tuple[str, tuple[str, str]]]


def family(name: str, verdicts: Verdicts, **given: Any) -> list[Item]:
    """A base and its variants: (kind, gold of two claims)."""
    return [
        item(name, place, kind, gold=dict(zip(("A.x.B", "A.y.B"), gold, strict=True)), **given)
        for place, (kind, gold) in enumerate(verdicts)
    ]


TWO = design(
    [
        *family("f", [("base", (YES, NO)), ("flip", (NO, NO)), ("control", (YES, NO))]),
        *family("g", [("base", (OPEN, YES)), ("gap", (OPEN, OPEN))]),
    ]
)
# f: base x and y right; flip x not flipped (wrong), y right; control x right, y wrong
# g: base x right, y not read; gap x right, y right
ANSWERS = [[YES, NO, YES, NO, YES, YES, OPEN, None, OPEN, OPEN]]
RUN = answered(TWO, ANSWERS)


def test_mean_verdict_accuracy_weighs_families_alike() -> None:
    # f: 4 of 6; g: 3 of 4
    assert value(RUN, "verdict_accuracy") == pytest.approx((4 / 6 + 3 / 4) / 2)


def test_strict_family_accuracy_wants_the_whole_family() -> None:
    assert value(RUN, "strict_family_accuracy") == 0.0
    right = [words(TWO.slot_gold)]
    assert value(answered(TWO, right), "strict_family_accuracy") == 1.0
    right[0][0] = NO
    assert value(answered(TWO, right), "strict_family_accuracy") == 0.5


def test_strict_family_accuracy_averages_whole_samples() -> None:
    gold = words(TWO.slot_gold)
    half = [*gold[:6], NO, *gold[7:]]

    # f right in both samples, g in one of two: (1 + 1/2) / 2
    assert value(answered(TWO, [gold, half]), "strict_family_accuracy") == 0.75


def test_expected_under_independence_is_the_pooled_chance_to_the_power_of_each_family() -> None:
    # 7 of 10 headline verdicts are right; families of 6 and of 4 verdicts
    expected = (0.7**6 + 0.7**4) / 2

    assert value(RUN, "strict_expected") == pytest.approx(expected, abs=1e-12)


def test_items_outside_the_quartet_do_not_enter_the_headline() -> None:
    plan = design([*family("f", [("base", (YES, NO))]), item("f", 9, "noise", quartet=False)])

    assert value(answered(plan, [[YES, NO, NO]]), "strict_family_accuracy") == 1.0


def test_stability_and_sensitivity_count_from_a_right_base() -> None:
    # control of f: base right for x and y, control right for x alone
    assert value(RUN, "control_stability") == 0.5
    # only x changes in the flip: base right, flip wrong
    assert value(RUN, "flip_sensitivity") == 0.0
    # changed gold: f.x in the flip (said YES in both), g.y in the gap (base not read: no pair)
    assert value(RUN, "copied_from_base") == 1.0


def test_copying_the_base_is_stable_and_insensitive() -> None:
    plan = quartets(20)
    copy = plan.slot_gold.copy()
    paired = plan.partner >= 0
    copy[paired] = plan.slot_gold[plan.partner[paired]]
    run = answered(plan, [words(copy)])

    assert value(run, "control_stability") == 1.0
    assert value(run, "flip_sensitivity") == 0.0
    assert value(run, "copied_from_base") == 1.0
    assert value(run, "strict_family_accuracy") == 0.0


def test_silence_is_stable_in_nothing() -> None:
    run = blank(quartets(20))

    assert math.isnan(value(run, "control_stability"))
    assert value(run, "verdict_accuracy") == 0.0
    assert math.isnan(value(run, "flip_sensitivity"))
    assert math.isnan(value(run, "copied_from_base"))
    assert math.isnan(value(run, "over_deferral"))


LOWER = [m.id for m in MEASURES.values() if m.better == "lower" and not m.id.startswith("tokens")]


@pytest.mark.parametrize("name", LOWER)
def test_silence_is_perfect_in_nothing(name: str) -> None:
    """Where less is better, saying nothing earns no figure, or one that is not the best."""
    plan = design(
        [
            *family("f", [("base", (YES, OPEN)), ("flip", (NO, OPEN)), ("noise", (YES, OPEN))]),
            gaps_item("g", ("none",)),
        ]
    )
    run = blank(plan)
    table, present = tabulate(run)

    if name in present:
        point = statistic(present[name], table).point()
        assert math.isnan(point) or point > max(0.0, MEASURES[name].low)


def test_noise_drop() -> None:
    noisy = [("base", (YES, NO)), ("noise", (YES, NO))]
    plan = design([*family("f", noisy), *family("g", noisy)])
    # base: 4 of 4; noise: 3 of 4
    run = answered(plan, [[YES, NO, YES, NO, YES, NO, NO, NO]])

    assert value(run, "noise_drop") == 0.25


def test_deferral() -> None:
    # settled: f 6 slots, g.base.y; said undetermined: none. open: g.base.x, gap x, y: none settled
    assert value(RUN, "over_deferral") == 0.0
    assert value(RUN, "over_settling") == 0.0
    run = answered(TWO, [[OPEN] * 9 + [YES]])
    # 7 settled verdicts, all said undetermined; 3 open, one said established
    assert value(run, "over_deferral") == 1.0
    assert value(run, "over_settling") == pytest.approx(1 / 3)


def test_deferral_is_a_matter_of_the_advice_stage() -> None:
    plan = design([item("f", stage="trial")])

    assert not carried(answered(plan, [[OPEN]]), "over_deferral")


def test_macro_f1_and_accuracy_equal_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    plan = quartets(30, claims=4)
    run = random_run(plan, lambda row: 0.3 + 0.02 * row, seed=4)
    gold, said = plan.slot_gold, run.label[0]
    rows = plan.family[plan.slot_item]

    macro = metrics.f1_score(gold, said, labels=[0, 1, 2], average="macro", zero_division=0)
    by_family = [metrics.accuracy_score(gold[rows == f], said[rows == f]) for f in range(30)]
    assert value(run, "verdict_macro_f1") == pytest.approx(macro, abs=1e-12)
    assert value(run, "verdict_accuracy") == pytest.approx(np.mean(by_family), abs=1e-12)
    by_item = [(gold[plan.slot_item == i] == said[plan.slot_item == i]).all() for i in range(120)]
    assert value(run, "exact.claims") == pytest.approx(np.mean(by_item), abs=1e-12)


def test_macro_f1_keeps_a_label_that_nobody_says() -> None:
    # gold and answers: established twice; F1 = 1, and 0 for the two labels that do not occur
    plan = design([item("f"), item("g")])

    assert value(answered(plan, [[YES, YES]]), "verdict_macro_f1") == pytest.approx(1 / 3)


def gaps_item(name: str, gold: Sequence[str]) -> Item:
    keys = ("consent", "purpose", "none")
    chosen = dict.fromkeys(gold, "yes")
    return item(
        name, task="gaps", target="A.x.B", answer_type="set", keys=keys, labels=keys,
        gold=chosen,
    )  # fmt: skip


def test_set_tasks_are_exact_with_f1_as_diagnosis() -> None:
    plan = design([gaps_item("f", ("consent",)), gaps_item("g", ("none",))])
    run = blank(plan)
    run.status[:] = ANSWERED
    # f: consent and purpose named: one hit, one too many; g: purpose where the facts suffice
    for name, counts in (("tp", (1, 0)), ("fp", (1, 1)), ("fn", (0, 1))):
        run.counts[name][0] = counts

    assert value(run, "exact.gaps") == 0.0
    # 2 tp / (2 tp + fp + fn) = 2 / (2 + 2 + 1)
    assert value(run, "f1.gaps") == pytest.approx(0.4)
    assert value(run, "gaps_over_deferral") == 1.0


def test_silence_finds_nothing_of_a_set() -> None:
    run = blank(design([gaps_item("f", ("consent",)), gaps_item("g", ("none",))]))

    assert value(run, "f1.gaps") == 0.0
    assert math.isnan(value(run, "gaps_over_deferral"))


def test_bracket_distance_takes_silence_as_far_as_can_be() -> None:
    labels = ("below", "base", "serious", "very_serious")
    plan = design(
        [
            item(name, task="bracket", answer_type="label", keys=("answer",), labels=labels,
                 gold={"answer": gold})
            for name, gold in (("f", "below"), ("g", "serious"))
        ]
    )  # fmt: skip
    run = blank(plan)
    # below: 3 steps at most; serious: 2 steps at most
    assert value(run, "bracket_distance") == 2.5
    run.counts["distance"][0, 0] = 1
    assert value(run, "bracket_distance") == 1.5


def argument_item(name: str) -> Item:
    return item(
        name, task="argument", target="A.x.B", answer_type="argument", labels=(),
        gold={"element:identifiable": "met", "element:no_excuse": "not_met", "verdict": NO},
        proofs=(("CC-1019-1",),), evidence={"zh": {"identifiable": ("脸",)}},
    )  # fmt: skip


def test_argument_part_by_part() -> None:
    plan = design([argument_item("f"), argument_item("g")])
    run = answered(plan, [["met", "met", NO, "met", "not_met", NO]])
    run.counts["article"][0] = (UNIT, UNIT // 2)
    run.counts["paragraph"][0] = (UNIT, 0)
    run.counts["quote"][0] = (0, UNIT)
    run.counts["cited"][0] = (2, 3)
    run.counts["invented"][0] = (0, 1)
    run.counts["out_of_force"][0] = (1, 1)

    assert value(run, "argument.elements") == 3 / 4
    assert value(run, "argument.verdict") == 1.0
    assert value(run, "argument.articles") == 0.75
    assert value(run, "argument.paragraphs") == 0.5
    assert value(run, "argument.quotes") == 0.5
    assert value(run, "citations.invented") == 1 / 5
    assert value(run, "citations.out_of_force") == 2 / 5
    assert value(run, "citations.wrong_tier") == 0.0


def test_citing_nothing_is_no_perfect_citing() -> None:
    run = blank(design([argument_item("f")]))

    assert math.isnan(value(run, "citations.invented"))
    assert value(run, "argument.articles") == 0.0


def confident(stated: Sequence[float], right: Sequence[object]) -> Graded:
    plan = design([item(f"f{i:03d}") for i in range(len(stated))])
    run = answered(plan, [[YES if hit else NO for hit in right]])
    run.confidence[0] = [round(c * UNIT) for c in stated]
    return run


def test_brier_and_log_score() -> None:
    run = confident([0.9, 0.6, 0.5], [True, False, True])

    # (0.01 + 0.36 + 0.25) / 3; -(ln 0.9 + ln 0.4 + ln 0.5) / 3
    assert value(run, "brier") == pytest.approx(0.62 / 3, abs=3e-7)
    logs = -(math.log(0.9) + math.log(0.4) + math.log(0.5)) / 3
    assert value(run, "log_score") == pytest.approx(logs, abs=3e-7)


def test_certain_and_wrong_is_bounded_in_the_log_score() -> None:
    assert value(confident([1.0], [False]), "log_score") == pytest.approx(6.9077, abs=2e-4)


def test_calibration_error_by_value() -> None:
    run = confident([0.8] * 5 + [0.6] * 5, [1, 1, 1, 1, 0, 1, 0, 0, 0, 0])

    # 0.8: 4 of 5, off by 0; 0.6: 1 of 5, off by 0.4; mean 0.2
    assert value(run, "calibration_error") == pytest.approx(0.2)
    # squared: (0 - 0.8 * 0.2 / 4 + 0.16 - 0.2 * 0.8 / 4) / 2 = (0.16 - 0.08) / 2
    assert value(run, "calibration_debiased") == pytest.approx(0.04)


def test_risk_coverage_covers_the_sure_first_and_the_abstained_last() -> None:
    run = confident([0.9, 0.9, 0.5, 0.5], [1, 1, 1, 0])

    # coverage 1/2 at risk 0, then 1/2 at risk 1/4
    assert value(run, "risk_coverage") == pytest.approx(0.125)
    run.status[0, 3] = ABSTAINED
    # covered: 2 at risk 0, 1 at risk 0; the abstained one at 1 - 3/4
    assert value(run, "risk_coverage") == pytest.approx(0.0625)


def test_a_calibrated_model_is_not_told_from_its_null() -> None:
    source = np.random.default_rng(5)
    stated = source.choice(np.arange(50, 100) / 100, 300)
    run = confident(list(stated), list(source.random(300) < stated))

    found = value(run, "calibration_error")
    null = confidence.calibrated_null(confidence.stated(run), found, 7)

    assert null is not None
    # with 300 answers in ten bins a perfectly calibrated model errs by about 6 points
    assert 0.03 < null.mean < 0.08
    assert null.p > 0.05
    assert abs(value(run, "calibration_debiased")) < 0.01


def test_an_overconfident_model_is() -> None:
    run = confident([0.95] * 100, [1, 0] * 50)
    null = confidence.calibrated_null(confidence.stated(run), value(run, "calibration_error"), 7)

    assert null is not None
    assert null.p < 0.01


def test_the_null_of_many_answers_agrees_with_that_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    run = confident(list(np.linspace(0.5, 0.95, 400)), [True] * 400)
    exact = confidence.calibrated_null(confidence.stated(run), 0.1, 7)
    monkeypatch.setattr(confidence, "_NULL_CELLS", 10)
    normal = confidence.calibrated_null(confidence.stated(run), 0.1, 7)

    assert exact is not None
    assert normal is not None
    assert normal.mean == pytest.approx(exact.mean, abs=0.003)
    assert normal.upper == pytest.approx(exact.upper, abs=0.006)


def test_without_confidence_no_calibration() -> None:
    assert not carried(RUN, "brier")
    assert confidence.calibrated_null(confidence.stated(RUN), 0.1, 7) is None


def test_tokens_per_family_wholly_right() -> None:
    plan = design([item("f"), item("g"), item("h")])
    run = answered(plan, [[YES, YES, NO]])
    run.tokens[0] = (100, 300, 200)

    assert value(run, "tokens_per_item") == 200.0
    # 600 tokens, two families wholly right
    assert value(run, "tokens_per_family_right") == 300.0


def test_tokens_of_the_one_family_wholly_right_have_no_interval() -> None:
    plan = design([item(f"f{number:02d}") for number in range(20)])
    run = answered(plan, [[YES] + [NO] * 19])
    run.tokens[0] = 10
    table, measures = tabulate(run)
    measure = measures["tokens_per_family_right"]

    found = estimates([measure], [table], Settings(100, 7))[0][measure.id]
    # 20 * 10 tokens for one; without that family there is nothing to divide by
    assert (found.value, found.low, found.se) == (200.0, None, None)


def test_tokens_with_holes_make_nobody_thrifty() -> None:
    plan = design([item("f"), item("g")])
    run = answered(plan, [[YES, YES]])
    run.tokens[0, 0] = 100

    assert value(run, "tokens_per_item") == 100.0
    assert not carried(run, "tokens_per_family_right")


def test_slices() -> None:
    plan = design(
        [
            item("f", gold={"A.x.B": YES, "B.y.C": NO}, level=1, themes=("sexual", "fraud")),
            item("g", gold={"A.x.B": YES}, level=2),
        ]
    )
    run = answered(plan, [[YES, YES, YES]])
    dimensions = slices.DIMENSIONS

    assert value(run, "level.1.verdict_accuracy", dimensions) == 0.5
    assert value(run, "level.2.strict_family_accuracy", dimensions) == 1.0
    assert value(run, "claim.x.verdict_accuracy", dimensions) == 1.0
    assert value(run, "claim.y.verdict_accuracy", dimensions) == 0.0
    assert value(run, "theme.fraud.verdict_accuracy", dimensions) == 0.5
    assert value(run, "theme.none.verdict_accuracy", dimensions) == 1.0
    assert value(run, "kind.base.verdict_accuracy", dimensions) == 0.75
    assert value(run, "stage.advice.strict_family_accuracy", dimensions) == 0.5


def test_part_of_a_run_is_the_run_on_part_of_the_items() -> None:
    kept = TWO.family == 1

    part = RUN.take(kept)

    assert part.design.families == ("g",)
    assert value(part, "verdict_accuracy") == 0.75
    assert value(part, "over_settling") == 0.0


LABELS = st.sampled_from([YES, NO, OPEN, None])
PLAN = quartets(6)


@given(st.lists(LABELS, min_size=PLAN.slots, max_size=PLAN.slots), st.data())
def test_every_measure_stays_in_its_range_and_right_answers_never_hurt(
    labels: list[str | None], data: st.DataObject
) -> None:
    run = answered(PLAN, [labels])
    table, present = tabulate(run, slices.DIMENSIONS)
    for measure in present.values():
        found = statistic(measure, table).point()
        assert math.isnan(found) or measure.low <= found <= measure.high + 1e-12, measure.id

    slot = data.draw(st.integers(0, PLAN.slots - 1))
    better = list(labels)
    better[slot] = VERDICTS[PLAN.slot_gold[slot]]
    improved = answered(PLAN, [better])
    for name in ("verdict_accuracy", "strict_family_accuracy", "exact.claims"):
        assert value(improved, name) >= value(run, name)


@given(st.data())
def test_calibration_stays_in_its_range_whatever_is_stated(data: st.DataObject) -> None:
    count = len(PLAN.items)
    run = random_run(PLAN, lambda row: 0.5)
    run.status[0] = data.draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))
    stated = st.one_of(st.just(-1), st.integers(0, UNIT), st.just(0), st.just(UNIT))
    run.confidence[0] = data.draw(st.lists(stated, min_size=count, max_size=count))

    table, present = tabulate(run)
    for measure in confidence.MEASURES:
        if measure.id in present:
            found = statistic(measure, table).point()
            assert math.isnan(found) or measure.low <= found <= measure.high, measure.id


@given(st.permutations(range(len(PLAN.items))))
def test_the_order_of_items_changes_nothing(order: list[int]) -> None:
    run = random_run(PLAN, lambda row: 0.5 + row / 12)
    shuffled = design([PLAN.items[i] for i in order])
    labels = [
        words(run.label[0, PLAN.start[i] : PLAN.start[i + 1]].astype(np.int64)) for i in order
    ]
    again = answered(shuffled, [[label for part in labels for label in part]])

    assert np.array_equal(tabulate(again)[0].values, tabulate(run)[0].values)


def test_ids_are_those_under_which_measures_are_filed() -> None:
    assert all(name == measure.id for name, measure in MEASURES.items())
    assert all(measure.en and measure.zh for measure in MEASURES.values())
    assert all(measure.better in ("higher", "lower", "neither") for measure in MEASURES.values())


def test_every_measure_is_explained() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "measures.md").read_text("utf-8")

    assert [name for name in MEASURES if f"`{name}`" not in text] == []
