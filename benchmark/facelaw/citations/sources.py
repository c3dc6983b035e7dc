"""From ``data/law/articles/*.yaml`` to the compiled index: the build step and its checks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facelaw.citations.names import key
from facelaw.citations.spelling import fold
from facelaw.errors import DataError, Problem
from facelaw.files import Document

_ISSUERS = (
    ("最高人民法院、最高人民检察院、公安部", ("两高一部", "")),
    ("最高人民法院、最高人民检察院", ("两高", "")),
    ("最高人民法院", ("最高法", "最高院", "")),
    ("最高人民检察院", ("最高检", "")),
    ("全国人民代表大会常务委员会", ("全国人大常委会", "")),
)


@dataclass(frozen=True)
class _Entry:
    document: Document
    at: int
    value: dict[str, Any]

    def problem(self, path: Iterable[str | int], expected: str, came: str, hint: str) -> Problem:
        return self.document.problem((self.at, *path), expected, came, hint)


def compiled(folder: Path) -> dict[str, Any]:
    """Return ``{"laws": {code: …}, "names": {text: [law, code, tier]}}``.

    Raises:
        DataError: every fault of every file, together.
    """
    from facelaw.files import load_yaml
    from facelaw.schema import check

    documents = [load_yaml(path) for path in sorted(folder.glob("*.yaml"))]
    problems = [problem for document in documents for problem in check("articles", document)]
    if problems or not documents:
        raise DataError(problems or [Problem(str(folder), 0, "", "files of laws (*.yaml)")])
    entries = [
        _Entry(document, at, value)
        for document in documents
        for at, value in enumerate(document.value)
    ]
    laws = {entry.value["code"]: _law(entry.value) for entry in entries}
    names: dict[str, list[str]] = {}
    problems = [*_versions(entries), *itertools.chain(*map(_numbers, entries))]
    problems += _names(entries, names)
    if problems:
        raise DataError(problems)
    return {"laws": dict(sorted(laws.items())), "names": dict(sorted(names.items()))}


def _law(value: dict[str, Any]) -> dict[str, Any]:
    """Return one law as JSON holds it: counts are numbers, empty fields are left out."""
    keep = ("law", "full", "en", "authority", "from", "until", "count_source")
    out: dict[str, Any] = {name: value[name] for name in keep}
    spans = value.get("versions") or [value]
    out["ranges"] = [
        [span["from"], span["until"], int(span["articles"].partition("-")[2])] for span in spans
    ]
    out["inserted"] = {a: i["from"] for i in value.get("inserted", ()) for a in i["articles"]}
    for name in ("editions", "ended", "renumbered"):
        out[name] = value.get(name)
    out["paragraphs"] = {a: int(n) for a, n in value.get("paragraphs", {}).items()}
    out["items"] = {
        a: {p: int(n) for p, n in counts.items()} for a, counts in value.get("items", {}).items()
    }
    out |= {flag: True for flag in ("open", "parts", "whole") if value.get(flag) == "yes"}
    return {name: part for name, part in out.items() if part or part == ""}


def _versions(entries: list[_Entry]) -> Iterator[Problem]:
    """Yield codes used twice, dates out of order and versions of one law that overlap."""
    codes: dict[str, str] = {}
    series: dict[str, list[_Entry]] = {}
    for entry in entries:
        value = entry.value
        if value["code"] in codes:
            yield entry.problem(
                ["code"], "each code once", value["code"], f"also {codes[value['code']]}"
            )
        codes[value["code"]] = value["law"]
        if value["until"] and value["until"] < value["from"]:
            yield entry.problem(["until"], f"a day after {value['from']}", value["until"], "")
        series.setdefault(value["law"], []).append(entry)
    for group in series.values():
        group.sort(key=lambda entry: str(entry.value["from"]))
        for older, newer in itertools.pairwise(group):
            if not older.value["until"] or older.value["until"] >= newer.value["from"]:
                yield newer.problem(
                    ["from"],
                    f"a day after the version {older.value['code']} ended",
                    newer.value["from"],
                    f"{older.value['code']} is in force until {older.value['until'] or 'today'}",
                )


def _numbers(entry: _Entry) -> Iterator[Problem]:
    """Yield articles that the counts name and the law does not have."""
    value = entry.value
    law = _law(value)
    top = max(last for _, _, last in law["ranges"])
    known = set(map(str, range(1, top + 1))) | set(law.get("inserted", ()))
    for field in ("paragraphs", "items", "ended"):
        for article in value.get(field, {}):
            if article not in known:
                yield entry.problem([field, article], f"an article of 1–{top}", article, "")
    for old, new in value.get("renumbered", {}).items():
        if new not in known:
            yield entry.problem(["renumbered", old], f"an article of 1–{top}", new, "")
    for article, counts in value.get("items", {}).items():
        paragraphs = int(value.get("paragraphs", {}).get(article, 0))
        for paragraph in counts:
            if int(paragraph) > paragraphs:
                yield entry.problem(
                    ["items", article, paragraph], f"a 款 of 1–{paragraphs}", paragraph, ""
                )


def _names(entries: list[_Entry], names: dict[str, list[str]]) -> Iterator[Problem]:
    """Fill ``names``; yield names that two laws claim."""
    newest: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: str(entry.value["from"])):
        newest[entry.value["law"]] = entry.value["code"]
    for entry in entries:
        value = entry.value
        law = value["law"]
        pinned = "" if newest[law] == value["code"] else value["code"]
        given = [(name, pinned, "") for name in value.get("aliases", ())]
        given += [(name, pinned, tier) for name, tier in value.get("misnomers", {}).items()]
        if not pinned:
            given += [(name, "", "") for name in (law, value["full"], _plain(value["en"]))]
            given += [(name, "", "") for name in _shorter(value["full"])]
        for text, code, tier in given:
            folded = key(fold(text).text)
            new = [law, code, tier]
            if names.setdefault(folded, new) != new:
                yield entry.problem(
                    ["aliases"], "names of one law only", text, f"{names[folded][0]} has it too"
                )


def _plain(en: str) -> str:
    """Return an English name without the years in brackets at its end."""
    return re.sub(r" \([0-9, ]+\)$", "", en)


def _shorter(full: str) -> Iterator[str]:
    """Yield a title without its issuer, and with the issuer's short names."""
    for issuer, shorts in _ISSUERS:
        if full.startswith(issuer + "关于"):
            yield from (short + full.removeprefix(issuer) for short in shorts)
            return
