"""Closed-book questions: enough of them, right by the law data, and not guessable by place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from facelaw import _paths
from facelaw.errors import DataError
from facelaw.files import load_yaml
from facelaw.law.load import shipped
from facelaw.tasks import recall

LAW = shipped()
QUESTIONS = recall.load(LAW)


def test_there_are_enough_mostly_for_testing() -> None:
    splits = Counter(q.split for q in QUESTIONS)

    assert len(QUESTIONS) >= 120
    assert set(splits) == {"test", "dev"}
    assert splits["dev"] / len(QUESTIONS) < 0.15
    assert {q.about for q in QUESTIONS} == {
        "in_force", "ended", "article", "threshold", "element", "option",
    }  # fmt: skip


def test_a_right_option_is_what_the_law_data_give() -> None:
    entries = [
        entry
        for path in sorted((_paths.root() / "data" / "recall").glob("*.yaml"))
        for entry in load_yaml(path).value["questions"]
    ]
    assert len(entries) == len(QUESTIONS)
    for entry in entries:
        assert entry["right"] == dict(recall.answers(LAW, entry)[0]), entry["id"]


def test_ids_and_items_are_distinct_and_outside_every_headline() -> None:
    items = [recall.item(q) for q in QUESTIONS]

    assert len({item.id for item in items}) == len(items)
    for q, item in zip(QUESTIONS, items, strict=True):
        assert item.family.startswith("recall-")
        assert not item.headline
        assert dict(item.gold) == {"answer": q.right}
        assert item.wordings[q.right] == q.options[recall.LETTERS.index(q.right)]


def test_the_place_of_the_right_option_is_balanced() -> None:
    places = Counter(q.right for q in QUESTIONS)

    assert max(places.values()) / len(QUESTIONS) <= 0.33
    assert min(places.values()) / len(QUESTIONS) >= 0.18


def test_neither_the_longest_nor_the_shortest_option_is_mostly_right() -> None:
    for lang in recall.LANGS:
        for pick in (max, min):
            hits = sum(
                q.options[recall.LETTERS.index(q.right)][lang]
                == pick((o[lang] for o in q.options), key=len)
                for q in QUESTIONS
            )
            assert hits / len(QUESTIONS) <= 0.4, (lang, pick.__name__, hits)


def test_the_greatest_or_least_number_is_no_answer() -> None:
    numbers = [q for q in QUESTIONS if q.about == "threshold"]
    for pick in (max, min):
        hits = 0
        for q in numbers:
            values = [int("".join(c for c in o["en"] if c.isdigit())) for o in q.options]
            hits += values[recall.LETTERS.index(q.right)] == pick(values)
        assert hits / len(numbers) <= 0.4, (pick.__name__, hits)


def test_prompts_are_rendered_in_both_languages() -> None:
    for q in QUESTIONS:
        for lang in recall.LANGS:
            prompt = recall.render(recall.item(q), q, lang)
            assert q.text[lang] in prompt
            assert all(f"- {letter}" in prompt for letter in recall.LETTERS)
            assert '{"answer"' in prompt


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('right: {zh: "2021年1月1日", en: "1 January 2021"}',
         'right: {zh: "2020年1月1日", en: "1 January 2020"}', "/questions/0/right"),
        ("source: CC", "source: CCC", "/questions/0/source"),
        ('en: "28 May 2020"', 'en: "1 January 2021"', "/questions/0/wrong"),
    ],
)  # fmt: skip
def test_a_question_that_the_law_contradicts_is_refused(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = """
id: recall-x
split: test
asked_on: "2026-11-22"
questions:
  - id: start
    about: in_force
    source: CC
    zh: 哪一天？
    en: Which day?
    right: {zh: "2021年1月1日", en: "1 January 2021"}
    wrong:
      - {zh: "2020年5月28日", en: "28 May 2020"}
      - {zh: "2020年6月1日", en: "1 June 2020"}
      - {zh: "2021年6月1日", en: "1 June 2021"}
"""
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    assert len(recall.load(LAW, tmp_path)) == 1

    assert old in text
    (tmp_path / "x.yaml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as refused:
        recall.load(LAW, tmp_path)
    assert told in {p.pointer for p in refused.value.problems} or told in str(refused.value)
