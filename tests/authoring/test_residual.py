"""Residual error of the gold: worked by hand, settled entries checked, printed where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from scipy import stats

from facelaw import _paths
from facelaw.annotations import residual as audits
from facelaw.annotations.records import write
from facelaw.annotations.residual import Gold, audited, gold, residual, settled, upper_bound
from facelaw.cli import main
from facelaw.errors import DataError
from facelaw.files import load_yaml
from facelaw.report.gold_note import gold_note
from facelaw.scoring import audit
from facelaw.scoring.audit import Audit
from tests.authoring.test_agreement import record

E, N, U = "established", "not_established", "undetermined"


def item(variant: str, told: str, family: str = "f", **more: Any) -> Any:
    """Return an item of `claims` with one verdict."""
    held = {"task": "claims", "kind": "base", "option": "", "quartet": True, "headline": True}
    pairs = [SimpleNamespace(key="A.x.B", value=told)]
    return SimpleNamespace(**held | {"family": family, "variant": variant, "gold": pairs} | more)


def outcomes(folder: Path, text: str, records: Sequence[Any]) -> list[audits.Settled]:
    """Return the outcomes of an ``audit.yaml``."""
    path = folder / "audit.yaml"
    path.write_text(text, encoding="utf-8")
    return settled(load_yaml(path), records)


def entry(family: str, outcome: str, more: str = "") -> str:
    """Return an entry of ``audit.yaml`` about v0."""
    return (
        f"  - {{family: {family}, variants: [v0], claim: A.x.B, outcome: {outcome}, "
        f"by: a jurist, on: '2026-11-30', why: the text says so{more}}}\n"
    )


def test_worked_by_hand(tmp_path: Path) -> None:
    """Twenty families of a base and a control, one verdict each, all read, three differ in v0.

    One stands, one was wrong and is mended, one is open: 2 of 40 wrong. Two families of twenty
    have a fault in their quartet: ceiling 18/20.
    """
    families = [f"f{n}" for n in range(20)]
    known = gold([item(v, E, f) for f in families for v in ("v0", "v1")])
    said = {"f0": N, "f2": U}
    records = [
        record("one", scenario=f"{f}.{v}", A__x__B=said.get(f, E) if v == "v0" else E)
        for f in families
        for v in ("v0", "v1")
    ]
    text = "rounds: [first]\nsettled:\n" + entry("f0", "gold_stands")
    text += entry("f1", "gold_wrong", ", mended: 'yes'")

    found = residual(records, outcomes(tmp_path, text, records), known)

    assert found is not None
    assert (found.verdicts, found.families, found.readers) == (40, 20, 1)
    assert (found.differing, found.wrong, found.mended, found.open) == (3, 1, 1, 1)
    assert found.error == 2 / 40
    assert (found.quartets, found.quartets_wrong, found.ceiling) == (20, 2, 0.9)
    assert found.ceiling_lower == pytest.approx(1 - stats.beta.ppf(0.95, 3, 18), abs=1e-6)
    assert found.error_upper is not None
    assert found.error_upper > stats.beta.ppf(0.975, 3, 38) - 0.02


def test_without_an_error_the_rule_of_three_bounds_it() -> None:
    """Twenty families of 20 verdicts without one: at most 3/20; strict at least 0.05 ** (1/20)."""
    known = gold([item("v0", E, f"f{n}") for n in range(20)])
    records = [record("one", scenario=f"f{n}.v0", A__x__B=E) for n in range(20)]

    found = residual(records, [], known)

    assert found is not None
    assert (found.error, found.error_upper, found.ceiling) == (0, 3 / 20, 1)
    assert found.ceiling_lower == pytest.approx(0.05 ** (1 / 20), abs=1e-6)


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (0, 42), (1, 42), (5, 42), (41, 42), (42, 42)])
def test_the_exact_bound_is_that_of_the_beta_distribution(hits: int, n: int) -> None:
    expected = 1.0 if hits == n else stats.beta.ppf(0.95, hits + 1, n - hits)

    assert upper_bound(hits, n) == pytest.approx(expected, abs=1e-12)


def test_a_family_read_in_part_sets_no_ceiling() -> None:
    """The control was not read, so nobody knows whether the quartet is right."""
    known = gold([item("v0", E), item("v1", E, kind="control"), item("v2", E, quartet=False)])

    found = residual([record("one", A__x__B=N)], [], known)

    assert found is not None
    assert (found.verdicts, found.open, found.quartets, found.ceiling) == (1, 1, 0, None)
    assert found.error_upper is None, "one family says nothing of spread"


def test_what_counts_as_a_reading() -> None:
    """Blind verdicts on questions that are in the gold; two readers of one verdict count once."""
    known = gold([item("v0", E), item("v0", N, option="o"), item("v1", N, kind="altered")])
    seen = record("three", A__x__B=N) | {"blind": False}
    records = [
        record("one", A__x__B=E), record("two", A__x__B=U), seen,
        record("one", scenario="f.v1", A__x__B=E), record("one", scenario="f.v0", A__y__B=E),
    ]  # fmt: skip

    found = residual(records, [], known)

    assert found is not None
    assert (found.verdicts, found.differing, found.readers) == (1, 1, 2)
    assert residual([seen], [], known) is None


def test_a_verdict_that_left_counts_if_it_was_wrong(tmp_path: Path) -> None:
    """A variant that left the set because its gold was wrong was an error of the gold."""
    records = [record("one", A__x__B=N), record("one", scenario="g.v0", A__x__B=E)]
    text = "rounds: [first]\nsettled:\n" + entry("f", "gold_wrong")

    found = residual(records, outcomes(tmp_path, text, records), gold([item("v0", E, "g")]))

    assert found is not None
    assert (found.verdicts, found.wrong, found.error) == (2, 1, 0.5)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (entry("g", "gold_stands"), "a verdict that was read"),
        (entry("f", "gold_stands") * 2, "each verdict settled once"),
        (entry("f", "doubtful"), "one of gold_stands, gold_wrong"),
        (entry("f", "gold_stands", ", mended: 'yes'"), "nothing here"),
    ],
)
def test_entries_that_settle_nothing_are_told(tmp_path: Path, entries: str, message: str) -> None:
    """With the line of the file."""
    with pytest.raises(DataError, match=message) as raised:
        outcomes(tmp_path, "rounds: [first]\nsettled:\n" + entries, [record("one", A__x__B=E)])

    assert all(problem.line > 2 for problem in raised.value.problems)


def test_the_folder_of_the_build(tmp_path: Path) -> None:
    """Records of other rounds do not count; without ``audit.yaml`` nothing was audited."""
    write(tmp_path / "a.jsonl", [record("one", A__x__B=N), record("one") | {"round": "second"}])
    items = [item("v0", E)]

    assert audited(tmp_path, items) is None

    (tmp_path / "audit.yaml").write_text("rounds: [first]\nsettled: []\n", encoding="utf-8")
    found = audited(tmp_path, items)
    assert found is not None
    assert found.rounds == ("first",)
    assert found.open == 1

    only = "rounds: [first, second]\nreaders: [two]\nsettled: []\n"
    (tmp_path / "audit.yaml").write_text(only, encoding="utf-8")
    assert audited(tmp_path, items) is None, "reader two read nothing"

    (tmp_path / "audit.yaml").write_text("rounds: [third]\nsettled: []\n", encoding="utf-8")
    assert audited(tmp_path, items) is None


def test_the_project_s_own_file_is_sound() -> None:
    assert audits.checked(load_yaml(_paths.data("annotations", "audit.yaml")))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The released key is what readings are held against; what is open is listed."""
    first = next(i for i in released() if len(i.gold) > 1)
    other = U if first.gold[0].value != U else E
    told = [{"key": first.gold[0].key, "value": other}]
    made = record("one", scenario=f"{first.family}.{first.variant}") | {"round": "mine"}
    made["verdicts"] = [t | ({"option": first.option} if first.option else {}) for t in told]
    path = tmp_path / "read.jsonl"
    write(path, [made])
    out = tmp_path / "out.json"

    status = main(["agreement", str(path), "--residual", "--round", "mine", "--json", str(out)])
    page = capsys.readouterr().out

    assert status == 0
    assert "of 1 verdicts in 1 families 0 found wrong, 1 open: error 100.0 %" in page
    assert "consistency, not validity" in page
    assert f"open: {first.family}.{first.variant}.{first.gold[0].key}" in page
    assert msgspec.json.decode(out.read_bytes(), type=Audit).open == 1


