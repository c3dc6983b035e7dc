"""What ``facelaw score`` prints: one run in full, or a board of several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from facelaw.scoring import audit
from facelaw.scoring.audit import Audit
from facelaw.scoring.contrasts import KINDS_OF_CONTRAST, Contrast
from facelaw.scoring.diagnosis import Tally, ranked
from facelaw.scoring.estimates import Estimate
from facelaw.scoring.leaderboard import Row
from facelaw.scoring.measures import MEASURES, PRIMARY, STRICT, confidence
from facelaw.scoring.measures.tasks import EXACT
from facelaw.scoring.paired import detectable
from facelaw.scoring.runs import Run
from facelaw.scoring.score import Scores
from facelaw.scoring.terminal import (
    RULE,
    TITLE,
    WIDTH,
    apart,
    head,
    interval,
    left,
    number,
    page,
    plot,
    right,
    row,
    shortened,
    width,
    wrapped,
)

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("variants against their base",
     ("control_stability", "flip_sensitivity", "copied_from_base", "noise_drop")),
    ("three values", ("verdict_macro_f1", "over_deferral", "over_settling", "gaps_over_deferral")),
    ("tasks", tuple(measure.id for measure in EXACT)),
    ("diagnosis of sets and brackets",
     ("f1.consequences", "f1.procedure", "f1.gaps", "bracket_distance")),
    ("argument, part by part", tuple(n for n in MEASURES if n.startswith(("argument.", "citat")))),
    ("stated confidence", tuple(measure.id for measure in confidence.MEASURES)),
    ("tokens", ("tokens_per_item", "tokens_per_family_right")),
)  # fmt: skip

Found = Mapping[str, Estimate]


def scores_page(found: Scores, full: bool = False) -> str:
    """Return the page: one run in full; several as a board, with ``full`` each in full below."""
    lines: list[str] = []
    if len(found.runs) > 1:
        lines += [*board(found.board), "", *_audit(found.audit), *contrast_lines(found.contrasts)]
        if not all(run.answers for run in found.runs):
            lines += _uncontrasted(found.runs)
    if len(found.runs) == 1 or full:
        for run, estimated in zip(found.runs, found.estimates, strict=True):
            lines += ([""] if lines else []) + run_lines(run, estimated, found.settings.seed)
    return page(lines)


def _uncontrasted(runs: Sequence[Run]) -> list[str]:
    """Return what a set in shards leaves out where runs are of one model."""
    if len({run.model for run in runs}) == len(runs):
        return []
    return ["", *wrapped("CONTRASTS pair single answers; of a set in shards sums are kept.")]


def run_lines(run: Run, found: Found, seed: int) -> list[str]:
    """Return one run in full."""
    count = f"{len(run.table.families)} families · {run.beside.items} items"
    if run.beside.samples > 1:
        count += f" · {run.beside.samples} samples"
    lines = [left(run.name, WIDTH - len(count) - 1) + " " + count]
    lines += wrapped(str(run.signature), "|")
    lines += _headline(run, found)
    if not run.beside.statuses["answered"]:
        return lines + _unanswered(run)
    for title, names in SECTIONS:
        shown = [name for name in names if name in run.measures]
        if shown:
            lines += head(title, title != "tokens") + [
                row(run.measures[name], found[name]) for name in shown
            ]
        if shown and title == "stated confidence":
            lines += _null(run, found, seed)
    lines += _slices(run, found)
    lines += _faults(run)
    return lines + _answers(run)


NEXT = {
    "missing": "are the ids those of the key, and language, condition and split those of the run?",
    "unparsed": "is `text` the model's whole output? docs/answers.md tells what is read",
    "truncated": "is the output budget too small?",
    "failed": "did the endpoint answer? run these items again",
    "refused": "does a content filter stand before the model?",
}
"""What to look at where nothing was answered, by how most items ended."""


def _unanswered(run: Run) -> list[str]:
    """Return why there is nothing to diagnose in a run without a single answer."""
    ended = run.beside.statuses
    most = max(ended, key=lambda name: ended[name])
    told = "NOTHING ANSWERED: the figures above are those of silence, there is nothing to diagnose"
    told += f"; {NEXT[most]}" if most in NEXT else ""
    return ["", *wrapped(told, indent="  "), *_answers(run)]


def _headline(run: Run, found: Found) -> list[str]:
    """Return the headline with what stands beside it."""
    lines = head("headline")
    for name in (STRICT, "strict_expected", PRIMARY):
        if name in run.measures:
            lines.append(row(run.measures[name], found[name]))
    beside = run.beside.heads.headline()
    if run.beside.heads.readings_differ:
        lines.append(_points("  lenient reading (strict · mean)", beside.lenient))
    if beside.unread:
        told = f"  {beside.unread} of {beside.answers} unread; at best"
        lines.append(_points(told, beside.best))
    primary = found.get(PRIMARY)
    if primary and primary.deff is not None and primary.se:
        reach = detectable(primary.se) or 0.0
        lines += wrapped(
            f"design effect of the mean {primary.deff:.1f} over {primary.n:,.0f} verdicts; two "
            f"runs as alike as r = 0.5 are told apart from {100 * reach:.1f} points on"
        )
    return lines + _audit(run.audit)


def _audit(found: Audit | None) -> list[str]:
    """Return what errors in the gold set a ceiling to every figure."""
    return [line for told in audit.lines(found) for line in wrapped(told, indent="  ")]


def _points(title: str, points: object) -> str:
    """Return both headline figures on one line."""
    values = [getattr(points, name) for name in ("strict_family_accuracy", "verdict_accuracy")]
    told = " · ".join("n/a" if value is None else f"{100 * value:.1f}" for value in values)
    return left(title, TITLE) + "  " + told


def _null(run: Run, found: Found, seed: int) -> list[str]:
    """Return what a calibrated model with the same confidences would get."""
    error = found["calibration_error"].value
    null = confidence.calibrated_null(run.beside.stated, error, seed) if error is not None else None
    if null is None:
        return []
    told = f"{100 * null.mean:.1f}; above {100 * null.upper:.1f} in 1 of 20; p = {null.p:.3f}"
    return [left("  ECE of a calibrated model", TITLE) + right(told, WIDTH - TITLE)]


def _slices(run: Run, found: Found) -> list[str]:
    """Return the slices that were asked, strict figures beside the mean where they exist."""
    lines: list[str] = []
    names = [name for name in run.measures if name.endswith(".verdict_accuracy")]
    for dimension in dict.fromkeys(name.split(".")[0] for name in names):
        lines += head(f"by {dimension}: mean verdict accuracy")
        lines += [
            row(run.measures[name], found[name])
            for name in names
            if name.split(".")[0] == dimension
        ]
        strict = [
            name
            for name in run.measures
            if name.startswith(f"{dimension}.") and name.endswith(".strict_family_accuracy")
        ]
        if strict:
            lines += head(f"by {dimension}: strict family accuracy")
            lines += [row(run.measures[name], found[name]) for name in strict]
    return lines


def _faults(run: Run, shown: int = 5) -> list[str]:
    """Return where arguments go wrong first, and the traps that catch most."""
    first = [t for t in ranked(run.beside.first_wrong)[::-1] if t.value > 0][:shown]
    traps = [t for t in ranked(run.beside.traps) if t.value < 1][:shown]
    lines: list[str] = []
    if first:
        lines += ["", "FIRST WRONG ELEMENT (share of a claim's arguments)", RULE]
        lines += [_tally(tally) for tally in first]
    if traps:
        lines += ["", "TRAPS (conclusion right where one is set)", RULE]
        lines += [_tally(tally) for tally in traps]
    return lines


def _tally(tally: Tally) -> str:
    """Return one row of a diagnosis."""
    carried = f"{tally.items} items, {tally.families} fam"
    return left(tally.name, 48) + f"{100 * tally.value:7.1f}" + right(carried, 25)


def _answers(run: Run) -> list[str]:
    """Return how the answers ended."""
    told = [f"{count} {name}" for name, count in run.beside.statuses.items() if count]
    lines = ["", *wrapped("ANSWERS  " + " · ".join(told), indent="         ")]
    if run.beside.refused:
        themes = " · ".join(f"{theme} {count}" for theme, count in run.beside.refused.items())
        lines += wrapped("refused  " + themes, indent="         ")
    if run.problems:
        lines.append(f"DEFECTS  {run.problems} in the file; each counts as wrong")
    return lines


def board(rows: Iterable[Row]) -> list[str]:
    """Return the leaderboard, one block for each set of settings."""
    lines: list[str] = []
    for signature, block in groupby(rows, key=lambda entry: str(entry.run.signature)):
        entries = list(block)
        lines += ([""] if lines else []) + wrapped(signature, "|")
        lines += ["", _board_head(), RULE]
        models = [entry.run.model for entry in entries]
        alone = len(set(models)) == len(models)  # the settings stand above
        names = apart(models if alone else [entry.run.name for entry in entries], 23)
        lines += [_board_row(entry, name) for entry, name in zip(entries, names, strict=True)]
    return lines


def _board_head() -> str:
    """Return the board's column titles."""
    return (
        left("rank", 7) + left("run", 24) + right("strict", 8) + right("mean", 7)
        + right("95 % interval", 16) + " 0" + " " * 13 + "100"
    )  # fmt: skip


