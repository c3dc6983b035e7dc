"""What the page says of errors in the gold, beside the headline, in both languages."""

from __future__ import annotations

from facelaw.scoring import audit
from facelaw.scoring.audit import Audit

CAVEAT = {
    "person": "复核者与标准答案仍可能犯同样的错误。",
    "language_model": "语言模型之间的一致只是一致，不等于正确：复核者与标准答案可能犯同样的错误。",
}


def gold_note(found: Audit | None) -> dict[str, str]:
    """Return the residual error of the gold, the ceiling it sets and what neither says."""
    en = ". ".join(line[0].upper() + line[1:] for line in audit.lines(found)) + "."
    return {"zh": _zh(found), "en": en}


def _zh(found: Audit | None) -> str:
    """Return the note in Chinese."""
    if found is None or not found.verdicts:
        return "标准答案的误差：本次发布尚无盲读复核记录。"
    most = "" if found.error_upper is None else f"，至多 {100 * found.error_upper:.1f}%"
    mended = f"（已更正 {found.mended} 项）" if found.mended else ""
    open_ = f"、{found.open} 项尚无定论（按有误计）" if found.open else ""
    text = (
        f"标准答案的误差：{found.families} 个案例族 {found.verdicts:,} 项结论经盲读复核，"
        f"{found.wrong} 项有误{mended}{open_}，误差 {100 * found.error:.1f}%{most}。"
    )
    if found.ceiling is not None and found.ceiling_lower is not None:
        text += (
            f"据此，从不出错的模型其整族全对率约 {100 * found.ceiling:.1f}，"
            f"至少 {100 * found.ceiling_lower:.1f}。"
        )
    return text + CAVEAT["person" if "person" in found.read_by else "language_model"]
