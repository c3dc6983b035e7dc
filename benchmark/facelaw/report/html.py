"""One self-contained HTML page from a ``ReportData``.

Everything is inside the file: style, script, plots and packed content. A content security
policy lets only that style and that script run, by their hashes, and nothing load; the script
sets all text as text, so that what a model wrote can only ever be read.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from facelaw.errors import UsageError
from facelaw.files import write_text
from facelaw.report import plots, timeline
from facelaw.report.data import ReportData
from facelaw.report.frame import ENDINGS, Frame, ends, figure, frame
from facelaw.report.packs import packs
from facelaw.report.svg import tag
from facelaw.report.words import GROUPS

TEMPLATES = Path(__file__).resolve().parent / "templates"
STYLES = ("base.css", "results.css", "explorer.css", "law.css", "print.css")
SCRIPTS = ("core.js", "list.js", "item.js", "contrast.js", "law.js", "start.js")


def write(path: Path, data: ReportData) -> None:
    """Write the report of ``data`` to ``path``, whole or not at all.

    Raises:
        UsageError: jinja2 is not installed.
    """
    write_text(path, render(data))


def render(data: ReportData) -> str:
    """Return the page as text; the same data give the same page.

    Raises:
        UsageError: jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        hint = "the report needs jinja2: pip install 'facelaw[build]'"
        raise UsageError(hint) from None
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {"t": both, "figure": figure, "ends": ends}
    environment.filters.update(filters)  # pyright: ignore[reportUnknownMemberType]
    return environment.get_template("page.html.jinja").render(_context(frame(data)))


def _context(shown: Frame) -> dict[str, Any]:
    """Return everything the templates name."""
    style = "\n".join(_part(name) for name in STYLES)
    script = "(() => {\n'use strict';\n" + "\n".join(_part(name) for name in SCRIPTS) + "})();"
    return {
        "frame": shown,
        "data": shown.data,
        "runs": shown.runs,
        "css": shown.css,
        "endings": ENDINGS,
        "plots": plots,
        "w": word,
        "year_axis": timeline.axis,
        "style": Markup(style),
        "script": Markup(script),
        "policy": policy(style, script),
        "packs": packs(shown),
        "series": [r for r in shown.runs if not r.baseline],
        "families": len({item.family for item in shown.data.items}),
    }


def _part(name: str) -> str:
    """Return one file of style or script."""
    return (TEMPLATES / name).read_text(encoding="utf-8").strip() + "\n"


def policy(style: str, script: str) -> str:
    """Return the content security policy: this style, this script, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(text: str) -> str:
    """Return a source expression for inline text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def both(text: Mapping[str, str]) -> Markup:
    """Return words in both languages, of which the page shows one."""
    zh, en = text.get("zh", ""), text.get("en", "")
    if zh == en or not zh or not en:
        return Markup("{}").format(zh or en)
    return tag("span", zh, lang="zh") + tag("span", en, lang="en")


def word(group: str, code: str) -> Markup:
    """Return the name of a code in both languages; an unknown code names itself."""
    zh, en = GROUPS[group].get(code, (code, code))
    return both({"zh": zh, "en": en})
