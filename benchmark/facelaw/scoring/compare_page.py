"""What ``facelaw compare`` prints."""

from __future__ import annotations

from facelaw.scoring.compare import Comparison, MeasureResult, PairResult
from facelaw.scoring.estimates import Estimate
from facelaw.scoring.measures import MEASURES, PRIMARY
from facelaw.scoring.paired import unlike
from facelaw.scoring.statistic import Measure
from facelaw.scoring.telling import Difference, Telling
from facelaw.scoring.terminal import (
    RULE,
    TITLE,
    apart,
    interval,
    left,
    number,
    page,
    plot,
    right,
    width,
    wrapped,
)


def comparison_page(found: Comparison) -> str:
    """Return the page: ranks, pairs, and of two runs their measures and telling items."""
    lines = wrapped(str(found.runs[0].signature), "|")
    lines += _ranks(found) + _pairs(found)
    if len(found.runs) == 2:
        lines.append("")
        for letter, run in zip("AB", found.runs, strict=True):
            lines += wrapped(f"{letter}  {run.name}", indent="   ")
    if found.measures:
        lines += _measures(found)
    if found.telling:
        lines += _telling(found.telling)
    elif len(found.runs) == 2:
        lines += ["", *wrapped("Items in which they differ most: of a set in shards sums are kept, "
                               "no single answers.")]  # fmt: skip
    return page(lines + _panel(found))


def _ranks(found: Comparison) -> list[str]:
    """Return the runs, best first, with the ranks that the tests leave open."""
    title = f"RANKS by {MEASURES[PRIMARY].en}"
    lines = ["", left(title, 48) + right("95 % interval", 14) + " 0" + " " * 13 + "100", RULE]
    order = sorted(range(len(found.runs)), key=lambda i: -(found.primary[i].value or 0.0))
    names = apart([run.name for run in found.runs], 29)
    for index in order:
        point = found.primary[index]
        ranks = "–".join(str(rank) for rank in dict.fromkeys(found.ranks[index]))
        line = left(ranks, 7) + left(names[index], 30)
        line += right(number(MEASURES[PRIMARY], point.value), 8)
        line += right(interval(MEASURES[PRIMARY], point), 17)
        if point.low is not None and point.value is not None and point.high is not None:
            line += " " + plot(point.low, point.value, point.high)
        lines.append(line.rstrip())
    return lines


def _pairs(found: Comparison) -> list[str]:
    """Return every pair; what is not told apart is never called equal."""
    lines = ["", left("PAIRS (points, paired by family)", 34) + right("difference", 10)
             + right("95 % interval", 17) + right("p", 7) + right("Holm", 7), RULE]  # fmt: skip
    for pair in found.pairs:
        title = f"{found.runs[pair.first].name} − {found.runs[pair.second].name}"
        if width(title) > TITLE:
            *above, title = wrapped(title, "− ", "  ")
            lines += above
        line = left("", TITLE) if width(title) > TITLE else left(title, TITLE)
        lines += [title] if width(title) > TITLE else []
        line += right(_signed(pair.difference.value), 10) + right(_ends(pair.difference), 17)
        lines.append(line + right(_p(pair.p), 7) + right(_p(pair.p_holm), 7))
        lines += wrapped(f"  {_told(pair)}", indent="  ")
    lines += wrapped(
        "p: whole families swapped between the runs, which supposes that the two are "
        "exchangeable within each family; Holm: corrected for all pairs"
    )
    return lines


def _told(pair: PairResult) -> str:
    """Return what a pair's test says in words."""
    if unlike(pair.difference) is False:
        return f"no difference seen{_room(pair.difference)}"
    told = "told apart" if pair.told_apart else "not told apart"
    if pair.detectable is None:
        return told
    return f"{told}; a true difference of {100 * pair.detectable:.1f} points would be 4 times in 5"


def _room(found: Estimate) -> str:
    """Return how large a difference could be that shows in none of the families."""
    if found.high is None:
        return f" in any of {found.families} families, too few to exclude one"
    most = f"{100 * found.high:.1f} points"
    return f" in any of {found.families} families; a true one of up to {most} could hide from them"


