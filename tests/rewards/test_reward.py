"""Rewards: worked by hand, never above the scorer, deaf to hostile outputs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import facelaw
from facelaw._paths import data
from facelaw.interop.judge import judge
from facelaw.interop.natural import from_key, written
from facelaw.rewards import ARTICLES, Earned
from facelaw.scoring import key as keys
from facelaw.scoring.grade import grade
from facelaw.scoring.item import Item
from facelaw.scoring.output import read
from tests.scoring.fakes import NAMES, item
from tests.scoring.test_redteam import CASES, output

HOSTILE = [case for case in CASES if "json" not in case]
QUOTES = {"identifiable": "成片中的脸与林某一致", "used": "在群内公开发布"}
MET = dict.fromkeys(("identifiable", "used", "no_excuse"), "met")


def argument(articles: list[str], quotes: dict[str, str], **changed: str) -> str:
    """Return the right answer to the item ``argument``, changed."""
    elements = MET | {name: state for name, state in changed.items() if name in MET}
    verdict = changed.get("verdict", "established")
    return written(
        {"elements": elements, "quotes": quotes, "articles": articles, "verdict": verdict}
    )


@pytest.mark.parametrize(
    ("name", "answer", "earned", "total"),
    [
        # 2 of 3 claims: (0 + 2/3) / 2
        ("removed", {"A.portrait_right.B": "not_established", "A.personal_information.B":
                     "established", "A.reputation_right.B": "established"}, (0, 2 / 3), 1 / 3),
        # of f1, f2 the one and no wrong one: F1 = 2 / (2 + 0 + 1), informed = 1/2 - 0/2
        ("gaps", {"answer": ["f1"]}, (0, 1 / 2), 1 / 4),
        # both and f3: F1 = 4 / (4 + 1), informed = 2/2 - 1/2
        ("gaps", {"answer": ["f1", "f2", "f3"]}, (0, 1 / 2), 1 / 4),
        # half of the right and half of the wrong, as by chance: 1/2 - 1/2, though F1 = 2/4
        ("gaps", {"answer": ["f1", "f4"]}, (0, 0), 0),
        # a code that nobody offered counts as a wrong one: 2/2 - 1/2
        ("gaps", {"answer": ["f1", "f2", "f99"]}, (0, 1 / 2), 1 / 4),
        # everything: 2/2 - 1/1, 2/2 - 2/2; with `none` it is a hedge besides
        ("orders", {"answer": ["stop", "apologise", "compensate"]}, (0, 0), 0),
        ("gaps", {"answer": ["f1", "f2", "f3", "f4"]}, (0, 0), 0),
        ("orders", {"answer": ["stop", "apologise", "compensate", "none"]}, (0, 0), 0),
        ("gaps", {"answer": ["f1", "f2", "none"]}, (0, 0), 0),
        ("settled_gaps", {"answer": ["none", "f1"]}, (0, 0), 0),
        ("settled_gaps", {"answer": ["none"]}, (1, 1), 1),
        # steps, letters and brackets are right or wrong; next to right is wrong
        ("bracket363", {"answer": "serious"}, (1, 1), 1),
        ("bracket363", {"answer": "base"}, (0, 0), 0),
        ("sum", {"sum": "五千元"}, (1, 1), 1),
    ],
)  # fmt: skip
def test_by_hand(name: str, answer: object, earned: tuple[float, float], total: float) -> None:
    came = facelaw.reward_parts(item(name), written(answer))

    assert came == pytest.approx((*earned, None, None))
    assert facelaw.reward(item(name), written(answer)) == pytest.approx(total)


@pytest.mark.parametrize(
    ("text", "earned", "total"),
    [
        (argument(["民法典第1019条第1款"], QUOTES), (1, 1, 1, 1), 1),
        # two articles of which one: F1 = 2 / (2 + 1); 17 + 17 characters agree
        (argument(["民法典第1019条", "民法典第1024条"], QUOTES), (0, 1, 2 / 3, 1), (8 / 9) / 2),
        # right as a whole, no quotes: (1 + (1 + 1 + 0) / 3) / 2
        (argument(["民法典第1019条第1款"], {}), (1, 1, 1, 0), 5 / 6),
        # the verdict is one of four keys
        (argument(["民法典第1019条"], QUOTES, verdict="undetermined"), (0, 3 / 4, 1, 1), 11 / 24),
        # seven citations, the right one among them, are too many
        (argument([f"民法典第{n}条" for n in range(1019, 1026)], QUOTES), (0, 1, 0, 1), 1 / 3),
        # so is a range of as many
        (argument(["民法典第1019条至第1025条"], QUOTES), (0, 1, 0, 1), 1 / 3),
    ],
)
def test_arguments_by_hand(text: str, earned: tuple[float, ...], total: float) -> None:
    assert facelaw.reward_parts(item("argument"), text) == pytest.approx(earned)
    assert facelaw.reward(item("argument"), text) == pytest.approx(total)


@pytest.mark.parametrize("case", HOSTILE, ids=[case["id"] for case in HOSTILE])
def test_no_hostile_output_earns_more_than_in_the_scorer(case: dict[str, Any]) -> None:
    asked, text, finish = item(case["on"]), output(case), case.get("finish", "")
    parts = grade(asked, read(asked, text, finish).strict)
    judged = judge(asked, text, finish)
    earned = facelaw.reward_parts(asked, text, finish)

    assert earned.right == judged.correct
    assert earned.keys <= judged.share
    assert (earned.articles or 0) <= float(parts.cited.article.f1)
    assert (earned.quotes or 0) <= float(parts.quoted.f1)
    shares = [judged.share]
    shares += [float(parts.cited.article.f1)] if asked.proofs else []
    shares += [float(parts.quoted.f1)] if asked.quoted else []
    assert 0 <= earned.total <= (judged.correct + sum(shares) / len(shares)) / 2 <= 1
    if judged.status != "answered":
        assert earned.total == 0


ABSTAIN = (
    "null",
    '{"answer": null}',
    "",
    "抱歉，我无法协助处理。",
    "I cannot determine this.",
    "[]",
    "{}",
)


def shotguns(asked: Item) -> list[str]:
    """Return outputs that know nothing and would win where a scorer is careless."""
    every = asked.keys
    both = " / ".join(asked.labels)
    if asked.answer_type == "set":
        codes = [key for key in every if key != "none"]
        outputs = [written({"answer": [*codes, "none"]})]
        everything = {pair.key for pair in asked.gold} == set(codes)  # then it is the right answer
        return outputs if everything else [*outputs, written({"answer": codes})]
    if asked.answer_type == "label":
        return [both, *(written({"answer": said}) for said in (list(asked.labels), both))]
    if asked.answer_type == "argument":
        states = dict.fromkeys(asked.elements, "met / not_met / undetermined")
        cited = [f"民法典第{n}条" for n in range(1, 1261)]
        verdict = "established / not_established / undetermined"
        return [written({"elements": states, "quotes": {}, "articles": cited, "verdict": verdict})]
    values = [both, list(asked.labels)]
    doubled = ", ".join(f'"{k}": "{label}"' for k in every for label in asked.labels[:2])
    return [*(written(dict.fromkeys(every, value)) for value in values), f"{{{doubled}}}"]


def released() -> list[Item]:
    """Return one item of every task and form of the release, and the fixture's."""
    some = {(x.task, x.answer_type, len(x.gold)): x for x in keys.load().items}
    return [*some.values(), *(item(name) for name in NAMES)]