def test_the_command_without_readings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "read.jsonl", [record("one", A__x__B=E)])

    assert main(["agreement", str(tmp_path / "read.jsonl"), "--residual", "--round", "x"]) == 1
    assert "no reading of x; there are first by one" in capsys.readouterr().err


def released() -> tuple[Any, ...]:
    """Return the items of `claims` in the released key."""
    from facelaw.scoring import key

    return tuple(i for i in key.load().items if i.task == "claims" and i.kind != "altered")


def test_sentences_in_both_languages() -> None:
    """Figures stand in the sentences, and what they do not say; persons get their own caveat."""
    known = Gold({("f", "v0", "A.x.B", ""): E}, {"f": frozenset({("f", "v0", "A.x.B", "")})})
    found = residual([record("one", A__x__B=N)], [], known)
    assert found is not None
    by_person = msgspec.structs.replace(found, read_by=("person",), mended=1, wrong=2)

    for lang, words in (("en", "consistency, not validity"), ("zh", "不等于正确")):
        assert words in gold_note(found)[lang]
        assert words not in gold_note(by_person)[lang]
    assert "1 项尚无定论" in gold_note(found)["zh"]
    assert "已更正 1 项" in gold_note(by_person)["zh"]
    assert "2 found wrong (1 mended)" in audit.lines(by_person)[0]
    assert "no blind reading" in audit.lines(None)[0]
    assert "尚无盲读复核记录" in gold_note(None)["zh"]
