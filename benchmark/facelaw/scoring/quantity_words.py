"""Closed lists of words around a number: relations, currencies, measure words, penalties."""

from __future__ import annotations

Table = dict[str, tuple[str, ...]]

RELATIONS: Table = {
    "约": ("约为", "大约", "大概", "约", "左右", "上下", "≈", "about", "approximately", "approx.",
          "around", "roughly"),
    "近": ("将近", "接近", "近", "nearly", "almost"),
    "超过": ("超过", "多于", "逾", ">", "more than", "over", "in excess of"),
    "不足": ("不足", "不满", "未满", "少于", "<", "less than", "under", "fewer than"),
    "至少": ("至少", "不少于", "不低于", "以上", "≥", ">=", "at least", "no less than", "or more"),
    "至多": ("至多", "不超过", "不多于", "以下", "以内", "≤", "<=", "at most", "no more than",
          "up to", "or less"),
}  # fmt: skip
"""How a relation is written, and the words that state it; 余 and 多 after a number are 超过."""

CURRENCIES: Table = {
    "元": ("人民币", "rmb", "cny", "¥", "元整", "元", "圆", "块钱", "块", "yuan", "renminbi"),
    "美元": ("美元", "美金", "usd", "us$", "$", "us dollars", "dollars"),
    "港元": ("港元", "港币", "hkd", "hk$"),
    "欧元": ("欧元", "eur", "€", "euros", "euro"),
}
MEASURES = (
    "个视频", "段视频", "部视频", "张图片", "部", "段", "个", "张", "条", "份", "件", "幅", "篇",
    "款", "款次", "人次", "人", "名", "位", "次", "例", "家", "起", "群", "台", "项", "笔", "套",
    "章", "字", "天", "日", "小时",
    "items", "videos", "video clips", "clips", "images", "pictures", "photos", "files", "copies",
    "people", "persons", "members", "users", "victims", "groups", "times", "clicks", "views",
    "hours", "days", "transactions", "payments",
)  # fmt: skip
"""Measure words after a count; they are not compared, since the key says what is counted."""
LIFE = "无期徒刑"
PENALTIES: Table = {
    "有期徒刑": ("有期徒刑", "fixed-term imprisonment of", "imprisonment of", "imprisonment for"),
    "拘役": ("拘役", "criminal detention of", "detention of"),
    "管制": ("管制", "public surveillance of", "control of"),
    "缓刑": ("缓刑", "suspended for", "probation of"),
}


Words = list[tuple[str, str, str]]


def by_length(table: Table) -> Words:
    """Return (word, entry, blank that parts it from the number), longest word first."""
    entries = [
        (word, name, " " if word[-1].isascii() and word[-1].isalpha() else "")
        for name, words in table.items()
        for word in words
    ]
    return sorted(entries, key=lambda entry: -len(entry[0]))


def affix(text: str, words: Words) -> tuple[str, str]:
    """Return the entry whose words stand before or after a text, and the text without them.

    Args:
        text: half-width, lower case.
        words: of :func:`by_length`; the first that fits decides.
    """
    for word, name, apart in words:
        if text.startswith(word + apart):
            return name, text[len(word) :].strip()
        if text.endswith(apart + word):
            return name, text[: -len(word)].strip()
    return "", text
