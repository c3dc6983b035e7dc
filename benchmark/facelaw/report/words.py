"""Names of tasks, kinds, statuses and values as the page shows them, zh and en."""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[str, str]

TASKS: Mapping[str, Pair] = {
    "claims": ("各项请求", "Claims"),
    "argument": ("逐要件论证", "Argument"),
    "consequences": ("法律后果", "Consequences"),
    "procedure": ("程序", "Procedure"),
    "bracket": ("法定刑幅度", "Sentencing bracket"),
    "gaps": ("待查事实", "Missing facts"),
    "readings": ("解释分歧", "Readings"),
    "flaw": ("找出错误步骤", "Flawed step"),
    "extraction": ("事实提取", "Extraction"),
    "recall": ("法条记忆", "Recall"),
}

KINDS: Mapping[str, Pair] = {
    "base": ("原案", "Base"),
    "flip": ("事实翻转", "Fact flip"),
    "date": ("日期移动", "Date move"),
    "gap": ("事实缺失", "Fact missing"),
    "control": ("无关改动", "Control"),
    "noise": ("文字噪声", "Noise"),
    "altered": ("假设修法", "Altered law"),
}

STATUSES: Mapping[str, Pair] = {
    "right": ("正确", "Right"),
    "wrong": ("错误", "Wrong"),
    "abstained": ("弃答", "Abstained"),
    "refused": ("拒答", "Refused"),
    "truncated": ("被截断", "Truncated"),
    "unparsed": ("无法读取", "Unreadable"),
    "missing": ("未提交", "Missing"),
    "failed": ("调用失败", "Failed"),
    "answered": ("已作答", "Answered"),
}
"""How an item ends; an answered one is shown as right or wrong."""

VALUES: Mapping[str, Pair] = {
    "established": ("成立", "Established"),
    "not_established": ("不成立", "Not established"),
    "undetermined": ("无法确定", "Undetermined"),
    "met": ("具备", "Met"),
    "not_met": ("不具备", "Not met"),
    "settled": ("无分歧", "Settled"),
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
    "unknown": ("不明", "Unknown"),
    "unproved": ("未能证明", "Unproved"),
    "none": ("均不选", "None"),
    "verdict": ("结论", "Verdict"),
    "answer": ("答案", "Answer"),
}

THEMES: Mapping[str, Pair] = {
    "sexual": ("色情", "Sexual"),
    "fraud": ("诈骗", "Fraud"),
    "death": ("逝者", "The dead"),
    "minor_nonsexual": ("未成年人", "Minors"),
    "defamation": ("造谣诽谤", "Defamation"),
    "extortion": ("敲诈", "Extortion"),
    "commerce": ("商业使用", "Commerce"),
    "workplace": ("职场", "Workplace"),
    "data": ("个人信息", "Personal data"),
    "copyright": ("著作权", "Copyright"),
    "politics": ("公共事务", "Public affairs"),
    "health": ("医疗健康", "Health"),
    "none": ("一般", "General"),
}

STAGES: Mapping[str, Pair] = {"advice": ("咨询阶段", "Advice"), "trial": ("审判阶段", "Trial")}

CONDITIONS: Mapping[str, Pair] = {
    "bare": ("仅案情", "Facts only"),
    "law": ("附法条", "With law"),
    "ledger": ("附事实表", "Fact table"),
    "altered": ("假设修法", "Altered law"),
}

AUTHORITIES: Mapping[str, Pair] = {
    "statute": ("法律", "Statute"),
    "interpretation": ("司法解释", "Judicial interpretation"),
    "regulation": ("行政法规", "Regulation"),
    "rule": ("部门规章", "Rule"),
    "case": ("案例", "Case"),
    "opinion": ("规范性文件", "Opinion"),
}

ROLES: Mapping[str, Pair] = {
    "duty": ("义务", "Duty"),
    "definition": ("定义", "Definition"),
    "exception": ("例外", "Exception"),
    "consequence": ("后果", "Consequence"),
    "procedure": ("程序", "Procedure"),
    "threshold": ("标准", "Threshold"),
    "link": ("衔接", "Link"),
}

CLAIM_KINDS: Mapping[str, Pair] = {
    "civil": ("民事", "Civil"),
    "criminal": ("刑事", "Criminal"),
    "procedure": ("程序", "Procedure"),
    "remedy": ("救济", "Remedies"),
    "bracket": ("量刑幅度", "Brackets"),
    "platform": ("平台责任", "Platforms"),
}

CONTRASTS: Mapping[str, Pair] = {
    "knowledge": ("法律知识：附法条 − 仅案情", "Knowledge: with law − facts only"),
    "fact_finding": ("事实认定：附事实表 − 附法条", "Fact-finding: fact table − with law"),
    "memory": ("依赖记忆：附法条 − 假设修法", "Leaning on memory: with law − altered law"),
    "language": ("语言：中文 − 英文", "Language: zh − en"),
    "wording": ("提问措辞：甲 − 乙", "Wording of the prompt: a − b"),
}

ABOUT: Mapping[str, Pair] = {
    "strict_family_accuracy": (
        "一个案例族的计分四题（原案、翻转、无关改动、缺失或者日期）全部答对",
        "all of a family’s core quartet right: base, flip, control, and gap or date",
    ),
    "verdict_accuracy": ("每个案例族权重相同", "every family weighs the same"),
    "control_stability": (
        "无关改动之后仍给出同样结论",
        "same verdicts after a change of no matter",
    ),
    "flip_sensitivity": ("应变之处确实改变", "verdicts change where they must"),
    "over_deferral": ("事实已足却答无法确定", "undetermined though the facts suffice"),
    "over_settling": ("事实不足却作出断定", "settled though facts are missing"),
}
"""One line on the measures whose name does not say enough."""

GROUPS: Mapping[str, Mapping[str, Pair]] = {
    "task": TASKS,
    "kind": KINDS,
    "status": STATUSES,
    "value": VALUES,
    "theme": THEMES,
    "stage": STAGES,
    "condition": CONDITIONS,
    "authority": AUTHORITIES,
    "role": ROLES,
    "claimKind": CLAIM_KINDS,
    "contrast": CONTRASTS,
}
"""Every group, as the page's script receives it."""


def text(group: Mapping[str, Pair], code: str) -> dict[str, str]:
    """Return a code's name in both languages; an unknown code names itself."""
    zh, en = group.get(code, (code, code))
    return {"zh": zh, "en": en}
