"""Numbers in Chinese and English prose, so that two languages can be held against each other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Numbers:
    """Numbers of one passage.

    ``firm`` must be met in the other language; ``loose`` may be used to meet a firm one, since
    one language writes *a* where the other counts, or 3 p.m. where the other writes 15 时.
    """

    firm: frozenset[Decimal]
    loose: frozenset[Decimal]

    @property
    def every(self) -> frozenset[Decimal]:
        """All numbers, firm and loose."""
        return self.firm | self.loose


_ZH_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ZH_UNITS = {"十": 10, "百": 100, "千": 1000}
_ZH_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_ZH_IDIOMS = re.compile(
    "十分(?!之|钟)|十足|(?<![一二三四五六七八九两十百千])万一|千方百计|一五一十|九牛一毛|三番五次|三言两语|乱七八糟|十几"
)
_ZH_WORDS = re.compile("(?<![几数上成好])[零〇一二三四五六七八九两十百千万亿]+")
_ZH_TIME = re.compile("(?:下午|晚上|傍晚|夜里|当晚|晚)([0-9]{1,2})(?=[点时:：])")
_ZH_STEP = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([十百千]?[万亿]|[百千])")
_ZH_MIXED = re.compile(rf"(?:{_ZH_STEP.pattern})+")
_ZH_HALVES = {"半年": 6, "半天": 12, "半": 30, "一刻": 15, "一季度": 3, "周": 7, "元旦": 1}
_PLAIN = re.compile(r"(?<![0-9.])([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)")
_EN_ONES = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen"
)
_EN_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_EN_SMALL = {word: value for value, word in enumerate(_EN_ONES.split("|"))} | {
    word: 10 * value for value, word in enumerate(_EN_TENS.split("|"), 2)
}
_EN_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_EN_LOOSE = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "once": 1,
    "twice": 2,
    "half": 30,
    "dozen": 12,
    "fortnight": 14,
    "quarter": 15,
    "couple": 2,
    "both": 2,
    "single": 1,
    "week": 7,
    "noon": 12,
    "midnight": 0,
}
_EN_DECADES = {word[:-1] + "ies": value for word, value in _EN_SMALL.items() if value >= 20}
_EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = {name: at for at, name in enumerate(_EN_MONTHS.split("|"), 1)}
_EN_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[A-Za-z]+")
_EN_PM = re.compile(r"\b([0-9]{1,2})(?:[:.][0-9]{2})?\s*p\.?m", re.IGNORECASE)


def numbers(text: str, lang: str) -> Numbers:
    """Return the numbers of a passage in zh or en.

    >>> sorted(numbers("三十来万粉丝,收了6万元", "zh").firm) == [Decimal(60000), Decimal(300000)]
    True
    >>> sorted(numbers("two hundred and thirty clips", "en").firm) == [Decimal(230)]
    True
    """
    text = unicodedata.normalize("NFKC", text)
    firm, loose = _chinese(text) if lang == "zh" else _english(text)
    return Numbers(frozenset(firm - {Decimal(0)} - loose), frozenset(loose))


def disagree(zh: str, en: str) -> tuple[list[Decimal], list[Decimal]]:
    """Return the firm numbers of each passage that the other lacks.

    >>> disagree("收取300元", "charged 300 yuan")
    ([], [])
    """
    one, other = numbers(zh, "zh"), numbers(en, "en")
    return sorted(one.firm - other.every), sorted(other.firm - one.every)


def _chinese(text: str) -> tuple[set[Decimal], set[Decimal]]:
    loose: set[Decimal] = set()
    for hour in _ZH_TIME.findall(text):
        loose |= {Decimal(hour), Decimal(hour) + 12}
    for word, value in _ZH_HALVES.items():
        if word in text:
            loose.add(Decimal(value))
    text = _ZH_IDIOMS.sub(" ", text)
    text = re.sub("(?<=[十百千万0-9])[来多余几](?=[百千万亿])", "", text)
    firm: set[Decimal] = set()
    for run in _ZH_MIXED.finditer(text):
        firm.add(sum((_scaled(*part) for part in _ZH_STEP.findall(run.group())), Decimal(0)))
    rest = _ZH_MIXED.sub(" ", text)
    firm |= {Decimal(n.replace(",", "")) for n in _PLAIN.findall(rest)}
    for word in _ZH_WORDS.findall(rest):
        spelt = _chinese_word(word)
        if spelt is not None:
            (firm if spelt >= 10 else loose).add(Decimal(spelt))
    return firm, loose


def _scaled(number: str, units: str) -> Decimal:
    """Return ``6.5`` and ``万`` as 65000."""
    value = Decimal(number.replace(",", ""))
    for char in units:
        value *= (_ZH_UNITS | _ZH_MYRIADS)[char]
    return value


def _chinese_word(word: str) -> int | None:
    """Return the value of a numeral in Chinese characters; None where it is none.

    ``二〇二一`` is read by position, ``三四`` (three or four) is left alone.
    """
    if all(char in _ZH_DIGITS for char in word):
        if len(word) == 1:
            return _ZH_DIGITS[word]
        if len(word) < 3:
            return None
        return int("".join(str(_ZH_DIGITS[char]) for char in word))
    if word[0] in "百千万亿":
        return None
    total = section = digit = 0
    for char in word:
        if char in _ZH_DIGITS:
            if digit:
                return None
            digit = _ZH_DIGITS[char]
        elif char in _ZH_UNITS:
            section += (digit or 1) * _ZH_UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _ZH_MYRIADS[char]
            section = digit = 0
    if digit and len(word) > 1 and word[-2] in "百千万":  # 三百五, 一万二: the unit is left out
        unit = (_ZH_UNITS | _ZH_MYRIADS)[word[-2]]
        digit *= unit // 10
    return total + section + digit


def _english(text: str) -> tuple[set[Decimal], set[Decimal]]:
    firm: set[Decimal] = set()
    loose: set[Decimal] = set()
    for hour in _EN_PM.findall(text):
        loose |= {Decimal(hour), Decimal(hour) + 12}
    value: Decimal | None = None
    section = Decimal(0)
    digits = article = False  # written in figures; begun with "a", as in "a hundred"

    def close() -> None:
        nonlocal value, section, digits, article
        if value is not None:
            total = value + section
            vague = article and total in _EN_SCALE.values()
            (firm if digits or (total >= 10 and not vague) else loose).add(total)
        value, section, digits, article = None, Decimal(0), False, False

    last_end = 0
    for token in _EN_TOKEN.finditer(text):
        raw, gap = token.group(), text[last_end : token.start()]
        last_end = token.end()
        word = raw.lower()
        if gap.strip(" -"):
            close()
        if raw[0].isdigit():
            close()
            value, digits = Decimal(raw.replace(",", "").rstrip(".")), True
        elif word in _EN_SMALL:
            if digits:
                close()
            if value is None:
                value = Decimal(0)
            section += _EN_SMALL[word]
        elif word in _EN_SCALE and value is not None and not (digits and raw != word):
            if word == "hundred" and not digits:
                section = (section or Decimal(1)) * 100
            else:
                value, section = (value + section) * _EN_SCALE[word], Decimal(0)
        elif word == "and" and value is not None and not digits and value + section >= 100:
            continue
        elif word in ("a", "an") and re.match(r"\s(hundred|thousand|million)\b", text[last_end:]):
            close()
            value, section, article = Decimal(0), Decimal(1), True
        else:
            close()
            if raw in _MONTHS:
                loose.add(Decimal(_MONTHS[raw]))
            elif word in _EN_LOOSE or word in _EN_DECADES:
                loose.add(Decimal((_EN_LOOSE | _EN_DECADES)[word]))
            elif word in _EN_SCALE:
                loose.add(Decimal(_EN_SCALE[word]))
    close()
    return firm, loose
