"""What the templates are given: rows, scales and plots worked out from a ``ReportData``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from facelaw.report import plots, timeline, words
from facelaw.report.data import Contrast, Difference, Estimate, Measure, Pair, ReportData, Run, Text
from facelaw.report.svg import Scale, fit, tag

SERIES = 8
"""Colours that runs are given in turn."""

ENDINGS = ("answered", "abstained", "refused", "truncated", "unparsed", "missing", "failed")


@dataclass(frozen=True)
class Frame:
    """A report with its runs in order, each with the class that gives its colour."""

    data: ReportData
    runs: tuple[Run, ...]
    css: Mapping[str, str]
    measures: Mapping[str, Measure]

    @property
    def shown(self) -> tuple[Measure, ...]:
        """The two measures of the leaderboard's plot, where some run has them."""
        wanted = [self.data.headline, self.data.primary]
        return tuple(
            self.measures[m]
            for m in dict.fromkeys(wanted)
            if m in self.measures and any(m in r.estimates for r in self.runs)
        )

    @property
    def used(self) -> tuple[Measure, ...]:
        """The measures that some run has."""
        return tuple(m for m in self.data.measures if any(m.id in r.estimates for r in self.runs))

    @property
    def counted(self) -> int:
        """The most families that a figure of the leaderboard's plot rests on; 0 if unknown."""
        ids = [m.id for m in self.shown]
        return max(
            (r.estimates[i].families for r in self.runs for i in ids if i in r.estimates), default=0
        )

    @property
    def groups(self) -> list[tuple[Run, tuple[Run, ...]]]:
        """Return the runs by setting, each with one that stands for it: only those compare."""
        found: dict[tuple[int, int, str, int], list[Run]] = {}
        for run in self.runs:
            found.setdefault(setting(run), []).append(run)
        return [(runs[0], tuple(runs)) for runs in found.values()]

    def scale(self, measure: str) -> Scale:
        """Return one scale from 0 for a measure over all runs."""
        found = [r.estimates[measure] for r in self.runs if measure in r.estimates]
        ends = [v for e in found for v in (e.point, e.hi) if v is not None]
        ends += [r.expected for r in self.runs if r.expected is not None]
        return fit([0.0, *ends], most=4)

    def row(self, run: Run, measure: str) -> Markup:
        """Return the plot of one run in one measure."""
        expected = run.expected if measure == self.data.headline else None
        css = self.css[run.id]
        return plots.interval(run.estimates[measure], self.scale(measure), css, expected)

    def endings(self, run: Run) -> Markup:
        """Return a bar of how a run's items ended that were not answered; one scale for all."""
        most = max((1 - self._answered(r) for r in self.runs), default=0.0)
        total = (sum(run.statuses.values()) or 1) * max(most, 0.05)
        at, parts = 0.0, Markup("")
        for ending in ENDINGS[1:]:
            share = 100 * run.statuses.get(ending, 0) / total
            if share:
                parts += tag(
                    "rect", x=f"{at:.3f}%", width=f"{share:.3f}%", y=4, height=14, class_=ending
                )
            at += share
        return tag("svg", parts, class_="endings", width="100%", height="22", aria_hidden="true")

    def cell(self, estimate: Estimate) -> Markup:
        """Return the bar inside a table's cell."""
        return plots.cell(estimate)

    def model(self, run: str) -> str:
        """Return the name of a run's model."""
        return next((r.model for r in self.runs if r.id == run), run)

    def answered(self, run: Run) -> str:
        """Return the share of items that a run answered, in percent."""
        return f"{self._answered(run):.1%}" if run.statuses else "–"

    def _answered(self, run: Run) -> float:
        """Return the same as a share; a run without counts is left out of the scale."""
        total = sum(run.statuses.values())
        return run.statuses.get("answered", 0) / total if total else 1.0

    def pair_plots(self, pair: Pair) -> list[tuple[Text, Markup, Text, Text]]:
        """Return a pair's rows: measure, plot, figures, corrected p; scale shared by the pair."""
        scale = plots.difference_scale(pair.differences)
        return [
            (self.name(d.measure), plots.difference(d, scale), *told(d)) for d in pair.differences
        ]

    def pair_axis(self, pair: Pair) -> Markup:
        """Return the axis under a pair's rows."""
        return plots.axis(plots.difference_scale(pair.differences), sign=True)

    def contrast_plots(self) -> list[tuple[Contrast, Markup, Text, Text]]:
        """Return the rows of one model under two settings, on one scale."""
        found = self.data.contrasts
        scale = plots.difference_scale([c.difference for c in found])
        rows = [(c, plots.difference(c.difference, scale)) for c in found]
        return [(c, plot, *told(c.difference)) for c, plot in rows]

    def contrast_axis(self) -> Markup:
        """Return the axis under them."""
        found = [c.difference for c in self.data.contrasts]
        return plots.axis(plots.difference_scale(found), sign=True)

    def against(self, a: Run, b: Run) -> tuple[str, bool, str] | None:
        """Return ``a`` minus ``b`` in the primary measure: points, told apart, interval."""
        for pair in self.data.pairs:
            if {pair.a, pair.b} == {a.id, b.id} and pair.differences:
                d, sign = pair.differences[0], 1.0 if pair.a == a.id else -1.0
                ends = sorted(sign * 100 * v for v in (d.lo, d.hi) if v is not None)
                shown = minus(f"{ends[0]:+.1f}, {ends[1]:+.1f}") if len(ends) == 2 else ""
                return minus(f"{sign * d.point * 100:+.1f}"), d.p is not None and d.p < 0.05, shown
        return None

    def name(self, measure: str) -> Text:
        """Return a measure's name; one without an entry names itself."""
        found = self.measures.get(measure)
        return found.name if found else {"zh": measure, "en": measure}

    def laws(self) -> list[tuple[Text, str, str, int, Markup]]:
        """Return the rows of the laws' timeline."""
        found = self.data.law.laws if self.data.law else ()
        return [
            ({"zh": w.name, "en": w.en}, w.start, w.until, w.norms, timeline.bar(w))
            for w in timeline.order(found)
            if w.norms
        ]


