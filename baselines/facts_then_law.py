"""Facts first, then law: classifiers read the facts, the law model derives the answers.

A classifier chooses each fact's value from the sentence of the narrative that is most like the
fact's wording; who did what to whom and when is given. With few families in the train split the
readings are weak, and one wrong fact can turn a verdict: the row with annotated facts beside it
(``oracle``) says how much of the loss is reading and how much, by construction nothing, is law.
More training families (for example generated ones) come in through ``fit`` or ``learn``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from facelaw.gold.derived import Derived, case_of
from facelaw.law.derive import Contradiction, Engine
from facelaw.law.model import Law

DEFAULT = "default"
"""The label of a fact that the narrative does not state."""


@dataclass(frozen=True)
class Reading:
    """One fact of one scenario: its key, the sentence nearest to it, its annotated value."""

    key: str
    fact: str
    sentence: str
    value: str


def sentences(text: str) -> list[str]:
    """Split a narrative where a sentence or a clause ends."""
    return [part for part in re.split(r"[。！？；\n]", text) if part.strip()] or [text]


def grams(text: str) -> set[str]:
    """Return the character bigrams of a text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def readings(derived: Derived, lang: str = "zh") -> Iterator[Reading]:
    """Yield every fact that can bear on a scenario's asked claims."""
    law = derived.law
    parts = [(s, grams(s)) for s in sentences(derived.scenario.text(lang))]
    for key, variable in derived.main.program.variables.items():
        if not variable.fact or variable.type not in ("bool", "enum"):
            continue  # numbers are not chosen from a list
        entry = derived.scenario.facts.get(key)
        wanted = grams(words(law, variable.fact, lang))
        best = max(parts, key=lambda p: (len(wanted & p[1]) / (len(p[1]) + 8), p[0]))[0]
        yield Reading(key, variable.fact, best, entry.value if entry else DEFAULT)


def words(law: Law, fact_id: str, lang: str) -> str:
    """Return a fact's wording with that of its values."""
    fact = law.facts[fact_id]
    return fact.text[lang] + "".join(v[lang] for v in fact.values.values())


@dataclass
class FactsThenLaw:
    """A linear classifier on the fact's id and its nearest sentence, then clingo."""

    engine: Engine
    lang: str = "zh"
    model: Any = None
    seen: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def fit(self, families: Iterable[list[Derived]]) -> FactsThenLaw:
        """Learn from the annotated facts of some families."""
        return self.learn(
            r for variants in families for d in variants for r in readings(d, self.lang)
        )

    def learn(self, found: Iterable[Reading]) -> FactsThenLaw:
        """Learn from readings, for example of families that are made and thrown away."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline

        every = list(found)
        stated = [r for r in every if r.value != DEFAULT]
        silent = sorted((r for r in every if r.value == DEFAULT), key=lambda r: digest(r))
        known = stated + silent[: 2 * len(stated)]  # most facts of most cases are not stated
        for reading in known:
            self.seen.setdefault(reading.fact, set()).add(reading.value)
        from sklearn.svm import LinearSVC

        make: Any = TfidfVectorizer  # its stubs know no function as analyzer
        vectors = make(analyzer=features, sublinear_tf=True, min_df=1, lowercase=False)
        self.model = make_pipeline(vectors, LinearSVC(random_state=7))
        self.model.fit([(r.fact, r.sentence) for r in known], [r.value for r in known])
        return self

    def facts(self, derived: Derived) -> dict[str, str]:
        """Return the values read from a narrative; what is not stated is left out.

        A value that the train split never showed for a fact is not believed.
        """
        asked = list(readings(derived, self.lang))
        chosen = self.model.predict([(r.fact, r.sentence) for r in asked])
        return {
            r.key: str(value)
            for r, value in zip(asked, chosen, strict=True)
            if value != DEFAULT and value in self.seen.get(r.fact, ())
        }

    def verdicts(self, derived: Derived, option: str) -> Mapping[str, str]:
        """Return the derived verdicts; where the facts read contradict each other, none hold."""
        chosen = {**derived.scenario.readings}
        if derived.family.open_reading:
            chosen[derived.family.open_reading] = option
        case = case_of(derived.scenario, chosen)
        read = type(case)(
            case.shape,
            case.dates,
            case.asked_on,
            case.stage,
            self.facts(derived),
            case.readings,
            case.filed_on,
        )
        asks = derived.scenario.ask
        try:
            found = self.engine.derive(read, asks)
        except (Contradiction, ValueError):
            return dict.fromkeys(asks, "not_established")
        return {ask: found.verdict(ask) for ask in asks}


def features(example: tuple[str, str]) -> list[str]:
    """Return the fact's id, and the sentence's bigrams with and without it."""
    fact, sentence = example
    found = sorted(grams(sentence))
    return [f"={fact}", *found, *(f"{fact}:{gram}" for gram in found)]


def digest(reading: Reading) -> str:
    """Return a number that orders readings without regard to what they say."""
    import hashlib

    text = f"{reading.key}|{reading.sentence}"
    return hashlib.sha256(text.encode()).hexdigest()


def fact_scores(model: FactsThenLaw, families: Iterable[list[Derived]]) -> dict[str, float]:
    """Return precision, recall and F1 over stated facts (a fact counts with its value)."""
    hits = given = gold = 0
    for variants in families:
        for derived in variants:
            right = {r.key: r.value for r in readings(derived, model.lang) if r.value != DEFAULT}
            read = model.facts(derived)
            given += len(read)
            gold += len(right)
            hits += sum(right.get(key) == value for key, value in read.items())
    precision, recall = hits / max(given, 1), hits / max(gold, 1)
    f1 = 2 * hits / max(given + gold, 1)
    return {"precision": precision, "recall": recall, "f1": f1}
