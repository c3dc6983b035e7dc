"""docs/rewards.md: its Python is run, and each value after an arrow is what comes."""

from __future__ import annotations

import ast
import re
from typing import Any

from facelaw._paths import root
from facelaw.rewards import ARTICLES, Earned

PAGE = root() / "docs" / "rewards.md"
SHOWN = re.compile(r"^(?P<code>[^#\n].*?) +# → (?P<value>.+)$", re.MULTILINE)


def test_examples_give_what_the_page_says(monkeypatch: Any) -> None:
    monkeypatch.chdir(root())
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    checked = 0
    for block in blocks:
        for statement in ast.parse(block).body:
            code = ast.get_source_segment(block, statement) or ""
            lines = block.splitlines()[statement.lineno - 1 : statement.end_lineno]
            told = SHOWN.match("\n".join(lines)) if len(lines) == 1 else None
            if told:
                wanted = eval(told["value"], {"Earned": Earned})
                assert eval(code, names) == wanted, code
                checked += 1
            else:
                exec(code, names)
    assert checked == PAGE.read_text(encoding="utf-8").count("# →") == 8


def test_parts_and_limits_are_those_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for part in Earned._fields:
        assert f"| `{part}` |" in text
    assert ARTICLES == 6 and "More than six\ncitations" in text
