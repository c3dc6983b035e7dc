"""People through the same door: the sheet is blind, and what they fill in comes back whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from facelaw.cli import main
from facelaw.errors import DataError
from facelaw.interop import exam, exam_page, natural, prompts
from facelaw.interop.prompts import Selection
from facelaw.scoring.key import load
from tests.interop.scored import score
from tests.interop.synthetic import TEST_ITEMS


def export(release: Path, out: Path, form: str, *more: str) -> str:
    words = ["export", "--format", form, "--release", str(release), "--out", str(out)]
    assert main([*words, *more]) == 0
    return out.read_text(encoding="utf-8")


def bring_in(release: Path, out: Path, *files: Path) -> int:
    words = ["import", *map(str, files), "--format", "exam", "--release", str(release)]
    return main([*words, "--out", str(out)])


def as_fields(answer: Any, answer_type: str) -> dict[str, str]:
    """Return an answer as someone who knows it would fill it in."""
    if answer_type == "set":
        return {"answer": "、".join(answer["answer"])}
    if answer_type != "argument":
        return dict(answer)
    out = {f"element:{k}": v for k, v in answer["elements"].items()}
    out |= {f"quote:{k}": v for k, v in answer["quotes"].items() if v}
    return out | {"articles": "；".join(answer["articles"]), "verdict": answer["verdict"]}


def gold_fields(release: Path) -> dict[str, dict[str, str]]:
    """Return the right fields by custom id, for the Chinese test split."""
    key = load(release / "key.jsonl")
    rows = exam.order(prompts.select(release, Selection()))
    return {
        custom_id: as_fields(natural.from_key(key[row.id], "zh"), row.answer_type)
        for custom_id, row in rows
    }


def fill(sheet: str, fields: dict[str, dict[str, str]], person: str = "J1") -> str:
    """Fill in a Markdown sheet, line by line."""
    custom_id, out = "", list[str]()
    for line in sheet.splitlines():
        if found := re.match(r"<!-- answer (\w+) -->", line):
            custom_id = found[1]
        if line.endswith(" = "):
            name = re.sub(r" \[.*", "", line.removeprefix("- ").removesuffix(" = "))
            line += fields.get(custom_id, {}).get(name, "") if custom_id else person
        out.append(line)
    return "\n".join(out)


@pytest.mark.parametrize("form", ["exam-md", "exam-html"])
def test_a_sheet_is_blind(release: Path, tmp_path: Path, form: str) -> None:
    text = export(release, tmp_path / "sheet", form)
    shown = re.sub(r"(?:<|&lt;)[a-z]+\.v\d\.[\w.]+(?:>|&gt;)", "", text)  # the made-up prompts' own

    for family in ("dogwood", "elm"):
        assert family not in shown
    assert "quartet" not in shown
    assert "CC-1019" not in shown
    assert "露出了甲的脸。" in shown


def test_variants_of_a_family_do_not_stand_side_by_side(release: Path) -> None:
    rows = [row for _, row in exam.order(prompts.select(release, Selection(("claims",))))]

    assert [row.id for row in rows] != sorted(row.id for row in rows)


def test_a_short_sheet_takes_questions_from_all_over(release: Path, tmp_path: Path) -> None:
    text = export(release, tmp_path / "sheet.md", "exam-md", "--limit", "6")
    asked = re.findall(r"<([a-z]+)\.v\d\.([a-z]+)", text)

    assert len(asked) == 6
    assert len({family for family, _ in asked}) == 2
    assert len({task for _, task in asked}) > 2


def test_a_markdown_sheet_filled_in_comes_back_as_gold(release: Path, tmp_path: Path) -> None:
    sheet = export(release, tmp_path / "sheet.md", "exam-md")
    filled = tmp_path / "filled.md"
    text = fill(sheet, gold_fields(release)).replace("\n", "\r\n").replace(" = ", " ＝", 5)
    filled.write_bytes(b"\xef\xbb\xbf" + text.encode())  # as an editor on Windows leaves it
    out = tmp_path / "p.jsonl"

    assert bring_in(release, out, filled) == 0

    key = load(release / "key.jsonl")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == TEST_ITEMS
    for line in lines:
        expected = natural.from_key(key[line["id"]], "zh")
        if "quotes" in expected:  # a blank quote is left out
            expected["quotes"] = {k: v for k, v in expected["quotes"].items() if v}
        assert line["answer"] == expected, line["id"]
    figures = score(out, release)
    assert {v for k, v in figures.items() if k.startswith("exact.")} == {1.0}
    info = json.loads(Path(f"{out}.run.json").read_text(encoding="utf-8"))
    assert (info["model"], info["budget"], info["note"]) == ("person J1", 0, "from exam")


class Inputs(HTMLParser):
    """Collects the inputs of each question."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[dict[str, str]]] = {}
        self.now = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "section":
            self.now = named["data-id"]
            self.found[self.now] = []
        if tag == "input" and self.now and "data-field" in named:
            self.found[self.now].append(named)


