"""The ids that the law data cites exist, and are read back as themselves."""

from __future__ import annotations

from facelaw._paths import data
from facelaw.citations import load, parse
from facelaw.files import load_yaml


def test_every_id_that_claims_cite_is_read_back() -> None:
    ids = {
        citation
        for path in sorted(data("law", "claims").glob("*.yaml"))
        for claim in load_yaml(path).value
        for citation in [*claim.get("core", []), *claim.get("also", [])]
    }
    for citation in sorted(ids):
        assert [c.id for c in parse(citation)] == [citation]


def test_every_norm_has_its_article_and_the_article_its_paragraph() -> None:
    laws = load()
    for path in sorted(data("law", "norms").glob("*.yaml")):
        for norm in load_yaml(path).value:
            if norm["role"] == "link" or not norm.get("article"):
                continue
            law = laws.laws[norm["id"].split("-")[0]]
            assert law in laws.find(norm["law"]), norm["id"]
            assert law.has(norm["article"]), norm["id"]
            count = law.paragraphs.get(norm["article"], 99)
            assert int(norm.get("paragraph") or 1) <= count, norm["id"]
