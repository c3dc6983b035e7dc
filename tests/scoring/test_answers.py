"""Properties of reading: gold in any dress is right, nothing raises, nothing is read twice over."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.interop.natural import from_key
from facelaw.scoring.answers import STATUSES, Reading, read_structured, written
from facelaw.scoring.grade import grade
from facelaw.scoring.key import Item
from facelaw.scoring.output import read
from tests.scoring.fakes import NAMES, fixture, item

ITEMS = fixture().items
asked = st.sampled_from(ITEMS)


def gold(question: Item, lang: str = "zh") -> object:
    """Return the gold as a model would write it."""
    return from_key(question, lang)


def dump(value: object) -> str:
    """Return compact readable JSON."""
    return json.dumps(value, ensure_ascii=False)


def single_quoted(value: object) -> str:
    """Return a value as Python writes it."""
    return repr(value)


def full_width(value: object) -> str:
    """Return JSON in full-width braces, colons, commas and curly quotes, with trailing commas."""
    if isinstance(value, dict):
        inner = (f"“{key}”：{full_width(said)}，" for key, said in value.items())  # pyright: ignore
        return "｛" + "".join(inner) + "｝"
    if isinstance(value, list):
        return "［" + "".join(full_width(entry) + "，" for entry in value) + "］"  # pyright: ignore
    return f"“{value}”"


def zero_width(value: object) -> str:
    """Return JSON with a zero-width space before every letter of the answer's keys and labels."""
    return dump(value).replace("e", "\u200be").replace("\\u200b", "")


DRESSES: dict[str, Callable[[object], str]] = {
    "bare": dump,
    "indented": lambda value: json.dumps(value, ensure_ascii=False, indent=4),
    "ascii": json.dumps,
    "fenced": lambda value: f"```json\n{dump(value)}\n```",
    "amid prose": lambda value: f"经分析，结论如下。\n\n{dump(value)}\n\n以上意见仅供参考。",
    "after a think block": lambda value: f'<think>{{"answer": "x"}}</think>{dump(value)}',
    "after a draft": lambda value: f'{{"answer": "x"}} 不对。{dump(value)}',
    "single quotes": single_quoted,
    "full width": full_width,
    "zero width": zero_width,
    "byte order mark": lambda value: "\ufeff" + dump(value),
    "windows line ends": lambda value: json.dumps(value, ensure_ascii=False, indent=1).replace(
        "\n", "\r\n"
    ),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_gold_in_any_dress_is_right(dress: str) -> None:
    """Every item's gold scores 1 in every dress, strictly, also with finish reason length."""
    for question in ITEMS:
        for lang in ("zh", "en"):
            text = DRESSES[dress](gold(question, lang))
            for finish in ("stop", "length", "content_filter"):
                strict, lenient = read(question, text, finish)
                assert grade(question, strict).right, (question.id, text)
                assert lenient == strict


@given(asked, st.sampled_from([0, 1]))
def test_gold_by_its_wordings_is_right(question: Item, language: int) -> None:
    """Labels and keys may be the prompt's words in either language."""
    if question.answer_type not in ("map", "label"):
        return
    words = {code: said[language] for code, said in question.wordings.items()}
    value = {words.get(p.key, p.key): words.get(p.value, p.value) for p in question.gold}

    assert grade(question, read(question, dump(value)).strict).right


@given(asked)
def test_gold_as_a_prediction_line_is_right(question: Item) -> None:
    """The structured field is read as the text is."""
    natural = gold(question)
    strict, lenient = read_structured(question, natural)

    assert strict == lenient
    assert grade(question, strict).right
    assert strict.answer == read(question, dump(natural)).strict.answer


TEXT = st.text(max_size=60)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=10,
)


@st.composite
def answers_like(draw: st.DrawFn) -> tuple[Item, object]:
    """Return an item and something in the shape of its answer, partly right, partly rubbish."""
    question = draw(asked)
    said = st.sampled_from([*question.labels, *question.keys, *(p.value for p in question.gold)])
    explained = st.tuples(said, TEXT).map(lambda pair: "，因为".join(pair))
    part = said | explained | values
    if question.answer_type == "set":
        return question, {"answer": draw(st.lists(part, max_size=5) | part)}
    if question.answer_type == "label":
        return question, {"answer": draw(part)}
    keys = st.sampled_from(question.keys) | TEXT
    if question.answer_type != "argument":
        return question, draw(st.dictionaries(keys, part, max_size=5))
    element = st.sampled_from(question.elements) | TEXT
    state = st.sampled_from(["met", "not_met", "undetermined", "具备"]) | part
    return question, {
        "elements": draw(st.dictionaries(element, state, max_size=4) | values),
        "quotes": draw(st.dictionaries(element, TEXT, max_size=4) | values),
        "articles": draw(
            st.lists(st.sampled_from(["民法典第1019条第1款"]) | values, max_size=4) | values
        ),
        "verdict": draw(state | st.just("established")),
    }


