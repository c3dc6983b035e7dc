"""The index of laws: what it holds, what it refuses, and that the released file is fresh."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from facelaw._paths import data
from facelaw.citations import index, load, parse
from facelaw.citations.names import key
from facelaw.citations.spelling import fold
from facelaw.errors import DataError

FOLDER = data("law", "articles")

COUNTS = {
    # code: (last number, articles in all); 452 + 53 inserted for the Criminal Law
    "CC": (1260, 1260),
    "PIPL": (74, 74),
    "CL": (452, 505),
    "PS12": (119, 119),
    "PS25": (144, 144),
    "NSL16": (79, 79),
    "NSL25": (81, 81),
    "CPL": (306, 306),
    "CPL17": (284, 284),
    "CPLI": (550, 550),
    "CRPL": (308, 308),
    "CRPLI": (655, 655),
    "FRI": (16, 16),
    "DSR": (25, 25),
    "GAIR": (24, 24),
    "LBL": (14, 14),
    "FRS": (20, 20),
    "AFL": (50, 50),
    "GPCL": (156, 156),
}


def test_released_index_is_what_the_sources_compile_to() -> None:
    assert json.loads(data("release", "articles.json").read_text("utf-8")) == index.compile(FOLDER)


@pytest.mark.parametrize(("code", "counts"), COUNTS.items())
def test_article_counts(code: str, counts: tuple[int, int]) -> None:
    law = load().laws[code]
    assert (law.last(), len(list(law.articles()))) == counts


def test_inserted_articles_of_the_criminal_law() -> None:
    law = load().laws["CL"]
    named = {"17A", "37A", "120A", "253A", "286A", "287A", "287B", "291A", "291B", "293A", "299A"}
    assert named <= set(law.inserted)
    assert len(law.inserted) == 53
    assert law.force("253A") == ("2009-02-28", "")
    assert law.force("287B") == ("2015-11-01", "")
    assert law.force("199") == ("1997-10-01", "2015-10-31")
    order = list(law.articles())
    assert order[order.index("287") : order.index("288") + 1] == ["287", "287A", "287B", "288"]


def test_numbers_by_time() -> None:
    law = load().laws["CPL"]
    assert law.in_force("291", date(2023, 12, 31))
    assert not law.in_force("292", date(2023, 12, 31))
    assert law.in_force("306", date(2024, 1, 1))


def test_find_by_code_and_by_name() -> None:
    laws = load()
    assert [law.code for law in laws.find("CC")] == ["CC"]
    assert [law.code for law in laws.find("《中华人民共和国民法典》")] == ["CC"]
    assert [law.code for law in laws.find("治安管理处罚法")] == ["PS12", "PS25"]
    assert [law.code for law in laws.find("法释〔2014〕11号")] == ["NTI14"]
    assert laws.find("合同法") == ()
    assert laws.find("") == ()


def test_every_alias_finds_its_law() -> None:
    laws = load()
    for text, name in laws.called.items():
        found = laws.names.longest(text, 0)
        assert found == (len(text), name), text


def test_every_id_in_words_is_read_back() -> None:
    """Write every article, 款 and 项 in words, in both languages, and read it back."""
    laws = load()
    for law in laws.laws.values():
        day = date.fromisoformat("2024-01-02" if law.code in ("CL", "CPL") else law.start)
        for article in law.articles():
            base = f"{law.code}-{article}"
            wanted = {base: f"{base}-1" if law.paragraphs.get(article) == 1 else base}
            for p in range(1, law.paragraphs.get(article, 0) + 1):
                wanted[f"{base}-{p}"] = f"{base}-{p}"
                for i in range(1, law.items.get(article, {}).get(str(p), 0) + 1):
                    wanted[f"{base}-{p}-i{i}"] = f"{base}-{p}-i{i}"
            for citation, back in wanted.items():
                for lang in ("zh", "en"):
                    words = laws.wording(citation, lang)
                    read = [(c.id, c.span) for c in parse(words, day)]
                    assert read == [(back, (0, len(words)))], (citation, words)


@pytest.mark.parametrize("citation", ["", "?", "XX-1", "CC-x", "CC--", "CC-i2", "民法典"])
def test_wording_of_no_id_never_raises(citation: str) -> None:
    assert isinstance(load().wording(citation), str)


def test_names_are_folded() -> None:
    assert key(fold("《中华人民共和国民法典》").text) in load().called


def test_reading_citations_needs_no_yaml() -> None:
    script = (
        "import sys; sys.modules['yaml'] = None\n"
        "from facelaw.citations import parse\n"
        "assert parse('民法典第1019条第1款')[0].id == 'CC-1019-1'\n"
        "assert 'jsonschema_rs' not in sys.modules and 'facelaw.schema' not in sys.modules\n"
    )
    path = str(Path(index.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


GOOD = """
- code: AAA
  law: 甲法
  full: 中华人民共和国甲法
  en: A Law
  authority: statute
  from: "2020-01-01"
  until: ""
  articles: "1-10"
  count_source: known
"""


def faults(folder: Path, text: str) -> str:
    """Compile one file and return what is wrong with it."""
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        index.compile(folder)
    return str(caught.value)


def test_a_small_index(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    laws = index.read(index.compile(tmp_path))
    assert [c.id for c in parse("甲法第3条、第11条", None, laws)] == ["AAA-3", ""]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("1-10", "one to ten"), "articles"),
        (("AAA", "aaa"), "code"),
        (("2020-01-01", "2020-13-01"), "/0/from"),
        (('until: ""', 'until: "2019-01-01"'), "a day after 2020-01-01"),
        (("statute", "law"), "one of statute"),
        (("count_source: known", 'paragraphs: {"11": "1"}\n  count_source: known'), "1–10"),
        (("count_source: known", 'ended: {"3A": "2021-01-01"}\n  count_source: known'), "1–10"),
        (
            ("count_source: known", 'items: {"3": {"2": "4"}}\n  count_source: known'),
            "a 款 of 1–0",
        ),
        (("count_source: known", "count_sauce: known"), "count_sauce"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    assert expected in faults(tmp_path, GOOD.replace(*change))


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    second = GOOD.replace("AAA", "BBB").replace("2020-01-01", "2021-01-01")
    third = GOOD.replace("甲法", "乙法").replace("A Law", "B Law") + "  aliases: [甲法]\n"
    told = faults(tmp_path, GOOD + second + third)
    assert "each code once" in told
    assert "a day after the version AAA ended" in told
    assert "names of one law only" in told
    assert "a.yaml:" in told


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="files of laws"):
        index.compile(tmp_path)
