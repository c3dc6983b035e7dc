"""Do a family's facts, claims, parties and readings exist, and do their values fit?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facelaw.errors import Problem
from facelaw.files import Path_
from facelaw.scenarios.family import Act, Expectation, FactEntry, Family
from facelaw.scenarios.lists import standards
from facelaw.scenarios.terms import VERDICTS, FactTerm, Terms, near

ABOUT = {
    "case": "the whole case",
    "party": "one party",
    "act": "one act",
    "act_party": "one act and one person it is done to",
    "pair": "two parties",
}
"""Scopes of facts in words."""


def check_terms(family: Family, terms: Terms) -> list[Problem]:
    """Return every name the vocabulary or the family does not know, and every unfit value."""
    return _Checker(family, terms).run()


class _Checker:
    def __init__(self, family: Family, terms: Terms) -> None:
        self.family, self.terms = family, terms
        self.found: list[Problem] = []

    def run(self) -> list[Problem]:
        family = self.family
        for key, entry in family.facts.items():
            self._fact(key, entry, set(family.acts))
        self._acts(family.acts.values(), set(family.acts))
        for variant in family.variants:
            acts = set(family.acts) | set(variant.acts)
            self._acts(variant.acts.values(), acts)
            for key, changed in variant.facts.items():
                if changed is not None:
                    self._fact(key, changed, acts)
                elif key not in family.facts:
                    at = (*variant.path, "facts", key)
                    self._say(at, "a fact of the base to take out", key, near(key, family.facts))
            self._expect(variant.expect, (*variant.path, "expect"))
        self._expect(family.expect, ("expect",))
        self._targets()
        self._readings()
        if self.terms.cases is not None:
            for i, case in enumerate(family.cases):
                if case not in self.terms.cases:
                    hint = near(case, self.terms.cases)
                    self._say(("cases", i), "a case in data/cases", case, hint)
        return self.found

    def _say(self, path: Path_, expected: str, came: str = "", hint: str = "") -> None:
        self.found.append(self.family.problem(path, expected, came, hint))

    def _party(self, name: str, path: Path_, came: str) -> None:
        if name not in self.family.parties:
            self._say(
                path, f"a party of this family, not {name}", came, near(name, self.family.parties)
            )

    def _fact(self, key: str, entry: FactEntry, acts: set[str]) -> None:
        name, _, of = key.partition("@")
        term = self.terms.facts.get(name)
        if term is None:
            self._unknown_fact(name, entry.path)
            return
        first, _, second = of.partition(":")
        shape = {"case": ("", ""), "party": ("P", ""), "act": ("a", ""), "pair": ("P", "P")}
        want = shape.get(term.of, ("a", "P"))
        have = tuple("" if not x else "a" if x.startswith("a") else "P" for x in (first, second))
        if have != want:
            forms = {"case": "", "party": "@B", "act": "@a1", "act_party": "@a1:A", "pair": "@A:B"}
            hint = f"write it as {name}{forms[term.of]}, with this family's letters"
            expected = f"{name}{forms[term.of]}: the fact is about {ABOUT[term.of]}"
            self._say(entry.path, expected, key, hint)
        for part in (first, second):
            if part.startswith("a") and part not in acts:
                self._say(entry.path, f"an act of this family, not {part}", key, near(part, acts))
            elif part and not part.startswith("a"):
                self._party(part, entry.path, key)
        self._value(term, entry)

    def _unknown_fact(self, name: str, path: Path_) -> None:
        if name in self.terms.conclusions:
            hint = "state the events it follows from; facelaw contrast and docs/law.md name them"
            self._say(path, "a fact; a conclusion of law is derived, never stated", name, hint)
        elif name in standards():
            hint = standards()[name]
            self._say(path, "an event or a status, not a legal standard", name, hint)
        else:
            self._say(path, "a fact of the vocabulary", name, near(name, self.terms.facts))

    def _value(self, term: FactTerm, entry: FactEntry) -> None:
        value = entry.value
        open_value = {"advice": "unknown", "trial": "unproved"}[self.family.stage]
        if value in ("unknown", "unproved"):
            if value != open_value:
                expected = f"{open_value} at stage {self.family.stage}"
                hint = "advice leaves facts unknown; at trial, what is not proved is unproved"
                self._say((*entry.path, "value"), expected, value, hint)
            return
        digits = value.replace(".", "", 1) if term.type == "money" else value
        allowed = {
            "bool": value in ("yes", "no"),
            "enum": value in term.values,
            "count": value.isascii() and value.isdigit(),
            "money": digits.isascii() and digits.isdigit(),
            "date": len(value) == 10 and value[4] == value[7] == "-",
        }
        if not allowed[term.type]:
            kinds = {"bool": "yes or no", "enum": "one of " + ", ".join(term.values)}
            expected = kinds.get(term.type, f"a {term.type}") + f", or {open_value}"
            self._say(
                (*entry.path, "value"), expected, value, near(value, term.values or ("yes", "no"))
            )

    def _targets(self) -> None:
        family = self.family
        for name, targets in (("ask", family.ask), ("also_ask", family.also_ask)):
            for at, target in enumerate(targets):
                left, claim, right = target.split(".")
                term = self.terms.claims.get(claim)
                if term is None:
                    hint = near(claim, self.terms.claims)
                    self._say((name, at), "a claim of the vocabulary", claim, hint)
                elif (left == "state") != (term.left in ("state", "procuratorate")) and (
                    term.left != "any"
                ):
                    wants = "a party" if term.left == "person" else "state"
                    right_way = (
                        f"state.{claim}.{right}" if wants == "state" else f"A.{claim}.{right}"
                    )
                    self._say((name, at), f"{wants} on the left of {claim}", target, right_way)
                if left != "state":
                    self._party(left, (name, at), target)
                self._party(right, (name, at), target)

    def _expect(self, expect: Mapping[str, Expectation], path: Path_) -> None:
        for target, stated in expect.items():
            at = (*path, target)
            asked = (*self.family.ask, *self.family.also_ask)
            if target not in asked:
                self._say(at, "a target that is asked", target, near(target, asked))
                continue
            term = self.terms.claims.get(target.split(".")[1])
            options = (term.options if term else ()) or VERDICTS
            for option, verdict in stated.items():
                where = (*at, option) if option else at
                if verdict not in options:
                    self._say(
                        where, "one of " + ", ".join(options), verdict, near(verdict, options)
                    )
                open_options = self.terms.readings.get(self.family.open_reading, ())
                if option and option not in open_options:
                    came = option if open_options else f"{option}, but no reading is open"
                    hint = near(option, open_options) if open_options else "give the verdict alone"
                    self._say(where, "an option of the open reading", came, hint)

    def _acts(self, acts: Iterable[Act], known: set[str]) -> None:
        for act in acts:
            for name in (act.by, *act.to):
                self._party(name, act.path, name)
            if act.on and (act.on not in known or act.on == act.id):
                self._say((*act.path, "on"), "another act of this family", act.on)

    def _readings(self) -> None:
        for name, option in self.family.readings.items():
            options = self.terms.readings.get(name)
            if options is None:
                known = near(name, self.terms.readings)
                self._say(("readings", name), "a reading of the vocabulary", name, known)
            elif option != "open" and option not in options:
                expected = "open, or one of " + ", ".join(options)
                self._say(("readings", name), expected, option, near(option, options))
        opened = [name for name, option in self.family.readings.items() if option == "open"]
        if len(opened) > 1:
            self._say(("readings", opened[1]), "at most one open reading", ", ".join(opened))
        headline = self.family.headline_option
        options = self.terms.readings.get(self.family.open_reading, ())
        if headline and headline not in options:
            self._say(("headline_option",), "an option of the open reading", headline)
        if self.family.open_reading and not headline:
            expected = "headline_option: the option that counts in the headline"
            self._say(("readings", self.family.open_reading), expected, hint=", ".join(options))
