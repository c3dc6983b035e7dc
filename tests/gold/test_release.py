"""The shipped release: fresh, whole, and worth 1.0 to whoever answers with its gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from facelaw import _paths
from facelaw.gold.families import check_paths, family_files, load_derived
from facelaw.gold.release import build
from facelaw.interop import natural
from facelaw.release.rows import item_hash
from facelaw.release.write import render
from facelaw.scoring import key as keys

RELEASE = _paths.data("release")
KEY = keys.load(RELEASE / "key.jsonl")


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "facelaw", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def predictions(path: Path, lines: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), "utf-8")
    return path


def test_the_release_is_what_the_sources_give() -> None:
    version, _, day = _paths.data("VERSION").read_text(encoding="utf-8").strip().partition(" ")
    for name, content in render(build(version, day)).items():
        assert (RELEASE / name).read_bytes() == content, f"{name}: run facelaw build"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_gold_as_a_model_would_write_it_is_wholly_right(tmp_path: Path, lang: str) -> None:
    from facelaw.citations import load as citations
    from facelaw.scoring.grade import grade
    from facelaw.scoring.output import read

    assert citations() is not None
    for item in KEY.items:
        if lang == "en" and item.kind == "noise":
            continue
        text = json.dumps(natural.from_key(item, lang), ensure_ascii=False)
        reading = read(item, text).strict
        assert reading.status == "answered", item.id
        assert grade(item, reading).right, (item.id, text)


def test_abstaining_everywhere_scores_nothing(tmp_path: Path) -> None:
    from facelaw.scoring.load import Asked, load
    from facelaw.scoring.score import score as estimate

    lines: list[dict[str, object]] = [
        {"id": item.id, "answer": None} for item in KEY.items if "zh.bare.a" in item.item_hashes
    ]
    asked = Asked(KEY, "all")
    found = estimate([load(predictions(tmp_path / "none.jsonl", lines), asked).run], asked.settings)
    values = {name: e.value for name, e in found.estimates[0].items()}
    answering = ["strict_family_accuracy", "verdict_accuracy"]
    answering += [name for name in values if name.startswith(("exact.", "f1.", "argument."))]
    assert len(answering) > 10
    assert {name: values[name] for name in answering if values[name]} == {}


def test_the_solver_with_the_annotated_facts_answers_every_claim_right() -> None:
    gold = {item.id: {p.key: p.value for p in item.gold} for item in KEY.items}
    for variants in load_derived():
        for derived in variants:
            for option, derivation in derived.by_option.items():
                name = f"{derived.family.id}.{derived.scenario.variant}.claims"
                name += f".{option}" if option else ""
                for ask in derived.scenario.ask:
                    assert gold[name][ask] == derivation.verdict(ask), name


def test_one_changed_verdict_stops_the_build_and_both_arguments_are_shown(tmp_path: Path) -> None:
    source = next(p for p in family_files() if p.stem == "template-face-out")
    text = source.read_text(encoding="utf-8")
    wrong = text.replace(
        "A.reputation_right.B: not_established\n", "A.reputation_right.B: established\n", 1
    )
    assert wrong != text
    copy = tmp_path / source.name
    copy.write_text(wrong, encoding="utf-8")
    problems = [p for p in check_paths([copy], others=[]) if "one is wrong" in p.expected]
    assert problems and "A.reputation_right.B" in problems[0].expected
    assert problems[0].line > 1 and "结论" in problems[0].hint


def test_one_changed_character_in_a_quote_stops_the_build(tmp_path: Path) -> None:
    source = next(p for p in family_files() if p.stem == "template-face-out")
    text = source.read_text(encoding="utf-8")
    wrong = text.replace("zh: 再把另一张脸贴合上去,", "zh: 再把另一张脸贴合上来,", 1)
    assert wrong != text
    copy = tmp_path / source.name
    copy.write_text(wrong, encoding="utf-8")
    problems = check_paths([copy], others=[])
    assert any("贴合上来" in str(p) and p.line > 1 for p in problems)


def test_show_prints_what_a_jurist_needs() -> None:
    for lang, words in (
        ("zh", ("经审理查明", "争点", "结论")),
        ("en", ("The court finds", "Issue")),
    ):
        done = run("show", "template-face-out.v0.claims.face_core", "--lang", lang)
        assert done.returncode == 0, done.stderr
        assert all(word in done.stdout for word in words)


def test_show_knows_every_suite() -> None:
    """Of amended, closed-book and report items: question, gold, and the prompt that was asked."""
    asked = {item.id: item for item in KEY.items}
    altered = next(i for i in asked.values() if i.kind == "altered")
    recalled = next(i for i in asked.values() if i.task == "recall")
    report = next(i for i in asked.values() if i.task == "extraction")
    for item, words in (
        (altered, item_gold(altered)),
        (recalled, item_gold(recalled)),
        (report, item_gold(report)),
    ):
        page = run("show", item.id, "--lang", "en")
        prompt = run("show", item.id, "--lang", "en", "--prompt")

        assert (page.returncode, prompt.returncode) == (0, 0), page.stderr + prompt.stderr
        assert words in page.stdout
        assert item_hash(prompt.stdout, item.answer_type, item.keys, item.labels) == next(
            h for edition, h in item.item_hashes.items() if edition.startswith("en.")
        )


def item_gold(item: keys.Item) -> str:
    """Return the first pair of an item's gold as a page has it."""
    return f"{item.gold[0].key}: {item.gold[0].value}"


def test_show_tells_what_is_not_asked_so() -> None:
    altered = next(i for i in KEY.items if i.kind == "altered")

    done = run("show", altered.id, "--prompt", "--condition", "bare")
    assert done.returncode == 2
    assert "is not asked under bare; it is under altered" in done.stderr
    done = run("show", f"{altered.family}.v0.claims.no-such-thing")
    assert done.returncode == 2
    assert "near: " in done.stderr
