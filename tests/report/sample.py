"""A whole report's data, invented: runs, tables, curves, items, answers, some of them hostile."""

from __future__ import annotations

import random
from dataclasses import replace

from facelaw.report.content import Family, Question
from facelaw.report.data import (
    Attempt,
    Bin,
    Calibration,
    Difference,
    Estimate,
    Horizon,
    Item,
    Line,
    Measure,
    Pair,
    ReportData,
    Run,
    Table,
)
from facelaw.report.words import KINDS, TASKS, text
from tests.report.cases import dossier, template
from tests.report.law_sample import picture

HOSTILE = (
    "</script><img src=x onerror=\"window.hit=1;fetch('https://example.invalid/"
    "')\"><svg onload=window.hit=1>"
)
"""What an answer must not be able to do: end the script, load, run."""

MODELS = (
    ("alpha-large", 0.71, False),
    ("beta-72b", 0.64, False),
    ("gamma-pro", 0.62, False),
    ("delta-32b", 0.52, False),
    ("epsilon-8b", 0.33, False),
    ("词袋分类器", 0.2, True),
    ("多数类", 0.12, True),
)
CLAIMS = {
    "A.portrait_right.B": ("林某对甲公司：侵害肖像权", "Lin v Company A: portrait right"),
    "A.personal_information.B": (
        "林某对甲公司：侵害个人信息权益",
        "Lin v Company A: personal information",
    ),
    "A.reputation_right.B": ("林某对甲公司：侵害名誉权", "Lin v Company A: reputation"),
}
LABELS = {
    "established": ("成立", "Established"),
    "not_established": ("不成立", "Not established"),
    "undetermined": ("无法确定", "Undetermined"),
}
GOLD = {"v0": "ney", "v1": "een", "v2": "nnn", "v3": "nen", "v4": "uen", "v5": "nen"} | {
    "v0": "nen"
}
VERDICT = {"e": "established", "n": "not_established", "u": "undetermined"}
ELEMENTS = {
    "processed": ("处理了面部信息", "Facial information was processed"),
    "no_basis": ("没有合法性基础", "No lawful basis"),
    "not_household": ("不属家庭事务", "Not a household affair"),
}
GAPS = {
    "face_shown": ("成品里露出的是否为林某的脸", "whether the output shows Lin’s face"),
    "views": ("模板被套用的次数", "how often the template was used"),
    "profit": ("甲公司是否盈利", "whether Company A made a profit"),
    "named": ("有无观看者认出林某", "whether viewers recognised Lin"),
    "none": ("均不影响", "none of these"),
}
ARGUMENT = {
    "zh": (
        "争点　甲公司提取林某的面部特征点，是否侵害其个人信息权益。\n规范　人脸信息"
        "属于敏感个人信息，处理须取得单独同意（个人信息保护法第28条第1款、"
        "第29条）；取得同意的事实由处理者证明。\n适用　甲公司以算法提取并比对面部特"
        "征点，属于处理面部信息。其不能提交同意凭证，不利后果由其承担。"
        "处理用于经营，不属家庭事务。\n结论　侵害个人信息权益成立。"
    ),
    "en": (
        "Issue. Did Company A infringe Lin’s personal information by "
        "extracting her facial landmarks?\nRule. Facial information is "
        "sensitive; processing it takes separate consent, which the processor "
        "must prove (PIPL arts. 28(1), 29).\nApplication. Extracting "
        "and matching landmarks is processing. Company A has no record "
        "of consent and bears the consequence. The use was commercial, "
        "not a household affair.\nConclusion. The infringement is established."
    ),
}


def estimate(rng: random.Random, p: float, families: int = 96, items: int = 384) -> Estimate:
    half = 1.96 * (p * (1 - p) / families) ** 0.5 + 0.004
    return Estimate(
        p, max(0.0, p - half * rng.uniform(0.9, 1.1)), min(1.0, p + half), families, items
    )