def test_the_page_has_a_field_for_everything_asked(release: Path) -> None:
    rows = list(prompts.select(release, Selection()))
    page = Inputs()
    page.feed(exam_page.html(rows, "zh"))

    for custom_id, row in exam.order(rows):
        came = {(one["data-field"], one.get("value", "")) for one in page.found[custom_id]}
        wanted = {
            (field.name, choice) for field in exam.form(row) for choice in field.choices or ("",)
        }
        assert came == wanted


def test_what_the_page_saves_comes_back(release: Path, tmp_path: Path) -> None:
    fields = {
        k: {n: v.replace("、", ", ") for n, v in f.items()} for k, f in gold_fields(release).items()
    }
    first, *rest = fields
    fields[first] = {}
    saved = tmp_path / "answers.json"
    saved.write_text(json.dumps({"format": exam.FORMAT, "person": "J2", "answers": fields}))
    out = tmp_path / "p.jsonl"

    assert bring_in(release, out, saved) == 0

    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    blank = [line for line in lines if line["answer"] is None]
    assert len(lines) == len(rest) + 1
    assert len(blank) == 1  # left blank: an abstention


def test_the_script_of_the_page_is_javascript(release: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    page = exam_page.html(prompts.select(release, Selection(limit=3)), "en")
    script = page.split("<script>")[1].split("</script>")[0]
    path = tmp_path / "page.js"
    path.write_text(script, encoding="utf-8")

    subprocess.run([node, "--check", str(path)], check=True)


def test_a_prompt_cannot_break_out_of_the_page(release: Path) -> None:
    row = next(prompts.select(release, Selection()))
    prompt = "</pre><script>alert(1)</script>"
    hostile = replace(row, prompt=prompt, keys=('"><script>',))

    assert "<script>alert" not in exam_page.html([hostile], "zh")
    assert '"><script>' not in exam_page.html([hostile], "zh")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a filled answer sheet"),
        ("{", "JSON saved by the page"),
        ('{"format": "other"}', "exam.md /format"),
        (f"<!-- answer {'a' * 24} -->\njust words\n<!-- end -->", "exam.md:2: field = value"),
    ],
)
def test_what_is_no_sheet_is_told(text: str, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)):
        exam.read(text, "exam.md")


def test_sheets_of_two_people_are_two_runs(release: Path, tmp_path: Path) -> None:
    sheet = export(release, tmp_path / "sheet.md", "exam-md", "--limit", "2")
    for person in ("J1", "J2"):
        text = fill(sheet, gold_fields(release), person)
        (tmp_path / f"{person}.md").write_text(text, encoding="utf-8")

    files = (tmp_path / "J1.md", tmp_path / "J2.md")
    assert bring_in(release, tmp_path / "p.jsonl", *files) == 2
