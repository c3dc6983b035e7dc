"""What ``facelaw horizon`` prints."""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.scoring.horizon.band import Bound
from facelaw.scoring.horizon.cases import NAMES
from facelaw.scoring.horizon.goodness import Bin
from facelaw.scoring.horizon.of_run import Horizon, RunHorizon
from facelaw.scoring.horizon.picture import picture
from facelaw.scoring.horizon.together import Horizons, PairHorizon
from facelaw.scoring.intervals import TOO_FEW
from facelaw.scoring.terminal import RULE, left, page, plot, right, wrapped


def horizon_page(found: Horizons, full: bool = False) -> str:
    """Return the page: horizons, why some are not told, curve, pairs, and success by size.

    Args:
        found: one run or more.
        full: of several, success by size of each.
    """
    lines = wrapped(str(found.runs[0].run.signature), "|")
    lines += _table(found) + _reasons(found)
    lines += ["", *picture(found.runs, NAMES[found.by][1])]
    if found.pairs:
        lines += _pairs(found)
    for one in found.runs if full or len(found.runs) == 1 else ():
        lines += _by_size(one, found.by, name=len(found.runs) > 1)
    return page(lines)


def _table(found: Horizons) -> list[str]:
    """Return each run's horizons, two lines a run."""
    title = f"HORIZON in {NAMES[found.by][1]}"
    lines = ["", left(title, 30) + right("budget", 8) + right("fam", 5) + right("right", 7)
             + right("size", 10) + right("95 % interval", 20), RULE]  # fmt: skip
    for index, one in enumerate(found.runs):
        mark = f"{letter(index)} " if len(found.runs) > 1 else ""
        lines.append(left(mark + one.run.name, 30) + _row(one, one.horizons[0]))
        for horizon in one.horizons[1:]:
            lines.append(left("  " + _tokens(one), 43) + _figures(one, horizon))
    return lines


def letter(index: int) -> str:
    """Return the letter that stands for a run in the plot."""
    return chr(ord("A") + index % 26)


def _row(one: RunHorizon, horizon: Horizon) -> str:
    """Return a run's first line after its name."""
    budget = one.run.signature.budget
    told = f"{int(budget):,}" if budget.isdigit() else budget
    return right(told, 8) + right(str(len(one.cases.families)), 5) + _figures(one, horizon)


def _figures(one: RunHorizon, horizon: Horizon) -> str:
    """Return share, size and interval."""
    line = right(_percent(horizon.share), 7) + right(told(one, horizon.at), 10)
    if horizon.low is None or horizon.high is None:
        return line + right("too few families", 20)
    ends = [told(one, horizon.low), told(one, horizon.high)]
    return line + right(" – ".join(dict.fromkeys(ends)), 20)


def told(one: RunHorizon, bound: Bound) -> str:
    """Return a size, or on which side of the sizes run it lies; never a size that was not run."""
    if bound.size is not None:
        return number(bound.size)
    edges = {"above": f">{one.cases.sizes[-1]:,}", "below": f"<{one.cases.sizes[0]:,}"}
    return edges.get(bound.side, "none")


def _percent(share: float) -> str:
    """Return a share in whole per cent."""
    return f"{100 * share:.0f} %"


def number(size: float) -> str:
    """Return a size with at least two digits."""
    return f"{size:,.0f}" if size >= 10 else f"{size:.1f}"


def _tokens(one: RunHorizon) -> str:
    """Return what being right costs."""
    if one.tokens is None or one.tokens.value is None:
        return ""
    return f"{one.tokens.value:,.0f} output tokens per family right"


def _reasons(found: Horizons) -> list[str]:
    """Return why a horizon, or an end of an interval, is not a number."""
    texts = [text for one in found.runs for text in _why(one)]
    ends = [b for one in found.runs for h in one.horizons for b in (h.low, h.high) if b]
    if any(bound.size is None for bound in ends):
        texts.append("an end of an interval at < or > is left open by the sizes that were run")
    glue = "\u00a0%"  # a figure and its sign stay on one line
    lines = [line for text in texts for line in wrapped(text.replace(" %", glue), indent="  ")]
    return [line.replace(glue, " %") for line in lines]


