"""A scenario joined with what follows from it, under each option of its open reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from facelaw.law.derive import Contradiction, Derivation, Engine, Target
from facelaw.law.model import Law
from facelaw.law.render import Argument, Renderer
from facelaw.law.settle import Case
from facelaw.law.shape import ActShape, Shape
from facelaw.scenarios.family import Family, Scenario


def shape_of(scenario: Scenario) -> Shape:
    """Return the parties and acts of a scenario."""
    acts = tuple(ActShape(a.id, a.by, a.to, a.on) for a in scenario.acts.values())
    return Shape(tuple(scenario.parties), acts)


def case_of(scenario: Scenario, readings: Mapping[str, str]) -> Case:
    """Return a scenario as the engine takes it, under given readings."""
    return Case(
        shape_of(scenario),
        {a.id: (a.start, a.until) for a in scenario.acts.values()},
        scenario.asked_on,
        scenario.stage,
        {key: entry.value for key, entry in scenario.facts.items()},
        readings,
        scenario.filed_on,
    )


@dataclass(frozen=True)
class Derived:
    """One variant of a family and its derivations.

    ``by_option`` has the one key "" where no reading is open.
    """

    family: Family
    scenario: Scenario
    engine: Engine
    by_option: Mapping[str, Derivation]

    @property
    def law(self) -> Law:
        """The law it was derived under."""
        return self.engine.law

    @property
    def headline(self) -> str:
        """The option that counts in the headline; "" where no reading is open."""
        return self.family.headline_option if self.family.open_reading else ""

    @property
    def main(self) -> Derivation:
        """The derivation under the headline's option."""
        return self.by_option[self.headline]

    def name(self, party: str, lang: str) -> str:
        """Return a party's name; the reserved ``state`` is the prosecution."""
        if party == "state":
            return {"zh": "检察机关", "en": "the procuratorate"}[lang]
        found = self.scenario.parties[party]
        return found.zh if lang == "zh" else found.en

    def fill(self, text: str, target: Target | str, lang: str) -> str:
        """Put the parties of a question into ``{A}`` and ``{B}``."""
        t = Target.parse(target) if isinstance(target, str) else target
        return text.replace("{A}", self.name(t.left, lang)).replace("{B}", self.name(t.right, lang))

    def argument(self, ask: str, lang: str, option: str = "") -> Argument:
        """Return the rendered argument for a question under an option."""
        return self.renderer(lang, option).argument(ask)

    def renderer(self, lang: str, option: str = "") -> Renderer:
        """Return a renderer that knows names, acts and evidence."""
        derivation = self.by_option[option or self.headline]
        quotes = {
            key: self.scenario.evidence(key, lang)
            for key in self.scenario.facts
            if self.scenario.evidence(key, lang)
        }
        names = {p: self.name(p, lang) for p in self.scenario.parties}
        acts = {a: self.act_words(a, lang) for a in self.scenario.acts}
        return Renderer(derivation, lang, names, acts if len(acts) > 1 else {}, quotes)

    def act_words(self, act_id: str, lang: str) -> str:
        """Return what tells an act from the others: its doer and its days."""
        act = self.scenario.acts[act_id]
        days = act.start if act.start == act.until else f"{act.start}–{act.until}"
        if lang == "zh":
            return f"{self.name(act.by, lang)}{days}的行为"
        return f"act of {self.name(act.by, lang)}, {days}"

    @cached_property
    def sensitive(self) -> tuple[str, ...]:
        """The asked claims whose verdict differs between the options."""
        return tuple(
            ask
            for ask in self.scenario.ask
            if len({d.verdict(ask) for d in self.by_option.values()}) > 1
        )


def derive(family: Family, scenario: Scenario, engine: Engine) -> Derived:
    """Derive a scenario under each option of its family's open reading.

    Raises:
        DataError: its facts contradict each other, or a value does not fit its fact.
    """
    from facelaw.errors import DataError

    open_reading = family.open_reading
    options = [""]
    if open_reading:
        options = [o.id for o in engine.law.readings[open_reading].options]
    out: dict[str, Derivation] = {}
    asks = (*scenario.ask, *scenario.also_ask)
    for option in options:
        readings = {**scenario.readings, **({open_reading: option} if option else {})}
        try:
            out[option] = engine.derive(case_of(scenario, readings), asks)
        except (Contradiction, ValueError, KeyError) as error:
            what = f"{scenario.variant}: facts that can all be true and values that fit"
            hint = "one of the facts named is wrong, or its words say something else"
            raise DataError([family.problem(("facts",), what, str(error), hint)]) from error
    return Derived(family, scenario, engine, out)


def derive_family(family: Family, engine: Engine) -> list[Derived]:
    """Derive every variant of a family, the base first.

    Raises:
        DataError: an edit, quote or fact does not fit.
    """
    return [derive(family, family.scenario(v.id), engine) for v in family.variants]
