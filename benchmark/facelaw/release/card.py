"""The card: YAML header that loaders read, and a datasheet with generated counts for people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from facelaw.release.manifest import CANARY, counts
from facelaw.release.parquet import columns
from facelaw.release.rows import (
    GOLD_COLUMNS,
    INT,
    ITEM_COLUMNS,
    PAIRS,
    SETS,
    SPLITS,
    STRINGS,
    Release,
)
from facelaw.scoring import audit

LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"

CONFIGS: dict[str, tuple[str, str]] = {
    "claims": ("each asked claim", "map: established, not_established, undetermined"),
    "argument": ("one claim, element by element", "elements, quotes, articles, verdict"),
    "consequences": ("what may be ordered; the platform's part", "set of codes"),
    "procedure": ("who may sue, what comes first, which court", "set of codes"),
    "bracket": ("the statutory range that the counts open", "one code"),
    "gaps": ("which listed facts would decide a claim", "set of codes"),
    "readings": ("settled, or which reading leads where", "map"),
    "flaw": ("the first wrong step of an argument", "one code"),
    "extraction": ("facts and figures of a report", "fields"),
    "recall": ("dates, thresholds, articles by heart", "one code"),
    "gold": ("(answers of split test)", "pairs, proofs, neutral citations"),
}
"""What each config asks and how it is answered."""

MEANINGS: dict[str, str] = {
    "id": "family.variant.task[.target][.option]; the same in every language and condition",
    "lang": "zh or en",
    "condition": "what the prompt shows: bare, law, ledger, altered",
    "template": "one of two wordings of the prompt, a or b",
    "family": "the scenario family",
    "variant": "v0 is the base",
    "kind": "base, flip, date, gap, control, noise, altered",
    "quartet": "whether the variant is one of the four that the headline counts",
    "headline": "whether the item counts in the headline",
    "level": "1 to 5 and beyond",
    "stage": "advice (facts may be unknown) or trial (the burden of proof decides)",
    "asked_on": "the day of answering, YYYY-MM-DD",
    "split": "train, dev or test",
    "task": "the config",
    "target": "left.claim.right for tasks about one claim, else empty",
    "option": "the option of the open reading that the prompt assumes, else empty",
    "themes": "subjects, for readers who want to leave some out",
    "prompt": "the whole user message",
    "answer_type": "map, set, label, argument or fields",
    "keys": "what the answer must give a value for",
    "labels": "the values there are",
    "item_hash": "SHA-256 of prompt and form of answer",
    "gold": "key and value of the answer; empty in split test",
    "proofs": "citation sets each of which carries the answer",
    "also": "citations that are neither required nor wrong",
    "gold_hash": "SHA-256 of the gold",
    "proof_len": "norms applied in the proof",
    "traps": "known traps that the item holds",
}
"""What each column means, as the card says it."""

_TYPES = {STRINGS: "list of string", SETS: "list of lists of string", PAIRS: "list of {key, value}"}


def size_category(rows: int) -> str:
    """Return the label by which dataset lists sort by size.

    >>> size_category(2500)
    '1K<n<10K'
    """
    edges = [(1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K")]
    return next((label for edge, label in edges if rows < edge), "100K<n<1M")


def header(parts: Mapping[str, tuple[str, str]], rows: int) -> dict[str, Any]:
    """Return the card's YAML header.

    Args:
        parts: path to config and split of every Parquet file.
        rows: rows of all of them, which give the size category.
    """
    configs = list(dict.fromkeys(config for config, _ in parts.values()))
    return {
        "license": "cc-by-4.0",
        "language": ["zh", "en"],
        "pretty_name": "facelaw 换脸法律推理基准",
        "size_categories": [size_category(rows)],
        "task_categories": ["question-answering", "text-classification"],
        "annotations_creators": ["machine-generated"],
        "language_creators": ["machine-generated"],
        "multilinguality": ["multilingual"],
        "source_datasets": ["original"],
        "tags": ["legal", "chinese-law", "deepfake", "legal-reasoning", "benchmark"],
        "configs": [
            {"config_name": config}
            | ({"default": True} if config == configs[0] else {})
            | {
                "data_files": [
                    {"split": split, "path": path}
                    for path, (name, split) in parts.items()
                    if name == config
                ]
            }
            for config in configs
        ],
        "dataset_info": [
            {"config_name": config, "features": [_feature(*c) for c in columns(config).items()]}
            for config in configs
        ],
    }


def _feature(name: str, kind: str) -> dict[str, Any]:
    """Return a feature as readers old and new understand it."""
    if kind == STRINGS:
        return {"name": name, "list": "string"}
    if kind == SETS:
        return {"name": name, "list": {"list": "string"}}
    if kind == PAIRS:
        pair = [{"name": "key", "dtype": "string"}, {"name": "value", "dtype": "string"}]
        return {"name": name, "list": pair}
    return {"name": name, "dtype": "int32" if kind == INT else kind}


def card(
    release: Release, parts: Mapping[str, tuple[str, str]], rows: Mapping[str, int], cite: str
) -> str:
    """Return the text of the release's ``README.md``."""
    import jinja2
    import yaml

    meta = cast("Any", yaml).safe_dump(  # its stubs leave a type open
        header(parts, sum(rows[path] for path in parts)),
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=100,
    )
    configs: dict[str, dict[str, int]] = {}
    for path, (config, split) in parts.items():
        configs.setdefault(config, {})[split] = rows[path]
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # Markdown, from our own counts
    )
    template = Path(__file__).with_name("card.md.j2").read_text(encoding="utf-8")
    body = environment.from_string(template).render(
        release=release,
        counts=counts(release),
        audited=[line[0].upper() + line[1:] for line in audit.lines(release.audit)],
        canary=CANARY,
        cite=cite,
        splits=SPLITS,
        example=next(iter(parts)),
        configs=[
            {
                "name": name,
                "asks": CONFIGS[name][0],
                "answer": CONFIGS[name][1],
                "rows": [found.get(split, 0) for split in SPLITS],
            }
            for name, found in configs.items()
        ],
        item_columns=_described(ITEM_COLUMNS),
        gold_columns=_described(GOLD_COLUMNS),
    )
    return f"---\n{meta}---\n\n{body}"


def _described(listed: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"name": name, "type": _TYPES.get(kind, kind), "meaning": MEANINGS[name]}
        for name, kind in listed.items()
    ]
