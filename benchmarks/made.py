"""Made-up keys and prediction files of any size, in the forms of a release.

400 families (fewer where there are few items) of groups of ten items: a base and its variants
with four verdicts each, and every fifth item a set of twelve codes. Right answers lean by family.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

VERDICTS = ("established", "not_established", "undetermined")
CLAIMS = ("portrait_right", "personal_information", "reputation_right", "platform_liability")
CODES = (*(f"fact_{letter}" for letter in "abcdefghijk"), "none")
KINDS = ("base", "flip", "control", "gap", "base", "date", "flip", "control", "noise", "base")
FAMILIES = 400
GROUP = len(KINDS)


def families_of(items: int) -> int:
    """Return how many families so many items have."""
    return min(FAMILIES, items // GROUP)


def names(items: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield family, group within it, place in the group, and family number of every item."""
    families = families_of(items)
    groups = items // GROUP
    for group in range(groups):
        number = group * families // groups
        yield from ((f"made-{number:03d}", group, place, number) for place in range(GROUP))


def write(folder: Path, items: int, runs: int = 2) -> tuple[Path, list[Path]]:
    """Write a key of some items and prediction files for it; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "key.jsonl"
    paths = [folder / f"run{number}.jsonl" for number in range(runs)]
    gold = list(_gold(items))
    with key.open("w", encoding="utf-8") as out:
        out.writelines(_key_line(*entry) for entry in gold)
    for number, path in enumerate(paths):
        with path.open("w", encoding="utf-8") as out:
            out.writelines(_prediction_lines(gold, number))
        info = {"model": f"model-{number}", "lang": "zh", "condition": "bare", "template": "a",
                "data_version": "unstated", "budget": 2048}  # fmt: skip
        path.with_name(path.name + ".run.json").write_text(json.dumps(info))
    return key, paths


Entry = tuple[str, str, int, str, int, dict[str, str]]


def _gold(items: int) -> Iterator[Entry]:
    """Yield id, family, variant, kind, group and gold of every item."""
    source = random.Random(0)
    base: list[str] = []
    for family, group, place, _ in names(items):
        kind = KINDS[place]
        task = "gaps" if place % 5 == 4 else "claims"
        option = f"o{group}"
        if task == "gaps":
            chosen = source.sample(CODES[:-1], source.randrange(1, 4))
            gold = dict.fromkeys(chosen, "yes")
            item = f"{family}.v{place}.gaps.A.portrait_right.B.{option}"
        else:
            if place == 0:
                base = [source.choice(VERDICTS) for _ in CLAIMS]
            values = list(base)
            if kind in ("flip", "gap", "date"):
                values[source.randrange(4)] = source.choice(VERDICTS)
            gold = {f"A.{claim}.B": value for claim, value in zip(CLAIMS, values, strict=True)}
            item = f"{family}.v{place}.claims.{option}"
        yield item, family, place, kind, group, gold


def _key_line(
    item: str, family: str, place: int, kind: str, group: int, gold: dict[str, str]
) -> str:
    """Return a line of the key."""
    claims = ".claims." in item
    labels = VERDICTS if claims else CODES
    line = {
        "id": item, "family": family, "variant": f"v{place}", "kind": kind,
        "quartet": claims and place < 4, "headline": claims and place < 4,
        "level": 1 + int(family[-3:]) % 5, "stage": "advice",
        "split": "test", "task": "claims" if claims else "gaps",
        "target": "" if claims else "A.portrait_right.B", "option": f"o{group}", "themes": [],
        "answer_type": "map" if claims else "set", "keys": list(gold) if claims else list(CODES),
        "labels": list(labels),
        "gold": [{"key": key, "value": value} for key, value in gold.items()],
        "proofs": [], "also": [], "narrative_hash": "0" * 16,
        "item_hashes": {"zh.bare.a": "0" * 16}, "gold_hash": "0" * 16,
    }  # fmt: skip
    return json.dumps(line) + "\n"


def _prediction_lines(gold: list[Entry], number: int) -> Iterator[str]:
    """Yield the lines of one run; later runs are a little better."""
    source = random.Random(number + 1)
    skill: dict[str, float] = {}
    for item, family, _, _, _, answer in gold:
        chance = skill.setdefault(family, source.betavariate(7 + number, 3))
        if ".claims." in item:
            said = {
                key: value if source.random() < chance else source.choice(VERDICTS)
                for key, value in answer.items()
            }
            told: object = said
        else:
            told = [code for code in answer if source.random() < chance] or ["none"]
        confidence = source.randrange(50, 100) / 100
        yield json.dumps({"id": item, "answer": told, "confidence": confidence}) + "\n"
