"""The block of labels between two lines of --- that page generators put before a document."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\s*---[ \t]*\r?\n((?:[^\n]{0,500}\n){0,60}?)---[ \t]*\r?\n")
_LABEL = re.compile(r"([^\s:：]{1,20})[:：][ \t]*(.{0,300}?)[ \t]*\r?$", re.MULTILINE)
_TITLES = ("title", "标题")


def cut(text: str) -> tuple[list[str], str]:
    r"""Give the lines of the block that tell of the document, its title among them, and the text behind the block.

    `title: 云汀市养老服务规划` gives that title alone, `发布单位: 云汀市民政局` the line as a label; keys for machines
    (layout: page) give nothing.

    >>> cut("---\nlayout: page\ntitle: 养老规划\n发布日期: 2024-03-01\n文号: -\n---\n正文")
    (['养老规划', '发布日期：2024-03-01'], '正文')
    """
    block = _BLOCK.match(text)
    if block is None:
        return [], text
    lines = []
    for label, value in _LABEL.findall(block[1]):
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if label.lower() in _TITLES:
            lines.append(value)
        elif not label.isascii() and value not in ("", "-"):
            lines.append(f"{label}：{value}")
    return lines, text[block.end() :]
