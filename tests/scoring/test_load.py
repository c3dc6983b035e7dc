import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from facelaw.errors import DataError, UsageError
from facelaw.scoring import key as keys
from facelaw.scoring.beside import statuses
from facelaw.scoring.grader import Grader
from facelaw.scoring.key import VERDICTS, Item
from facelaw.scoring.load import Asked, Loaded, load
from facelaw.scoring.measures import MEASURES
from facelaw.scoring.statistic import statistic
from tests.scoring.files import perfect, write_key, write_run
from tests.scoring.synthetic import NO, YES, item, quartets

SET: dict[str, Any] = {
    "task": "gaps", "target": "A.x.B", "answer_type": "set",
    "keys": ("consent", "purpose", "none"), "labels": ("consent", "purpose", "none"),
}  # fmt: skip
BRACKET: dict[str, Any] = {
    "task": "bracket", "target": "x", "answer_type": "label", "keys": ("answer",),
    "labels": ("below", "base", "serious"),
}  # fmt: skip
ARGUMENT: dict[str, Any] = {
    "task": "argument", "target": "A.x.B", "answer_type": "argument", "labels": (),
    "gold": {"element:a": "met", "verdict": YES}, "proofs": (("CC-1019-1",),),
    "evidence": {"zh": {"a": ("露出原告的脸",)}}, "asked_on": "2024-01-01",
}  # fmt: skip
CLAIMS = ("A.portrait_right.B", "A.reputation_right.B", "A.personal_information.B")
ITEMS = [
    *quartets(6).items,
    item("f000", 9, gold={"consent": "yes"}, **SET),
    item("f001", 9, gold={"answer": "base"}, **BRACKET),
    item("f002", 9, **ARGUMENT),
]


def asked(folder: Path, items: list[Item] = ITEMS, **given: Any) -> Asked:
    return Asked(keys.load(write_key(folder, items)), **given)


def value(loaded: Loaded, name: str) -> float:
    return statistic(MEASURES[name], loaded.run.table).point()


def ended(loaded: Loaded) -> dict[str, int]:
    return {name: count for name, count in statuses(loaded.run.graded).items() if count}


def test_gold_scores_one_in_everything(tmp_path: Path) -> None:
    found = load(write_run(tmp_path, "gold", perfect(ITEMS)), asked(tmp_path))

    assert found.problems == found.notes == ()
    assert ended(found) == {"answered": len(ITEMS)}
    for name, measure in found.run.measures.items():
        if measure.better == "higher":
            assert value(found, name) == 1.0, name
        elif measure.better == "lower":
            assert value(found, name) == 0.0, name


def test_silence_scores_nothing(tmp_path: Path) -> None:
    found = load(write_run(tmp_path, "none", perfect(ITEMS)[:1]), asked(tmp_path))

    assert found.missing == len(ITEMS) - 1
    assert value(found, "exact.gaps") == value(found, "f1.gaps") == 0.0
    # base of below, base, serious: one step at most
    assert value(found, "bracket_distance") == 1.0
    assert value(found, "argument.elements") == value(found, "argument.articles") == 0.0


def test_the_order_of_lines_changes_nothing(tmp_path: Path) -> None:
    lines = perfect(ITEMS)
    for line in lines[::3]:
        line["answer"] = None
    lines += [{**line, "sample": 1} for line in perfect(ITEMS)]
    shuffled = list(lines)
    random.Random(1).shuffle(shuffled)
    asked_ = asked(tmp_path)

    one = load(write_run(tmp_path, "one", lines), asked_).run
    other = load(write_run(tmp_path, "other", shuffled), asked_).run

    assert np.array_equal(one.table.values, other.table.values)
    assert np.array_equal(one.graded.status, other.graded.status)


def test_samples_are_averaged_and_a_lost_one_is_missing(tmp_path: Path) -> None:
    items = [item("f"), item("g")]
    lines = [
        {"id": "f.v0.claims", "answer": {"A.portrait_right.B": YES}, "sample": 3},
        {"id": "f.v0.claims", "answer": {"A.portrait_right.B": NO}, "sample": 1},
        {"id": "g.v0.claims", "answer": {"A.portrait_right.B": YES}, "sample": 1},
    ]
    found = load(write_run(tmp_path, "two", lines), asked(tmp_path, items))

    assert found.run.graded.samples == 2
    assert found.missing == 1
    # f: one of two; g: one of two, since the lost sample is wrong
    assert value(found, "verdict_accuracy") == 0.5
    assert value(found, "strict_family_accuracy") == 0.5


