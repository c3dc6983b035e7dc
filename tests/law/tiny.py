"""A law of a dozen rules to test the engine on, small enough to reason through by hand."""

from __future__ import annotations

from typing import Any

from facelaw.law.conditions import parse
from facelaw.law.load import assemble
from facelaw.law.model import (
    Claim,
    Conclusion,
    Condition,
    Element,
    Fact,
    Law,
    Norm,
    Option,
    Reading,
)

T = {"zh": "", "en": ""}


def fact(
    id: str, of: Any = "act_party", type: str = "bool", silence: str = "unknown", **kw
) -> Fact:
    values = dict.fromkeys(kw.pop("values", ()), T)
    unproved = kw.pop("unproved", {"bool": "no", "enum": next(iter(values), "")}.get(type, "0"))
    return Fact(id, "event", of, type, silence, unproved, "none", T, values, **kw)


def norm(
    id: str, then: str, *when: str, unless=(), time="always", start="", until="", **kw
) -> Norm:
    def conditions(texts) -> tuple[Condition, ...]:
        return tuple(c for t in texts if (c := parse(t)))

    return Norm(
        id,
        "民法典",
        "1",
        "1",
        "",
        time,
        start,
        until,
        conditions(when),
        conditions(unless),
        kw.get("n", 0),
        conditions(kw.get("among", ())),
        kw.get("reading", {}),
        then,
        T,
        "statute",
        "duty",
        citation=kw.get("citation", id),
    )


FACTS = [
    fact("image", type="enum", values=("own", "other", "generic")),
    fact("published"),
    fact("consent", silence="no"),
    fact("withdrawn", silence="no", implies=("consent",)),
    fact("satire", silence="no", excludes=("for_gain",)),
    fact("for_gain"),
    fact("videos", of="party", type="count"),
    fact("clicks", of="party", type="count"),
    fact("notice", of="act"),
    fact("removed_late", of="act"),
]
CONCLUSIONS = [
    Conclusion("portrait", "act_party", T),
    Conclusion("licence", "act_party", T),
    Conclusion("tort", "act_party", T),
    Conclusion("tort_pair", "pair", T),
    Conclusion("excused_pair", "pair", T),
    Conclusion("joint", "act_party", T),
    Conclusion("joint_pair", "pair", T),
    Conclusion("crime", "party", T),
    Conclusion("liable", "act_party", T),
    Conclusion("liable_pair", "pair", T),
    Conclusion("grave", "party", T),
    Conclusion("plain", "party", T),
    Conclusion("below", "party", T),
]
NORMS = [
    # with gain by one norm, without it by another: liable either way
    norm("L-7-1", "liable", "portrait", "for_gain"),
    norm("L-7-2", "liable", "portrait", unless=("for_gain",)),
    norm("l-f", "liable_pair", "liable"),
    norm("L-1-1", "portrait", "image = own"),
    norm("L-1-2", "portrait", "image = generic", reading={"object": "whole"}),
    norm("L-2-1", "licence", "consent", unless=("withdrawn",)),
    norm("L-2-2", "licence", "satire"),
    norm(
        "L-3-1",
        "tort",
        "portrait",
        "published",
        unless=("licence",),
        time="act",
        start="2021-01-01",
    ),
    norm(
        "L-3-0",
        "tort",
        "portrait",
        "published",
        "for_gain",
        unless=("licence",),
        time="act",
        start="1987-01-01",
        until="2020-12-31",
    ),
    norm("l-a", "tort_pair", "tort"),
    norm("l-b", "excused_pair", "licence"),
    norm("L-4-1", "joint", "tort of base", "notice", "removed_late"),
    norm("l-c", "joint_pair", "joint"),
    norm("L-5-1", "crime", "videos >= 20"),
    norm("L-5-2", "crime", n=2, among=("videos >= 10", "clicks >= 5000")),
    norm("L-6-1", "grave", "videos >= 100"),
    norm("l-d", "plain", "crime", unless=("grave",)),
    norm("l-e", "below", unless=("crime",)),
]
READINGS = [Reading("object", T, (Option("face", T), Option("whole", T)))]
CLAIMS = [
    Claim("liable", "civil", T, T, "any", "liable_pair", (), (), ("L-7-1", "L-7-2"), ()),
    Claim(
        "portrait_right",
        "civil",
        T,
        T,
        "any",
        "tort_pair",
        (Element("no_licence", T, (), ("excused_pair",)),),
        (),
        ("L-1-1", "L-1-2", "L-2-1", "L-2-2", "L-3-1", "L-3-0"),
        (),
    ),
    Claim("platform", "civil", T, T, "any", "joint_pair", (), (), ("L-4-1",), ()),
    Claim("crime", "criminal", T, T, "state", "crime", (), (), ("L-5-1", "L-5-2"), ()),
    Claim(
        "bracket",
        "bracket",
        T,
        T,
        "state",
        "",
        (),
        (
            Option("below", T, "below"),
            Option("plain", T, "plain"),
            Option("grave", T, "grave"),
        ),
        (),
        (),
    ),
]


def tiny() -> Law:
    def index(things):
        return {t.id: t for t in things}

    return assemble(
        index(FACTS), index(CONCLUSIONS), index(READINGS), index(CLAIMS), index(NORMS), (), "tiny"
    )
