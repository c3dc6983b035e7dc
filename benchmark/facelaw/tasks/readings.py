"""``readings``: which claims depend on a contested point, and which option establishes them."""

from __future__ import annotations

from collections.abc import Iterator

from facelaw.gold.derived import Derived
from facelaw.tasks.claims import question, traps
from facelaw.tasks.item import Item

SETTLED = {"zh": "答案不因采何种观点而不同", "en": "the answer is the same on every view"}


def items(derived: Derived, _base: Derived) -> Iterator[Item]:
    """Yield an item for each variant of a family with an open reading."""
    reading_id, scenario = derived.family.open_reading, derived.scenario
    if not reading_id or scenario.kind == "noise":
        return
    reading = derived.law.readings[reading_id]
    gold: list[tuple[str, str]] = []
    for ask in scenario.ask:
        verdicts = {option: d.verdict(ask) for option, d in derived.by_option.items()}
        leading = [option for option, v in verdicts.items() if v == "established"]
        if len(set(verdicts.values())) == 1:
            gold.append((ask, "settled"))
        elif len(leading) == 1:
            gold.append((ask, leading[0]))
        else:
            return  # the options differ otherwise than by one that establishes the claim
    words = {o.id: {k: o.text[k] for k in ("zh", "en")} for o in reading.options}
    lines = {ask: question(derived, ask) for ask in scenario.ask}
    lines["reading"] = {k: reading.question[k] for k in ("zh", "en")}
    yield Item(
        derived.family.id,
        scenario.variant,
        "readings",
        "map",
        scenario.ask,
        ("settled", *words),
        tuple(gold),
        target=reading_id,
        lines=lines,
        wordings={"settled": SETTLED, **words},
        traps=traps(derived, scenario.ask),
    )
