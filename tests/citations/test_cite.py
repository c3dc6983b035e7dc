"""``facelaw cite``: lines, JSON, exit status."""

from __future__ import annotations

import io
import json

import pytest

from facelaw.cli import main


def test_lines_and_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["cite", "民法典第1019条第1款、PIPL第75条", "--on", "2026-02-01"])
    out, err = capsys.readouterr()
    assert status == 1
    assert out.splitlines() == [
        "in_force\tCC-1019-1\t民法典第1019条第1款",
        "no_such_article\t-\tPIPL第75条\t《个人信息保护法》只有第1条至第74条",
    ]
    assert err == "2 citation(s), 1 to mend\n"


def test_nothing_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "Art. 1019(1) Civil Code", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "in_force\tCC-1019-1\tArt. 1019(1) Civil Code\n"


def test_json_from_stdin(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("《深度合成法》第17条第1款"))
    assert main(["cite", "-", "--on", "2026-02-01", "--json", "--lang", "en"]) == 1
    (record,) = json.loads(capsys.readouterr().out)
    assert record["id_paragraph"] == "DSR-17-1"
    assert record["verdict"] == "wrong_tier"
    assert record["wrote_tier"] == "statute"
    assert record["text"] == "《深度合成法》第17条第1款"
    assert record["hint"].endswith("is a departmental rule, not a statute")


def test_a_wrong_day_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "民法典第1条", "--on", "1 February"]) == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_an_empty_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", ""]) == 0
    assert capsys.readouterr().err == "0 citation(s), 0 to mend\n"
