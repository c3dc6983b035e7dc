"""Writes ``fixtures/key.jsonl``: eight families with every task, answer type and split.

Run ``python -m tests.scoring.make_fixture`` after a change; a test compares the file.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "fixtures" / "key.jsonl"

VERDICTS = {
    "established": ["成立", "established"],
    "not_established": ["不成立", "not established"],
    "undetermined": ["尚不能确定", "cannot be determined yet"],
}
STATES = {
    "met": ["具备", "met"],
    "not_met": ["不具备", "not met"],
    "undetermined": ["尚不能确定", "cannot be determined yet"],
}
CLAIMS = {
    "A.portrait_right.B": ["乙是否侵害甲的肖像权", "whether B infringes A's portrait right"],
    "A.personal_information.B": ["乙是否侵害甲的个人信息权益", "whether B infringes A's data"],
    "A.reputation_right.B": ["乙是否侵害甲的名誉权", "whether B infringes A's reputation"],
}
NONE = {"none": ["没有：以上各项都不选", "none of these"]}
E, N, U = VERDICTS

FAMILIES: dict[str, dict[str, Any]] = {
    "template-face-out": {"split": "test", "level": 1, "themes": ["none"], "gold": (N, E, U)},
    "notice-ladder": {"split": "test", "level": 3, "themes": ["none"], "gold": (E, E, N)},
    "undress-tool": {"split": "test", "level": 2, "themes": ["sexual"], "gold": (E, E, E)},
    "forged-video": {"split": "test", "level": 1, "themes": ["none"], "gold": (N, N, E)},
    "video-call-fraud": {"split": "dev", "level": 2, "themes": ["fraud"], "gold": (E, U, N)},
    "nothing-unlawful": {"split": "dev", "level": 1, "themes": ["none"], "gold": (N, N, N)},
    "group-owner": {"split": "train", "level": 3, "themes": ["sexual"], "gold": (E, E, U)},
    "garbled-report": {"split": "train", "level": 1, "themes": ["none"], "gold": (E, N, N)},
}
VARIANTS = ("base", "flip", "control", "gap")


def line(family: str, variant: int, task: str, target: str = "", **given: Any) -> dict[str, Any]:
    """Return one line of the key."""
    told = FAMILIES[family]
    option = given.pop("option", "")
    gold: dict[str, str] = given.pop("gold")
    parts = (f"{family}.v{variant}.{task}", target, option)
    out: dict[str, Any] = {
        "id": ".".join(part for part in parts if part),
        "family": family,
        "variant": f"v{variant}",
        "kind": VARIANTS[variant],
        "quartet": True,
        "headline": task == "claims",
        "level": told["level"],
        "stage": "advice",
        "asked_on": "2024-06-20",
        "split": told["split"],
        "task": task,
        "target": target,
        "option": option,
        "themes": told["themes"],
        "answer_type": "map",
        "keys": list(gold),
        "labels": [],
        "gold": [{"key": key, "value": value} for key, value in gold.items()],
        "proofs": [],
        "also": [],
        "traps": [],
        "wordings": {},
        "evidence": {},
        **given,
    }
    text = json.dumps(out, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return out | {
        "narrative_hash": digest,
        "item_hashes": {f"{lang}.bare.a": digest for lang in ("zh", "en")},
        "gold_hash": digest,
    }


def claims(family: str, variant: int) -> dict[str, Any]:
    """Return the claims of one variant: the flip turns the first, the gap opens the last."""
    gold = dict(zip(CLAIMS, FAMILIES[family]["gold"], strict=True))
    first, _, last = CLAIMS
    if variant == 1:
        gold[first] = N if gold[first] == E else E
    if variant == 3:
        gold[last] = U
    words = CLAIMS | VERDICTS
    return line(family, variant, "claims", gold=gold, labels=list(VERDICTS), wordings=words)


def argument(family: str, verdict: str, **given: Any) -> dict[str, Any]:
    """Return an argument on the portrait right."""
    elements = {
        "element:identifiable": "met" if verdict == E else "not_met",
        "element:used": "met",
        "element:no_excuse": "met",
    }
    words = {
        "element:identifiable": ["公众能认出本人", "the public can recognise the person"],
        "element:used": ["制作、使用或者公开", "made, used or published"],
        "element:no_excuse": ["没有同意，也没有例外", "no consent and no exception"],
    }
    return line(
        family, 0, "argument", "A.portrait_right.B", answer_type="argument",
        gold={**elements, "verdict": verdict}, labels=[*STATES, *VERDICTS],
        wordings=words | STATES | VERDICTS, **given,
    )  # fmt: skip


def codes(family: str, variant: int, task: str, right: list[str], words: Any) -> dict[str, Any]:
    """Return a set item."""
    return line(
        family, variant, task, "A.portrait_right.B", answer_type="set", labels=["yes"],
        gold=dict.fromkeys(right, "yes"), keys=list(words), wordings=words,
    )  # fmt: skip


def label(family: str, task: str, target: str, right: str, words: Any) -> dict[str, Any]:
    """Return a label item."""
    return line(
        family, 0, task, target, answer_type="label", gold={"answer": right},
        labels=list(words), wordings=words,
    )  # fmt: skip


def fields(family: str, target: str, types: dict[str, str], **gold: str) -> dict[str, Any]:
    """Return an extraction item."""
    return line(
        family, 0, "extraction", target, answer_type="fields", types=types, gold=gold,
        quartet=False, labels=["first_instance", "appeal"] if "label" in types.values() else [],
        wordings={"first_instance": ["一审", "first instance"], "appeal": ["二审", "appeal"]}
        if "label" in types.values() else {},
    )  # fmt: skip


FACTS = {
    "f1": ["成品里露出的是否为原告的脸", "whether the output shows the claimant's face"],
    "f2": ["被告是否取得单独同意", "whether the defendant had separate consent"],
    "f3": ["视频是否加了标识", "whether the video was labelled"],
    "f4": ["被告是否盈利", "whether the defendant made a profit"],
}
ORDERS = {
    "stop": ["停止侵害", "stop the infringement"],
    "apologise": ["赔礼道歉", "apologise"],
    "compensate": ["赔偿损失", "compensate"],
}
WHO = {
    "prosecutor": ["人民检察院", "the procuratorate"],
    "consumers_association": ["消费者组织", "a consumers' association"],
    "notice_first": ["须先公告", "public notice must come first"],
}
PLATFORM = {
    "no_liability": ["不承担责任", "no liability"],
    "enlarged_part": ["就扩大部分连带", "jointly for the enlarged part"],
    "whole": ["就全部连带", "jointly for the whole"],
}
OBSCENE = {
    "below": ["不构成犯罪", "threshold not met"],
    "base": ["三年以下有期徒刑、拘役或者管制", "up to three years"],
    "serious": ["情节严重", "serious circumstances"],
    "very_serious": ["情节特别严重", "especially serious circumstances"],
}
DATA_CRIME = {
    "below": ["不构成犯罪", "threshold not met"],
    "base": ["情节严重", "serious circumstances"],
    "very_serious": ["情节特别严重", "especially serious circumstances"],
}
OFFENCES = {
    "obscene_for_profit": [
        "制作、复制、出版、贩卖、传播淫秽物品牟利罪",
        "obscene matter for profit",
    ],
    "obscene_spread": ["传播淫秽物品罪", "spreading obscene matter"],
    "insult": ["侮辱罪", "insult"],
    "defamation": ["诽谤罪", "defamation"],
}
STEPS = {f"s{n}": [f"第{n}步", f"step {n}"] for n in range(1, 6)} | NONE
LETTERS = {
    "A": ["肖像权", "portrait right"],
    "B": ["名誉权", "reputation right"],
    "C": ["隐私权", "privacy"],
    "D": ["个人信息权益", "personal information"],
}


def lines() -> list[dict[str, Any]]:
    """Return every line."""
    out = [claims(family, variant) for family in FAMILIES for variant in range(4)]
    out += [
        argument(
            "undress-tool", E,
            proofs=[["CC-1019-1"], ["CC-1018-2", "CC-1019-2"]], also=["CC-110-1", "CC-1020-1"],
            evidence={
                "zh": {
                    "identifiable": ["成片中的脸与林某一致"],
                    "used": ["在群内公开发布", "制作了视频"],
                },
                "en": {"identifiable": ["the face is Lin's"], "used": ["posted it in the group"]},
            },
        ),
        argument("template-face-out", N),
        codes("template-face-out", 3, "gaps", ["f1", "f2"], FACTS | NONE),
        codes("forged-video", 0, "gaps", ["none"], FACTS | NONE),
        codes("undress-tool", 0, "consequences", ["stop", "apologise"], ORDERS | NONE),
        codes("undress-tool", 0, "procedure", ["prosecutor", "notice_first"], WHO | NONE),
        label("notice-ladder", "consequences", "A.platform.C", "enlarged_part", PLATFORM),
        label("group-owner", "bracket", "state.obscene_for_profit.B", "serious", OBSCENE),
        label("group-owner", "bracket", "state.data_crime.B", "base", DATA_CRIME),
        label("template-face-out", "flaw", "A.portrait_right.B", "s3", STEPS),
        label("video-call-fraud", "flaw", "A.reputation_right.B", "none", STEPS),
        label("garbled-report", "recall", "which-right", "D", LETTERS),
        label("group-owner", "recall", "which-offence", "obscene_for_profit", OFFENCES),
        line(
            "template-face-out", 0, "readings", "portrait_object",
            gold={"A.portrait_right.B": "whole_image", "A.personal_information.B": "settled"},
            labels=["settled", "face_core", "whole_image"],
            wordings={
                **CLAIMS,
                "settled": ["答案不因采何种观点而不同", "the same on every view"],
                "face_core": ["以面部为核心", "the face is the core"],
                "whole_image": ["以整体形象为准", "the whole image counts"],
            },
        ),
        fields(
            "garbled-report", "report",
            {"taken": "money", "videos": "count", "term": "term", "judged": "date",
             "instance": "label", "court": "text", "fine": "money"},
            taken="60000", videos="1200余", term="有期徒刑七年三个月", judged="2023-08-23",
            instance="first_instance", court="杭州互联网法院", fine="none",
        ),
        fields("garbled-report", "sum", {"sum": "money"}, sum="5000"),
        fields("garbled-report", "bill", {"bill": "money"}, bill="100美元"),
        fields("garbled-report", "months", {"months": "term"}, months="18个月"),
        fields("garbled-report", "files", {"files": "count"}, files="20"),
    ]  # fmt: skip
    return out


def content() -> str:
    """Return the file."""
    rows = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in lines())
    return "".join(row + "\n" for row in rows)


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(content(), encoding="utf-8")
