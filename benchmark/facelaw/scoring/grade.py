"""What an answer got right, in whole numbers: one item, one reading, no judge."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

import msgspec

from facelaw.scoring import grade_citations, grade_quotes
from facelaw.scoring.answers import Reading, Status
from facelaw.scoring.grade_citations import Cited, Citer, Counts
from facelaw.scoring.grade_quotes import Overlap
from facelaw.scoring.key import QUANTITIES, Item
from facelaw.scoring.labels import fold


class Parts(msgspec.Struct, frozen=True, gc=False):
    """What an answer got right. All but ``answered`` get nothing.

    Attributes:
        status: how the item ended.
        right: the whole answer is right. Of an argument: the verdict, every element, and where
            citations are asked their F1 at 条 is 1; quotes are told apart.
        hits: 1 for each gold pair that is right, in the order of the gold; empty for sets and
            labels.
        predicted: the value read for each gold pair, ``""`` if none; empty for sets. Of a
            field it is the one spelling of its quantity.
        tp, fp, fn: codes of a set.
        distance: steps from the right bracket; as far as can be where none was read.
        worst: the farthest that an answer can be.
        cited: citations of an argument that asks for them.
        quoted: quotes of an argument.
        ignored: keys that nobody asked for.
    """

    status: Status
    right: bool = False
    hits: tuple[int, ...] = ()
    predicted: tuple[str, ...] = ()
    tp: int = 0
    fp: int = 0
    fn: int = 0
    distance: int = 0
    worst: int = 0
    cited: Cited = Cited()
    quoted: Overlap = Overlap()
    ignored: int = 0


class Judge(msgspec.Struct, frozen=True):
    """What grading arguments needs beside the item.

    Attributes:
        citer: reads citations; :func:`facelaw.citations.parse` where none is given.
        lang: language of the run, whose quotes are compared.
    """

    citer: Citer | None = None
    lang: str = "zh"


PLAIN = Judge()


def grade(item: Item, reading: Reading, judge: Judge = PLAIN) -> Parts:
    """Compare a reading with an item's gold.

    Args:
        item: with gold, proofs and evidence.
        reading: strict or lenient, of the same item.
        judge: citations and language; looked at for arguments alone.
    """
    answer = dict(reading.answer) if reading.status == "answered" else {}
    if item.answer_type == "set":
        return _set(item, reading, answer)
    predicted = [answer.get(pair.key, "") for pair in item.gold]
    hits = [
        int(given != "" and same(item, pair.key, given, pair.value))
        for pair, given in zip(item.gold, predicted, strict=True)
    ]
    if item.answer_type == "label":
        distance, worst = _distance(item, predicted[0])
        return Parts(
            reading.status, bool(hits[0]), (), tuple(predicted), distance=distance, worst=worst,
            ignored=reading.ignored_keys,
        )  # fmt: skip
    if item.answer_type != "argument":
        return Parts(
            reading.status, all(hits), tuple(hits), tuple(predicted), ignored=reading.ignored_keys
        )
    cited = _citations(item, answer, judge)
    return Parts(
        reading.status, all(hits) and (not item.proofs or cited.article.f1 == 1), tuple(hits),
        tuple(predicted), cited=cited, quoted=_quotes(item, answer, judge.lang),
        ignored=reading.ignored_keys,
    )  # fmt: skip


def same(item: Item, key: str, given: str, gold: str) -> bool:
    """Whether a value that was read is the gold one: quantities as quantities, text folded."""
    kind = item.types.get(key, "") if item.answer_type == "fields" else ""
    if given == gold or kind not in (*QUANTITIES, "text") or "none" in (given, gold):
        return given == gold
    if kind == "text":
        words = (gold, *item.wordings.get(gold, ()))
        return fold(given) != "" and fold(given) in [fold(word) for word in words]
    from facelaw.scoring import quantities

    read, wanted = quantities.read(given, kind), quantities.read(gold, kind)
    return read is not None and wanted is not None and quantities.same(read, wanted)


def _set(item: Item, reading: Reading, answer: dict[str, str]) -> Parts:
    """Grade a set of codes; the headline is the exact set."""
    gold = {pair.key for pair in item.gold}
    tp = len(gold & answer.keys())
    counts = Counts(tp, len(answer) - tp, len(gold) - tp)
    return Parts(
        reading.status, bool(answer) and not counts.fp and not counts.fn,
        tp=counts.tp, fp=counts.fp, fn=counts.fn, ignored=reading.ignored_keys,
    )  # fmt: skip


def _distance(item: Item, code: str) -> tuple[int, int]:
    """Return steps from the right bracket and the farthest there are; 0 for other labels."""
    if item.task != "bracket":
        return 0, 0
    place = item.labels.index(item.gold[0].value)
    worst = max(place, len(item.labels) - 1 - place)
    return (abs(item.labels.index(code) - place) if code else worst), worst


def _citations(item: Item, answer: dict[str, str], judge: Judge) -> Cited:
    """Grade an argument's citations where its conclusion asks for some."""
    if not item.proofs:
        return Cited()
    raw = [key.removeprefix("article:") for key in answer if key.startswith("article:")]
    on = date.fromisoformat(item.asked_on) if item.asked_on else None
    return grade_citations.grade(raw, item.proofs, item.also, judge.citer or _citer(), on)


@cache
def _citer() -> Citer:
    """Return the project's own reader of citations; models cite the same few articles."""
    from facelaw.citations import parse

    return lru_cache(maxsize=16_384)(parse)


def _quotes(item: Item, answer: dict[str, str], lang: str) -> Overlap:
    """Grade an argument's quotes against the evidence in the run's language."""
    evidence = item.evidence.get("en" if lang == "en" else "zh", {})
    asked = {element: evidence.get(element, ()) for element in item.elements}
    return grade_quotes.grade({e: answer.get(f"quote:{e}", "") for e in asked}, asked)
