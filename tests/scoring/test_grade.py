"""Grading, worked by hand; and what no answer can gain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelaw.scoring import grade_citations, grade_quotes
from facelaw.scoring.answers import Reading, read_structured
from facelaw.scoring.grade import Judge, Parts, grade
from facelaw.scoring.grade_citations import Counts, at_article, at_paragraph, best
from tests.scoring.fakes import NAMES, item

E, N, U = "established", "not_established", "undetermined"


def parts(name: str, value: object, judge: Judge | None = None) -> Parts:
    """Grade a structured answer by the strict reading."""
    asked = item(name)
    return grade(asked, read_structured(asked, value).strict, judge or Judge())


def test_map() -> None:
    """Gold is N E U: two of three hit, in the order of the gold."""
    found = parts("removed", {"A.reputation_right.B": N, "A.portrait_right.B": N,
                              "A.personal_information.B": E})  # fmt: skip

    assert found.hits == (1, 1, 0)
    assert found.predicted == (N, E, N)
    assert not found.right


@pytest.mark.parametrize(
    ("answer", "counts", "right"),
    [
        (["f1", "f2"], (2, 0, 0), True),
        (["f1"], (1, 0, 1), False),
        (["f1", "f2", "f3"], (2, 1, 0), False),
        (["f3", "zzz"], (0, 2, 2), False),
        (["none"], (0, 1, 2), False),
        (["f1", "f1", "？"], (1, 1, 1), False),
        ([], (0, 0, 2), False),
    ],
)
def test_set(answer: list[str], counts: tuple[int, int, int], right: bool) -> None:
    """Gold is f1 f2. Entries that are no code count as wrong; silence finds nothing."""
    found = parts("gaps", answer)

    assert (found.tp, found.fp, found.fn) == counts
    assert found.right is right


@pytest.mark.parametrize(
    ("answer", "distance"),
    [("below", 2), ("base", 1), ("serious", 0), ("very_serious", 1), ("nonsense", 2), (None, 2)],
)
def test_bracket(answer: str | None, distance: int) -> None:
    """Gold is the third of four; who says nothing is as far off as can be."""
    found = parts("bracket363", answer)

    assert (found.distance, found.worst) == (distance, 2)
    assert found.right is (distance == 0)


def test_fields() -> None:
    """Quantities are compared exactly and with their relation; text without case and marks."""
    value = {
        "taken": 60000,
        "videos": "超过1,200部",
        "term": "87个月",
        "judged": "2023-08-23",
        "instance": "appeal",
        "court": "“杭州互联网法院”",
        "fine": "none",
    }
    found = parts("report", value)

    assert found.hits == (1, 1, 1, 1, 0, 1, 1)
    assert found.predicted[0] == "60000元"


STATUSES = ["abstained", "refused", "truncated", "unparsed", "missing", "failed"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", STATUSES)
def test_all_but_answered_get_nothing(name: str, status: str) -> None:
    """Whatever an unanswered item carries, it hits nothing."""
    asked = item(name)
    right = tuple((pair.key, pair.value) for pair in asked.gold)
    found = grade(asked, Reading(status, right))  # type: ignore[arg-type]

    assert not found.right
    assert not any(found.hits)
    assert found.tp == found.fp == 0
    assert found.cited.article.tp == 0
    assert found.quoted.common == 0


# --- citations ----------------------------------------------------------------------------------

PROOFS = (("CC-1019-1",), ("CC-1018-2", "CC-1019-2"))
ALSO = ("CC-110-1",)


@pytest.mark.parametrize(
    ("cited", "article", "paragraph"),
    [
        (["CC-1019-1"], (1, 0, 0), (1, 0, 0)),
        (["CC-1019"], (1, 0, 0), (0, 1, 1)),  # no 款: right at 条, another citation at 款
        (["CC-1019-2"], (1, 0, 0), (1, 0, 1)),  # at 款 the second proof is nearer: F1 2/3
        (["CC-1018-2", "CC-1019-2"], (2, 0, 0), (2, 0, 0)),
        (["CC-1019-1", "CC-1019"], (1, 0, 0), (1, 1, 0)),  # two citations at 款, one at 条
        (["CC-1019-1", "CC-110-1"], (1, 0, 0), (1, 0, 0)),  # neutral
        (["CC-1019-1", "CC-110"], (1, 0, 0), (1, 1, 0)),
        (["CC-1024-1"], (0, 1, 1), (0, 1, 1)),
        (["CC-1019-1", "CC-1024-1"], (1, 1, 0), (1, 1, 0)),
        ([], (0, 0, 1), (0, 0, 1)),
    ],
)
def test_best(cited: list[str], article: Sequence[int], paragraph: Sequence[int]) -> None:
    """The best proof by F1 decides, at each level apart."""
    assert best(cited, PROOFS, ALSO, at_article) == Counts(*article)
    assert best(cited, PROOFS, ALSO, at_paragraph) == Counts(*paragraph)


def test_f1() -> None:
    """One hit, one wrong, one missed: 2 / (2 + 1 + 1); nothing at all is 0."""
    assert Counts(1, 1, 1).f1 == Fraction(1, 2)
    assert Counts().f1 == 0


def test_items_of_a_paragraph() -> None:
    """项 fall away at 款, 款 at 条; 之一 stays."""
    assert at_paragraph("PIPL-13-1-i2") == "PIPL-13-1"
    assert at_article("CL-253A-1") == "CL-253A"


@dataclass(frozen=True)
class Cite:
    """A citation whose text is its id, and whose first letters its verdict."""

    id_article: str
    id_paragraph: str
    verdict: str


FAULTY = {"X": "no_such_article", "Y": "not_in_force", "Z": "wrong_tier", "W": "ambiguous"}


def citer(text: str, on: date | None = None) -> list[Cite]:
    """Read ids as citations: those that begin with X to W are faulty."""
    assert on == date(2024, 6, 20)
    if "-" not in text:
        return []
    verdict = FAULTY.get(text[0], "in_force")
    known = verdict not in ("no_such_article", "ambiguous")
    return [
        Cite(
            at_article(text) if known else "",
            at_paragraph(text) if known and text.count("-") > 1 else "",
            verdict,
        )
    ]


def argue(articles: object) -> Parts:
    """Grade an argument whose elements and verdict are right."""
    value = {
        "elements": {"identifiable": "met", "used": "met", "no_excuse": "met"},
        "articles": articles,
        "verdict": E,
    }
    return parts("argument", value, Judge(citer))


def test_faults_stay_in_the_denominator() -> None:
    """One right among six: 2 / (2 + 5), each fault counted by its kind."""
    cited = argue(["CC-1019-1", "X-9-9", "Y-100-1", "Z-5-1", "W-1", "无"]).cited

    assert cited.article == Counts(1, 5, 0)
    assert cited.cited == 6
    assert cited.invented == 1
    assert cited.out_of_force == 1
    assert cited.wrong_tier == 1
    assert cited.unresolved == 2


def test_out_of_force_but_carrying_is_no_fault() -> None:
    """A norm of the time of the act that a proof rests on counts, whatever is in force later."""
    cited = grade_citations.grade(["Y-100-1"], [["Y-100-1"]], [], citer, date(2024, 6, 20))

    assert cited.article == Counts(1, 0, 0)
    assert cited.out_of_force == 0


def test_argument_right() -> None:
    """Elements, verdict, and citations with F1 1 at 条; 款 and quotes are told apart."""
    assert argue(["CC-1019"]).right
    assert argue(["CC-1019-1", "CC-110-1"]).right
    assert not argue(["CC-1019-1", "CC-1024-1"]).right
    assert not argue([]).right
    assert not argue(None).right


def test_citing_nothing_finds_nothing() -> None:
    """No citation is not perfect integrity: it is 0."""
    assert argue([]).cited.article.f1 == 0


def test_no_citation_asked() -> None:
    """Where the conclusion asks for none, none is graded."""
    value = {
        "elements": {"identifiable": "not_met", "used": "met", "no_excuse": "met"},
        "articles": ["X-1-1"],
        "verdict": N,
    }
    found = parts("removed_argument", value, Judge(citer))

    assert found.right
    assert found.cited.cited == 0


IDS = st.sampled_from(
    ["CC-1019-1", "CC-1018-2", "CC-1019-2", "CC-1019", "CC-110-1", "CC-1020-1", "CC-1024-1",
     "PIPL-13-1-i2", "X-1-1", "Y-2-1", "Z-3-1", "W-4", "无"]
)  # fmt: skip
WRONG = st.sampled_from(
    ["CC-1024-1", "CC-990-1", "X-1-1", "Y-2-1", "Z-3-1", "W-4", "无", "CL-246-1"]
)


@given(st.lists(IDS, max_size=8), WRONG)
def test_a_wrong_citation_never_raises(cited: list[str], wrong: str) -> None:
    """One more wrong citation: F1 stays or falls at both levels."""
    before, after = argue(cited), argue([*cited, wrong])

    assert after.cited.article.f1 <= before.cited.article.f1
    assert after.cited.paragraph.f1 <= before.cited.paragraph.f1
    assert after.right <= before.right


@given(st.lists(IDS, max_size=8))
def test_citation_bounds_and_order(cited: list[str]) -> None:
    """F1 lies between 0 and 1; order and repetition change nothing."""
    found = argue(cited).cited

    assert 0 <= found.article.f1 <= 1
    assert 0 <= found.paragraph.f1 <= 1
    assert found.cited >= found.invented + found.out_of_force + found.wrong_tier + found.unresolved
    assert argue(list(reversed(cited)) + cited).cited == found


def test_cite_everything() -> None:
    """200 articles, two of them of one proof, one neutral: 2 * 2 / (2 * 2 + 197)."""
    cited = argue([f"CC-{number}-2" for number in range(900, 1100)]).cited

    assert cited.article == Counts(2, 197, 0)
    assert cited.article.f1 < Fraction(1, 50)


REAL = st.sampled_from(
    ["民法典第1019条第1款", "《民法典》第一千零一十九条", "民法典1018条2款", "民法典第1019条第2款",
     "PIPL 13", "民法通则第100条", "民法典第9999条", "第1019条", "刑法第二百五十三条之一",
     "民法典第1019条至第1021条", "无"]
)  # fmt: skip


@given(st.lists(REAL, max_size=5))
def test_real_citations(cited: list[str]) -> None:
    """With the project's own reader of citations a wrong one never raises either."""
    value = {"elements": {"used": "met"}, "articles": cited, "verdict": E}
    before = parts("argument", value)
    after = parts("argument", value | {"articles": [*cited, "民法典第990条第1款"]})

    assert after.cited.article.f1 <= before.cited.article.f1
    assert after.cited.paragraph.f1 <= before.cited.paragraph.f1