def runs(rng: random.Random) -> tuple[Run, ...]:
    out: list[Run] = []
    for i, (model, p, baseline) in enumerate(MODELS):
        signature = (
            "facelaw:0.1.0|data:1.0.0|key:3fa1c0de|split:test|lang:zh|cond:bare|"
            "tmpl:a|budget:2048|read:strict|boot:10000|seed:7"
        )
        marks = {
            "strict": estimate(rng, p * p),
            "verdicts": estimate(rng, 0.35 + 0.55 * p),
            "control": estimate(rng, 0.5 + p / 2),
            "flip": estimate(rng, p),
            "citations": estimate(rng, p * 0.8),
            "brier": Estimate(0.32 - 0.25 * p, 0.30 - 0.25 * p, 0.34 - 0.25 * p, 96, 384),
        }
        refused = int(30 * (1 - p)) if not baseline else 0
        statuses = {
            "answered": 1200 - refused - 25,
            "refused": refused,
            "abstained": 10,
            "unparsed": 9,
            "truncated": 6,
        }
        out.append(
            Run(
                model,
                model,
                signature,
                budget=2048,
                baseline=baseline,
                estimates=marks,
                expected=(0.35 + 0.55 * p) ** 6,
                rank=[(1, 1), (2, 3), (2, 3), (4, 4), (5, 5), (6, 7), (6, 7)][i],
                statuses=statuses,
                refused={"sexual": refused} if refused else {},
            )
        )
    return tuple(out)


def tables(rng: random.Random) -> tuple[Table, ...]:
    def line(label: dict[str, str], shift: float, families: int) -> Line:
        cells = {
            m: estimate(rng, min(0.97, max(0.03, 0.35 + 0.55 * p + shift)), families, families * 4)
            for m, p, _ in MODELS
        }
        return Line(label, cells)

    tasks = [
        line(text(TASKS, t), rng.uniform(-0.2, 0.1), 96)
        for t in (
            "claims",
            "argument",
            "consequences",
            "procedure",
            "bracket",
            "gaps",
            "readings",
            "flaw",
        )
    ]
    levels = [line({"zh": f"{n} 级", "en": f"Level {n}"}, 0.15 - 0.1 * n, 20) for n in range(1, 6)]
    kinds = [
        line(text(KINDS, k), rng.uniform(-0.15, 0.1), 60)
        for k in ("base", "flip", "date", "gap", "control", "noise")
    ]
    return (
        Table("task", {"zh": "按任务", "en": "By task"}, "verdicts", tuple(tasks)),
        Table("level", {"zh": "按难度", "en": "By level"}, "verdicts", tuple(levels)),
        Table("kind", {"zh": "按变体", "en": "By variant"}, "verdicts", tuple(kinds)),
    )


def calibration(rng: random.Random, run: str, p: float) -> Calibration:
    bins: list[Bin] = []
    for c in (0.35, 0.5, 0.62, 0.74, 0.83, 0.9, 0.96):
        right = min(0.98, max(0.05, c * (0.6 + 0.45 * p) + rng.uniform(-0.03, 0.03)))
        bins.append(Bin(c, right, max(0, right - 0.09), min(1, right + 0.09), rng.randint(20, 160)))
    curve = tuple((k / 40, (1 - p) * (k / 40) ** 1.5 * 0.7) for k in range(1, 41))
    return Calibration(run, tuple(bins), curve, 0.32 - 0.25 * p, 0.22 - 0.2 * p, 0.041, 0.01)


def pairs(rng: random.Random) -> tuple[Pair, ...]:
    out: list[Pair] = []
    for i, (a, p, _) in enumerate(MODELS):
        for b, q, _ in MODELS[i + 1 :]:
            rows: list[Difference] = []
            for measure, scale in (
                ("verdicts", 0.55),
                ("strict", 1.0),
                ("control", 0.5),
                ("flip", 1.0),
                ("citations", 0.8),
            ):
                d, half = (p - q) * scale + rng.uniform(-0.02, 0.02), rng.uniform(0.03, 0.06)
                rows.append(
                    Difference(
                        measure, d, d - half, d + half, 0.0004 if abs(d) > 2 * half else 0.21, 0.047
                    )
                )
            out.append(Pair(a, b, tuple(rows)))
    return tuple(out)


