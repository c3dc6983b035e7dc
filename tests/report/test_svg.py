"""Scales, figures and plots."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from markupsafe import Markup

from facelaw.report import plots
from facelaw.report.data import Bin, Calibration, Difference, Estimate
from facelaw.report.frame import ends, figure, p_value, points, told
from facelaw.report.svg import Scale, fit, number, tag
from facelaw.report.timeline import year


@pytest.mark.parametrize(
    ("values", "around", "lo", "hi"),
    [
        ([0.0, 0.63], None, 0.0, 0.8),
        ([0.0, 0.04], None, 0.0, 0.04),
        ([], None, 0.0, 1.0),
        ([0.5, 0.5], None, 0.5, 0.502),
        ([-0.03, 0.08], 0.0, -0.1, 0.1),
        ([0.0], 0.0, -0.01, 0.01),
    ],
)
def test_a_scale_has_round_ends_and_holds_its_values(
    values: list[float], around: float | None, lo: float, hi: float
) -> None:
    scale = fit(values, around)

    assert (scale.lo, scale.hi) == pytest.approx((lo, hi), abs=1e-9)
    assert all(scale.lo - 1e-9 <= v <= scale.hi + 1e-9 for v in values)


def test_a_scale_keeps_marks_inside() -> None:
    scale = Scale(0, 1)

    assert [scale(v) for v in (-1.0, 0.25, 2.0)] == [0.0, 25.0, 100.0]
    assert scale.ticks() == pytest.approx([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (0.05, "0.05"), (-0.001, "0"), (-0.5, "-0.5"), (-10.0, "-10"), (1 / 3, "0.33")],
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written


def test_elements_escape_what_they_are_given() -> None:
    assert tag("text", "<b>&", x=1, class_='a"b', y=None) == Markup(
        '<text x="1" class="a&#34;b">&lt;b&gt;&amp;</text>'
    )


def test_a_difference_is_coloured_only_where_the_interval_leaves_zero_out() -> None:
    scale = Scale(-0.2, 0.2)

    assert 'class="plot-row plus"' in plots.difference(Difference("m", 0.1, 0.02, 0.18), scale)
    assert 'class="plot-row minus"' in plots.difference(Difference("m", -0.1, -0.18, -0.02), scale)
    assert 'class="plot-row level"' in plots.difference(Difference("m", 0.1, -0.02, 0.2), scale)
    assert 'class="plot-row level"' in plots.difference(Difference("m", 0.1), scale)


def test_a_corrected_p_decides_over_the_interval() -> None:
    """An interval of one measure alone says nothing of twenty measures looked at together."""
    scale = plots.difference_scale([])
    found = Difference("m", 0.1, 0.02, 0.18, p=0.2)

    assert 'class="plot-row level"' in plots.difference(found, scale)
    assert 'class="plot-row plus"' in plots.difference(replace(found, p=0.04), scale)


def test_runs_that_agree_get_words_and_no_interval() -> None:
    alike = Difference("m", 0.0, -0.13, 0.13, p=1.0, alike=True)
    few = Difference("m", 0.0, alike=True)
    scale = plots.difference_scale([alike, Difference("m", 0.02)])

    assert 'class="ci"' not in plots.difference(alike, scale)
    assert scale.hi < 0.13
    assert told(alike)[0]["en"] == "none seen"
    assert told(alike)[1]["en"] == "a true one could be 13.0"
    assert "too few" in told(few)[1]["en"]
    assert told(Difference("m", 0.02, p=0.5)) == (
        {"zh": "+2.0", "en": "+2.0"},
        {"zh": "p = 0.500", "en": "p = 0.500"},
    )


def test_an_estimate_without_interval_draws_none() -> None:
    assert 'class="ci"' not in plots.interval(Estimate(0.5), Scale(0, 1))
    assert 'class="ci"' in plots.interval(Estimate(0.5, 0.4, 0.6), Scale(0, 1))


def test_a_bin_without_interval_is_drawn_as_a_dot() -> None:
    drawn = plots.reliability(Calibration("a", (Bin(0.5, 0.4, None, None, 3),)), "s0")

    assert drawn.count("<circle") == 1
    assert 'class="ci"' not in drawn


def test_figures_read_as_in_papers() -> None:
    assert figure(Estimate(0.1234)) == "12.3"
    assert figure(Estimate(0.1234), "number") == "0.123"
    assert figure(Estimate(21234.0), "number") == "21,234"
    assert figure(None) == "–"
    assert ends(Estimate(0.5, 0.4, 0.6)) == "40.0–60.0"
    assert ends(Estimate(0.5)) == ""
    assert points(Difference("m", -0.05, -0.1, 0.0)) == "−5.0 [−10.0, +0.0]"
    assert [p_value(p) for p in (None, 0.0001, 0.04)] == ["", "p < 0.001", "p = 0.040"]


def test_a_day_is_a_year_and_its_fraction() -> None:
    assert year("2021-01-01") == 2021.0
    assert math.isclose(year("2021-07-02"), 2021 + 182 / 365.25)
    assert year("") > 2026