# --- quotes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "common", "given_"),
    [
        ("成片中的脸与林某一致", 10, 10),
        ("“成片中的脸，与林某一致”", 10, 11),  # the comma is a character too many
        ("  成片 中的脸\n与林某一致 ", 10, 10),
        ("成片中的脸…林某一致", 9, 10),
        ("", 0, 0),
        ("致一某林与脸的中片成", 1, 10),  # order matters
        ("成片中的脸与林某一致" * 2, 10, 20),
    ],
)
def test_quotes(quote: str, common: int, given_: int) -> None:
    """Characters in order; width, quotation marks and blanks excused, ellipsis and rest not."""
    found = grade_quotes.grade({"e": quote}, {"e": ["成片中的脸与林某一致"]})

    assert (found.common, found.given, found.gold) == (common, given_, 10)
    assert found.f1 == Fraction(2 * common, given_ + 10)


def test_nearest_quote() -> None:
    """Of two quotes in the key the nearer counts, or both in order."""
    wanted = {"e": ["甲乙丙", "丁戊"]}

    assert grade_quotes.grade({"e": "丁戊"}, wanted).f1 == 1
    assert grade_quotes.grade({"e": "甲乙丙丁戊"}, wanted).f1 == 1
    assert grade_quotes.grade({}, wanted).f1 == 0
    assert grade_quotes.grade({"x": "甲"}, {}).f1 == 0


