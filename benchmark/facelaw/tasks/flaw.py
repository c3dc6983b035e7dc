"""``flaw``: the first wrong step of a given argument, or none.

A flawed argument differs from a sound one in one step, which the rules refute while they bear out
every step before it. Kinds: a provision that gives nothing of the sort (``norm``), one not in
force at the act's date (``date``), another party in the doer's place (``party``), and, from what
would follow were one fact otherwise, an element without its fact (``fact``), an exception
overlooked (``exception``) and a number on the wrong side of its threshold (``number``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from facelaw.gold.derived import Derived
from facelaw.law.derive import Contradiction, Derivation, Target, element_atom
from facelaw.law.settle import Case
from facelaw.law.shape import Variable
from facelaw.tasks.claims import question, traps
from facelaw.tasks.corrupt import CORRUPT, Argued, draw
from facelaw.tasks.gaps import relevant
from facelaw.tasks.item import Item
from facelaw.tasks.step_words import LANGS, say
from facelaw.tasks.steps import Move, Stepwise, in_force, stepwise

ASKS = 2
"""Claims of a variant that are argued."""
SOUND = 0.27
"""Share of arguments that are left sound on purpose; some more find no flaw."""
LEAST = 4
"""Fewest steps: with fewer there is nothing to look for."""
KINDS = ("number", "exception", "date", "fact", "party", "norm")
NONE = {"zh": "没有错误的步骤", "en": "no step is wrong"}


def items(derived: Derived, _base: Derived) -> Iterator[Item]:
    """Yield one argument for each of two claims of a variant, chosen by hash."""
    scenario = derived.scenario
    if scenario.kind == "noise":
        return
    ranked = sorted(scenario.ask, key=lambda ask: draw(derived, ask, "asked"))
    for ask in ranked[:ASKS]:
        argued = argue(derived, ask)
        if argued is None:
            continue
        count = len(argued.steps.moves)
        numbers = tuple(str(n) for n in range(1, count + 1))
        said = {
            n: {lang: say(m, argued.steps, derived, lang) for lang in LANGS}
            for n, m in zip(numbers, argued.steps.moves, strict=True)
        }
        names = {n: {"zh": f"第{n}步", "en": f"step {n}"} for n in numbers}
        yield Item(
            derived.family.id,
            scenario.variant,
            "flaw",
            "label",
            ("answer",),
            (*numbers, "none"),
            (("answer", str(argued.wrong) if argued.wrong else "none"),),
            target=ask,
            lines={ask: question(derived, ask), **said, "none": NONE},
            wordings={**names, "none": NONE},
            proof_len=count,
            traps=(*traps(derived, (ask,)), f"flaw-{argued.kind}"),
        )


def argue(derived: Derived, ask: str) -> Argued | None:
    """Return the argument for a claim, with or without a flaw; None where there is none."""
    law_last = draw(derived, ask, "law") < 0.5
    sound = stepwise(derived.main, ask, law_last)
    if draw(derived, ask, "sound") >= SOUND:
        otherwise: list[Argued] | None = None
        for kind in _order(derived, ask):
            if kind in CORRUPT:
                found = list(CORRUPT[kind](derived, sound)) if sound else []
            else:
                if otherwise is None:
                    otherwise = list(_otherwise(derived, ask, law_last))
                found = [x for x in otherwise if x.kind == kind]
            found = [x for x in found if len(x.steps.moves) >= LEAST]
            if found:
                return min(found, key=lambda x: draw(derived, ask, f"{x.kind} {x.wrong}"))
    if sound is None or len(sound.moves) < LEAST:
        return None
    return Argued(sound, 0, "none")


def _order(derived: Derived, ask: str) -> list[str]:
    """Return the kinds in the order in which they are tried: the rare ones mostly first."""
    weight = {"number": 6.0, "exception": 4.0, "date": 2.0, "fact": 1.6, "party": 1.3, "norm": 1.0}
    return sorted(KINDS, key=lambda k: -(draw(derived, ask, k) ** (1 / weight[k])))


def _otherwise(derived: Derived, ask: str, law_last: bool) -> Iterator[Argued]:
    """Argue what would follow were one told fact otherwise, where one step alone then differs."""
    d = derived.main
    for key, changed in _changes(d, ask):
        try:
            other = derived.engine.derive(changed, (ask,))
        except (Contradiction, ValueError):
            continue
        if other.verdict(ask) in (d.verdict(ask), "undetermined"):
            continue
        argument = stepwise(other, ask, law_last)
        wrong = _single(derived, argument) if argument else 0
        if argument and wrong:
            kind = _kind(derived, ask, argument.moves[wrong - 1], key)
            if kind:
                yield Argued(argument, wrong, kind)


def _changes(d: Derivation, ask: str) -> Iterator[tuple[str, Case]]:
    """Yield the case with one input that the claim reads, and that is told, set otherwise."""
    for key in dict.fromkeys(relevant(d, ask)):
        variable = d.program.variables[key]
        if not variable.fact or key not in d.case.facts:
            continue
        for value in _values(variable, d.settings[key].value):
            if value != d.settings[key].value:
                yield key, replace(d.case, facts={**d.case.facts, key: value})


def _values(v: Variable, value: str) -> list[str]:
    """Return other values of an input; of a number, those beside the next cut points."""
    if v.type == "bool":
        return ["yes", "no"]
    if v.type == "enum":
        return list(v.values)
    if v.type == "date" or not value.isdigit():
        return []
    above = [cut for cut in v.values if int(float(cut)) > int(value)]
    below = [str(int(float(cut)) - 1) for cut in v.values if int(float(cut)) <= int(value)]
    return [*above[:1], *below[-1:]]


def _single(derived: Derived, argument: Stepwise) -> int:
    """Return the one step before the conclusion that the case refutes; 0 where not just one."""
    target, d = Target.parse(argument.ask), derived.main
    statuses = d.elements(argument.ask)
    wrong = [
        n
        for n, m in enumerate(argument.moves, 1)
        if m.about in statuses and statuses[m.about] != m.status
    ]
    if len(wrong) != 1:
        return 0
    for n, move in enumerate(argument.moves, 1):
        if n == wrong[0] or move.about == "end":
            continue
        if move.about == "law":
            heads = [r for rules in d.program.rules.values() for r in rules]
            if not any(r.norm in move.norms and in_force(d, r) for r in heads):
                return 0
        elif not all(d.prover.settled(atom) is value for atom, value in move.facts):
            return 0
        else:
            proof = d.prover.prove(element_atom(target, move.about))
            applied = {s.rule.norm for s in proof.walk() if s.kind == "applies" and s.rule}
            if not set(move.norms) <= applied:
                return 0
    return wrong[0]


def _kind(derived: Derived, ask: str, move: Move, key: str) -> str:
    """Return what is wrong with a step that rests on one fact being otherwise."""
    d = derived.main
    if move.excuse == "none":
        return "exception" if d.elements(ask)[move.about] == "not_met" else ""
    own = [value for atom, value in move.facts if d.program.variable_of.get(atom) == key]
    if not own:
        return ""
    if d.program.variables[key].type not in ("bool", "enum"):
        return "number" if d.settings[key].value.isdigit() else ""
    return "fact" if any(own) else ""
