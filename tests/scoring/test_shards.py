"""Sets in shards: the bytes of one key and one file, one by one and on a Ray cluster of two."""

import hashlib
import json
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from facelaw.cli import main
from facelaw.scoring.key import Item, parse
from facelaw.scoring.predictions import EMPTY
from tests.scoring.files import gold, write_run
from tests.scoring.make_fixture import FAMILIES, FILE

COPIES = 3
SHARDS = 4
NAMES = [f"shard-{place:05}-of-{SHARDS:05}" for place in range(SHARDS)]
CALL = ("--resamples", "100", "--by", "level,stage,kind,claim,theme", "--partial")


def lines() -> list[bytes]:
    """Every task in 24 families of the test split, families apart."""
    found = FILE.read_text(encoding="utf-8").replace('"dev"', '"test"').replace('"train"', '"test"')
    return [
        line.replace(family, f"{family}-{copy}").encode() + b"\n"
        for copy in range(COPIES)
        for family in FAMILIES
        for line in found.splitlines()
        if f'"family":"{family}"' in line.replace(": ", ":")
    ]


KEY = lines()
ITEMS = parse(KEY)[0].items


def shard_of(item: Item) -> int:
    """Two families in three shards, the rest in the last: 2, 2, 2 and 18."""
    families = list(dict.fromkeys(one.family for one in ITEMS))
    return min(families.index(item.family) // 2, SHARDS - 1)


def write_set(folder: Path, order: Sequence[int] = range(SHARDS), version: str = "1.0.0") -> Path:
    """Write the shards and what they are together; return the folder of shards."""
    _write_key(folder, KEY, version)
    for name, place in zip(NAMES, order, strict=True):
        mine = [line for line, one in zip(KEY, ITEMS, strict=True) if shard_of(one) == place]
        _write_key(folder / "set" / name, mine, version)
    return folder / "set"


def _write_key(folder: Path, key: Sequence[bytes], version: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "key.jsonl").write_bytes(b"".join(key))
    told = {"data_version": version, "key_hash": hashlib.sha256(b"".join(key)).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(told))


def answers(seed: int) -> list[dict[str, Any]]:
    """Gold with faults of every kind; what a whole run decides differs from shard to shard."""
    source = random.Random(seed)
    out: list[dict[str, Any]] = []
    for one in ITEMS:
        shard = shard_of(one)
        for sample in range(2 if seed % 3 == 1 and shard != 1 else 1):
            given: dict[str, Any] = {"id": one.id}
            if sample:
                given["sample"] = sample
            way = source.random()
            if (seed % 2 and shard == 2) or way < 0.05:
                continue
            if way < 0.15:
                given["text"] = "I'm sorry, but I can't help with that."
            elif way < 0.25:
                pairs = [f"{pair.key}: {pair.value}" for pair in one.gold]
                given["text"] = "\n".join(pairs)  # the lenient reading's
            elif way < 0.3:
                given["answer"] = None
            elif way < 0.45:
                other = source.choice([i for i in ITEMS if i.task == one.task])
                given["answer"] = gold(other)
            else:
                given["answer"] = gold(one)
            if shard != seed % SHARDS:
                given["confidence"] = source.randrange(101) / 100
            if seed != 2 or shard or source.random() < 0.8:
                given["tokens"] = {"in": 10, "out": source.randrange(1, 500)}
            out.append(given)
    source.shuffle(out)
    return out


def write_folder(folder: Path, name: str, said: Sequence[dict[str, Any]]) -> Path:
    """Write one prediction file for each shard."""
    shard = {one.id: shard_of(one) for one in ITEMS}
    out = folder / name
    out.mkdir()
    for place, file in enumerate(NAMES):
        mine = [json.dumps(line) for line in said if shard[line["id"]] == place]
        write_run(out, file, mine, model=name, data_version="1.0.0")
    return out


def scored(
    capsys: pytest.CaptureFixture[str], key: Path, *words: Path | str, verb: str = "score"
) -> tuple[str, dict[str, Any]]:
    """Return what a call prints and writes."""
    out = key.parent / "out.json"
    extra = CALL if verb == "score" else CALL[:2]
    call = [verb, "--key", str(key), *extra, "--json", str(out), *map(str, words)]
    assert main(call) in (0, 1)
    return capsys.readouterr().out, json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", range(6))
def test_one_file_gets_the_bytes_that_one_key_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    shards = write_set(tmp_path)
    run = write_run(tmp_path, "run", answers(seed), data_version="1.0.0")

    whole = scored(capsys, tmp_path / "key.jsonl", run, "--price", "1,2")
    assert scored(capsys, shards, run, "--price", "1,2") == whole
    assert {path.name for path in tmp_path.iterdir()} == {
        "set", "key.jsonl", "manifest.json", "out.json", "run.jsonl", "run.jsonl.run.json",
    }  # fmt: skip


def test_a_folder_of_files_differs_in_its_name_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards, said = write_set(tmp_path), answers(1)
    run = write_run(tmp_path, "run", said, data_version="1.0.0", model="many")
    many = write_folder(tmp_path, "many", said)

    page, document = scored(capsys, tmp_path / "key.jsonl", run)
    other, in_shards = scored(capsys, shards, many)
    # a shard in which nothing was said is a file without a line, a defect of its own
    empty = sum(not (many / f"{name}.jsonl").read_text().strip() for name in NAMES)
    assert empty == 1
    assert in_shards["runs"][0].pop("file") == str(many)
    assert document["runs"][0].pop("file") == str(run)
    assert in_shards["runs"][0].pop("problems") == document["runs"][0].pop("problems") + empty
    assert in_shards == document
    assert other == page + "DEFECTS  1 in the file; each counts as wrong\n"


def test_several_runs_and_their_comparison(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards = write_set(tmp_path)
    runs = [write_run(tmp_path, f"run{n}", answers(n), data_version="1.0.0") for n in range(2)]

    assert scored(capsys, shards, *runs) == scored(capsys, tmp_path / "key.jsonl", *runs)
    page, document = scored(capsys, shards, *runs, verb="compare")
    whole, expected = scored(capsys, tmp_path / "key.jsonl", *runs, verb="compare")
    assert document.pop("telling") is None
    assert expected.pop("telling")["items"]
    assert document == expected
    assert "of a set in shards sums are kept, no single answers" in " ".join(page.split())
    assert page.partition("\n\nItems in which")[0] in whole


def test_settings_of_one_model_are_not_contrasted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards = write_set(tmp_path)
    runs = [
        write_run(tmp_path, f"run{n}", answers(n), data_version="1.0.0", model="m", lang=lang)
        for n, lang in enumerate(("zh", "en"))
    ]

    page, document = scored(capsys, shards, *runs)
    assert document["contrasts"] == []
    assert "CONTRASTS pair single answers" in page
    assert "CONTRASTS in" in scored(capsys, tmp_path / "key.jsonl", *runs)[0]
    assert main(["compare", "--key", str(shards), *map(str, runs), "--across", "lang"]) == 2
    assert "put the shards' key.jsonl into one" in capsys.readouterr().err
    assert main(["horizon", "--key", str(shards), *map(str, runs)]) == 2
    assert "score and compare read sets in shards" in capsys.readouterr().err


def test_the_order_of_shards_moves_nothing_but_what_is_drawn_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    run = write_run(tmp_path, "run", answers(4), data_version="1.0.0")

    found = [
        scored(capsys, write_set(tmp_path / name, order), run)[1]["runs"][0]
        for name, order in (("one", (0, 1, 2, 3)), ("two", (2, 3, 0, 1)))
    ]
    keys = [one["signature"].pop("key") for one in found]
    assert keys[0] != keys[1]
    for one in found:
        del one["signature_text"]
        del one["calibration"]["null"]  # outcomes are redrawn item by item
    assert found[0] == found[1]


def test_lines_that_are_wrong_keep_their_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards, said = write_set(tmp_path), answers(0)
    last = next(place for place, one in enumerate(said) if one["id"] == ITEMS[-1].id)
    bad: list[dict[str, Any] | str] = [*said]
    bad[last] = said[last] | {"confidence": 7}
    bad.insert(0, "")
    bad += ["{", {"id": "nobody", "answer": {}}, said[0] | {"answer": "another"}]
    run = write_run(tmp_path, "run", bad, data_version="1.0.0")
    run.write_bytes(run.read_bytes() + b'{"id": "cut')

    told: list[list[str]] = []
    pages: list[str] = []
    for key in (tmp_path / "key.jsonl", shards):
        assert main(["score", "--key", str(key), *CALL, str(run)]) == 1
        out, err = capsys.readouterr()
        pages.append(out)
        assert "the run was cut off here" in err
        told.append([line for line in err.splitlines() if line.startswith(f"{run}:")])
    assert pages[0] == pages[1]
    assert told[0] == told[1]
    n = len(said)
    for number in (last + 2, n + 2, n + 3, n + 4, n + 5):
        assert any(line.startswith(f"{run}:{number}") for line in told[1])


def test_a_run_on_other_data_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = write_run(tmp_path, "run", answers(0), data_version="0.9.0")

    assert scored(capsys, write_set(tmp_path), run)[1]["runs"][0]["problems"] == 1


def test_what_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shards = write_set(tmp_path)
    many = write_folder(tmp_path, "many", answers(0))
    run = write_run(tmp_path, "run", answers(0))

    def refused(*words: object) -> str:
        assert main(["score", "--key", str(shards), *map(str, words)]) == 2
        return capsys.readouterr().err

    assert "nowhere.jsonl: No such file" in refused(tmp_path / "nowhere.jsonl")
    assert "give a file" in refused("-")
    assert "asks nothing of" in refused(run, "--split", "dev")
    gone = many / f"{NAMES[1]}.jsonl"
    gone.rename(tmp_path / "kept.jsonl")
    assert f"{gone}: missing; each shard needs its answers there" in refused(many)
    (tmp_path / "kept.jsonl").rename(gone)
    write_run(many, NAMES[1], ["{}"], model="other")
    assert "of different runs" in refused(many)
    (shards / NAMES[2] / "key.jsonl").unlink()
    assert f"{shards / NAMES[2] / 'key.jsonl'}: missing; copy it here" in refused(run)
    assert main(["score", "--key", str(tmp_path / "many"), str(run)]) == 2
    assert "no folders shard-00000-of-…" in capsys.readouterr().err
    assert main(["score", "--key", str(tmp_path / "key.jsonl"), str(run), "--ray"]) == 2
    assert "--ray scores a set in shards" in capsys.readouterr().err


def test_shards_that_do_not_belong_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = write_run(tmp_path, "run", answers(0))
    shards = write_set(tmp_path)
    manifest = shards / NAMES[0] / "manifest.json"
    manifest.write_text(manifest.read_text().replace("1.0.0", "2.0.0"))

    assert main(["score", "--key", str(shards), str(run)]) == 2
    assert "several data versions" in capsys.readouterr().err
    manifest.unlink()
    (shards / NAMES[1] / "manifest.json").unlink()
    twice = (shards / NAMES[0] / "key.jsonl").read_bytes()
    for name in NAMES:
        (shards / name / "manifest.json").unlink(missing_ok=True)
    (shards / NAMES[1] / "key.jsonl").write_bytes(twice)
    assert main(["score", "--key", str(shards), str(run)]) == 2
    assert "is in two shards" in capsys.readouterr().err


def test_problems_of_all_shards_are_told_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards = write_set(tmp_path)
    run = write_run(tmp_path, "run", answers(0))
    for name in (NAMES[0], NAMES[3]):
        (shards / name / "key.jsonl").write_text("{}\n")

    assert main(["score", "--key", str(shards), str(run)]) == 1
    err = capsys.readouterr().err
    assert NAMES[0] in err
    assert NAMES[3] in err
    (tmp_path / "empty.jsonl").touch()
    assert main(["score", "--key", str(shards), str(tmp_path / "empty.jsonl")]) == 1
    assert EMPTY in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore")  # those of the cluster's own start
def test_two_workers_get_the_bytes_of_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = pytest.importorskip("ray", reason="the extra ray is not installed")
    here = Path(__file__).parents[2]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(here / "benchmark"), str(here)]))
    shards = write_set(tmp_path)
    said = answers(1)
    file = write_run(tmp_path, "file", said, data_version="1.0.0")
    many = write_folder(tmp_path, "many", said)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        far = scored(capsys, shards, file, many, "--full", "--ray")
        (shards / NAMES[3] / "key.jsonl").write_text("{}\n")
        assert main(["score", "--key", str(shards), str(file), "--ray"]) == 1
        assert NAMES[3] in capsys.readouterr().err
    finally:
        ray.shutdown()
    whole = write_set(tmp_path / "again")
    assert far == scored(capsys, whole, file, many, "--full")