def items(family: Family) -> list[Item]:
    out: list[Item] = []
    wordings = {**CLAIMS, **LABELS}
    for variant in family.variants:
        if len(family.variants) < 3:
            codes = {
                "below": ("未达入罪标准", "Below the threshold"),
                "basic": ("情节严重之下：三年以下", "Up to three years"),
                "serious": ("情节严重：三年以上十年以下", "Three to ten years"),
            }
            gold = "serious" if variant.id == "v1" else "basic"
            out.append(
                Item(
                    f"{family.id}.{variant.id}.bracket.obscene_for_profit",
                    family.id,
                    variant.id,
                    "bracket",
                    "label",
                    {"answer": gold},
                    ("answer",),
                    tuple(codes),
                    codes,
                    target="obscene_for_profit",
                    level=family.level,
                    themes=("sexual",),
                    question={
                        "zh": "乙的行为按数量、数额标准落在哪一档？",
                        "en": "Which bracket do the counts open?",
                    },
                )
            )
            continue
        gold3 = {k: VERDICT[c] for k, c in zip(CLAIMS, GOLD[variant.id], strict=True)}
        base = Item(
            f"{family.id}.{variant.id}.claims",
            family.id,
            variant.id,
            "claims",
            "map",
            gold3,
            tuple(CLAIMS),
            tuple(LABELS),
            wordings,
            level=family.level,
            headline=variant.id in ("v0", "v1", "v4", "v5"),
            themes=("none",),
            question={
                "zh": (
                    "依题面事实和行为时有效的法律，逐项判断下列请求：成立、不成立，"
                    "或者题面事实不足以确定。"
                ),
                "en": (
                    "On the facts given and the law in force at the time, decide "
                    "each claim: established, not established, or undetermined."
                ),
            },
            argument=ARGUMENT,
        )
        out.append(base)
        verdict = gold3["A.personal_information.B"]
        met = "met" if verdict == "established" else "not_met"
        out.append(
            replace(
                base,
                id=f"{family.id}.{variant.id}.argument.A.personal_information.B",
                task="argument",
                answer_type="argument",
                target="A.personal_information.B",
                gold={
                    "element:processed": "met",
                    "element:no_basis": met,
                    "element:not_household": "met",
                    "verdict": verdict,
                },
                keys=tuple(ELEMENTS),
                wordings={
                    **wordings,
                    **ELEMENTS,
                    "PIPL-29-1": ("个人信息保护法第29条", "PIPL art. 29"),
                    "PIPL-28-1": ("个人信息保护法第28条第1款", "PIPL art. 28(1)"),
                },
                proofs=(("PIPL-29-1",),),
                also=("PIPL-28-1",),
                evidence={
                    "zh": {"processed": ("提取并比对了林某的面部特征点",)},
                    "en": {"processed": ("extracted and matched Lin’s facial landmarks",)},
                },
                question={
                    "zh": (
                        "就“林某对甲公司：侵害个人信息权益”写出各要件是否具备、依据题面哪句话、"
                        "适用哪些条款，并给出结论。"
                    ),
                    "en": (
                        "For “Lin v Company A: personal information”, state each element, "
                        "the words that carry it, the articles, and the verdict."
                    ),
                },
            )
        )
        if variant.kind == "gap":
            out.append(
                replace(
                    base,
                    id=f"{family.id}.{variant.id}.gaps.A.portrait_right.B",
                    task="gaps",
                    answer_type="set",
                    target="A.portrait_right.B",
                    gold={"face_shown": "yes", "named": "yes"},
                    keys=tuple(GAPS),
                    wordings={**wordings, **GAPS},
                    question={
                        "zh": "下列哪些事实查明后会决定肖像权请求？",
                        "en": "Which of these facts would decide the portrait claim?",
                    },
                )
            )
    return out


