"""``docs/law.md``: the whole model as text that a jurist can review without code."""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.law.model import Claim, Condition, Law, Norm, Reading
from facelaw.law.wording import norm_place

HEAD = """# The law model

Generated from `data/law` by `facelaw build`; do not edit. Every claim is shown as its elements,
every element as the norms that can meet it, every norm with the dates on which it is in force
and what it takes. *unless* means: not if this holds. A norm under a reading applies on that view
alone. Gists are in the project's own words; the official text governs.

{claims} claims · {norms} norms of {articles} articles · {facts} facts · {conclusions} conclusions ·
{readings} readings
"""


def document(law: Law) -> str:
    """Return the page."""
    cited = {n.citation.partition("-i")[0].rpartition("-")[0] for n in law.norms.values()}
    head = HEAD.format(
        claims=len(law.claims),
        norms=sum(n.role != "link" for n in law.norms.values()),
        articles=len(cited - {""}),
        facts=len(law.facts),
        conclusions=len(law.conclusions),
        readings=len(law.readings),
    )
    parts = [head, "## Claims\n"]
    parts += ["\n".join(_claim(law, c)) + "\n" for c in law.claims.values()]
    parts += ["## Readings\n"]
    parts += ["\n".join(_reading(law, r)) + "\n" for r in law.readings.values()]
    parts += ["## Norms by what they conclude\n"]
    for name, norms in law.by_head.items():
        title = law.conclusions[name].text
        parts.append(f'<a id="{name}"></a>\n### {title["zh"]} · {title["en"]}\n')
        parts.append("\n".join(line for n in norms for line in _norm(law, n)) + "\n")
    parts += ["## Facts\n", "\n".join(_facts(law)) + "\n"]
    return "\n".join(parts)


def _claim(law: Law, c: Claim) -> Iterator[str]:
    yield f"### {c.text['zh']} · {c.text['en']} (`{c.id}`)\n"
    yield f"{c.asks['zh']}  \n{c.asks['en']}\n"
    for e in c.elements:
        yield f"- **{e.text['zh']}** · {e.text['en']}"
        for name in e.met:
            yield f"  - {_link(law, name)}"
        for name in e.none_of:
            yield f"  - not: {_link(law, name)}"
    for o in c.options:
        arrow = f" ← {_link(law, o.holds)}" if o.holds else ""
        yield f"- `{o.id}` {o.text['zh']} · {o.text['en']}{arrow}"
    if c.core:
        yield f"\nArticles that carry it: {', '.join(c.core)}"
    if c.also:
        yield f"\nNeutral when cited: {', '.join(c.also)}"


def _reading(law: Law, r: Reading) -> Iterator[str]:
    yield f"### {r.question['zh']} · {r.question['en']} (`{r.id}`)\n"
    for o in r.options:
        yield f"- `{o.id}` {o.text['zh']} · {o.text['en']}"
    used = [n.id for n in law.norms.values() if r.id in n.reading]
    yield f"\nNorms that depend on it: {', '.join(used)}"


def _norm(law: Law, n: Norm) -> Iterator[str]:
    if n.role == "link":
        yield "- from " + " and ".join(_link(law, c.name, c) for c in n.when) + _unless(law, n)
        return
    force = f"from {n.start}" + (f" until {n.until}" if n.until else "") if n.start else "always"
    view = "".join(f"; reading {r} = {o}" for r, o in n.reading.items())
    yield f"- **{norm_place(n, 'zh')}** · {norm_place(n, 'en')} (`{n.id}`, {force}{view})  "
    yield f"  {n.gist['zh']} · {n.gist['en']}"
    for c in n.when:
        yield f"  - {_link(law, c.name, c)}"
    if n.among:
        yield f"  - at least {n.at_least} of:"
        yield from (f"    - {_link(law, c.name, c)}" for c in n.among)
    for c in n.unless:
        yield f"  - unless {_link(law, c.name, c)}"


def _unless(law: Law, n: Norm) -> str:
    return "".join(f", unless {_link(law, c.name, c)}" for c in n.unless)


def _link(law: Law, name: str, c: Condition | None = None) -> str:
    """Return a condition in words: a conclusion as a link, a fact plainly."""
    who = f" ({c.who})" if c is not None and c.who else ""
    if name in law.conclusions:
        text = law.conclusions[name].text
        return f"[{text['zh']}](#{name}){who}"
    fact = law.facts[name]
    value = ""
    if c is not None and c.op:
        shown = fact.values[c.value]["zh"] if fact.values else c.value + fact.unit.get("zh", "")
        value = f" {c.op.replace('>=', '≥')} {shown}"
    return f"{fact.text['zh']}{value}{who}"


def _facts(law: Law) -> Iterator[str]:
    yield "| fact | about | wording | not mentioned | not proved |"
    yield "| --- | --- | --- | --- | --- |"
    for f in law.facts.values():
        words = f"{f.text['zh']} · {f.text['en']}"
        yield f"| `{f.id}` | {f.of} | {words} | {f.silence} | {f.unproved} |"
