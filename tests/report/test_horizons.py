"""The page's horizons: the scorer's figures, drawn, and none where there is nothing to draw."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from facelaw.report.collect import collect
from facelaw.report.html import render
from facelaw.scoring import key as keys
from facelaw.scoring.estimates import Settings
from facelaw.scoring.horizon.of_run import of_run
from facelaw.scoring.load import Asked, load
from facelaw.scoring.runs import Run
from tests.scoring.files import write_key
from tests.scoring.sized import files, key

SETTINGS = Settings(resamples=200)


def loaded(folder: Path, files_: list[Path]) -> tuple[keys.Key, list[Run]]:
    found = keys.load(folder / "key.jsonl")
    asked = Asked(found, "all", SETTINGS)
    return found, [load(path, asked).run for path in files_]


def test_horizons_are_the_scorers(tmp_path: Path) -> None:
    _, made = files(tmp_path, 60, alpha=50, beta=5000)
    found, runs = loaded(tmp_path, made)
    data = collect(runs, found, SETTINGS)

    assert [h.run for h in data.horizons] == ["alpha", "beta"]
    alpha, beta = data.horizons
    wanted = of_run(runs[0], "steps", SETTINGS)
    at = wanted.horizons[0].at.size
    assert at is not None
    assert alpha.told[0][:2] == (0.5, f"{at:,.0f}")
    assert re.fullmatch(r"\d+–\d+", alpha.told[0][2])
    assert wanted.tokens is not None
    assert alpha.tokens == wanted.tokens.value
    assert beta.told[0][1] == ">226"
    page = render(data)
    assert page.count('class="band ') == 2
    assert "Case horizon" in page
    assert "&gt;226" in page


def test_no_sizes_or_one_level_no_horizon(tmp_path: Path) -> None:
    _, made = files(tmp_path, 20, alpha=50)
    changes: tuple[dict[str, Any], ...] = ({"size": {}}, {"level": 2})
    for change in changes:
        write_key(tmp_path, [msgspec.structs.replace(item, **change) for item in key(20)])
        found, runs = loaded(tmp_path, made)
        data = collect(runs, found, SETTINGS)
        assert data.horizons == ()
        assert "Case horizon" not in render(data)