def _measures(found: Comparison) -> list[str]:
    """Return every measure of two runs, those apart in which they agree everywhere."""
    lines: list[str] = []
    if rows := [_measure(one) for one in found.measures if unlike(one.difference)]:
        lines += ["", left("MEASURES", 30) + right("A", 9) + right("B", 9) + right("A − B", 8)
                  + right("95 % interval", 15) + right("max-T", 7), RULE, *rows]  # fmt: skip
        lines.append("max-T: p corrected for all measures together, under the same swaps")
    alike = [one for one in found.measures if unlike(one.difference) is False]
    if alike:
        lines += ["", left("NO DIFFERENCE SEEN IN ANY FAMILY", 34) + right("A = B", 7)
                  + right("fam", 5) + right("a true one could be up to", 30), RULE]  # fmt: skip
        lines += [_alike(one) for one in alike]
    missing = [
        MEASURES[one.id].en.strip() for one in found.measures if one.difference.value is None
    ]
    if missing:
        lines += ["", *wrapped("nothing to compare: " + ", ".join(missing), ", ", "  ")]
    return lines


def _alike(one: MeasureResult) -> str:
    """Return one measure in which two runs agree in every family."""
    measure = MEASURES[one.id]
    line = left(measure.en.strip(), 34) + right(number(measure, one.first.value), 7)
    high = one.difference.high
    room = "too few families to say" if high is None else number(measure, high)
    return line + right(str(one.difference.families), 5) + right(room, 30)


def _measure(one: MeasureResult) -> str:
    """Return one measure of two runs."""
    measure = MEASURES[one.id]
    line = left(measure.en.strip(), 30)
    line += right(number(measure, one.first.value), 9) + right(number(measure, one.second.value), 9)
    line += right(_plus(measure, one.difference.value), 8)
    low, high = one.difference.low, one.difference.high
    ends = "too few fam." if low is None else f"{_plus(measure, low)} – {_plus(measure, high)}"
    line += " " + right(ends, 15)
    return line + right("" if one.p_max_t is None else _p(one.p_max_t), 7)


def _plus(measure: Measure, value: float | None) -> str:
    """Return a signed figure in the measure's own form."""
    return "n/a" if value is None else ("+" if value > 0 else "") + number(measure, value)


def _telling(found: Telling) -> list[str]:
    """Return the families and items that tell the two runs apart."""
    lines: list[str] = []
    if found.families:
        title = left("FAMILIES in which they differ most", 58)
        lines += ["", title + right("A", 11) + right("B", 11), RULE]
        lines += [_difference(one) for one in found.families]
    if found.items:
        lines += ["", left("ITEMS in which they differ most", 32) + left("gold", 16)
                  + left("A", 16) + "B", RULE]  # fmt: skip
        for one in found.items:
            lines.append(_difference(one))
            for key in one.keys:
                said = [left(label or "–", 16) for label in (key.gold, key.first, key.second)]
                lines.append((left(f"  {key.key}", 31) + " " + "".join(said)).rstrip())
    return lines


def _difference(one: Difference) -> str:
    """Return one family or item with both shares."""
    return left(one.id, 58) + f"{100 * one.first:11.1f}{100 * one.second:11.1f}"


def _panel(found: Comparison) -> list[str]:
    """Return reliability of the order, and families whose gold is suspect."""
    panel = found.panel
    if panel.reliability is None:
        return []
    lines = ["", f"split-half reliability of the order over {panel.families} families: "
             f"{panel.reliability:.2f}"]  # fmt: skip
    if panel.suspects:
        names = ", ".join(panel.suspects[:8])
        lines += wrapped(f"weaker runs do better in: {names}: is their gold right?")
    return lines


def _signed(value: float | None) -> str:
    """Return points with their sign."""
    return "n/a" if value is None else f"{100 * value:+.1f}"


def _ends(found: Estimate) -> str:
    """Return an interval in points, or why there is none."""
    if found.low is None or found.high is None:
        return found.method
    if unlike(found) is False:
        return "none seen"
    return f"{_signed(found.low)} – {_signed(found.high)}"


def _p(value: float) -> str:
    """Return a p value."""
    return f"{value:.4f}" if value < 0.01 else f"{value:.3f}"