def _why(one: RunHorizon) -> Iterator[str]:
    """Yield one run's reasons."""
    name = one.run.name
    first, last = (_percent(one.curve[end][1]) for end in (0, -1))
    falls, rises = one.fit.slope < 0, "success does not fall with size"
    why = {
        "above": f">{one.cases.sizes[-1]:,}, the largest size run, at which the curve still stands "
        f"at {last}; {'larger cases would tell' if falls else rises}",
        "below": f"<{one.cases.sizes[0]:,}, the smallest size run, at which the curve stands at "
        f"{first} already; {'smaller cases would tell' if falls else rises}",
        "none": f"none, {rises}",
    }
    for side, text in why.items():
        shares = [_percent(h.share) for h in one.horizons if h.at.side == side]
        if shares:
            yield f"{name}, {' and '.join(shares)}: {text}"
    k = len(one.cases.families)
    if k < TOO_FEW:
        yield f"{name}: {k} families are too few for an interval, which takes {TOO_FEW}"
    elif one.cases.separated:
        yield (f"{name}: sizes part right from wrong, so the spread between families cannot be "
               "seen; in the interval each family counts as one case")  # fmt: skip
    if one.cases.left_out:
        yield f"{name}: {one.cases.left_out:,} cases of unknown size are left out"


def _pairs(found: Horizons) -> list[str]:
    """Return every pair; what is not told apart is never called equal."""
    lines = ["", left("PAIRS (50 % horizons, paired by family)", 42) + right("ratio", 8)
             + right("95 % interval", 16) + right("p", 7) + right("Holm", 7), RULE]  # fmt: skip
    lines += [line for pair in found.pairs for line in _pair(found, pair)]
    lines += wrapped(
        "ratio: families drawn for both together, … where the sizes run leave an end open; p: "
        "whole families swapped between the runs, the areas under both curves compared"
    )
    return lines


def _pair(found: Horizons, pair: PairHorizon) -> list[str]:
    """Return one pair."""
    first, second = found.runs[pair.first].run.name, found.runs[pair.second].run.name
    one = pair.ratio
    line = left(f"{first} / {second}", 42) + right(_ratio(one.value), 8)
    open_ = one.value is None or (one.low is None and one.high is None)
    low, high = ("…" if end is None else _ratio(end) for end in (one.low, one.high))
    line += right("" if open_ else f"{low} – {high}", 16)
    line += right(_p(one.p), 7) + right(_p(pair.p_holm), 7)
    return [line, "  told apart" if pair.told_apart else "  not told apart"]


def _ratio(value: float | None) -> str:
    """Return a ratio of sizes."""
    return "n/a" if value is None else f"{value:.2f}"


def _p(value: float | None) -> str:
    """Return a p value."""
    if value is None:
        return "n/a"
    return f"{value:.4f}" if value < 0.01 else f"{value:.3f}"


def _by_size(one: RunHorizon, unit: str, name: bool) -> list[str]:
    """Return success by size, and how well the curve fits."""
    lines = ["", *([one.run.name] if name else []),
             left(f"WHOLLY RIGHT by {unit}", 26) + right("cases", 6) + right("fam", 5)
             + right("%", 7) + right("95 %", 11) + right("curve", 7)
             + " 0" + " " * 13 + "100", RULE]  # fmt: skip
    lines += [_bin(b) for b in one.bins]
    fit = one.fit
    text = f"every doubling of size changes the log odds of being right by {fit.slope:+.2f}"
    if fit.explained is not None:
        text += f"; size explains {_percent(fit.explained)} of the deviance"
    text += f"; the curve is {100 * fit.gap:.1f} points off on average"
    if fit.bend is not None:
        text += f"; that it bends: p = {_p(fit.bend)}"
    return [*lines, *wrapped(text)]


def _bin(b: Bin) -> str:
    """Return one bin; ``*`` where the curve lies outside its interval, if it has one."""
    sizes = f"{b.least:,}" if b.least == b.most else f"{b.least:,} to {b.most:,}"
    line = left("  " + sizes, 26) + right(f"{b.cases:,}", 6) + right(str(b.families), 5)
    line += right(f"{100 * b.right:.1f}", 7)
    if b.low is None or b.high is None:
        line += right("", 11) + right(f"{100 * b.fitted:.1f}", 7)
        return f"{line} {plot(b.right, b.right, b.right)}".rstrip()
    line += right(f"{100 * b.low:.0f} – {100 * b.high:.0f}", 11)
    out = "" if b.low <= b.fitted <= b.high else "*"
    return f"{line}{right(f'{100 * b.fitted:.1f}{out}', 7)} {plot(b.low, b.right, b.high)}".rstrip()