def test_quotes_in_the_language_of_the_run() -> None:
    """The key's English quotes count for an English run."""
    value = {
        "elements": {"used": "met"},
        "quotes": {"identifiable": "the face is Lin's", "used": "posted it in the group"},
        "verdict": E,
    }

    assert parts("argument", value, Judge(lang="en")).quoted.f1 == 1
    assert parts("argument", value).quoted.f1 == 0


def slow_lcs(a: str, b: str) -> int:
    """Return the longest common subsequence by the textbook table."""
    row = [0] * (len(b) + 1)
    for char in a:
        before = row[:]
        for i, other in enumerate(b):
            row[i + 1] = before[i] + 1 if char == other else max(before[i + 1], row[i])
    return row[-1]


@given(st.text(alphabet="甲乙丙丁", max_size=30), st.text(alphabet="甲乙丙丁", max_size=30))
def test_in_order(a: str, b: str) -> None:
    """The bit-parallel length is the textbook's."""
    assert grade_quotes.in_order(a, b) == slow_lcs(a, b)


@settings(deadline=None)
@given(
    st.text(alphabet="甲乙丙 “…", max_size=12),
    st.lists(st.text(alphabet="甲乙丙 “…", min_size=1, max_size=6), min_size=1, max_size=3),
)
def test_the_nearest_is_the_best_by_the_textbook(quote: str, wanted: list[str]) -> None:
    """Short ways to the answer (nothing said, exactly said) end where the long one does."""
    options = [grade_quotes.plain(text) for text in (*wanted, "".join(wanted))]
    said = grade_quotes.plain(quote)
    whole = [len(said) + len(text) for text in options]
    slow = [
        Fraction(2 * slow_lcs(text, said), both) if both else Fraction(0)
        for text, both in zip(options, whole, strict=True)
    ]
    best = grade_quotes.nearest(quote, wanted)

    assert best.f1 == max(slow)
    assert (best.given, best.gold) == (len(said), len(options[slow.index(max(slow))]))
