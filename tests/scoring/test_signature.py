from dataclasses import replace
from typing import Any

import pytest

from facelaw import __version__
from facelaw.scoring.signature import NAMES, Signature, differences

ONE = Signature("0.1.0", "0a1b2c3d", "test", "zh", "bare", "a", "2048")


def test_it_is_one_line_in_fixed_order() -> None:
    assert str(ONE) == (
        f"facelaw:{__version__}|data:0.1.0|key:0a1b2c3d|split:test|lang:zh|cond:bare|tmpl:a"
        "|budget:2048|read:strict|boot:10000|seed:7"
    )


def test_json_has_the_same_pairs() -> None:
    assert "|".join(f"{k}:{v}" for k, v in ONE.pairs().items()) == str(ONE)


@pytest.mark.parametrize("name", list(NAMES))
def test_every_setting_shows(name: str) -> None:
    changed: dict[str, Any] = {name: 1 if name in ("boot", "seed") else "other"}
    other = replace(ONE, **changed)

    assert str(other) != str(ONE)
    assert list(differences([ONE, other])) == [name]
    assert differences([ONE, other], [name]) == {}
