"""The whole build: sources checked, gold derived, a release written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from facelaw import _paths
from facelaw.annotations import residual
from facelaw.gold.coverage import coverage
from facelaw.gold.derived import Derived
from facelaw.gold.explorer import explorer
from facelaw.gold.families import load_derived
from facelaw.gold.rows import report_rows, rows
from facelaw.law.proof import Step
from facelaw.release.rows import Release
from facelaw.release.splits import assign, links


def build(version: str, released_on: str, paths: Sequence[Path] | None = None) -> Release:
    """Return a release made from the families (by default the project's) and reports.

    Raises:
        DataError: with every problem of every source file; nothing is released then.
    """
    families = load_derived(paths)
    splits = assign(links([variants[0].family for variants in families]))
    pairs = [*rows(families, splits), *report_rows(splits)]
    keys = [key for key, _ in pairs]
    return Release(
        version,
        released_on,
        [row for _, items in pairs for row in items],
        keys,
        extras(families),
        audit=residual.audited(_paths.data("annotations"), keys),
        coverage=coverage(families),
    )


def extras(families: Sequence[list[Derived]]) -> dict[str, bytes]:
    """Return the further files of a release: articles, proofs, and what the report shows."""
    from facelaw.citations import index
    from facelaw.report import explorer as report
    from facelaw.report.content import Explorer
    from facelaw.report.picture import picture

    law = families[0][0].law
    compiled = index.compile(_paths.data("law", "articles"))
    shown = Explorer(explorer(families), picture(law))
    return {
        "articles.json": _json(compiled),
        "proofs.jsonl": b"".join(proof_lines(families)),
        "explorer.json": report.encode(shown),
    }


def proof_lines(families: Sequence[list[Derived]]) -> list[bytes]:
    """Return one line a verdict: item, option, claim and its proof as nested steps."""
    out: list[bytes] = []
    for variants in families:
        for d in variants:
            for option, derivation in d.by_option.items():
                for ask in d.scenario.ask:
                    record = {
                        "family": d.family.id,
                        "variant": d.scenario.variant,
                        "option": option,
                        "claim": ask,
                        "verdict": derivation.verdict(ask),
                        "proof": plain(derivation.proof(ask), {}),
                    }
                    out.append(_json(record))
    return out


def plain(step: Step, seen: dict[int, str]) -> dict[str, Any]:
    """Return a proof as JSON; a step used before is named by its atom alone."""
    if id(step) in seen:
        return {"see": step.atom}
    seen[id(step)] = step.atom
    out: dict[str, Any] = {"step": step.kind, "atom": step.atom, "value": step.value}
    if step.rule:
        out["norm"], out["for"] = step.rule.norm, step.rule.bind
    if step.because:
        out["because"] = [plain(s, seen) for s in step.because]
    if step.failing:
        out["fails"] = [
            {"norm": rule.norm, "for": rule.bind, "at": plain(why, seen)}
            for rule, why in step.failing
        ]
    if step.cases:
        out["cases"] = [
            {"if": dict(literals), "then": plain(inner, seen)} for literals, inner in step.cases
        ]
    if step.worlds:
        yes, no = step.worlds
        out["worlds"] = [{a: v for a, v in w.items() if yes[a] != no[a]} for w in (yes, no)]
    return out


def _json(value: Any) -> bytes:
    record = asdict(value) if hasattr(value, "__dataclass_fields__") else value
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"
