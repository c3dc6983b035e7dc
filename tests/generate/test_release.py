"""Generated sets as releases: written, read back, scored, asked under amendments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facelaw.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of three families, also asked under amendments."""
    out = tmp_path_factory.mktemp("set") / "fresh"
    call = ["generate", "--seed", "set", "--families", "3", "--levels", "1,2,4", "--altered"]
    assert main([*call, "--proofs", "--out", str(out)]) == 0
    return out


def key(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "key.jsonl").read_text().splitlines()]


def test_a_set_agrees_with_its_manifest_and_says_how_it_was_made(folder: Path) -> None:
    from facelaw.release.manifest import verify

    assert verify(folder) == []
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "facelaw generate --seed set --families 3 --levels 1,2,4 --altered --out DIR" in card


def test_each_family_is_a_quartet_with_its_size(folder: Path) -> None:
    plain = [k for k in key(folder) if k["kind"] != "altered"]

    assert len({k["family"] for k in plain}) == 3
    assert len(plain) == 3 * 4
    assert all(k["quartet"] and k["headline"] for k in plain)
    assert all(k["size"]["steps"] > 0 for k in plain)
    proofs = (folder / "proofs.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(proofs) == sum(len(k["keys"]) for k in plain)


def test_an_amendment_changes_an_answer(folder: Path) -> None:
    """Each altered item differs from the same variant under the law in force."""
    lines = key(folder)
    plain = {(k["family"], k["variant"]): k["gold"] for k in lines if k["kind"] != "altered"}
    altered = [k for k in lines if k["kind"] == "altered"]

    assert altered
    assert all(plain[k["family"], k["variant"]] != k["gold"] for k in altered)


def test_gold_scores_one(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answers = tmp_path / "gold.jsonl"
    answers.write_text(
        "".join(
            json.dumps({"id": k["id"], "answer": {p["key"]: p["value"] for p in k["gold"]}}) + "\n"
            for k in key(folder)
        )
    )
    out = tmp_path / "scores.json"
    call = ["score", str(answers), "--key", str(folder / "key.jsonl"), "--json", str(out)]

    assert main(call) == 0
    assert "100.0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--levels", "9"], "--levels 9: there are 1, 2, 3, 4, 5"),
        (["--levels", "1", "--sizes", "40"], "either --levels or --sizes"),
        (["--families", "0"], "--families from 1"),
        (["--strand", "no-such"], "no strand no-such"),
    ],
)
def test_a_wrong_call_is_told(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", "--seed", "1", *words]) == 2
    assert told in capsys.readouterr().err