def attempts(rng: random.Random, asked: list[Item]) -> list[Attempt]:
    out: list[Attempt] = []
    for item in asked:
        for model, p, _ in MODELS:
            luck = rng.random()
            if luck < 0.03 * (1.2 - p) * (4 if "sexual" in item.themes else 1):
                out.append(Attempt(model, item.id, "refused", text="抱歉，我不能讨论这一内容。"))
            elif luck < 0.04:
                out.append(
                    Attempt(
                        model,
                        item.id,
                        "unparsed",
                        text="我认为这个问题很复杂，无法用一个答案概括。",
                    )
                )
            else:
                right = rng.random() < 0.3 + 0.65 * p
                values = dict(item.gold)
                if not right and item.answer_type == "set":
                    values = {"profit": "yes", "face_shown": "yes"}
                elif not right:
                    key = rng.choice(list(values))
                    pool = (
                        ["met", "not_met", "undetermined"]
                        if key.startswith("element:")
                        else list(item.labels)
                    )
                    values[key] = rng.choice([x for x in pool if x != values[key]])
                argued = item.answer_type == "argument"
                quotes = {"element:processed": "用算法提取并比对了林某的面部特征点"}
                out.append(
                    Attempt(
                        model,
                        item.id,
                        "answered",
                        right,
                        values,
                        tuple(k for k, v in values.items() if item.gold.get(k) != v),
                        (("个保法29条", "PIPL-29"),) if argued else (),
                        quotes if argued else {},
                        round(rng.uniform(0.5, 0.99), 2),
                        '{"A.portrait_right.B": "not_established", …}',
                    )
                )
    return out


def sample(copies: int = 1) -> ReportData:
    """Return a report; ``copies`` multiplies the families, for size."""
    rng = random.Random(7)
    families: list[Family] = []
    asked: list[Item] = []
    for n in range(copies):
        for family in (template(), dossier()):
            mine = replace(family, id=f"{family.id}-{n}") if n else family
            mine_items = items(mine)
            questions = tuple(Question(i.id, i.question, i.argument) for i in mine_items)
            families.append(replace(mine, questions=questions))
            asked += mine_items
    given = attempts(rng, asked)
    given = [
        a for a in given if not (a.run == "epsilon-8b" and a.item == "template-face-out.v0.claims")
    ]
    given.append(
        Attempt(
            "epsilon-8b",
            "template-face-out.v0.claims",
            "answered",
            False,
            {
                "A.portrait_right.B": HOSTILE,
                HOSTILE: "established",
                "__proto__": "x",
                "constructor": "established",
            },
            ("A.portrait_right.B", HOSTILE, "__proto__", "constructor"),
            ((HOSTILE, ""),),
            {HOSTILE: HOSTILE},
            0.99,
            HOSTILE,
        )
    )
    measures = (
        Measure(
            "strict",
            {"zh": "整族全对率", "en": "Strict family accuracy"},
            {
                "zh": "一个案例族的原案、翻转、无关改动、缺失或者日期四题全部答对",
                "en": "base, flip, control and gap or date all right",
            },
        ),
        Measure(
            "verdicts",
            {"zh": "平均结论正确率", "en": "Mean verdict accuracy"},
            {"zh": "每个案例族权重相同", "en": "every family weighs the same"},
        ),
        Measure("control", {"zh": "无关改动稳定性", "en": "Control stability"}),
        Measure("flip", {"zh": "翻转敏感度", "en": "Flip sensitivity"}),
        Measure("citations", {"zh": "法条引用 F1（到款）", "en": "Citation F1, to the paragraph"}),
        Measure("brier", {"zh": "Brier 分", "en": "Brier score"}, unit="number", better="lower"),
    )
    sizes = (1000.0, 2000.0, 5000.0, 10000.0, 20000.0, 40000.0)
    horizons = tuple(
        Horizon(
            m,
            tuple(
                (s, y := p / (1 + (s / (9000 * p)) ** 1.6), max(0, y - 0.08), min(1, y + 0.08))
                for s in sizes
            ),
            told=((0.5, f"{9000 * p:,.0f}" if p > 0.5 else "<1,000", "800–9,000"),),
        )
        for m, p, _ in MODELS[:4]
    )
    return ReportData(
        "1.0.0",
        "0.1.0",
        measures,
        runs(rng),
        tables=tables(rng),
        calibrations=tuple(calibration(rng, m, p) for m, p, _ in MODELS[:5]),
        pairs=pairs(rng),
        horizons=horizons,
        families=tuple(families),
        items=tuple(asked),
        attempts=tuple(given),
        law=picture(),
        notes=(
            {
                "zh": "标准答案残余错误率经审核为 0.8%，由此得出的上限为 97.6%。",
                "en": "Residual error of gold as audited: 0.8%, which sets a ceiling of 97.6%.",
            },
        ),
    )