def frame(data: ReportData) -> Frame:
    """Order the runs by setting, then by the headline, best first, and give each its colour."""

    def place(run: Run) -> tuple[tuple[int, int, str, int], float, float, str]:
        head, prime = run.estimates.get(data.headline), run.estimates.get(data.primary)
        return (
            setting(run),
            -(head.point if head else -1.0),
            -(prime.point if prime else -1.0),
            run.id,
        )

    runs = tuple(sorted(data.runs, key=place))
    models = [run.id for run in runs if not run.baseline]
    css = {run.id: "base" for run in runs}
    css |= {run: f"s{i % SERIES}" for i, run in enumerate(models)}
    return Frame(data, runs, css, {m.id: m for m in data.measures})


def setting(run: Run) -> tuple[int, int, str, int]:
    """Return under what a run was made, the headline's setting (zh, bare, a) first."""
    conditions = [*words.CONDITIONS, run.condition]
    return (run.lang != "zh", conditions.index(run.condition), run.template, run.budget)


def figure(estimate: Estimate | None, unit: str = "share") -> str:
    """Return a point as the tables print it: percent with one decimal, or a number."""
    if estimate is None:
        return "–"
    return spelled(estimate.point, unit)


def ends(estimate: Estimate | None, unit: str = "share") -> str:
    """Return an interval as the tables print it, or nothing."""
    if estimate is None or estimate.lo is None or estimate.hi is None:
        return ""
    return f"{spelled(estimate.lo, unit)}–{spelled(estimate.hi, unit)}"


def spelled(value: float, unit: str) -> str:
    """Return a share in percent with one decimal, another number with three digits or more."""
    if unit == "share":
        return minus(f"{value * 100:.1f}")
    return minus(f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}")


def told(difference: Difference) -> tuple[Text, Text]:
    """Return what stands beside a difference: figures and p, or that none was seen."""
    if not difference.alike:
        shown, p = points(difference), p_value(difference.p)
        return {"zh": shown, "en": shown}, {"zh": p, "en": p}
    if difference.hi is None:
        room = {"zh": "案例族太少，不能排除", "en": "too few families to exclude one"}
    else:
        most = f"{100 * difference.hi:.1f}"
        room = {"zh": f"真实差异可达 {most}", "en": f"a true one could be {most}"}
    return {"zh": "各族均无差异", "en": "none seen"}, room


def points(difference: Difference) -> str:
    """Return a difference in points with its interval."""
    text = minus(f"{difference.point * 100:+.1f}")
    if difference.lo is None or difference.hi is None:
        return text
    return text + minus(f" [{difference.lo * 100:+.1f}, {difference.hi * 100:+.1f}]")


def minus(text: str) -> str:
    """Return figures with a true minus sign."""
    return text.replace("-", "−")


def p_value(p: float | None) -> str:
    """Return a p value as papers print it."""
    if p is None:
        return ""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