def check(question: Item, strict: Reading, lenient: Reading) -> None:
    """What holds of every reading."""
    assert strict.status in STATUSES
    assert lenient.status in STATUSES
    assert bool(strict.answer) == (strict.status == "answered")
    assert list(strict.answer) == sorted(strict.answer)
    parts, loose = grade(question, strict), grade(question, lenient)
    assert parts.right <= loose.right
    assert all(a <= b for a, b in zip(parts.hits, loose.hits, strict=True))
    assert parts.status == "answered" or not (parts.right or any(parts.hits) or parts.tp)
    if strict.status == "answered":
        back = json.loads(dump(written(question, strict.answer)))
        assert read_structured(question, back).strict.answer == strict.answer
        assert read(question, dump(back)).strict.answer in (strict.answer, ())


@given(answers_like())
def test_answers_like(pair: tuple[Item, object]) -> None:
    """Strict gets no more right than lenient; what is read, written and read again is the same."""
    question, value = pair

    check(question, *read_structured(question, value))
    check(question, *read(question, json.dumps(value, ensure_ascii=False, allow_nan=True)))


@given(asked, st.text(max_size=400), st.sampled_from(["", "stop", "length", "error", "Refusal"]))
def test_any_text(question: Item, text: str, finish: str) -> None:
    """Any text has a reading."""
    check(question, *read(question, text, finish))


PIECES = st.sampled_from(
    [
        "答案：", "应选", "不应选", "Final answer: ", "\\boxed{", "}", "{", "[", "]", '"answer": ',
        '"', "'", ",", "：", "，", "。", "\n", "- ", "| ", " | ", "<think>", "</think>", "```",
        "```json\n", "A", "D", "或", "不", "established", "成立", "不成立", "f1", "f2", "none",
        "s3", "第3步", "5000元", "1年6个月", "A.portrait_right.B", "抱歉，我无法", "null",
        "停止侵害", "、",
    ]
)  # fmt: skip


@given(asked, st.lists(PIECES, max_size=14).map("".join))
def test_pieces(question: Item, text: str) -> None:
    """Markers, labels and syntax in any order are read or not, strict within lenient."""
    check(question, *read(question, text))


@given(asked, st.lists(PIECES, max_size=10).map("".join))
def test_batch_and_order_do_not_matter(question: Item, text: str) -> None:
    """Reading something else in between changes nothing."""
    first = read(question, text)
    for other in ITEMS[:3]:
        read(other, text + text)

    assert read(question, text) == first


@given(
    asked, st.sampled_from(["", " ", "{}", "[]", '{"answer": []}', '{"answer": ""}', "null", "……"])
)
def test_silence_is_never_right(question: Item, text: str) -> None:
    """Saying nothing answers nothing."""
    strict, lenient = read(question, text)

    assert strict.status in ("unparsed", "abstained")
    assert not grade(question, lenient).right


@pytest.mark.parametrize("name", NAMES)
def test_one_answer_for_all_is_not_right_for_all(name: str) -> None:
    """No constant text is right for two items of the fixture whose gold differs."""
    text = dump(gold(item(name)))
    right = [q for q in ITEMS if grade(q, read(q, text).strict).right]

    assert {codes(q) for q in right} == {codes(item(name))}


def codes(question: Item) -> frozenset[str]:
    """Return what an item's gold says, whatever asks for it."""
    if question.answer_type == "set":
        return frozenset(pair.key for pair in question.gold)
    if question.answer_type == "label":
        return frozenset(pair.value for pair in question.gold)
    return frozenset(f"{pair.key}={pair.value}" for pair in question.gold)


def test_keys_not_asked_are_counted() -> None:
    """They are ignored, and their number is kept."""
    strict, _ = read(item("letter"), '{"answer": "D", "reason": "x", "sure": true}')

    assert strict.ignored_keys == 2


@pytest.mark.parametrize(
    ("finish", "status"),
    [
        ("content_filter", "refused"), ("refusal", "refused"), ("SAFETY", "refused"),
        ("length", "truncated"), ("max_tokens", "truncated"), ("error", "failed"),
        ("stop", "unparsed"), ("", "unparsed"), (None, "unparsed"), ("tool_calls", "unparsed"),
    ],
)  # fmt: skip
def test_finish_reasons(finish: str | None, status: str) -> None:
    """Without an answer the finish reason tells how the item ended."""
    assert read(item("letter"), "", finish).strict.status == status
    assert read(item("letter"), None, finish).strict.status == status
    assert read(item("letter"), '{"answer": "D"}', finish).strict.status == "answered"
