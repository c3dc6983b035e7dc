"""The tale of a family: names given, strands told, pages laid out, quotes and edits found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facelaw.errors import DataError
from facelaw.generate.page import Page, edits
from facelaw.generate.plan import Level
from facelaw.generate.stream import Stream
from facelaw.generate.told import Casting, Told
from facelaw.generate.vary import Change
from facelaw.scenarios.family import Family, Variant
from facelaw.scenarios.text import Part


@dataclass(frozen=True)
class Tale:
    """How one family is told; another stream tells it in other words."""

    id: str
    level: int
    form: Level
    stage: str
    asked_on: str
    stream: Stream

    def family(
        self, castings: Sequence[Casting], changes: Sequence[tuple[Variant, Mapping[int, Change]]]
    ) -> Family | None:
        """Return the family, or None where two facts cannot be told apart in these words."""
        base = [states for _, states, _, _ in castings]
        varied = [
            [c[at].states if at in c else own for at, own in enumerate(base)] for _, c in changes
        ]
        touched = {t for _, changed in changes for at in changed for t in _touched(at, changed)}
        told = Told(
            self.form.form == "dossier",
            self.stage,
            self.asked_on,
            self.stream,
            castings,
            [base, *varied],
            touched,
        )
        register, _, parts = told.arranged
        pages = told.pages(0)
        facts = told.facts(base, pages)
        acts = told.acts(base)
        made: list[Variant] = []
        for number, ((variant, _), states) in enumerate(zip(changes, varied, strict=True), 1):
            try:
                other = told.pages(number)
                edit = edits(pages, other)
            except ValueError:
                return None
            mine, days = told.facts(states, other), told.acts(states)
            made.append(
                replace(
                    variant,
                    edits=tuple(edit),
                    facts={
                        **{k: v for k, v in mine.items() if facts.get(k) != v},
                        **{k: None for k in facts if k not in mine},
                    },
                    acts={k: v for k, v in days.items() if acts[k] != v},
                )
            )
        first = castings[0][0].strands[0]
        found = Family(
            id=self.id,
            title=(first.title.zh, first.title.en),
            level=self.level,
            source="generated",
            media=first.media,
            victim=first.victim,
            register=register,
            themes=tuple(
                dict.fromkeys(t for cast, *_ in castings for s in cast.strands for t in s.themes)
            ),
            stage=self.stage,
            asked_on=self.asked_on,
            parties=told.parties,
            acts=acts,
            ask=tuple(name(ask) for _, _, asks, name in castings for ask in asks),
            readings={r: o for cast, *_ in castings for r, o in cast.pins.items()},
            parts=_texts(pages, parts),
            facts=facts,
            expect={},
            variants=(Variant("v0", "base", True, "base"), *made),
        )
        try:
            for variant in found.variants:
                found.scenario(variant.id)
        except DataError:
            return None
        return found


def _touched(at: int, changed: Mapping[int, Change]) -> list[str]:
    return [f"{at}.{place}" for place in changed[at].touched]


def _texts(pages: Sequence[Page], parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(
        replace(part, text={"zh": page.text(0), "en": page.text(1)})
        for page, part in zip(pages, parts, strict=True)
    )
