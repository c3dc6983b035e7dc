"""What batch services, other harnesses and people hand back, as the predictions of one run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facelaw.errors import DataError, Problem, UsageError
from facelaw.interop import batch, exam, predictions, prompts
from facelaw.interop.prompts import Place
from facelaw.interop.reply import Reply, as_list
from facelaw.scoring.key import load


@dataclass(frozen=True, slots=True)
class Answer:
    """One prediction line and the question that it answers."""

    place: Place
    line: dict[str, Any]


@dataclass(slots=True)
class Haul:
    """All that was read from some files.

    Attributes:
        answers: in file order.
        problems: lines that could be given to no question.
        doubles: answers to a question that had one already.
        model: as the files name it, or empty.
        budget: output tokens as the files tell, or None.
        temperature: as the files tell, or None.
    """

    answers: list[Answer] = field(default_factory=list[Answer])
    problems: list[Problem] = field(default_factory=list[Problem])
    doubles: int = 0
    model: str = ""
    budget: int | None = None
    temperature: float | None = None

    @property
    def failed(self) -> int:
        """How many questions have no reply."""
        return sum(a.line.get("finish_reason") == predictions.FAILED for a in self.answers)


def from_batch(files: Sequence[Path], release: Path, samples: int = 1) -> Haul:
    """Read output and error files of OpenAI Batch or ``vllm run-batch``, in any order."""
    haul, known = Haul(), prompts.by_custom_id(release, samples)
    opened = ((path.name, path.read_bytes().splitlines()) for path in files)
    replies, haul.doubles = batch.merge(batch.read(opened, haul.problems))
    models: Counter[str] = Counter()
    for custom_id, came in replies.items():
        place = known.get(custom_id)
        if place is None:
            hint = "was it asked from another release, or with more --samples?"
            expected = "the custom id of an item of this release"
            haul.problems.append(Problem(files[0].name, 0, "", expected, custom_id, hint))
            continue
        for reply in came:
            models[reply.served_model] += 1
            haul.answers.append(Answer(place, _line(place, reply)))
    haul.model = next((name for name, _ in models.most_common() if name), "")
    return _in_release_order(haul, known)


def from_exam(files: Sequence[Path], release: Path) -> Haul:
    """Read filled answer sheets of one person, Markdown or saved by the page."""
    haul, known = Haul(budget=0), prompts.by_custom_id(release)
    key = load(release / "key.jsonl")
    people: list[str] = []
    for path in files:
        person, filled = exam.read(path.read_text(encoding="utf-8"), path.name)
        people.append(person)
        for answer in filled:
            place = known.get(answer.custom_id)
            if place is None:
                expected = "a question of this release"
                haul.problems.append(Problem(path.name, 0, "", expected, answer.custom_id))
                continue
            value = exam.natural(key[place.item].answer_type, answer.fields)
            haul.answers.append(Answer(place, predictions.structured(place.item, value)))
    named = sorted({person for person in people if person})
    if len(named) > 1:
        raise UsageError(f"these sheets are of several people: {', '.join(named)}")
    haul.model = f"person {named[0]}" if named else ""
    return _in_release_order(haul, known)


def from_lm_eval(files: Sequence[Path], release: Path) -> Haul:
    """Read ``samples_*.jsonl`` of lm-evaluation-harness, generated or multiple-choice.

    One line is one document and filter; the first filter of a document counts. The choices of a
    multiple-choice run are put together into one answer an item.
    """
    haul, known = Haul(), prompts.by_custom_id(release)
    choices: dict[Place, dict[str, str]] = {}
    texts: dict[Place, str] = {}
    for path, number, sample in _json_lines(files, haul.problems):
        try:
            doc, first = sample["doc"], sample["resps"][0]
            place = Place(doc["id"], doc["lang"], doc["condition"], doc["template"])
            if "key" not in doc:
                texts.setdefault(place, str(_flat(first)[0]))
                continue
            scores = [float(str(_flat(one)[0])) for one in sample["resps"]]
            best = max(range(len(scores)), key=scores.__getitem__)
            choices.setdefault(place, {}).setdefault(doc["key"], doc["choices"][best])
        except (KeyError, IndexError, TypeError, ValueError) as error:
            expected = "a sample of a facelaw task, with doc and resps"
            haul.problems.append(Problem(path.name, number, "", expected, repr(error)))
    both = texts.keys() & choices.keys()
    if both:
        raise UsageError("generated and multiple-choice samples are two runs; import them apart")
    for place, text in texts.items():
        haul.answers.append(Answer(place, predictions.line(place.item, text)))
    for place, answer in choices.items():
        haul.answers.append(Answer(place, predictions.structured(place.item, answer)))
    return _in_release_order(haul, known)


def from_inspect(files: Sequence[Path], release: Path) -> Haul:
    """Read logs of Inspect AI, of any format it reads, one run in one or several files."""
    from facelaw.interop.inspect_log import samples

    haul, known = Haul(), prompts.by_custom_id(release)
    for path in files:
        head, found = samples(path)
        haul.model, haul.budget, haul.temperature = head.model, head.budget, head.temperature
        haul.answers += [Answer(place, line) for place, line in found]
    return _in_release_order(haul, known)


FORMATS: dict[str, Callable[[Sequence[Path], Path], Haul]] = {
    "batch": from_batch,
    "inspect": from_inspect,
    "lm-eval": from_lm_eval,
    "exam": from_exam,
}
"""Every format that ``facelaw import`` reads."""


def one_run(haul: Haul, wanted: tuple[str, str, str]) -> tuple[tuple[str, str, str], list[Answer]]:
    """Return the run's language, condition and wording, and its answers.

    Args:
        haul: what was read.
        wanted: language, condition, template to pick; empty ones pick all.

    Raises:
        DataError: nothing could be read.
        UsageError: what is left are several runs, or none.
    """
    runs: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in haul.answers:
        how = (answer.place.lang, answer.place.condition, answer.place.template)
        if all(not want or want == is_ for want, is_ in zip(wanted, how, strict=True)):
            runs.setdefault(how, []).append(answer)
    if not haul.answers and haul.problems:
        raise DataError(haul.problems)
    if len(runs) != 1:
        told = ", ".join("/".join(how) for how in sorted(runs)) or "none"
        raise UsageError(f"a prediction file is one run, here are: {told}; pick with --lang, "
                         "--condition and --template")  # fmt: skip
    return next(iter(runs.items()))


def _line(place: Place, reply: Reply) -> dict[str, Any]:
    """Return the prediction line of a reply."""
    if reply.failed:
        return predictions.failed(place.item, place.sample)
    return predictions.line(place.item, reply.text, reply.finish_reason, reply.tokens, place.sample)


def _in_release_order(haul: Haul, known: dict[str, Place]) -> Haul:
    """Sort the answers as the release has their items; tell of items that it has not."""
    rank: dict[tuple[str, ...], int] = {}
    for place in known.values():
        rank.setdefault(place.asked, len(rank))
    strangers = {a.place.item: None for a in haul.answers if a.place.asked not in rank}
    haul.problems += [Problem("", 0, "", "an item of this release", item) for item in strangers]
    kept = [answer for answer in haul.answers if answer.place.asked in rank]
    haul.answers = sorted(kept, key=lambda a: (rank[a.place.asked], a.place.sample))
    return haul


def _json_lines(
    files: Iterable[Path], problems: list[Problem]
) -> Iterator[tuple[Path, int, dict[str, Any]]]:
    """Yield file, line number and object of every line that is JSON."""
    for path in files:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                value = json.loads(line)
            except ValueError as error:
                problems.append(Problem(path.name, number, "", "a JSON object", str(error)))
                continue
            yield path, number, value


def _flat(response: object) -> list[object]:
    """Return a response as one list, without the lists of one that logs nest it in."""
    parts = as_list(response)
    if parts is None:
        return [response]
    return _flat(parts[0]) if len(parts) == 1 and as_list(parts[0]) is not None else parts
