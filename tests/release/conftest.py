"""A small made-up release: five tasks, three splits, two languages, every type of answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from facelaw.release.rows import (
    ItemRow,
    KeyRow,
    Pair,
    Release,
    gold_hash,
    item_hash,
    narrative_hash,
)
from facelaw.release.write import write_release

VERDICTS = ("established", "not_established", "undetermined")
FAMILIES = {"swap-one": "test", "swap-two": "test", "undress-one": "train", "voice-one": "dev"}
FORMS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], tuple[Pair, ...]]] = {
    "claims": (
        "map",
        ("A.portrait_right.B", "A.personal_information.B"),
        VERDICTS,
        (
            Pair("A.portrait_right.B", "not_established"),
            Pair("A.personal_information.B", "established"),
        ),
    ),
    "argument": (
        "argument",
        ("element:identifiable", "verdict"),
        ("met", "not_met", *VERDICTS),
        (Pair("element:identifiable", "not_met"), Pair("verdict", "not_established")),
    ),
    "gaps": ("set", ("f1", "f2", "none"), ("yes",), (Pair("f1", "yes"),)),
    "bracket": ("label", ("answer",), ("below", "serious"), (Pair("answer", "serious"),)),
    "extraction": (
        "fields",
        ("videos", "first_contact"),
        (),
        (Pair("videos", "1200"), Pair("first_contact", "2020-01-01")),
    ),
}


def key_row(family: str, variant: str, task: str) -> KeyRow:
    form, keys, labels, gold = FORMS[task]
    proofs = (("CC-1019-1",), ("CC-1018-2", "CC-1019-1")) if task == "argument" else ()
    target = "A.portrait_right.B" if task in ("argument", "gaps") else ""
    option = "face_core" if task == "argument" else ""
    parts = (family, variant, task, target, option)
    return KeyRow(
        id=".".join(part for part in parts if part),
        family=family,
        variant=variant,
        kind="base" if variant == "v0" else "flip",
        quartet=True,
        headline=task == "claims",
        level=4 if family == "swap-two" and task != "extraction" else 1,
        stage="trial",
        asked_on="2024-06-20",
        split=FAMILIES[family],
        task=task,
        target=target,
        option=option,
        themes=("sexual",) if family == "undress-one" else (),
        answer_type=form,
        keys=keys,
        labels=labels,
        gold=gold,
        narrative_hash=narrative_hash({"zh": family + variant, "en": family}),
        item_hashes={},
        gold_hash=gold_hash(gold, proofs, ("CC-110-1",)),
        proofs=proofs,
        also=("CC-110-1",),
        traps=("no-profit-needed",) if task == "claims" else (),
        types={"videos": "count", "first_contact": "date"} if task == "extraction" else {},
        wordings={"met": ("具备", "met")} if task == "argument" else {},
        evidence={"zh": {"identifiable": ("脸已换成别人",)}} if task == "argument" else {},
        proof_len=3,
    )


def rows(key: KeyRow) -> Iterator[ItemRow]:
    conditions = ("bare", "law") if key.task == "claims" else ("bare",)
    for lang, condition, template in product(("zh", "en"), conditions, ("a", "b")):
        prompt = (
            f"{lang} {condition} {template}: 第１３条与 2021-11-01，“007”，{key.id}\n\n请作答。"
        )
        yield ItemRow(
            lang=lang,
            condition=condition,
            template=template,
            prompt=prompt,
            item_hash=item_hash(prompt, key.answer_type, key.keys, key.labels),
            **{name: getattr(key, name) for name in SHARED},
        )


SHARED = (
    "id", "family", "variant", "kind", "quartet", "headline", "level", "stage", "asked_on",
    "split", "task", "target", "option", "themes", "answer_type", "keys", "labels", "gold",
)  # fmt: skip


def made_up() -> Release:
    keys: list[KeyRow] = []
    items: list[ItemRow] = []
    for family, variant, task in product(FAMILIES, ("v0", "v1", "v10", "v2"), FORMS):
        if task == "bracket" and FAMILIES[family] == "dev":
            continue
        key = key_row(family, variant, task)
        mine = list(rows(key))
        keys.append(replace(key, item_hashes={row.edition: row.item_hash for row in mine}))
        items += mine
    extras = {"articles.json": '{"CC": "民法典"}\n'.encode(), "proofs.jsonl": b"{}\n"}
    return Release("1.0.0", "2026-11-22", tuple(items), tuple(keys), extras)


@pytest.fixture(scope="session")
def release() -> Release:
    return made_up()


@pytest.fixture(scope="session")
def folder(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("data") / "release"
    write_release(release, place)
    return place
