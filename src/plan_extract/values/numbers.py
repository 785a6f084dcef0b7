"""Numbers as plans print them: 1,300, 7.0, 二○二五, 三十五, 一半, 三分之二, 百分之七十五.

Text is expected folded (full-width digits already plain).
"""

from __future__ import annotations

import re

CHINESE_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_SCALES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

ARABIC = r"\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?"  # 1,300.5
CHINESE = "[零〇一二两三四五六七八九十百千万亿]{1,12}"  # 三十五
_ARABIC = re.compile(ARABIC)
_CHINESE = re.compile(CHINESE)


def chinese_number(text: str) -> int | None:
    """Value of a whole number in Chinese characters, or None.

    Characters without a scale are read as digits: 二〇二五 is 2025. A final digit after 百, 千 or 万 is not stretched.

    >>> chinese_number("三十五"), chinese_number("二〇二五"), chinese_number("一千二百"), chinese_number("十一"), chinese_number("县")
    (35, 2025, 1200, 11, None)
    """
    if not _CHINESE.fullmatch(text):
        return None
    if not any(char in _SCALES or char in _MYRIADS for char in text):
        return int("".join(str(CHINESE_DIGITS[char]) for char in text))
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[char]
        elif char in _SCALES:
            section += (1 if digit is None else digit) * _SCALES[char]
            digit = None
        else:
            section += digit or 0
            total = (total + section or 1) * _MYRIADS[char]
            section, digit = 0, None
    return total + section + (digit or 0)


def number(text: str) -> float | None:
    """Value of a number however it is printed, or None where the text is not wholly a number.

    Neither 万 nor 亿 after Arabic digits is taken in: they belong to the unit (2.5万户 is 2.5, 万户).

    >>> number("1,300"), number("-4.1"), number("一半"), number("三分之二"), number("百分之七十五"), number("多")
    (1300.0, -4.1, 0.5, 0.666667, 75.0, None)
    """
    text = text.strip()
    sign, bare = (-1, text[1:]) if text[:1] in "-负" and len(text) > 1 else (1, text)
    if _ARABIC.fullmatch(bare):
        return sign * float(bare.replace(",", ""))
    if text in ("一半", "半数", "半"):
        return 0.5
    if text.startswith("百分之"):
        return number(text[3:])
    if "分之" in text:
        below, _, above = text.partition("分之")
        low, high = number(below), number(above)
        return round(high / low, 6) if low and high is not None else None
    whole = chinese_number(bare)
    return None if whole is None else float(sign * whole)
