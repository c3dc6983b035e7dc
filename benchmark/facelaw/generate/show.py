"""A generated family as its author reads it: text, facts with their words, variants, verdicts."""

from __future__ import annotations

from facelaw.generate.choose import engine
from facelaw.gold.derived import derive_family
from facelaw.scenarios.family import Family


def shown(family: Family, lang: str) -> str:
    """Return the base in full, then what each variant changes and every verdict."""
    derived = derive_family(family, engine())
    lines = [f"== {family.id}  level {family.level}  {family.stage}  {family.asked_on}", ""]
    lines += [derived[0].scenario.text(lang), ""]
    for key, entry in family.facts.items():
        words = [q.text for q in entry.quotes.get(lang, ())]
        words += [q.text for row in entry.rows for q in row.quotes.get(lang, ())]
        lines.append(f"   {key} = {entry.value}  {' | '.join(words)}")
    for d in derived:
        variant = family.variant(d.scenario.variant)
        lines += ["", f"-- {variant.id} {variant.kind}"]
        lines += [f"   {e.old!r}\n   → {e.new!r}" for e in variant.edits if e.lang == lang]
        lines += [f"   {ask}: {d.main.verdict(ask)}" for ask in family.ask]
        opened = sorted({k for ask in family.ask for k in d.main.deciding(ask)})
        if opened:
            lines.append(f"   would decide: {', '.join(opened)}")
    return "\n".join(lines) + "\n"
