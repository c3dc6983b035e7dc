"""Words of generated files: streams, rows, unique quotes, edits that give the variant's text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelaw.generate.marginals import distance
from facelaw.generate.names import Namer, lists
from facelaw.generate.page import Page, edits, trimmed
from facelaw.generate.rows import recount, split
from facelaw.generate.stream import Stream
from facelaw.generate.tell import Mark, Unit
from facelaw.generate.wording import capital
from facelaw.scenarios.edits import apply
from facelaw.scenarios.lists import word_list


def page(*texts: str) -> Page:
    """Return a page of Chinese units; the English is the same."""
    units = tuple(Unit(f"u{i}", "", "", (text, text)) for i, text in enumerate(texts))
    return Page("", units, (("", ""),) * len(units))


def test_a_stream_is_named_by_its_path_alone() -> None:
    one = Stream("seed", 1)
    drawn = [one.below(1000) for _ in range(5)]
    part = one.sub("part").below(10**9)

    assert [Stream("seed", 1).below(1000) for _ in range(1)] == drawn[:1]
    assert Stream("seed", 1).sub("part").below(10**9) == part
    assert Stream("seed", 2).below(10**9) != Stream("seed", 1).below(10**9)


def test_draws_are_even_and_within_bounds() -> None:
    """6,000 draws of six: 1,000 each, standard deviation 29; 5 of them are 145."""
    draw = Stream("dice")
    counts = Counter(draw.between(1, 6) for _ in range(6000))

    assert set(counts) == {1, 2, 3, 4, 5, 6}
    assert all(abs(n - 1000) < 145 for n in counts.values())
    assert sorted(Stream("cards").shuffled(range(9))) == list(range(9))


@given(st.integers(1, 5000), st.integers(1, 8), st.integers(1, 6000))
def test_rows_add_up_and_change_as_little_as_can_be(total: int, parts: int, other: int) -> None:
    rows = split(Stream("rows", total, parts), total, parts)

    assert sum(rows) == total
    assert all(n >= 1 for n in rows)
    assert len(rows) <= parts
    again = recount(rows, other)
    assert sum(again) == other
    if other > total:
        assert sum(a != b for a, b in zip(rows, again, strict=True)) == 1


def marked(*units: tuple[str, str, str]) -> Page:
    """Return a page of units (zh, en, the marked words in both)."""
    made: list[Unit] = []
    for i, (zh, en, word) in enumerate(units):
        zh_word, en_word = word.split("/")
        spans = (
            (zh.index(zh_word), zh.index(zh_word) + len(zh_word)),
            (en.index(en_word), en.index(en_word) + len(en_word)),
        )
        made.append(Unit(f"u{i}", "", "", (zh, en), (Mark(f"f{i}", spans),)))
    return Page("d1", tuple(made), (("", ""),) * len(made))


def test_a_quote_grows_until_it_is_unique_in_both_languages() -> None:
    """Unique words stay; repeated ones grow to their unit, then to the unit before, or behind."""
    page = marked(
        ("交了钱。", "She paid.", "交了/paid"),
        ("乙签字。", "B signed.", "乙/B"),
        ("交了钱。", "He paid.", "交了/paid"),
        ("交了钱。", "He paid.", "交了/paid"),
    )

    quotes = {mark.key: [found[lang][0].text for lang in ("zh", "en")]
              for mark, found in page.quotes()}  # fmt: skip

    assert quotes["f1"] == ["乙", "B"]
    assert quotes["f0"] == ["交了钱。乙签字。", "She paid.B signed."]
    assert quotes["f2"] == ["乙签字。交了钱。", "B signed.He paid."]
    assert quotes["f3"] == ["交了钱。交了钱。", "He paid.He paid."]


def test_an_edit_keeps_what_both_sides_share() -> None:
    text = "他来了，带了一本书，坐下。"

    assert trimmed(text, text, "他来了，带了两本书，坐下。") == ("带了一本书", "带了两本书")
    twice = "带了一本书，坐下。带了一本书，走了。"
    old = "带了一本书，走了。"
    assert trimmed(twice, old, "带了两本书，走了。") == (old, "带了两本书，走了。")


def test_edits_of_alike_sentences_grow_to_the_left_and_merge() -> None:
    """Three alike sentences change: each needs the one before it, so they become one edit."""
    base, other = page("一。", "同。", "同。", "同。"), page("一。", "甲。", "乙。", "丙。")

    found = edits([base], [other])

    zh = [e for e in found if e.lang == "zh"]
    assert apply(base.text(0), zh) == ("一。甲。乙。丙。", [])


@given(
    st.lists(st.sampled_from(["同。", "同，再。", "甲去了。", "乙没去。"]), min_size=1, max_size=8),
    st.data(),
)
def test_edits_make_the_variant(units: list[str], data: st.DataObject) -> None:
    """Whatever changes, the edits turn one text into the other, and each occurs once."""
    changed = [
        data.draw(st.sampled_from([unit, "改了。", "同。", "又改，再改。"])) for unit in units
    ]
    base, other = page("编号一。", *units), page("编号一。", *changed)

    zh = [e for e in edits([base], [other]) if e.lang == "zh"]

    assert apply(base.text(0), zh) == (other.text(0), [])


def test_english_sentences_begin_with_a_capital() -> None:
    assert capital("he paid. then he left") == "He paid. Then he left"
    assert capital("[[a@x|it was]] so") == "[[a@x|It was]] so"


def test_distance_is_half_of_what_differs() -> None:
    """|0.5 - 0.45| + |0.5 - 0.45| + |0 - 0.1| = 0.2, half of it 0.1."""
    aimed = {"a": 0.45, "b": 0.45, "c": 0.1}

    assert distance({"a": 0.5, "b": 0.5}, aimed) == pytest.approx(0.1)
    assert distance(aimed, aimed) == 0


@given(st.integers(60, 5000), st.integers(2, 8))
def test_no_row_is_a_crumb(total: int, parts: int) -> None:
    """An even share is total / parts; a third of it, rounded down, is the least."""
    rows = split(Stream("crumbs", total, parts), total, parts)

    assert len(rows) == parts
    assert min(rows) >= total // (3 * parts)
    assert min(recount(rows, total // 2)) >= min(rows) // 5


def test_no_drawn_name_is_a_real_persons() -> None:
    """Every surname with every given name that the lists can make is refused where it is one's."""
    real = word_list("real_persons")
    given = [*lists()["given_she"], *lists()["given_he"]]
    refused = {
        f"{surname.en} {name.en}"
        for surname in lists()["surnames"]
        for name in given
        if real.found(f"{surname.zh}{name.zh} {surname.en} {name.en}")
    }
    drawn = {
        Namer(Stream("real", seed)).party("person", str(key)).full.en
        for seed in range(50)
        for key in range(20)
    }

    assert refused, "else this shows nothing"
    assert not drawn & refused