@pytest.mark.parametrize("asked", released(), ids=lambda asked: asked.id)
def test_gold_earns_all_and_knowing_nothing_earns_nothing(asked: Item) -> None:
    if asked in keys.load().items:
        for lang in ("zh", "en"):
            assert facelaw.reward(asked, written(from_key(asked, lang)), lang=lang) == 1
    for text in (*ABSTAIN, *shotguns(asked)):
        assert facelaw.reward(asked, text) == 0, text


CODES = ("f1", "f2", "f3", "f4")


@settings(deadline=None)
@given(st.sets(st.sampled_from(CODES), min_size=1), st.sampled_from(CODES))
def test_a_right_code_more_never_costs_and_a_wrong_one_never_pays(
    named: set[str], more: str
) -> None:
    asked = item("gaps")
    before = facelaw.reward(asked, written({"answer": sorted(named)}))
    after = facelaw.reward(asked, written({"answer": sorted(named | {more})}))
    assert (after >= before) if more in ("f1", "f2") else (after <= before)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(item("removed").keys),
                       st.sampled_from((*item("removed").labels, "maybe", None))),
       st.sampled_from(item("removed").keys))  # fmt: skip
def test_a_claim_mended_always_pays(said: dict[str, str | None], key: str) -> None:
    asked = item("removed")
    gold = {pair.key: pair.value for pair in asked.gold}
    before = facelaw.reward(asked, written(said))
    after = facelaw.reward(asked, written(said | {key: gold[key]}))
    assert after == before if said.get(key) == gold[key] else after > before


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(sorted(NAMES)))
def test_any_text_earns_between_nothing_and_all_each_time_the_same(text: str, name: str) -> None:
    first = facelaw.reward_parts(item(name), text)
    facelaw.reward(item("argument"), argument(["民法典第1019条"], QUOTES))
    assert facelaw.reward_parts(item(name), text) == first
    assert 0 <= first.total <= 1


def test_the_total_leaves_out_what_is_not_asked() -> None:
    assert Earned(0, 0.5).total == 0.25  # (0 + 0.5) / 2
    assert Earned(1, 1, 0.5).total == 0.875  # (1 + (1 + 0.5) / 2) / 2
    assert Earned(0, 1, 0, 0.5).total == 0.25  # (0 + 1.5 / 3) / 2


def test_prompts_ask_for_as_many_articles_as_are_paid() -> None:
    assert ARTICLES == 6
    folder = data("prompts", "a")
    assert "最多六条" in (folder / "argument.zh.md").read_text(encoding="utf-8")
    assert "at most six" in (folder / "argument.en.md").read_text(encoding="utf-8")


def test_rewards_need_numpy_and_msgspec_alone() -> None:
    code = (
        "import sys, json, facelaw; before = [m for m in sys.modules if 'facelaw.' in m]; "
        "facelaw.reward; known = {m.partition('.')[0] for m in sys.modules} "
        "- set(sys.stdlib_module_names); print(json.dumps([before, sorted(known)]))"
    )
    words = [sys.executable, "-I", "-c", f"import sys; sys.path = {sys.path!r}; {code}"]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    before, known = json.loads(out)
    assert before == []
    assert set(known) <= {"__main__", "_distutils_hack", "facelaw", "msgspec", "numpy",
                          "typing_extensions"}  # fmt: skip
