"""Texts that could make a pattern or a loop run away: one piece, over and over."""

from __future__ import annotations

HEAD = "云汀市养老服务实施方案\n为做好服务，制定本方案。\n一、主要任务\n"
PIECES = {
    "opening brackets （": "（",
    "opening title marks 《": "《",
    "、": "、",
    "quotes “": "“",
    "digits": "1234567890",
    "一二三": "一二三",
    "spaces": " ",
    "one line without a mark": "建设",
    "brackets of bodies, never closed": "（责任单位：",
    "2021年": "2021年",
    "到2025年，": "到2025年，",
    "50%": "50%",
    "sentences with a quantity": "建设床位100张。",
    "headings 一、": "一、健全制度\n",
    "headings 第一章": "第一章 甲\n",
    "items （1）": "（1）建设床位。\n",
    "boxes 专栏1": "专栏1 甲\n",
    "rows with tabs": "1\t建设\t市民政局\n",
    "table heads with tabs": "序号\t指标\t单位\t2020年\t2025年\t属性\n",
    "rows with pipes": "|1|建设|市民政局|\n",
    "one cell to a line": "1\n建设床位(张)\n≥50\n",
    "table heads, one to a line": "指标\n单位\n2025年\n",
    "signatures and dates": "市人民政府\n2021年1月1日\n",
    "contents": "一、总体要求……1\n",
    "headings with a table each": "一、主要目标\n床位达到5张。\n|指标|2025年|\n|床位|6|\n",
    "annexes with a table each": "附件1 甲\n任务\t责任单位\n建设床位\t市民政局\n建设中心\t市教委\n",
}


def hostile(piece: str, size: int) -> str:
    """A plan of about so many characters whose body is nothing but the piece."""
    return HEAD + piece * (size // len(piece))


def said_once(count: int) -> str:
    """A plan in which so many bodies are named for the whole of a section, and as many tasks follow that inherit them."""
    named = "".join(f"加强统筹。（市{chr(0x4E00 + i)}{chr(0x5E00 + i)}局负责）\n" for i in range(count))
    return HEAD + named + "".join(f"（{i + 1}）健全制度。建设床位。\n" for i in range(count))