def test_samples_without_number_are_refused(tmp_path: Path) -> None:
    line = perfect(ITEMS)[0]
    lines = [{**line, "sample": number * 7} for number in range(101)]

    with pytest.raises(DataError, match="at most 100 values of sample"):
        load(write_run(tmp_path, "many", lines), asked(tmp_path))
    assert (
        load(write_run(tmp_path, "hundred", lines[:-1]), asked(tmp_path)).run.graded.samples == 100
    )


def test_an_item_answered_twice_and_differently_is_wrong(tmp_path: Path) -> None:
    lines = perfect(ITEMS)
    other = {"id": ITEMS[-3].id, "answer": ["purpose"]}
    found = load(write_run(tmp_path, "twice", [*lines, other]), asked(tmp_path))

    assert len(found.problems) == 1
    assert found.run.problems == 1
    assert ended(found) == {"answered": len(ITEMS) - 1, "unparsed": 1}
    assert value(found, "exact.gaps") == 0.0
    assert value(found, "f1.gaps") == 0.0


def test_an_identical_repetition_counts_once_and_is_told(tmp_path: Path) -> None:
    lines = perfect(ITEMS)
    found = load(write_run(tmp_path, "twice", [*lines, lines[0]]), asked(tmp_path))

    assert found.problems == ()
    assert len(found.notes) == 1
    assert value(found, "exact.claims") == 1.0


def test_a_confidence_that_is_none_leaves_calibration_alone(tmp_path: Path) -> None:
    items = [item("f"), item("g")]
    lines = [{**line, "confidence": c} for line, c in zip(perfect(items), (0.8, 1.8), strict=True)]
    found = load(write_run(tmp_path, "sure", lines), asked(tmp_path, items))

    assert len(found.problems) == 1
    assert value(found, "verdict_accuracy") == 1.0
    assert (
        found.run.table.sums(("confidence.n",))[0] == found.run.table.sums(("verdict.one",))[0] / 2
    )
    assert value(found, "brier") == pytest.approx(0.04)


def test_strict_is_never_above_lenient(tmp_path: Path) -> None:
    items = [item("f"), item("g")]
    lines = [
        {"id": "f.v0.claims", "text": '{"A.portrait_right.B": "established"}'},
        {"id": "g.v0.claims", "text": "A.portrait_right.B: established"},
    ]
    run = load(write_run(tmp_path, "prose", lines), asked(tmp_path, items)).run

    assert run.graded.right.sum() == 1
    assert run.lenient.right.sum() == 2


def test_a_run_owes_what_its_language_condition_and_template_ask(tmp_path: Path) -> None:
    items = [
        item("f", item_hashes={"zh.bare.a": "x", "en.law.b": "y"}),
        item("f", 1, "noise", item_hashes={"zh.bare.a": "x"}),
        item("g", split="dev", item_hashes={"en.law.b": "y"}),
    ]
    lines = perfect(items)
    asked_ = asked(tmp_path, items)
    path = write_run(tmp_path, "en", lines, lang="en", condition="law", template="b")
    found = load(path, asked_)

    assert [one.id for one in found.run.graded.design.items] == ["f.v0.claims"]
    assert "cond:law|tmpl:b" in str(found.run.signature)
    assert found.problems == ()
    assert len(found.notes) == 2
    assert "of dev" in found.notes[0].came
    assert "f.v1.claims" in found.notes[1].came


def test_a_split_without_items_is_a_wrong_call(tmp_path: Path) -> None:
    path = write_run(tmp_path, "gold", perfect(ITEMS))

    with pytest.raises(UsageError, match=r"asks nothing in zh\.bare\.a, split train"):
        load(path, asked(tmp_path, split="train"))


def test_without_its_description_a_run_is_unstated(tmp_path: Path) -> None:
    path = write_run(tmp_path, "gold", perfect(ITEMS))
    path.with_name(path.name + ".run.json").unlink()

    run = load(path, asked(tmp_path)).run

    assert "data:unstated" in str(run.signature)
    assert "lang:unstated" in str(run.signature)
    assert run.model == "gold.jsonl"


def test_a_broken_description_is_told(tmp_path: Path) -> None:
    path = write_run(tmp_path, "gold", perfect(ITEMS), condition="guess")

    with pytest.raises(DataError, match="description of a run"):
        load(path, asked(tmp_path))


def test_another_data_version_is_a_defect(tmp_path: Path) -> None:
    path = write_run(tmp_path, "gold", perfect(ITEMS), data_version="9.9.9")
    without_manifest = asked(tmp_path)
    assert load(path, without_manifest).problems == ()
    manifest = {"data_version": "1.2.3", "key_hash": without_manifest.key.sha256}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    found = load(path, asked(tmp_path))

    assert [problem.came for problem in found.problems] == ["9.9.9"]
    assert "data:9.9.9" in str(found.run.signature)


