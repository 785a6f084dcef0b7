"""The line that names a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document.model import Block, Document
from ..span import Span

_LONGEST = 50
# 主要指标, 表1, 任务分工表, 专栏2 …
_NAMES = re.compile(r"指标|目标|[^代发外]表$|表\d|专栏|清单|任务|分工|情况|一览")
# What stands below and is no caption: 二、重点任务, (一)…, 注:, 附件
_NUMBERED = re.compile(r"第.{1,3}[章节篇部]|[一二三四五六七八九十]{1,3}、|\(|\d+[.、]|注|备注|附")
_UNIT_LINE = re.compile(r"\(?单位:")  # 单位:公顷


def caption_of(document: Document, blocks: Sequence[Block], at: int, end: int | None = None) -> Span | None:
    r"""Give the line above the table whose first block is `at` (past a line 单位:…), else the one below its last.

    >>> from plan_extract.readers.text import read_text
    >>> document = read_text("表1 主要指标\n单位:%\n序号\n".encode(), "x.txt")
    >>> caption_of(document, document.blocks, 2).of(document.text)
    '表1 主要指标'
    """
    folded = document.folded
    above = [block for block in blocks[max(0, at - 2) : at][::-1] if not _UNIT_LINE.match(folded, block.span.start)]
    after = (at if end is None else end) + 1
    below = [block for block in blocks[after : after + 1] if not _NUMBERED.match(folded, block.span.start)]
    for block in (*above[:1], *below):
        words = "".join(block.span.of(folded).split()) if block.span.end - block.span.start < 80 else ""
        if 0 < len(words) <= _LONGEST and _NAMES.search(words) and not words.endswith(("。", ";", ":")):
            return block.span
    return None
