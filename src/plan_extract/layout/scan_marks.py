"""The marks of recognised text: recognition takes full-width marks for half-width ones, and dashes for the numeral one."""

from __future__ import annotations

import re

_WIDE = "[一-鿿（）《》〈〉“”、。，；：！？〔〕【】]"
_HALF = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_MARK = re.compile(rf"(?<={_WIDE})[(),;:!?]|[(),;:!?](?={_WIDE})")
_YEARS = re.compile(r"(?<=\d)[一-](?=\d{4}年)|(?<=\d{4})[一-](?=\d{4}(?!\d))|(?<=年)一(?=\d)|(?<=月)一(?=\d)")
# 《方案》 read as <方案>; its halves on two lines: …方案>的通知, 印发<…; but not 6个月<时间≤12个月
_TITLE = re.compile(rf"<(?=[^<>]{{2,60}}>)(?={_WIDE})|(?<={_WIDE})>(?=的)|(?<=[印发布实据照])<")
_TITLE_ENDS = re.compile(r"(《[^《》<>]{2,60})>")
_YEAR_OF_NUMBER = re.compile(r"[\[〔【(（]((?:19|20)\d{2})[\]〕】)）](?=\s?第?\d{1,4}\s?号)")


def chinese_marks(text: str) -> str:
    """Give marks beside Chinese characters their full width, the year of a document number its brackets, years a dash.

    >>> chinese_marks("实施方案(2023一2025年)的通知,京政发[2023]14号")
    '实施方案（2023—2025年）的通知，京政发〔2023〕14号'
    >>> chinese_marks("f(x) = 3:2, 12:30")
    'f(x) = 3:2, 12:30'
    """
    text = _YEARS.sub("—", text)
    text = _YEAR_OF_NUMBER.sub(r"〔\1〕", text)
    text = _TITLE_ENDS.sub(r"\1》", _TITLE.sub(lambda match: "《" if match[0] == "<" else "》", text))
    for _ in range(2):  # a mark beside a mark that has become wide
        text = _MARK.sub(lambda match: _HALF[match[0]], text)
    return _closed(text)


def _closed(text: str) -> str:
    """A bracket opened in full width is closed in full width: （2023).

    >>> _closed("（2023)和(a)")
    '（2023）和(a)'
    """
    out, wide = [], []
    for char in text:
        if char in "（(":
            wide.append(char == "（")
        elif char in "）)" and wide:
            char = "）" if wide.pop() else ")"
        out.append(char)
    return "".join(out)
