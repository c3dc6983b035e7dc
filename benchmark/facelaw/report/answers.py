"""From key and prediction files to the items and answers that the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from facelaw.errors import UsageError
from facelaw.report.content import Explorer, Question
from facelaw.report.data import Attempt, Item
from facelaw.scoring import key as keys
from facelaw.scoring.grade import same
from facelaw.scoring.graded import STATUSES
from facelaw.scoring.grader import reading
from facelaw.scoring.key import Key
from facelaw.scoring.prediction_line import Prediction
from facelaw.scoring.predictions import stream
from facelaw.scoring.runs import Run
from facelaw.scoring.table import UNIT

ARTICLES = 40
"""Citations of one answer that the page shows."""


def items(runs: Sequence[Run], explorer: Explorer | None, most: int) -> tuple[list[Item], int]:
    """Return what the runs were asked, whole families, and how many items were left out.

    Args:
        runs: scored.
        explorer: questions and arguments, where the release has them.
        most: items to show at most; a family that would go beyond is left out whole.
    """
    asked: dict[str, keys.Item] = {}
    for run in runs:
        asked.update({item.id: item for item in run.graded.design.items})
    families: dict[str, list[keys.Item]] = {}
    for item in asked.values():
        families.setdefault(item.family, []).append(item)
    told = {q.id: q for family in explorer.families for q in family.questions} if explorer else {}
    out: list[Item] = []
    for name in sorted(families):
        if len(out) + len(families[name]) <= most:
            out += [_item(item, told.get(item.id)) for item in families[name]]
    return out, len(asked) - len(out)


def _item(item: keys.Item, told: Question | None) -> Item:
    """Return one item of the key as the page shows it."""
    return Item(
        id=item.id,
        family=item.family,
        variant=item.variant,
        task=item.task,
        answer_type=item.answer_type,
        gold={pair.key: pair.value for pair in item.gold},
        keys=item.keys,
        labels=item.labels,
        wordings={
            code: (words[0], words[min(1, len(words) - 1)]) for code, words in item.wordings.items()
        },
        target=item.target,
        option=item.option,
        split=item.split,
        level=item.level,
        headline=item.quartet and item.headline and item.task == "claims",
        themes=item.themes,
        question=told.question if told else {},
        argument=told.argument if told else {},
        proofs=item.proofs,
        also=item.also,
        evidence={lang: dict(quotes) for lang, quotes in item.evidence.items()},
    )


def attempts(run: Run, key: Key, shown: Iterable[Item]) -> Iterator[Attempt]:
    """Yield a run's answers, of several samples the first; status and verdict as it was scored.

    Args:
        run: scored from a file, which is read once more for its words.
        key: of the run.
        shown: the items to tell of.

    Raises:
        UsageError: the run was read from standard input, which cannot be read twice.
    """
    if run.file == "-":
        raise UsageError("a report reads its files twice: give a file instead of -")
    wanted = {item.id for item in shown}
    first = _first(run, key, wanted)
    graded = run.graded
    for place, item in enumerate(graded.design.items):
        if item.id not in wanted:
            continue
        status = STATUSES[int(graded.status[0, place])]
        given = first.get(item.id)
        if given is None:
            yield Attempt(run.name, item.id, status)
            continue
        sure = int(graded.confidence[0, place])
        yield _attempt(run.name, item, given, status, bool(graded.right[0, place]), sure)


def _first(run: Run, key: Key, wanted: set[str]) -> Mapping[str, Prediction]:
    """Return the line with the lowest sample of each item; the earlier of two that conflict."""
    found: dict[str, Prediction] = {}
    for index, given in stream(Path(run.file), key):
        id = key.items[index].id
        if id in wanted and (id not in found or given.sample < found[id].sample):
            found[id] = given
    return found


def _attempt(
    run: str, item: keys.Item, given: Prediction, status: str, right: bool, sure: int
) -> Attempt:
    """Return one answer; what was read of it only where it counts as answered."""
    pairs = reading(item, given).strict.answer if status == "answered" else ()
    values = {k: v for k, v in pairs if not k.startswith(("article:", "quote:"))}
    gold = {pair.key: pair.value for pair in item.gold}
    wrong = [k for k, v in values.items() if k not in gold or not same(item, k, v, gold[k])]
    cited = [k.removeprefix("article:") for k, _ in pairs if k.startswith("article:")]
    on = date.fromisoformat(item.asked_on) if item.asked_on else None
    return Attempt(
        run=run,
        item=item.id,
        status=status,
        right=right,
        values=values,
        wrong=tuple(wrong),
        articles=tuple((text, article(text, on)) for text in cited[:ARTICLES]),
        quotes={k.removeprefix("quote:"): v for k, v in pairs if k.startswith("quote:")},
        confidence=sure / UNIT if sure >= 0 else None,
        text=given.raw,
    )


def article(text: str, on: date | None) -> str:
    """Return the id of the one article that a citation means, to the 款 if told; else ``""``."""
    from facelaw.citations import parse

    found = parse(text, on)
    return (found[0].id_paragraph or found[0].id_article) if len(found) == 1 else ""
