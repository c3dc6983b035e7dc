"""Stated amendments: the law with some norms changed, repealed or added.

An amendment is data (``data/law/alterations.yaml``): the sentence a prompt prints and the patch
it stands for. Gold is derived again from the patched law, so that what is measured is reasoning
under the stated rule and not memory of the one in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facelaw import _paths
from facelaw.errors import DataError, Problem
from facelaw.files import Document, load_yaml
from facelaw.law.build import norm as build_norm
from facelaw.law.conditions import parse
from facelaw.law.load import assemble
from facelaw.law.model import Condition, Law, Norm, Text
from facelaw.law.references import near
from facelaw.schema import check

FIELDS = {"from": "start", "until": "until", "time": "time", "then": "then", "reading": "reading"}


@dataclass(frozen=True)
class Alteration:
    """An amendment: what the prompt says, which claims it can touch, and the law under it."""

    id: str
    text: Text
    touches: tuple[str, ...]
    law: Law


def load(law: Law, path: Path | None = None) -> tuple[Alteration, ...]:
    """Return every amendment with the law it makes.

    Raises:
        DataError: a patch names an unknown norm or condition, or breaks the schema.
    """
    path = path or _paths.root() / "data" / "law" / "alterations.yaml"
    if not path.is_file():
        return ()
    document = load_yaml(path)
    problems = check("alteration", document)
    if problems:
        raise DataError(problems)
    out: list[Alteration] = []
    for index, entry in enumerate(document.value):
        norms = dict(law.norms)
        for k, step in enumerate(entry["patch"]):
            _apply(law, norms, document, (index, "patch", k), step, problems)
        patched = assemble(
            law.facts,
            law.conclusions,
            law.readings,
            law.claims,
            norms,
            law.editions,
            f"{law.key}+{entry['id']}",
        )
        text = {"zh": entry["zh"], "en": entry["en"]}
        out.append(Alteration(entry["id"], text, tuple(entry.get("touches", ())), patched))
    if problems:
        raise DataError(problems)
    return tuple(out)


def _apply(
    law: Law,
    norms: dict[str, Norm],
    document: Document,
    at: tuple[str | int, ...],
    step: Mapping[str, Any],
    problems: list[Problem],
) -> None:
    """Change, repeal or add one norm."""
    if "add" in step:
        entry = step["add"]
        added = build_norm(document, int(at[0]), entry, law.editions)
        _known(law, document, (*at, "add"), added, problems)
        norms[added.id] = added
        return
    old = norms.get(step["norm"])
    if old is None:
        problems.append(
            document.problem(
                (*at, "norm"), "a norm of norms/*.yaml", step["norm"], near(step["norm"], law.norms)
            )
        )
        return
    if "repeal" in step:
        del norms[old.id]
        return
    change: Mapping[str, Any] = step["set"]
    values: dict[str, Any] = {FIELDS[k]: v for k, v in change.items() if k in FIELDS}
    for key in ("when", "unless"):
        if key in change:
            values[key] = _conditions(change[key])
    if "at_least" in change:
        values["at_least"] = int(change["at_least"]["n"])
        values["among"] = _conditions(change["at_least"]["of"])
    if "gist" in change:
        values["gist"] = change["gist"]
    new = replace(old, **values)
    _known(law, document, (*at, "set"), new, problems)
    norms[old.id] = new


def _conditions(texts: list[str]) -> tuple[Condition, ...]:
    return tuple(c for t in texts if (c := parse(t)) is not None)


def _known(
    law: Law, document: Document, at: tuple[str | int, ...], norm: Norm, problems: list[Problem]
) -> None:
    """Note every name that the patched norm reads or gives and nobody knows."""
    known = {**law.facts, **law.conclusions}
    for c in (*norm.when, *norm.unless, *norm.among):
        if c.name not in known:
            problems.append(
                document.problem(at, "a known fact or conclusion", c.name, near(c.name, known))
            )
    if norm.then not in law.conclusions:
        problems.append(
            document.problem(at, "a known conclusion", norm.then, near(norm.then, law.conclusions))
        )
