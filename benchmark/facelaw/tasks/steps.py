"""An argument in numbered steps, made from the elements of a claim and their proofs.

Every step says one thing that can be checked alone: which rule governs, whether one element is
there and on which facts, and what follows. A sound argument and a flawed one use the same
sentences, so that nothing but the content gives a flaw away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from facelaw.law.decide import deciding
from facelaw.law.derive import Derivation, Target, element_atom
from facelaw.law.proof import Step, applied
from facelaw.law.shape import Rule

FACTS, PLACES = 3, 2
"""Most facts and most provisions that a step names."""


@dataclass(frozen=True)
class Move:
    """One step: what it is about, what it says of it, on which inputs and provisions.

    ``about`` is ``law``, an element's id, or ``end``; ``facts`` are input atoms with the truth
    that the step gives them.
    """

    about: str
    status: str
    facts: tuple[tuple[str, bool], ...] = ()
    norms: tuple[str, ...] = ()
    excuse: str = ""  # the conclusion by which an exclusion is met
    act: str = ""
    doer: str = ""  # another party in the doer's place


@dataclass(frozen=True)
class Stepwise:
    """An argument for one verdict, in steps."""

    ask: str
    verdict: str
    moves: tuple[Move, ...]

    def with_move(self, index: int, move: Move) -> Stepwise:
        """Return the argument with one step replaced."""
        return replace(self, moves=(*self.moves[:index], move, *self.moves[index + 1 :]))


def stepwise(derivation: Derivation, ask: str, law_last: bool) -> Stepwise | None:
    """Return the argument for a verdict; None where its elements do not carry it.

    ``law_last`` puts the governing rule just before the conclusion instead of first.
    """
    target, claim = Target.parse(ask), derivation.claim(ask)
    statuses, verdict = derivation.elements(ask), derivation.verdict(ask)
    wanted = {"established": "met", "not_established": "not_met"}.get(verdict, "undetermined")
    moves: list[Move] = []
    used: set[object] = set()
    for element in claim.elements:
        status = statuses[element.id]
        if status not in ("met", wanted):
            continue
        proof = derivation.prover.prove(element_atom(target, element.id))
        move = _element(derivation, element.id, status, proof, bool(element.none_of))
        moves.append(_fresh(move, used))
        used |= {*moves[-1].facts, *moves[-1].norms}
        if status == wanted != "met":
            break
    if not moves or moves[-1].status != wanted or any(_empty(m) for m in moves):
        return None
    end = Move("end", verdict)
    rule = governing(derivation, ask)
    law = [Move("law", "", norms=(rule.norm,), act=act_of(rule))] if rule else []
    ordered = [*moves, *law] if law_last else [*law, *moves]
    return Stepwise(ask, verdict, (*ordered, end))


def _fresh(move: Move, used: set[object]) -> Move:
    """Leave out what earlier steps said, and name few facts and provisions."""
    facts = tuple(f for f in move.facts if f not in used) if move.status == "met" else move.facts
    norms = tuple(n for n in move.norms if n not in used)
    if move.status == "met" and not facts and not norms and not move.excuse:
        facts = move.facts[:1]
    return replace(move, facts=facts[:FACTS], norms=norms[:PLACES])


def _empty(move: Move) -> bool:
    """Whether a step would state no reason at all."""
    if move.status == "met":
        return not move.facts and not move.norms and move.excuse != "none"
    return not move.facts


def _element(derivation: Derivation, name: str, status: str, proof: Step, none_of: bool) -> Move:
    if status == "undetermined":
        keys = deciding(derivation.program, derivation.known, proof.atom)
        return Move(name, status, tuple((k, True) for k in keys[:FACTS]))
    if none_of and status == "met":
        return Move(name, status, excuse="none")
    if none_of:
        return _excused(derivation, name, status, proof)
    cited = list(_cited(derivation, applied(proof))) if status == "met" else []
    facts = tuple(_leaves(derivation, proof, status == "met"))
    return Move(name, status, facts, tuple(cited))


def _excused(derivation: Derivation, name: str, status: str, proof: Step) -> Move:
    """Return the step on an exclusion that is there: the first exception that applies."""
    law = derivation.engine.law
    for step in proof.walk():
        if step.kind == "applies" and step.rule and step.rule.norm in law.norms:
            norm = law.norms[step.rule.norm]
            if norm.role == "exception" and norm.citation:
                facts = tuple(_leaves(derivation, step, True))
                cited = tuple(_cited(derivation, (step.rule,)))
                return Move(name, status, facts, cited, step.atom)
    return Move(name, status)


def _cited(derivation: Derivation, rules: tuple[Rule, ...]) -> Iterator[str]:
    """Yield the norms of some rules that stand in an article then in force, each article once."""
    law, dates = derivation.engine.law, derivation.case.dates
    seen: set[str] = set()
    for rule in rules:
        norm = law.norms.get(rule.norm)
        if norm is None or not norm.citation or norm.role == "link" or norm.citation in seen:
            continue
        act = act_of(rule)
        days = [dates[act]] if act in dates else list(dates.values())
        if all(
            norm.start <= last and (not norm.until or first <= norm.until) for first, last in days
        ):
            seen.add(norm.citation)
            yield norm.id


def _leaves(derivation: Derivation, proof: Step, holding: bool) -> Iterator[tuple[str, bool]]:
    """Yield the told facts of a proof, in reading order: what holds first where it holds."""
    found: list[tuple[str, bool]] = []
    dated: list[tuple[str, bool]] = []
    pending, seen = [proof], {id(proof)}
    while pending:
        step = pending.pop(0)
        if step.kind in ("fact", "forced"):
            setting = derivation.settings[derivation.program.variable_of[step.atom]]
            if setting.why in ("stated", "burden", "implied"):
                found.append((step.atom, bool(step.value)))
            elif setting.why == "date" and not step.value and step.atom.startswith("act_until"):
                dated.append((step.atom, False))
        for child in step.children():
            if id(child) not in seen:
                seen.add(id(child))
                pending.append(child)
    if holding:
        found = [f for f in found if f[1]] or found
    told: dict[str, tuple[str, bool]] = {}
    for atom, value in found or dated:
        told.setdefault(derivation.program.variable_of[atom], (atom, value))
    yield from told.values()


def governing(derivation: Derivation, ask: str) -> Rule | None:
    """Return the rule in force at an act of the defendant that gives the claim, if it is plain.

    Where the claim holds it is the one that applies; else the only one that could have.
    """
    law, claim = derivation.engine.law, derivation.claim(ask)
    right, core = Target.parse(ask).right, set(claim.core)
    own = {act.id for act in derivation.case.shape.acts if act.by == right}
    proof = derivation.proof(ask)
    holds = derivation.verdict(ask) == "established"
    rules = applied(proof) if holds else [r for s in proof.walk() for r, _ in s.failing]
    found: dict[str, Rule] = {}
    for rule in rules:
        norm = law.norms.get(rule.norm)
        if norm is None or norm.reading or norm.role not in ("duty", "consequence"):
            continue
        place = {norm.citation, norm.citation.partition("-i")[0]}
        if place & core and act_of(rule) in own and in_force(derivation, rule):
            found.setdefault(norm.citation, rule)
    return next(iter(found.values())) if found and (holds or len(found) == 1) else None


def in_force(derivation: Derivation, rule: Rule) -> bool:
    """Whether a rule's date conditions are met."""
    return all(
        derivation.prover.settled(name) is wanted
        for name, wanted in rule.body
        if name.startswith(("act_from@", "act_until@", "procedure_on"))
    )


def act_of(rule: Rule) -> str:
    """Return the act that a rule is bound to; empty where it is bound to none."""
    return next((part[2:] for part in rule.bind.split() if part.startswith("X=")), "")
