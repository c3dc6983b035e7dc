"""Ways to spoil one step of a sound argument: another provision, an old one, another party."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from facelaw.gold.derived import Derived
from facelaw.law.derive import Target
from facelaw.tasks.step_words import say
from facelaw.tasks.steps import Move, Stepwise, act_of, in_force

CONDUCT = (
    "made", "hosted", "forwarded", "changed_title", "commissioned", "supplied_material",
    "supplied_tool", "sold", "material_collected", "model_trained", "features_extracted",
)  # fmt: skip
"""What a party is seen to do, told of one and not of another; not what it knew."""
KIN = {"pi_unlawful": ("pipl_unlawful",), "pipl_unlawful": ("pi_unlawful",)}
"""Conclusions that give the same claim under another law."""


@dataclass(frozen=True)
class Argued:
    """An argument, its first wrong step (counted from 1; 0 where it is sound) and the kind."""

    steps: Stepwise
    wrong: int
    kind: str


def _norm(derived: Derived, sound: Stepwise) -> Iterator[Argued]:
    """Cite in one step the provision of the same law on which another claim rests."""
    law, claim = derived.law, derived.main.claim(sound.ask)
    near = {_article(c) for c in (*claim.core, *claim.also)}
    read = {r.norm for rules in derived.main.program.rules.values() for r in rules}
    near |= {_article(law.norms[n].citation) for n in read if n in law.norms}
    wrongs = [other for other in law.claims.values() if other.kind in ("civil", "criminal")]
    foreign = {c for other in wrongs for c in other.core if _article(c) not in near}
    for index, move in enumerate(sound.moves):
        if not move.norms:
            continue
        old = law.norms[move.norms[0]]
        others = [
            n
            for n in law.norms.values()
            if n.law == old.law
            and n.citation in foreign
            and n.role in ("duty", "consequence", "definition", "threshold")
            and not (n.reading or n.until)
            and n.start <= old.start
        ]
        if others:
            new = min(others, key=lambda n: draw(derived, sound.ask, f"{index} {n.citation}"))
            wrong = replace(move, norms=(new.id,))
            yield Argued(sound.with_move(index, wrong), index + 1, "norm")


def _article(citation: str) -> str:
    """Return the article of a citation id, ``CC-1019`` of ``CC-1019-1-i2``."""
    return "-".join(citation.split("-")[:2])


def _date(derived: Derived, sound: Stepwise) -> Iterator[Argued]:
    """Take for the governing rule one that gives the same but was not in force."""
    law, d = derived.law, derived.main
    for index, move in enumerate(sound.moves):
        if move.about != "law":
            continue
        right = law.norms[move.norms[0]]
        for rule in (r for rules in d.program.rules.values() for r in rules):
            norm = law.norms.get(rule.norm)
            if (
                norm
                and norm.then in (right.then, *KIN.get(right.then, ()))
                and norm.citation not in ("", right.citation)
                and not norm.reading
                and act_of(rule) == move.act
                and not in_force(d, rule)
            ):
                wrong = replace(move, norms=(norm.id,))
                yield Argued(sound.with_move(index, wrong), index + 1, "date")


def _party(derived: Derived, sound: Stepwise) -> Iterator[Argued]:
    """Say in one step of another doer what only the defendant did."""
    target, d = Target.parse(sound.ask), derived.main
    doers = {act.by for act in derived.scenario.acts.values()} - {target.left, target.right}
    for other in sorted(doers):
        ask = str(replace(target, right=other))
        statuses = derived.engine.derive(d.case, (ask,)).elements(ask)
        for index, move in enumerate(sound.moves):
            if move.status != "met" or statuses[move.about] != "not_met" or move.excuse:
                continue
            changed = sound.with_move(index, replace(move, doer=other))
            if _only_his(derived, move, target.right, other) and all(
                say(changed.moves[index], changed, derived, lang) != say(move, sound, derived, lang)
                for lang in ("zh", "en")
            ):
                yield Argued(changed, index + 1, "party")


def _only_his(derived: Derived, move: Move, right: str, other: str) -> bool:
    """Whether a step states conduct of the defendant that nothing tells of the other party."""
    acts, told = derived.scenario.acts, derived.scenario.facts
    for atom, value in move.facts:
        name, _, args = atom.partition("@")
        act = acts.get(args.partition(":")[0])
        if name in CONDUCT and value and act and act.by == right:
            keys = [k for k in told if k.startswith(f"{name}@")]
            theirs = [k for k in keys if acts[k.partition("@")[2].partition(":")[0]].by == other]
            return all(told[k].value == "no" for k in theirs)
    return False


CORRUPT = {"norm": _norm, "date": _date, "party": _party}
"""The kinds that change one step of the sound argument, and how."""


def draw(derived: Derived, ask: str, text: str) -> float:
    """Return a number in [0, 1) that depends on the item and the text alone."""
    whole = f"flaw|{derived.family.id}|{derived.scenario.variant}|{ask}|{text}"
    return int(hashlib.sha256(whole.encode()).hexdigest()[:13], 16) / 16**13