def _board_row(entry: Row, name: str) -> str:
    """Return one run of the board."""
    strict, mean = entry.figures.get(STRICT), entry.figures.get(PRIMARY)
    ranks = "" if entry.ranks is None else "–".join(str(r) for r in dict.fromkeys(entry.ranks))
    line = left(ranks, 7) + left(name, 24)
    line += right(number(MEASURES[STRICT], strict.value if strict else None), 8)
    if mean is None:
        return line + right("n/a", 7)
    line += right(number(MEASURES[PRIMARY], mean.value), 7)
    line += right(interval(MEASURES[PRIMARY], mean), 16)
    if mean.low is not None and mean.value is not None and mean.high is not None:
        line += " " + plot(mean.low, mean.value, mean.high)
    return line.rstrip()


def contrast_lines(found: Sequence[Contrast]) -> list[str]:
    """Return the contrasts between runs of one model."""
    if not found:
        return []
    columns = right("points", 7) + right("95 % interval", 17) + right("p", 7) + right("same", 7)
    lines = ["", left("CONTRASTS in mean verdict accuracy", 42) + columns, RULE]
    lines += [_contrast(one) for one in found]
    if any(one.same_answer is not None for one in found):
        lines.append("same: verdicts answered alike, right or wrong")
    return lines


def _contrast(one: Contrast) -> str:
    """Return one contrast: points, interval, p of the swap test, share answered alike."""
    _, first, second = KINDS_OF_CONTRAST[one.name]
    value, low, high = one.verdicts.value, one.verdicts.low, one.verdicts.high
    ends = one.verdicts.method
    if low is not None and high is not None:
        ends = f"{100 * low:+.1f} – {100 * high:+.1f}"
    title = f"{one.name.replace('_', '-')}: {first} − {second}  "
    line = left(title + shortened(one.model, 41 - width(title)), 42)
    line += right("n/a" if value is None else f"{100 * value:+.1f}", 7) + right(ends, 17)
    line += right(f"{one.p:.3f}", 7)
    return line + right("" if one.same_answer is None else f"{100 * one.same_answer:.1f}", 7)
