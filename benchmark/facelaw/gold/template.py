"""A commented family file to start from: the facts that the asked claims read, with their words."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from facelaw import _paths
from facelaw.gold.start import Start
from facelaw.law.derive import Engine
from facelaw.law.model import Fact
from facelaw.scenarios.load import canonical

_EXACT = re.compile("[0-9]+([.][0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A number or a day; reports also give bounds."""


def template(engine: Engine, family: str, start: Start) -> str:
    """Return the text of a new family file.

    A fact that the start gives a value stands ready to be worded; the others are comments.

    Raises:
        KeyError: a question names an unknown claim.
    """
    program, _ = engine.program(start.shape, list(start.asks))
    scopes = {f.id: f.of for f in engine.law.facts.values()}
    acts = {a.id: a for a in start.acts}
    values = {canonical(k, scopes, acts): v for k, v in start.values.items()}
    keys = list(dict.fromkeys([*values, *(v.key for v in program.variables.values() if v.fact)]))
    needed = [k for k in keys if k in values or fact_of(engine, k).silence == "unknown"]
    rest = [k for k in keys if k not in needed]
    groups = [
        ("每一项都要交代，或者故意留作缺口 / each to be told, or left open on purpose", needed),
        ("不提就视为没有 / absent unless mentioned", rest),
    ]
    return str(
        environment()
        .get_template("family.yaml.j2")
        .render(
            **{f.name: getattr(start, f.name) for f in dataclasses.fields(start)},
            id=family,
            source="reported" if start.cases else "invented",
            groups=[
                (heading, [line for key in some for line in suggestion(engine, key, values)])
                for heading, some in groups
            ],
        )
    )


def environment() -> Any:
    """Return the template environment; the marks leave YAML's braces alone."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_paths.data("templates")),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
    )


def fact_of(engine: Engine, key: str) -> Fact:
    """Return the fact that a key is an instance of."""
    return engine.law.facts[key.partition("@")[0]]


def suggestion(engine: Engine, key: str, values: dict[str, str]) -> list[str]:
    """Return a fact as two lines: its words, and the entry to be filled in."""
    fact = fact_of(engine, key)
    if fact.type == "bool":
        options = "yes | no"
    elif fact.values:
        options = " | ".join(fact.values)
    else:
        unit = "/".join(fact.unit.values())
        options = fact.type + (f" ({unit})" if unit else "")
    words = f"# {fact.text['zh']} · {fact.text['en']}"
    value = values.get(key, "")
    exact = not fact.ordered or _EXACT.fullmatch(value) or value in ("unknown", "unproved")
    if not value or not exact:
        options += f" · 报道 / reported: {value}" if value else ""
        return [words, f'# {key}: {{value: "", zh: 原话, en: words}}    # {options}']
    quotes = "" if value == "unknown" else ", zh: 原话, en: words"
    return [words, f'{key}: {{value: "{value}"{quotes}}}    # {options}']
