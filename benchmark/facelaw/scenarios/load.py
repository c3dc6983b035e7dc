"""From a family's YAML to its dataclasses; what contradicts itself is told by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from facelaw.errors import Problem
from facelaw.files import Document, Path_, load_yaml
from facelaw.scenarios.family import (
    BASE,
    Act,
    Edit,
    Expectation,
    FactEntry,
    Family,
    Party,
    Quote,
    Quotes,
    Row,
    Variant,
)
from facelaw.scenarios.text import LANGS, Part
from facelaw.schema import check


def canonical(key: str, scopes: Mapping[str, str], acts: Mapping[str, Act]) -> str:
    """Return ``fact@a1`` as ``fact@a1:A`` where the fact is about an act and its one victim.

    >>> canonical("shown@a1", {"shown": "act_party"}, {"a1": Act("a1", "B", ("A",), "", "")})
    'shown@a1:A'
    """
    name, _, of = key.partition("@")
    act = acts.get(of)
    if scopes.get(name) == "act_party" and act is not None and len(act.to) == 1:
        return f"{key}:{act.to[0]}"
    return key


def read_family(
    path: Path, scopes: Mapping[str, str] | None = None
) -> tuple[Family | None, list[Problem]]:
    """Read a family file.

    Returns:
        The family, or None where the schema refuses the file, and every problem found.

    Raises:
        DataError: the file is no YAML at all.
    """
    document = load_yaml(path)
    problems = check("family", document)
    if problems:
        return None, problems
    reader = _Reader(document, scopes or {})
    family = reader.family()
    if family.id != path.stem:
        problem = document.problem(
            ("id",),
            f"the id {path.stem!r}, as the file is named",
            family.id,
            "rename the file, or correct the id",
        )
        reader.problems.append(problem)
    return family, reader.problems


class _Reader:
    """One reading of one file, which the schema has already accepted."""

    def __init__(self, document: Document, scopes: Mapping[str, str]) -> None:
        self.document = document
        self.scopes = scopes
        self.problems: list[Problem] = []

    def family(self) -> Family:
        raw: dict[str, Any] = self.document.value
        acts = {k: _act(k, v, ("acts", k)) for k, v in raw["acts"].items()}
        variants = [Variant(BASE, "base", True, "base")]
        for at, entry in enumerate(raw["variants"]):
            variants.append(self._variant(entry, ("variants", at), acts))
        self._unique(variants)
        return Family(
            id=raw["id"],
            title=(raw["title"]["zh"], raw["title"]["en"]),
            level=int(raw["level"]),
            source=raw["source"],
            media=raw["media"],
            victim=raw["victim"],
            register=raw["register"],
            themes=tuple(raw["themes"]),
            stage=raw["stage"],
            asked_on=raw["asked_on"],
            filed_on=raw.get("filed_on", ""),
            parties={k: Party(k, v["role"], v["zh"], v["en"]) for k, v in raw["parties"].items()},
            acts=acts,
            ask=tuple(raw["ask"]),
            also_ask=tuple(raw.get("also_ask", ())),
            readings=raw.get("readings", {}),
            parts=self._parts(raw, (), LANGS),
            facts={k: v for k, v in self._facts(raw["facts"], ("facts",), acts).items() if v},
            expect=_expect(raw["expect"]),
            variants=tuple(variants),
            cases=tuple(raw.get("cases", ())),
            contrast_of=raw.get("contrast_of", ""),
            headline_option=raw.get("headline_option", ""),
            source_file=self.document,
        )

    def _variant(self, raw: dict[str, Any], path: Path_, acts: Mapping[str, Act]) -> Variant:
        patched: dict[str, Act] = {}
        for key, value in raw.get("acts", {}).items():
            at = (*path, "acts", key)
            if key in acts:
                patched[key] = _act(key, value, at, acts[key])
            elif {"by", "to", "from"} <= set(value):
                patched[key] = _act(key, value, at)
            else:
                expected = "by, to and from for an act that the base does not have"
                self.problems.append(self.document.problem(at, expected, ", ".join(value)))
        langs = ("zh",) if raw["kind"] == "noise" else LANGS
        return Variant(
            id=raw["id"],
            kind=raw["kind"],
            core=raw.get("core") == "yes",
            title=raw["title"],
            edits=tuple(_edits(raw.get("edit", {}), (*path, "edit"))),
            parts=self._parts(raw, path, langs),
            acts=patched,
            facts=self._facts(raw.get("facts", {}), (*path, "facts"), {**acts, **patched}),
            expect=_expect(raw.get("expect", {})),
            asked_on=raw.get("asked_on", ""),
            filed_on=raw.get("filed_on", ""),
            path=path,
        )

    def _parts(self, raw: dict[str, Any], path: Path_, langs: Iterable[str]) -> tuple[Part, ...]:
        """Return the text or the documents; every language that must be there is."""
        parts: list[Part] = []
        for at, entry in enumerate(raw.get("documents", ())):
            text = {lang: entry[lang].strip() for lang in LANGS if lang in entry}
            title = entry.get("title", {})
            both = (title.get("zh", ""), title.get("en", ""))
            parts.append(Part(entry["id"], text, entry["kind"], entry["date"], both))
            self._languages(text, (*path, "documents", at), langs)
        if "text" in raw:
            text = {lang: words.strip() for lang, words in raw["text"].items()}
            parts.append(Part("", text))
            self._languages(text, (*path, "text"), langs)
        ids = [part.id for part in parts]
        for twice in sorted({name for name in ids if ids.count(name) > 1}):
            where = (*path, "documents", len(ids) - 1 - ids[::-1].index(twice))
            expected = f"each document once; {twice} is written twice"
            self.problems.append(self.document.problem(where, expected))
        return tuple(parts)

    def _languages(self, text: Mapping[str, str], path: Path_, langs: Iterable[str]) -> None:
        for lang in langs:
            if lang not in text:
                expected = f"the text in both languages; {lang} is missing"
                hint = f"add {lang}: with the same story"
                self.problems.append(self.document.problem(path, expected, "", hint))

    def _facts(
        self, raw: dict[str, Any], path: Path_, acts: Mapping[str, Act]
    ) -> dict[str, FactEntry | None]:
        facts: dict[str, FactEntry | None] = {}
        for written, value in raw.items():
            key = canonical(written, self.scopes, acts)
            at = (*path, written)
            if key in facts:
                expected = f"each fact once; {key} is stated twice"
                hint = f"remove one: {written} and {key} mean the same"
                self.problems.append(self.document.problem(at, expected, written, hint))
            facts[key] = None if value == "removed" else _fact(key, value, at)
        return facts

    def _unique(self, variants: list[Variant]) -> None:
        ids = [variant.id for variant in variants]
        for at, name in enumerate(ids):
            if name in ids[:at]:
                expected = f"each variant once; {name} is written twice"
                path = (*variants[at].path, "id")
                self.problems.append(self.document.problem(path, expected, name, "number it on"))


def _act(key: str, raw: dict[str, Any], path: Path_, base: Act | None = None) -> Act:
    """Return an act, or the base's act with what the variant says of it."""
    if base is None:
        act = Act(key, raw["by"], tuple(raw["to"]), raw["from"], raw.get("until", raw["from"]))
    else:
        act = replace(
            base,
            by=raw.get("by", base.by),
            to=tuple(raw.get("to", base.to)),
            start=raw.get("from", base.start),
            until=raw.get("until", base.until),
        )
    quotes = _quotes(raw, path)
    keep = base.quotes if base and not quotes else quotes
    return replace(act, on=raw.get("on", act.on), quotes=keep, path=path)


