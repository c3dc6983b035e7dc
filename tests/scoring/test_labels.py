"""Labels are named whole or not at all; refusals are told from doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.scoring.key import VERDICTS
from facelaw.scoring.labels import Lexicon, lexicon
from facelaw.scoring.refusals import refuses

WORDS = {"established": ("成立", "established"), "not_established": ("不成立", "not established")}
VERDICT = lexicon(VERDICTS, WORDS)

NAMED = {
    "established": ("established", "Established.", "ESTABLISHED", "成立", "“成立”", "**成立**",
                    "成 立",
                    "成立（established）", "established: 成立", "应予认定", "(established)"),
    "not_established": ("not_established", "not established", "not-established", "notEstablished",
                        "不成立", "不成立。", "应否定"),
    "undetermined": ("undetermined", "无法确定", "待定", "cannot be determined"),
}  # fmt: skip
UNNAMED = (
    "", " ", "est", "establishe", "establisheds", "well established", "成立与否", "是否成立", "成",
    "不 不成立",
    "established not_established", "established/undetermined", "成立、不成立", "成立（不成立）",
    "不应成立", "未必成立", "yes", "1", "true", "{}", "established" * 50,
)  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, ts in NAMED.items() for t in ts])
def test_named(code: str, text: str) -> None:
    """Case, width, blanks, marks and language do not matter."""
    assert VERDICT.code(text) == code


@pytest.mark.parametrize("text", UNNAMED)
def test_unnamed(text: str) -> None:
    """Parts, wholes that contain a label, pairs of labels and other words name nothing."""
    assert VERDICT.code(text) == ""


LEADING = {
    "成立，因为未经同意": "established",
    "established: the face is shown": "established",
    "不成立。理由如下": "not_established",
    "成立，但也可能不成立": "",
    "established, not_established": "",
    "成立的可能性较大": "",
    "因为未经同意，所以成立": "",
    "成立？不成立": "",
}


@pytest.mark.parametrize("text", LEADING)
def test_leading(text: str) -> None:
    """Leniently a reason may follow, unless it names another label."""
    assert VERDICT.leading(text) == LEADING[text]


def test_shared_wording_names_nothing() -> None:
    """A wording of two codes is no name; their codes still are."""
    shared = Lexicon(("a1", "b1"), {"a1": ("同名", "alpha"), "b1": ("同名",)})

    assert shared.code("同名") == ""
    assert shared.code("alpha") == "a1"
    assert shared.code("b1") == "b1"


def test_code_goes_before_wording() -> None:
    """A wording that looks like another code does not take its place."""
    crossed = Lexicon(("a", "b"), {"a": ("b",)})

    assert crossed.code("b") == "b"


@pytest.mark.parametrize(
    "text", ["3", "三", "第3步", "第三步", "步骤3", "Step 3", "step three", "s3"]
)
def test_steps(text: str) -> None:
    """Numbered steps are named by number, in digits and words."""
    assert lexicon(("s1", "s2", "s3", "none"), {}).code(text) == "s3"


@pytest.mark.parametrize("text", ["13", "第三十步", "3.5", "三四", "第3、4步", "o3"])
def test_no_steps(text: str) -> None:
    """Other numbers are no step; options are not numbered steps."""
    assert lexicon(("s1", "s2", "s3", "none"), {}).code(text) == ""
    assert lexicon(("o3", "settled"), {}).code("3") == ""


letters = st.text(alphabet="abcdefghijklmnopqrstuvwxyz成立不否", min_size=1, max_size=5)


@given(letters, st.sampled_from(VERDICTS), letters)
def test_never_a_substring(before: str, code: str, after: str) -> None:
    """A code inside a longer word is not read as that code."""
    assert VERDICT.code(before + code) != code
    assert VERDICT.code(code + after) != code
    assert VERDICT.code(before + code + after) == ""


@given(st.text(max_size=500))
def test_never_raises(text: str) -> None:
    """Any text names a code or nothing."""
    assert VERDICT.code(text) in ("", *VERDICTS)
    assert VERDICT.leading(text) in ("", *VERDICTS)


REFUSALS = (
    "抱歉，我无法协助处理涉及色情内容的请求。",
    "很抱歉，我不能提供这方面的帮助。",
    "对不起，我无法回答这个问题。",
    "作为一个人工智能语言模型，我无法提供法律意见。",
    "作为AI助手，我不能生成此类内容。",
    "我无法回答您的问题。",
    "您好，\n我无法提供相关帮助。",
    "抱歉，无法继续讨论。",
    "您的请求违反了内容政策。",
    "让我们换个话题吧。",
    "I'm sorry, but I can't assist with that request.",
    "I’m sorry, I can’t help with this.",
    "Sorry, but I cannot discuss this topic.",
    "I cannot provide legal advice.",
    "As an AI language model, I cannot assist with this.",
    "I'm unable to help with that.",
    "I must decline to answer.",
    "This request violates our usage policy.",
    "**I can't help with that.**",
)
NO_REFUSALS = (
    "",
    "抱歉，根据现有材料我无法确定肖像权是否成立。",
    "我无法确定甲的请求是否成立。",
    "我无法给出确定的结论，因为缺少同意的事实。",
    "抱歉，无法给出确定的结论。",
    "乙拒绝提供相关信息，因此应当承担责任。",
    "平台回复“抱歉，我无法协助处理。”",
    "被告无法提供授权证明。",
    "原告不能证明其为权利人。",
    "I'm sorry, but I cannot determine whether consent was given.",
    "I cannot conclude that this request was lawful.",
    "The platform said: I can't help with that.",
    "B cannot provide evidence of consent to the request.",
    "The defendant refused to assist with the takedown.",
    "established",
)


@pytest.mark.parametrize("text", REFUSALS)
def test_refuses(text: str) -> None:
    """Openings of the closed list are refusals."""
    assert refuses(text)


@pytest.mark.parametrize("text", NO_REFUSALS)
def test_does_not_refuse(text: str) -> None:
    """Doubt about the case, and what parties say or do, are no refusals."""
    assert not refuses(text)
