"""A commented family file to start from: the facts that the asked claims read, with their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facelaw import _paths
from facelaw.law.derive import Engine, Target
from facelaw.law.model import Fact
from facelaw.law.shape import ActShape, Shape

ASKS = ("A.portrait_right.B", "A.personal_information.B", "A.reputation_right.B")


def template(
    engine: Engine, family: str, asks: Sequence[str] = ASKS, case: str = "", contrast: str = ""
) -> str:
    """Return the text of a new family file.

    Raises:
        ValueError: a question has not the form ``left.claim.right``.
        KeyError: a question names an unknown claim.
    """
    targets = [Target.parse(ask) for ask in asks]
    lefts = [t.left for t in targets if t.left != "state"]
    rights = [t.right for t in targets]
    parties = list(dict.fromkeys([*lefts, *rights]))
    victims = tuple(dict.fromkeys(lefts)) or ("A",)
    doers = list(dict.fromkeys(rights))
    acts = [ActShape(f"a{i}", doer, victims) for i, doer in enumerate(doers, 1)]
    shape = Shape(tuple(dict.fromkeys([*parties, *victims])), tuple(acts))
    program, _ = engine.program(shape, list(asks))
    keys = [v.key for v in program.variables.values() if v.fact]
    needed = [k for k in keys if fact_of(engine, k).silence == "unknown"]
    rest = [k for k in keys if k not in needed]
    groups = [
        ("每一项都要交代，或者故意留作缺口 / each to be told, or left open on purpose", needed),
        ("不提就视为没有 / absent unless mentioned", rest),
    ]
    return str(
        environment()
        .get_template("family.yaml.j2")
        .render(
            id=family,
            case=case,
            contrast=contrast,
            source="reported" if case else "invented",
            parties=shape.parties,
            acts=acts,
            asks=asks,
            groups=[
                (heading, [line for key in some for line in suggestion(engine, key)])
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


def suggestion(engine: Engine, key: str) -> list[str]:
    """Return a fact as two comment lines: its words, and the entry to be filled in."""
    fact = fact_of(engine, key)
    if fact.type == "bool":
        values = "yes | no"
    elif fact.values:
        values = " | ".join(fact.values)
    else:
        unit = "/".join(fact.unit.values())
        values = fact.type + (f" ({unit})" if unit else "")
    words = f"{fact.text['zh']} · {fact.text['en']}"
    return [words, f'{key}: {{value: "", zh: 原话, en: words}}    # {values}']
