"""JSON in prose: what is found, what is mended, what is left alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelaw.scoring import jsonish, unwrap
from facelaw.scoring.values import Members, Number


def plain(value: object) -> object:
    """Return a found value with objects as dicts."""
    if isinstance(value, Members):
        return {key: plain(inner) for key, inner in value.pairs}
    return [plain(entry) for entry in value] if isinstance(value, list) else value  # pyright: ignore


FOUND: dict[str, list[object]] = {
    '{"a": "b"}': [{"a": "b"}],
    'x {"a": 1} y {"b": [2, null, true]} z': [{"a": "1"}, {"b": ["2", None, True]}],
    "{'a': 'b'}": [{"a": "b"}],
    "{“a”：“b”，}": [{"a": "b"}],
    "｛＂a＂：＂b＂｝": [{"a": "b"}],
    '{"a": "b", // why\n "c": 1, # how\n /* and */ "d": null,}': [{"a": "b", "c": "1", "d": None}],
    "{'a': None, 'b': True}": [{"a": None, "b": True}],
    '{"a": "line\nend"}': [{"a": "line\nend"}],
    r'{"a": "\u5c71\n\"\\"}': [{"a": '山\n"\\'}],
    r"{'a': '\u5c71\'s'}": [{"a": "山's"}],
    '{"a": {"b": {}}}': [{"a": {"b": {}}}],
    '["a", "b"]': [["a", "b"]],
    "{}": [{}],
    '{"a": 12345678901234567890123456789, "b": 1e999}': [
        {"a": "12345678901234567890123456789", "b": "1e999"}
    ],
    "{ no } {'a': 1}": [{"a": "1"}],
    '如 { 及 "x" 等，{"a": "b"}': [{"a": "b"}],
    '{"a": {"b": 1} oops} {"c": 2}': [{"b": "1"}, {"c": "2"}],
    "no json at all": [],
    '{"a" "b"}': [],
    '{"a": "b" "c": "d"}': [],
    '{"a": b}': [],
    '{"a": "他说"好"了"}': [],
    "[1] 注释": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    """Outermost values, in order."""
    found = jsonish.find(text)

    assert [plain(value) for *_, value in found.values] == FOUND[text]
    assert not found.unclosed


@pytest.mark.parametrize(
    "text",
    ['{"a": "b"', '{"a": [1, 2', '{"a": "b', "{'a': 'b', ", "```json\n{", '{"a": {"b": 1}', '{"a'],
)
def test_unclosed(text: str) -> None:
    """What breaks off inside an object yields nothing, not even a whole object within."""
    found = jsonish.find(text)

    assert found.values == ()
    assert found.unclosed


def test_repeated_keys_are_kept() -> None:
    """A key that stands twice is seen twice."""
    (found,) = jsonish.find('{"a": 1, "a": 2}').values

    assert found[2] == Members([("a", "1"), ("a", "2")])


def test_numbers_keep_their_spelling() -> None:
    """No number passes through a float."""
    (found,) = jsonish.find('{"a": 0.10000000000000000000001}').values

    assert isinstance(found[2], Members)
    assert found[2].pairs == [("a", Number("0.10000000000000000000001"))]


json_values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=6), json_values, max_size=5), st.booleans())
def test_any_object_is_found(value: dict[str, object], ascii_only: bool) -> None:
    """Whatever the standard library writes is read as it was, also amid prose and indented."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)

    for around in (text, f"答：\n```json\n{text}\n```\n以上。"):
        (found,) = jsonish.find(around).values
        assert plain(found[2]) == value


FRAGMENTS = st.sampled_from(
    [*"{}[]\"':,｛｝“”‘’：，\\/#*\n ", "null", "a", "1", "//", "/*", "\\u12"]
)


@settings(max_examples=300)
@given(st.lists(FRAGMENTS, max_size=60).map("".join), st.booleans())
def test_fragments_never_raise(text: str, loose: bool) -> None:
    """Broken syntax yields something or nothing; loose reading finds no fewer whole texts."""
    jsonish.find(text, loose)
    unwrap.body(text)


BODIES = {
    "plain": ("plain", False),
    "<think>a</think>b": ("b", False),
    "<THINK>a</THINK>\nb": ("b", False),
    "a</think>b": ("b", False),
    "<think>a</think>b<think>c</think>d": ("d", False),
    "◁think▷a◁/think▷b": ("b", False),
    "<thinking>a</thinking>b": ("b", False),
    "b<|im_end|>": ("b", False),
    "b</s>\n": ("b", False),
    "```json\nb\n```": ("b", False),
    "```\nb\n```": ("b", False),
    "```json\nb": ("```json\nb", True),
    "<think>a": ("", True),
    "b<think>a": ("", True),
    "<tank>a</tank>": ("<tank>a</tank>", False),
}


@pytest.mark.parametrize("text", BODIES)
def test_body(text: str) -> None:
    """Reasoning, end tokens and one outer fence come off; what never closes is told."""
    body = unwrap.body(text)

    assert (body.whole, body.open) == BODIES[text]
