"""The plain implementation that benchmarks measure against is an oracle of the figures, too."""

import math
from pathlib import Path

import msgspec
import numpy as np
import pytest

from benchmarks import made, reference
from facelaw.scoring import key as keys
from facelaw.scoring.compare import compare
from facelaw.scoring.estimates import Settings
from facelaw.scoring.load import Asked, load

NAMES = {
    "strict": "strict_family_accuracy",
    "mean": "verdict_accuracy",
    "macro-F1": "verdict_macro_f1",
    "stability": "control_stability",
    "sensitivity": "flip_sensitivity",
    "copied": "copied_from_base",
    "noise": "noise_drop",
    "over": "over_deferral",
    "under": "over_settling",
    "claims": "exact.claims",
    "gaps": "exact.gaps",
    "set F1": "f1.gaps",
    "Brier": "brier",
    "log": "log_score",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    return made.write(tmp_path_factory.mktemp("made"), 400)


def test_figures_equal_those_of_plain_code(files: tuple[Path, list[Path]]) -> None:
    key, runs = files
    asked = Asked(keys.load(key))
    found = compare([load(run, asked).run for run in runs], Settings(200, 7))
    items = [
        msgspec.json.decode(line, type=reference.Item) for line in key.read_bytes().splitlines()
    ]
    for place, path in enumerate(runs):
        decoder = msgspec.json.Decoder(reference.Prediction)
        answers = {one.id: one for one in map(decoder.decode, path.read_bytes().splitlines())}
        columns = reference.columns(items, answers)
        ours = {one.id: (one.first if place == 0 else one.second).value for one in found.measures}
        for name, (needs, function) in reference.measures(list(columns)).items():
            if name not in NAMES:
                continue
            sums = [np.array([columns[column].sum()]) for column in needs]
            value = ours[NAMES[name]]
            assert value is not None
            # whole numbers in both, but for confidences, which we keep in parts of 7,207,200
            close = 1e-6 if name in ("Brier", "log") else 1e-12
            assert math.isclose(value, float(function(*sums)[0]), abs_tol=close), name


def test_made_files_have_no_defects(files: tuple[Path, list[Path]]) -> None:
    key, runs = files
    loaded = load(runs[0], Asked(keys.load(key)))

    assert loaded.problems == loaded.notes == ()
    assert loaded.missing == 0
