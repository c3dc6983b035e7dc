"""Checks of a family that need the law: do gold and hand agree, do the variants do their work?"""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.errors import Problem
from facelaw.gold.derived import Derived
from facelaw.gold.hand import check_hand
from facelaw.law.check_proof import check_proof
from facelaw.law.decide import sufficient
from facelaw.law.derive import Derivation
from facelaw.law.proof import applied

MOST_OPEN = 10
"""Open facts that may bear on the asked claims; beyond that no reader can keep track."""


def check_family(variants: list[Derived], lang: str = "zh") -> list[Problem]:
    """Return every fault of a family's derived answers; ``variants`` begins with the base.

    ``lang`` is that of the arguments quoted.
    """
    problems = list(check_hand(variants, lang))
    problems += [p for d in variants for p in (*_readings(d), *_open(d), *_proofs(d))]
    for d in variants[1:]:
        problems += _kind(variants[0], d)
    problems += _idle_unknown(variants)
    return problems


def _readings(d: Derived) -> Iterator[Problem]:
    """A reading that changes an answer must be open or pinned."""
    for ask in d.scenario.ask:
        for derivation in d.by_option.values():
            free = [
                k
                for k, s in derivation.settings.items()
                if k.startswith("reading:") and s.why == "open"
            ]
            if not free or derivation.verdict(ask) != "undetermined":
                continue
            moving = [k for k in derivation.deciding(ask) if k in free]
            for key in moving:
                name = key.removeprefix("reading:")
                options = ", ".join(o.id for o in d.law.readings[name].options)
                yield d.family.problem(
                    ("readings",),
                    f"{d.scenario.variant}: {ask} depends on the reading {name}",
                    "neither pinned nor open",
                    f"add '{name}: ' with open or one of {options}",
                )


def _open(d: Derived) -> Iterator[Problem]:
    """Open facts: not too many, none at trial, and the named gap is the whole gap."""
    for ask in d.scenario.ask:
        derivation = d.main
        verdict = derivation.verdict(ask)
        if verdict != "undetermined":
            continue
        if d.scenario.stage == "trial":
            yield d.family.problem(
                ("facts",),
                f"{d.scenario.variant}: a settled answer to {ask}, since the record is closed",
                "undetermined: " + ", ".join(derivation.deciding(ask)),
                "state the fact, or say that it is unproved",
            )
            continue
        deciding = derivation.deciding(ask)
        if len(deciding) > MOST_OPEN:
            yield d.family.problem(
                ("facts",),
                f"{d.scenario.variant}: at most {MOST_OPEN} open facts bear on {ask}",
                ", ".join(deciding),
                "state more of them in the narrative",
            )
        if not sufficient(derivation.program, derivation.known, derivation.atom(ask), deciding):
            yield d.family.problem(
                ("facts",),
                f"{d.scenario.variant}: facts that, each by itself, can tip {ask}",
                "only several together: " + ", ".join(_open_facts(derivation)),
                "state one of them, so that the gap has a name",
            )


def _open_facts(derivation: Derivation) -> list[str]:
    return [k for k, s in derivation.settings.items() if s.why == "open"]


def _proofs(d: Derived) -> Iterator[Problem]:
    for ask in (*d.scenario.ask, *d.scenario.also_ask):
        if not d.law.claims[ask.split(".")[1]].holds:
            continue
        for derivation in d.by_option.values():
            faults = check_proof(derivation.program, derivation.known, derivation.proof(ask))
            for fault in faults:
                hint = "nothing in this file is wrong; report it as a bug with the file"
                yield d.family.problem(
                    (), f"{d.scenario.variant}: a proof of {ask} that holds", fault, hint
                )


def _kind(base: Derived, d: Derived) -> Iterator[Problem]:
    """A flip changes an answer; a control and a noise variant change nothing at all."""
    index = next(i for i, v in enumerate(d.family.variants) if v.id == d.scenario.variant) - 1
    changed = [
        (ask, option)
        for option, derivation in d.by_option.items()
        for ask in d.scenario.ask
        if derivation.verdict(ask) != base.by_option[option].verdict(ask)
    ]
    at = ("variants", index, "kind")
    moved = any(
        derivation.options(ask) != base.by_option[option].options(ask)
        for option, derivation in d.by_option.items()
        for ask in d.scenario.also_ask
        if not d.law.claims[ask.split(".")[1]].holds
    )
    if d.scenario.kind == "flip" and not changed and not moved:
        yield d.family.problem(
            at,
            f"{d.scenario.variant}: a flip that changes an answer",
            "every answer is the base's",
            "make it a control, or flip a fact that decides",
        )
    if d.scenario.kind in ("control", "noise"):
        for option, derivation in d.by_option.items():
            for ask in d.scenario.ask:
                if _trace(derivation, ask) != _trace(base.by_option[option], ask):
                    yield d.family.problem(
                        at,
                        f"{d.scenario.variant}: a {d.scenario.kind} that changes nothing",
                        f"{ask} has another verdict, element or norm than in the base",
                        "change only what no norm reads, or make it a flip",
                    )


def _trace(derivation: Derivation, ask: str) -> tuple[object, ...]:
    norms = frozenset(r.norm for r in applied(derivation.proof(ask)))
    return derivation.verdict(ask), derivation.elements(ask), norms


def _idle_unknown(variants: list[Derived]) -> Iterator[Problem]:
    """Every family states an unknown that decides nothing, so that an unknown is no signal."""
    for d in variants:
        unknown = {k for k, e in d.scenario.facts.items() if e.value in ("unknown", "unproved")}
        deciding = {
            k
            for derivation in d.by_option.values()
            for ask in d.scenario.ask
            if derivation.verdict(ask) == "undetermined"
            for k in derivation.deciding(ask)
        }
        if unknown - deciding:
            return
    yield variants[0].family.problem(
        ("facts",),
        "an unknown or unproved fact that decides nothing, in some variant",
        "every unknown decides",
        "let the narrative leave open something that does not matter",
    )
