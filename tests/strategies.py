"""Hypothesis strategies: plausible plans, real ones mutated, files of any format with their bytes damaged.

`texts` gives texts of every kind, `damaged` bytes. A plan that is drawn counts its headings right and names its bodies,
times and numbers as plans do; what is wrong with it is then put in by a mutation: cut, swapped, repeated, read in another
encoding, written in other widths.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import cache

from hypothesis import strategies as st

import samples
from plan_extract.readers.docx_numbering import counting
from seeds import seeds

PIECES = (
    "第一章　总则", "第三部分 主要任务", "一、重点任务", "（二）完善制度。", "1.建设中心。", "(3)", "①",
    "专栏1 重点工程", "附件2", "前言", "附件：", "关于印发《云汀市养老规划》的通知", "云政发〔2021〕3号",
    "各县区人民政府：", "云汀市民政局", "2021年3月5日", "发文单位：", "建立健全工作机制",
    "将试点经费纳入预算", "鼓励社会力量参与", "新建养老院12所", "不少于3-5个", "达到95%以上", "2.5万户",
    "三分之一", "〔60〕", "（责任单位：市民政局、财政局等）", "市教育局牵头，市卫生健康委配合",
    "会同有关部门", "按职责分工负责", "以下均需各区政府落实", "到2025年", "2023年6月底前", "“十四五”期间",
    "每季度", "自2024年起", "长期坚持", "春节前", "两至三年内", "2021—2025年", "上半年",
    "序号\t指标\t单位\t2025年", "1\t床位数\t张\t≥50", "| 序号 | 任务 | 牵头单位 |",
    "| 1 | 建设平台 | 市数据局 |", "序号", "指标", "单位", "2025年", "约束性", "备注：带“※”的为约束性指标。",
    "（", "）", "《", "》", "“", "”", "：", "；", "，", "、", "。", "\n", "\n\n", "\r\n", "\t", "　", " ",
    "\f", "%", "-", "—",
)  # fmt: skip

BODIES = (
    "市民政局", "市发展改革委", "财政局", "市卫生健康委", "各区人民政府", "市数据局", "省委组织部、宣传部",
    "市发展改革、财政、民政部门", "有关部门", "市残联", "国家税务总局云汀市税务局", "云汀市人民政府办公室", "街道（乡镇）",
)  # fmt: skip
TIMES = (
    "到2025年", "2023年6月底前", "“十四五”期间", "每季度", "自2024年起", "长期坚持", "2021—2025年", "年底前", "两至三年内",
    "2024年上半年", "到“十四五”末", "2023年13月", "2024年2月30日前", "发布之日起至2025年12月31日", "春节前",
)  # fmt: skip
DEEDS = (
    "建立健全工作机制", "新建社区养老服务中心", "将试点经费纳入预算", "鼓励社会力量参与", "制定完善社会动员指导性文件",
    "推动数据共享", "实施“智慧养老”工程", "完善《云汀市养老服务条例》", "深化“放管服”改革", "培训护理员",
)  # fmt: skip
AMOUNTS = ("12个", "≥1500张", "2.5万户", "3-5项", "95%以上", "一半", "不少于20名", "〔1.5〕万人次", "零", "1,200.5亿元", "持续提升", "")  # fmt: skip
COLUMNS = ("序号", "指标", "任务", "单位", "2020年", "2025年", "2025年目标值", "属性", "牵头单位", "责任单位", "完成时限", "类别", "年均增长")  # fmt: skip
TITLES = ("总体要求", "发展基础", "主要目标", "重点任务", "健全服务网络", "保障措施", "组织实施", "附件", "专栏1 重点工程", "主要指标")  # fmt: skip
HEADS = (
    "云汀市养老服务实施方案", "关于印发《云汀市“十四五”养老服务规划》的通知", "云政发〔2021〕3号", "各县区人民政府：",
    "为做好服务，制定本方案。", "索引号：000-1", "发布日期：2021-03-05", "（2021—2025年）",
)  # fmt: skip
TAILS = ("云汀市人民政府", "2021年3月5日", "（此件公开发布）", "附件：1.任务分工表", "抄送：市委办公室。")

_body, _time, _deed, _amount = map(st.sampled_from, (BODIES, TIMES, DEEDS, AMOUNTS))
brackets = st.one_of(
    st.builds("（责任单位：{}、{}）".format, _body, _body),
    st.builds("（{}牵头，{}配合）".format, _body, _body),
    st.builds("（牵头单位：{}；责任单位：{}；完成时限：{}）".format, _body, _body, _time),
    st.builds("{}、{}按职责分工负责。".format, _body, _body),
    st.builds("{}会同{}落实。".format, _body, _body),
    st.just(""),
)
sentences = st.builds("{}，{}{}。".format, _time, _deed, _amount)
_HEADINGS: tuple[tuple[Callable[[int], str], str], ...] = (
    (lambda n: f"第{counting(n)}章　", ""),
    (lambda n: f"{counting(n)}、", ""),
    (lambda n: f"（{counting(n)}）", ""),
    (lambda n: f"{n}.", "。"),
    (lambda n: f"（{n}）", "。"),
    (lambda n: f"{chr(0x245F + min(n, 20))}", "。"),
)


@st.composite
def outlines(draw: st.DrawFn) -> str:
    """Numbered headings, each level counting by itself, with a paragraph or a table under most."""
    counts, lines = [0] * len(_HEADINGS), []
    for level in draw(st.lists(st.integers(0, len(_HEADINGS) - 1), min_size=1, max_size=6)):
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        number, stop = _HEADINGS[level]
        below = draw(st.one_of(sentences, st.builds("{}{}".format, sentences, brackets), tables, st.just("")))
        lines.append(
            f"{number(counts[level])}{draw(st.sampled_from(TITLES + DEEDS))}{stop}{'' if stop else chr(10)}{below}"
        )
    return "\n".join(lines)


def _tabbed(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _piped(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _stacked(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(cell for row in rows for cell in row)


def _spaced(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("    ".join(row) for row in rows)


@st.composite
def _tables(draw: st.DrawFn) -> str:
    """A table of indicators or tasks, as text files hold them: by tabs, pipes, spaces, or a cell a line."""
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=2, max_size=5, unique=True))
    cells = st.one_of(_body, _time, _deed, _amount, st.integers(0, 99).map(str))
    rows = draw(st.lists(st.lists(cells, min_size=len(columns), max_size=len(columns)), min_size=1, max_size=4))
    write = draw(st.sampled_from((_tabbed, _piped, _stacked, _spaced)))
    return write([columns, *rows]) + "\n"


tables = _tables()
plans = st.builds(
    lambda *parts: "\n".join(line for part in parts for line in part),
    st.lists(st.sampled_from(HEADS), max_size=4),
    st.lists(outlines(), min_size=1, max_size=2),
    st.lists(st.sampled_from(TAILS), max_size=3),
)


@cache
def _real() -> tuple[str, ...]:
    """Pieces of the samples, thirty lines each."""
    lines = [path.read_text(encoding="utf-8").splitlines(keepends=True) for path in samples.texts()]
    return tuple("".join(those[at : at + 30]) for those in lines for at in range(0, len(those), 15))


_NARROW = "".join(map(chr, range(0x21, 0x7F)))
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_CODECS = ("utf-8", "gb18030", "big5", "utf-16-le", "cp1252")


def _cut(text: str, start: int, end: int, _: int) -> str:
    return text[:start] + text[end:]


def _swapped(text: str, start: int, end: int, _: int) -> str:
    middle = (start + end) // 2
    return text[:start] + text[middle:end] + text[start:middle] + text[end:]


def _repeated(text: str, start: int, end: int, times: int) -> str:
    piece = text[start : min(end, start + 200)]
    return text[:start] + piece * (times % 5 + 2) + text[end:]


def _transcoded(text: str, start: int, end: int, which: int) -> str:
    written, read = _CODECS[which % len(_CODECS)], _CODECS[which // len(_CODECS) % len(_CODECS)]
    return text[:start] + text[start:end].encode(written, "ignore").decode(read, "replace") + text[end:]


def _widened(text: str, start: int, end: int, which: int) -> str:
    table = str.maketrans(_NARROW, _WIDE) if which % 2 else str.maketrans(_WIDE, _NARROW)
    return text[:start] + text[start:end].translate(table) + text[end:]


def _sprinkled(text: str, start: int, end: int, which: int) -> str:
    mark = ("\u200b", "\ufeff", "\x00", "\x1b[31m", "\u202e", "　", "\x85", "\u2028", "\U00020bb7", "\ue000")[
        which % 10
    ]
    return text[:start] + mark.join(text[start : min(end, start + 100)]) + text[end:]


_MUTATIONS = (_cut, _swapped, _repeated, _transcoded, _widened, _sprinkled)
_changes = st.lists(
    st.tuples(st.sampled_from(_MUTATIONS), st.floats(0, 1), st.floats(0, 1), st.integers(0, 99)), max_size=4
)


def _changed(text: str, changes: Sequence[tuple[Callable[[str, int, int, int], str], float, float, int]]) -> str:
    for change, first, last, number in changes:
        start, end = sorted((int(first * len(text)), int(last * len(text))))
        text = change(text, start, end, number)
    return text


mutants = st.builds(_changed, st.one_of(st.deferred(lambda: st.sampled_from(_real())), plans), _changes)
plan_like = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
anything = st.text(min_size=1, max_size=200)
texts = st.one_of(
    plan_like, anything, st.builds("\n".join, st.lists(st.one_of(plan_like, anything), max_size=5)), plans, mutants
).filter(bool)


def _flipped(data: bytes, places: Sequence[tuple[float, int]]) -> bytes:
    changed = bytearray(data)
    for place, value in places:
        changed[int(place * (len(changed) - 1))] ^= value
    return bytes(changed)


def _truncated(data: bytes, place: float) -> bytes:
    return data[: int(place * len(data))]


def _spliced(data: bytes, other: bytes, first: float, last: float) -> bytes:
    return data[: int(first * len(data))] + other[int(last * len(other)) :]


def _doubled(data: bytes, first: float, last: float, times: int) -> bytes:
    start, end = sorted((int(first * len(data)), int(last * len(data))))
    return data[:end] + data[start:end][:1000] * times + data[end:]


_share = st.floats(0, 1)
_flips = st.lists(st.tuples(_share, st.integers(1, 255)), min_size=1, max_size=12)


def _broken(whole: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    return st.one_of(
        st.builds(_flipped, whole.filter(bool), _flips),
        st.builds(_truncated, whole, _share),
        st.builds(_spliced, whole, whole, _share, _share),
        st.builds(_doubled, whole, _share, _share, st.integers(1, 20)),
    )


@st.composite
def _repacked(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """A ZIP container with one member damaged and its checksum right."""
    with zipfile.ZipFile(io.BytesIO(draw(whole))) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    chosen = draw(st.sampled_from(sorted(members)))
    members[chosen] = draw(_broken(st.just(members[chosen]) | st.sampled_from(sorted(members.values()))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def damaged(kind: str) -> st.SearchStrategy[bytes]:
    """Files of a kind with bytes flipped, cut off, spliced or doubled; of containers, members too."""
    whole = st.sampled_from(seeds(kind))
    if all(seed.startswith(b"PK") for seed in seeds(kind)):
        return st.one_of(_broken(whole), _repacked(whole))
    return _broken(whole)
