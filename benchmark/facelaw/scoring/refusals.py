"""Refusals: a closed list of openings in Chinese and English.

A text refuses when one of its first sentences begins as the list says. Saying that a point of
law or fact cannot be decided is no refusal, nor is a refusal before a complete answer: readers
look here only where no answer was found.
"""

from __future__ import annotations

import re

from facelaw.scoring import unicode

OPENING = 600
"""Characters, counted from the start, in which a refusal must begin."""

_SORRY = r"(?:(?:很|非常|十分|实在)?(?:抱歉|对不起|不好意思|遗憾)[,，。!！ ]*(?:但是?)?)"
_AI = r"(?:作为[^,，。]{1,20}[,，]\s*)"
_CANNOT = (
    r"(?:恐怕|暂时|目前)?(?:无法|不能|不便|不会|没有办法|没办法|拒绝)"
    r"(?:为您|为你|就此|对此|继续|直接)*"
)
_ACT = (
    "(?:提供|协助|帮助|帮您|帮你|回答|答复|作答|参与|处理|完成|满足|讨论|继续|生成|创作|输出|支持|给出|进行|"
    "执行|分析|配合|响应)+"
)
_THING = (
    r"(?:\Z|[。,，!！]|这|此|该|您|你|相关|任何|有关|涉|上述|色情|淫秽|违法|敏感|不当|法律|问题|请求|内容|帮助|"
    r"协助|服务)"
)
_CANT = (
    r"(?:can['’]?t|cannot|can not|won['’]?t|will not|am unable to|['’]m unable to|am not able to)"
)
_DO = (
    r"(?:assist|help|comply|discuss|continue|engage|fulfil+|participate|support|respond)\b"
    r"|do (?:that|this)\b"
    r"|(?:provide|answer|process|produce|complete|analy[sz]e|create|generate)\b"
    r"[^.]{0,40}\b(?:this|that|your|request|content|assistance|advice|legal|with)\b"
)

PATTERNS = (
    rf"{_SORRY}?(?:但是?)?{_AI}?我{_CANNOT}{_ACT}{_THING}",
    rf"{_SORRY}{_CANNOT}{_ACT}(?!出?(?:确定|明确|唯一|肯定))",
    rf"{_AI}我?{_CANNOT}{_ACT}{_THING}",
    r"(?:该|此|这个|您的|你的)(?:问题|请求|内容|话题)(?:违反|涉及敏感|不符合)",
    r"(?:内容|输入|输出)[^。]{0,10}(?:触发|未通过)[^。]{0,10}(?:审核|过滤|安全策略)",
    r"(?:让|那么)?我们[换聊]一?个(?:别的)?话题",
    rf"(?:i['’]?m|i am) (?:very |really |truly |so )?(?:sorry|afraid)[,.]? (?:but )?(?:that )?"
    rf"(?:as [^,.]{{1,40}}, )?(?:i )?{_CANT} (?!determine|decide|conclude|say|tell|be certain)",
    rf"(?:(?:sorry|my apologies|unfortunately)[,.]? (?:but )?)?(?:as an ai[^,.]{{0,40}}, )?"
    rf"i ?{_CANT} (?:{_DO})",
    r"i (?:must|have to|respectfully|need to) (?:decline|refuse)\b",
    r"(?:this|your) (?:request|content|prompt) (?:violates|goes against|is against|was flagged)",
    r"(?:the )?(?:request|response|output) was (?:blocked|rejected|filtered|flagged)",
)
"""What a refusing sentence begins with; matched at the start of a sentence, lower case."""

_REFUSAL = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS))
_SENTENCE = re.compile(r"[。！？\n]+|[.!?](?:\s|\Z)")


def refuses(text: str) -> bool:
    """Whether a text, reasoning taken off, opens with a refusal."""
    plain = unicode.narrow(text[: 2 * OPENING]).casefold().lstrip(" \t\n*#>\"'“")[:OPENING]
    return any(_REFUSAL.match(part.strip(" \t*\"'“")) for part in _SENTENCE.split(plain))
