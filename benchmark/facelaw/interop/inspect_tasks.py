"""facelaw in Inspect AI: one task per facelaw task, one for all, and facelaw's own scoring.

    inspect eval facelaw/claims --model openai/NAME -T lang=zh
    inspect eval facelaw/everything --model facelaw/gold

The scorer reads and grades answers as ``facelaw score`` does and adds nothing; standard errors are
clustered by family. For intervals and the headline import the log: ``facelaw import --format
inspect``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageUser, GenerateConfig
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import TaskState, generate

from facelaw import __version__, _paths
from facelaw.interop import prompts, requests
from facelaw.interop.inspect_log import FINISH
from facelaw.interop.judge import judge
from facelaw.interop.prompts import PromptRow, Selection
from facelaw.scoring.key import Key, load

_METRICS = {
    "correct": [mean(), stderr(cluster="family")],
    "share": [mean(), stderr(cluster="family")],
    "read": [mean()],
}


@scorer(metrics=_METRICS)
def facelaw_scorer(release: str = "") -> Scorer:
    """Score as ``facelaw score`` does, item by item.

    ``correct``: the whole answer is right; ``share``: how much of it is; ``read``: an answer could
    be read. The status stands in the metadata.
    """
    keys: list[Key] = []

    async def score(state: TaskState, target: Target) -> Score:
        if not keys:
            keys.append(load(_folder(release) / "key.jsonl"))
        reason = str(state.output.stop_reason)
        item = keys[0][str(state.sample_id)]
        lang = str(state.metadata["facelaw"]["lang"])
        came = judge(item, state.output.completion, FINISH.get(reason, reason), lang)
        return Score(
            value={"correct": came.correct, "share": came.share, "read": came.read},
            answer=came.answer,
            metadata={"status": came.status},
        )

    return score


def build(
    tasks: tuple[str, ...],
    *,
    split: str = "test",
    lang: str = "zh",
    condition: str = "bare",
    template: str = "a",
    shots: int = 0,
    mode: str = "",
    budget: int = 2048,
    release: str = "",
) -> Task:
    """Return an Inspect task over some facelaw tasks; none named means all of the release."""
    folder = _folder(release)
    selection = Selection(tasks, split, lang, condition, template)
    prompts.count(folder, selection)  # tells what there is instead, if this is not there
    style = requests.Style("", budget, shots=shots, mode=mode)
    examples: dict[str, tuple[requests.Example, ...]] = {}
    samples: list[Sample] = []
    for row in prompts.select(folder, selection):
        if shots and row.task not in examples:
            examples[row.task] = requests.fixed_examples(folder, row.task, selection)
        text = requests.message(row, style, examples.get(row.task, ()))
        samples.append(_sample(row, text, release))
    return Task(
        dataset=MemoryDataset(samples, name=tasks[0] if len(tasks) == 1 else "everything"),
        solver=generate(),
        scorer=facelaw_scorer(release),
        config=GenerateConfig(max_tokens=budget, temperature=0.0),
        version=__version__,
        metadata={"data_version": prompts.data_version(folder)},
    )


def _sample(row: PromptRow, text: str, release: str) -> Sample:
    """Return one sample; the message says which item it is, for the offline models."""
    told = {
        "lang": row.lang,
        "condition": row.condition,
        "template": row.template,
        "task": row.task,
    }
    offline = {"id": row.id, "lang": row.lang, "release": release}
    return Sample(
        id=row.id,
        input=[ChatMessageUser(content=text, metadata={"facelaw": offline})],
        target="",
        metadata={
            "family": row.family,
            "variant": row.variant,
            "kind": row.kind,
            "level": row.level,
            "facelaw": told,
        },
    )


def _folder(release: str) -> Path:
    """Return the release folder that a task parameter names."""
    return Path(release) if release else _paths.data("release")


def _task(name: str) -> Callable[..., Task]:
    """Return the Inspect task of one facelaw task, or of all of them."""

    def facelaw_task(
        split: str = "test",
        lang: str = "zh",
        condition: str = "bare",
        template: str = "a",
        shots: int = 0,
        mode: str = "",
        budget: int = 2048,
        release: str = "",
    ) -> Task:
        return build(
            () if name == EVERYTHING else (name,),
            split=split,
            lang=lang,
            condition=condition,
            template=template,
            shots=shots,
            mode=mode,
            budget=budget,
            release=release,
        )

    facelaw_task.__name__ = name
    facelaw_task.__doc__ = f"facelaw: {name}."
    return task(name=name)(facelaw_task)


EVERYTHING = "everything"
TASKS = {name: _task(name) for name in (*prompts.TASKS, EVERYTHING)}
"""Every task that ``inspect eval facelaw/<name>`` runs."""