def test_the_first_digits_of_the_key_are_in_the_signature(tmp_path: Path) -> None:
    asked_ = asked(tmp_path)
    run = load(write_run(tmp_path, "gold", perfect(ITEMS)), asked_).run

    assert run.signature.key == asked_.key.sha256[:8]
    assert asked_.key.data_version == "unstated"


def test_the_manifest_names_the_data(tmp_path: Path) -> None:
    path = write_key(tmp_path, ITEMS)
    digest = keys.load(path).sha256
    manifest = {"data_version": "1.2.3", "key_hash": digest}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    run = write_run(tmp_path, "gold", perfect(ITEMS), data_version="1.2.3")

    assert load(run, Asked(keys.load(path))).problems == ()


def test_tokens(tmp_path: Path) -> None:
    items = [item("f"), item("g")]
    lines = [
        {**line, "tokens": tokens}
        for line, tokens in zip(perfect(items), (100, {"in": 900, "out": 300}), strict=True)
    ]
    run = load(write_run(tmp_path, "gold", lines), asked(tmp_path, items)).run

    assert run.graded.tokens[0].tolist() == [100, 300]
    assert run.graded.tokens_in[0].tolist() == [-1, 900]


def test_argument_parts_come_from_the_answer(tmp_path: Path) -> None:
    items = [item("f", **ARGUMENT)]
    answer = {
        "elements": {"a": "met"},
        "quotes": {"a": "露出原告"},
        "articles": ["民法典第1019条第2款", "民法典第9999条"],
        "verdict": VERDICTS[0],
    }
    lines = [{"id": items[0].id, "answer": answer}]
    found = load(write_run(tmp_path, "one", lines), asked(tmp_path, items))

    assert value(found, "argument.elements") == 1.0
    # 条: one of two right, none missed: 2 / 3; 款: none
    assert value(found, "argument.articles") == pytest.approx(2 / 3, abs=1e-6)
    assert value(found, "argument.paragraphs") == 0.0
    # four characters in both, four given, six in the evidence: 2 * 4 / 10
    assert value(found, "argument.quotes") == pytest.approx(0.8, abs=1e-6)
    assert value(found, "citations.invented") == 0.5


TOLD = st.sampled_from([*VERDICTS, "成立", "Established", "maybe", "", None, 1, True, ["x"]])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from([*CLAIMS, "A.other.B"]), TOLD, max_size=4), min_size=4)
)
def test_plain_claims_come_out_as_wrapped_ones(
    tmp_path_factory: pytest.TempPathFactory, answers: list[dict[str, Any]]
) -> None:
    """Answers in exact codes take a short way; under the key ``answer`` the same take the long."""
    folder = tmp_path_factory.mktemp("claims")
    items = [
        item("f", number, gold=dict(zip(CLAIMS, VERDICTS, strict=True))) for number in range(4)
    ]
    asked_ = asked(folder, items)
    plain = [{"id": one.id, "answer": told} for one, told in zip(items, answers, strict=False)]
    wrapped = [line | {"answer": {"answer": line["answer"]}} for line in plain]

    short = load(write_run(folder, "short", plain), asked_).run
    long = load(write_run(folder, "long", wrapped), asked_).run

    for name in ("status", "right", "hit", "label"):
        assert np.array_equal(getattr(short.graded, name), getattr(long.graded, name)), name
    # worked out once more, where nothing has to be read
    for number, told in enumerate(answers[:4]):
        if all(value in VERDICTS for value in told.values()):
            right = all(told.get(key) == value for key, value in zip(CLAIMS, VERDICTS, strict=True))
            assert short.graded.right[0, number] == right


def test_only_exact_codes_for_every_claim_take_the_short_way(tmp_path: Path) -> None:
    items = [item("f", 0, gold={"a": YES, "b": NO}), item("f", 1, gold={"a": NO}), ITEMS[-3]]
    grader = Grader(asked(tmp_path, items).key)

    for _ in range(2):  # looked up the second time
        assert grader.exact(0, {"b": NO, "a": NO}) == (NO, NO)
        assert grader.exact(1, {"a": YES}) == (YES,)
        for answer in (
            {"a": YES}, {"a": YES, "b": NO, "c": NO}, {"a": YES, "b": "不成立"}, {"a": YES, "b": 1},
            {"a": YES, "b": [NO]}, [YES, NO], "a", None, UNSET,
        ):  # fmt: skip
            assert grader.exact(0, answer) is None
        assert grader.exact(2, ["consent"]) is None