def _fact(key: str, raw: dict[str, Any], path: Path_) -> FactEntry:
    rows: list[Row] = []
    for at, row in enumerate(raw.get("rows", ())):
        where = (*path, "rows", at)
        quotes = _quotes({"document": raw.get("document", ""), **row}, where)
        value, times = row.get("value", ""), row.get("times", "1")
        rows.append(Row(quotes, value, times, row.get("item", ""), row.get("at", ""), where))
    aggregate = raw.get("aggregate", "")
    return FactEntry(key, raw["value"], _quotes(raw, path), aggregate, tuple(rows), path)


def _quotes(raw: Mapping[str, Any], path: Path_) -> Quotes:
    """Return language to quotes; a language without words has no key."""
    out: dict[str, tuple[Quote, ...]] = {}
    for lang in LANGS:
        if lang in raw:
            listed: list[str] = [raw[lang]] if isinstance(raw[lang], str) else raw[lang]
            document = raw.get("document", "")
            out[lang] = tuple(Quote(words.strip(), document, (*path, lang)) for words in listed)
    return out


def _edits(raw: dict[str, Any], path: Path_, document: str = "") -> Iterable[Edit]:
    for key, value in raw.items():
        at = (*path, key)
        if isinstance(value, dict):
            yield from _edits(cast("dict[str, Any]", value), at, key)
        else:
            for i, (old, new) in enumerate(value):
                yield Edit(document, key, old, new, (*at, i))


def _expect(raw: dict[str, Any]) -> dict[str, Expectation]:
    return {k: {"": v} if isinstance(v, str) else dict(v) for k, v in raw.items()}
