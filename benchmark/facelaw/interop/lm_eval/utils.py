"""What the task files of this folder call: documents from a release, facelaw's own scoring.

The harness finds these functions by ``!function utils.<name>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from facelaw import _paths
from facelaw.errors import UsageError
from facelaw.interop import natural, prompts, requests
from facelaw.interop.extras import need
from facelaw.interop.judge import judge
from facelaw.interop.prompts import PromptRow, Selection
from facelaw.scoring.key import Item, Key
from facelaw.scoring.key import load as load_key

CUES = {
    "zh": ("现只就“{key}”一项作答，其代码为：", "答案的代码为："),
    "en": ("Answering {key} alone, its code is: ", "The code of the answer is: "),
}
CHOICE = ("map", "label")
"""Answer forms whose every key is a choice among the item's labels."""


def load(
    task: str,
    form: str = "generate",
    split: str = "test",
    lang: str = "zh",
    condition: str = "bare",
    template: str = "a",
    shots: int = 0,
    mode: str = "",
    release: str = "",
    **_: object,
) -> dict[str, Any]:
    """Return the documents of a task; the harness passes ``--metadata`` as keywords.

    Raises:
        UsageError: the release has nothing like that; the message says what it has.
    """
    folder = _folder(release)
    selection = Selection((task,), split, lang, condition, template)
    prompts.count(folder, selection)
    style = requests.Style("", shots=shots, mode=mode)
    examples = requests.fixed_examples(folder, task, selection) if shots else ()
    key = _key(release)
    docs: list[dict[str, Any]] = []
    make: Callable[[PromptRow, Item, str], Iterator[dict[str, Any]]]
    make = _choices if form == "choice" else _generated
    for row in prompts.select(folder, selection):
        text = requests.message(row, style, examples)
        docs += [_place(row) | doc | {"release": release} for doc in make(row, key[row.id], text)]
    # One name for every split: the task files cannot be told which one was asked for.
    return {"test": need("datasets", "lm-eval").Dataset.from_list(docs)}


def process(doc: Mapping[str, Any], results: Sequence[str]) -> dict[str, float]:
    """Score one generated answer as ``facelaw score`` does."""
    item = _key(doc["release"])[doc["id"]]
    came = judge(item, results[0], lang=doc["lang"])
    return {"correct": came.correct, "share": came.share, "read": came.read}


def _generated(row: PromptRow, item: Item, text: str) -> Iterator[dict[str, Any]]:
    """Yield the one document of an item that is answered in words."""
    yield {"prompt": text, "target": natural.written(natural.from_key(item, row.lang))}


def _choices(row: PromptRow, item: Item, text: str) -> Iterator[dict[str, Any]]:
    """Yield one document for each key of an item."""
    if row.answer_type not in CHOICE:
        raise UsageError(f"{row.task} is no choice among labels; use facelaw_{row.task}")
    one_of_many, alone = CUES[row.lang]
    gold = {pair.key: pair.value for pair in item.gold}
    for key in row.keys:
        cue = one_of_many.format(key=key) if row.answer_type == "map" else alone
        target = row.labels.index(gold[key])
        yield {
            "prompt": f"{text}\n\n{cue}",
            "target": target,
            "choices": list(row.labels),
            "key": key,
        }


def _place(row: PromptRow) -> dict[str, str]:
    """Return what tells a document apart; the harness's own doc_id may shift."""
    return {
        "id": row.id,
        "lang": row.lang,
        "condition": row.condition,
        "template": row.template,
        "family": row.family,
    }


@cache
def _key(release: str) -> Key:
    """Return the key of a release, read once."""
    return load_key(_folder(release) / "key.jsonl")


def _folder(release: str) -> Path:
    """Return the release folder that ``--metadata`` names."""
    return Path(release) if release else _paths.data("release")
