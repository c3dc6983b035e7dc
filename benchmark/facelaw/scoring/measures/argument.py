"""`argument`, part by part: elements, citations, quotes, verdict; no judge."""

from __future__ import annotations

import numpy as np

from facelaw.scoring.graded import Graded
from facelaw.scoring.statistic import Measure, ratio
from facelaw.scoring.table import UNIT, IntArray, average, average_parts, per_family

CITATION_FAULTS = ("invented", "unresolved", "out_of_force", "wrong_tier")


def columns(graded: Graded) -> dict[str, IntArray]:
    """Return the argument's columns.

    Citations are asked where the key has proofs; only those items carry citation figures.
    """
    design = graded.design
    items = design.of_task("argument")
    if not len(items):
        return {}
    k = len(design.families)
    family = design.family[items]
    slots = design.slots_of_task("argument")
    is_verdict = np.array([design.slot_key(int(slot)) == "verdict" for slot in slots], dtype=bool)
    out: dict[str, IntArray] = {}
    for name, mask in (("element", ~is_verdict), ("argument_verdict", is_verdict)):
        chosen = slots[mask]
        rows = design.family[design.slot_item[chosen]]
        out[f"{name}.right"] = per_family(rows, k, average(graded.hit[:, chosen]))
        out[f"{name}.n"] = per_family(rows, k, np.full(len(chosen), UNIT, dtype=np.int64))
    asked = np.array([bool(design.items[int(i)].proofs) for i in items], dtype=bool)
    quoted = np.array([bool(design.items[int(i)].quoted) for i in items], dtype=bool)
    for name, mask in (("article", asked), ("paragraph", asked), ("quote", quoted)):
        mean = average_parts(graded.counts[name][:, items[mask]])
        out[f"{name}.score"] = per_family(family[mask], k, mean)
        out[f"{name}.n"] = per_family(family[mask], k, np.full(len(mean), UNIT, dtype=np.int64))
    for name in ("cited", *CITATION_FAULTS):
        out[f"cite.{name}"] = per_family(family, k, average(graded.counts[name][:, items]))
    return out


MEASURES = (
    Measure(
        "argument.elements", "argument: elements", "构成要件",
        ("element.right", "element.n"), ratio, share=True, count="element.n",
    ),
    Measure(
        "argument.articles", "argument: citations, F1 at 条", "法条引用（条）",
        ("article.score", "article.n"), ratio, share=True,
    ),
    Measure(
        "argument.paragraphs", "argument: citations, F1 at 款", "法条引用（款）",
        ("paragraph.score", "paragraph.n"), ratio, share=True,
    ),
    Measure(
        "argument.quotes", "argument: quotes", "事实摘引",
        ("quote.score", "quote.n"), ratio, share=True,
    ),
    Measure(
        "argument.verdict", "argument: verdict", "论证结论",
        ("argument_verdict.right", "argument_verdict.n"), ratio, share=True,
        count="argument_verdict.n",
    ),
    *(
        Measure(
            f"citations.{fault}", f"citations {title}", zh,
            (f"cite.{fault}", "cite.cited"), ratio, better="lower", share=True, count="cite.cited",
            support="article.n",
        )
        for fault, title, zh in (
            ("invented", "invented", "虚构法条率"),
            ("unresolved", "ambiguous or none", "指向不明率"),
            ("out_of_force", "not in force", "失效或尚未生效法条率"),
            ("wrong_tier", "of the wrong tier", "效力位阶错误率"),
        )
    ),
)  # fmt: skip
