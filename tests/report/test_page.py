"""The page as text: nothing leaves it, nothing hostile stands in it, equal data, equal page."""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facelaw.errors import UsageError
from facelaw.report import html
from facelaw.report.content import LawPicture, Quote, Step
from facelaw.report.data import Attempt, Estimate, Measure, ReportData, Run
from facelaw.report.frame import frame
from facelaw.report.html import render, write
from facelaw.report.pack import pack, unpack
from facelaw.report.packs import LONGEST, outcome, packs, said
from tests.report.sample import HOSTILE, sample


@pytest.fixture(scope="module")
def page() -> str:
    return render(sample())


def opened(page: str, name: str) -> Any:
    found = re.search(rf'<script type="[^"]+" data-pack="{name}">([^<]*)</script>', page)
    assert found
    return unpack(found[1])


def test_the_page_names_no_address_to_load(page: str) -> None:
    assert not re.findall(r"""(?:src|href|action)\s*=\s*["']?(?!#)[^"'\s>]""", page)
    assert not re.findall(r"https?:|//[a-z]+\.|@import|url\(", page)


def test_only_its_own_style_and_script_may_run(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    for kind in ("style", "script"):
        inline = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in allowed
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    assert not re.findall(r'<[^>]+\s(?:style|on[a-z]+)="', page)


def test_the_script_sets_text_only() -> None:
    script = "".join((html.TEMPLATES / name).read_text("utf-8") for name in html.SCRIPTS)

    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", script
    )


def test_hostile_words_stand_only_in_packs(page: str) -> None:
    assert "onerror" not in page
    assert "example.invalid" not in page
    given = opened(page, "family-0")["attempts"]["template-face-out.v0.claims"]
    assert HOSTILE in [attempt["text"] for attempt in given]


def test_hostile_names_are_escaped() -> None:
    data = sample()
    first = replace(data.runs[0], model=HOSTILE, signature=HOSTILE, note=HOSTILE)

    hostile = render(replace(data, runs=(first, *data.runs[1:])))

    assert "<img" not in hostile
    assert "&lt;/script&gt;&lt;img" in hostile


def test_answers_are_not_in_plain_text(page: str) -> None:
    assert "抠去面部" not in page
    assert '"gold"' not in page


def test_the_same_data_give_the_same_page(page: str) -> None:
    assert render(sample()) == page


def test_every_view_is_in_both_languages(page: str) -> None:
    body = page[page.index("<main") : page.index("<footer")]

    assert body.count('<span lang="zh">') == body.count('<span lang="en">')
    assert body.count("<section data-view") == 6


def test_an_empty_report_still_opens() -> None:
    page = render(ReportData("1.0.0", "0.1.0", (), ()))

    assert page.count('class="empty"') == 4
    assert opened(page, "index")["rows"] == []


def test_runs_are_ordered_by_the_headline_and_coloured_in_turn() -> None:
    def run(id: str, strict: float | None, baseline: bool = False) -> Run:
        found = {} if strict is None else {"strict": Estimate(strict)}
        return Run(id, id, "", baseline=baseline, estimates=found)

    measure = Measure("strict", {"zh": "全对", "en": "Strict"})
    runs = (run("low", 0.2), run("none", None), run("floor", 0.3, True), run("high", 0.9))

    shown = frame(ReportData("1", "1", (measure,), runs))

    assert [r.id for r in shown.runs] == ["high", "floor", "low", "none"]
    assert shown.css == {"high": "s0", "floor": "base", "low": "s1", "none": "s2"}
    assert [m.id for m in shown.shown] == ["strict"]


def test_runs_under_unlike_settings_stand_apart() -> None:
    measure = Measure("strict", {"zh": "全对", "en": "Strict"})
    found = {"strict": Estimate(0.5)}
    runs = (
        Run("law", "m", "", condition="law", estimates={"strict": Estimate(0.9)}),
        Run("en", "m", "", lang="en", estimates=found),
        Run("plain", "m", "", estimates=found),
        Run("other", "n", "", estimates=found),
    )

    shown = frame(ReportData("1", "1", (measure,), runs))

    assert [[r.id for r in members] for _, members in shown.groups] == [
        ["other", "plain"],
        ["law"],
        ["en"],
    ]
    assert render(shown.data).count('class="board-group"') == 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("own", {"zh": "本人", "en": "own"}),
        ("12", {"zh": "12 个", "en": "12 items"}),
        ("yes", {}),
    ],
)
def test_a_fact_s_value_is_told_in_words(value: str, expected: dict[str, str]) -> None:
    face = Step({"zh": "谁的脸", "en": "face"}, values={"own": {"zh": "本人", "en": "own"}})
    count = Step({"zh": "数量", "en": "count"}, unit={"zh": "个", "en": "items"})
    fact = "videos" if value == "12" else "face"
    quote = Quote(f"{fact}@a1:A", {}, value, {})

    assert said(quote, LawPicture((), {"face": face, "videos": count}, {})) == expected
    assert said(quote, None) == {}


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (None, "missing"),
        (Attempt("a", "i", "answered", True), "right"),
        (Attempt("a", "i", "answered", False), "wrong"),
        (Attempt("a", "i", "refused", True), "refused"),
        (Attempt("a", "i", "exploded"), "failed"),
    ],
)
def test_an_item_ends_in_one_way(attempt: Attempt | None, expected: str) -> None:
    assert outcome(attempt) == expected


def test_long_output_is_cut_and_says_so() -> None:
    data = sample()
    id = "template-face-out.v0.claims"
    rest = tuple(a for a in data.attempts if (a.run, a.item) != ("alpha-large", id))
    long = Attempt("alpha-large", id, "unparsed", text="长" * (LONGEST + 7))

    shown = frame(replace(data, attempts=(*rest, long)))
    answers = unpack(dict(packs(shown))["family-0"])["attempts"][id]

    assert len(answers[0]["text"]) == LONGEST
    assert answers[0]["cut"] == 7


def test_packs_come_back() -> None:
    value = {"a": [1, 2.5, None, "</script>"], "键": {"值": True}}

    assert unpack(pack(value)) == value
    assert gzip.decompress(base64.b64decode(pack("x"))) == b'"x"'


def test_writing_replaces_the_file_whole(tmp_path: Path, page: str) -> None:
    path = tmp_path / "new" / "report.html"
    write(path, sample())

    assert path.read_text("utf-8") == page
    assert [p.name for p in path.parent.iterdir()] == ["report.html"]


def test_without_jinja_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(UsageError, match=r"pip install 'facelaw\[build\]'"):
        render(sample())


def test_the_report_needs_neither_solver_nor_yaml() -> None:
    names = "'clingo', 'yaml', 'pyarrow', 'sklearn', 'rich'"
    code = f"import facelaw.report.html, sys; sys.exit(any(n in sys.modules for n in ({names})))"

    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=path).returncode == 0
