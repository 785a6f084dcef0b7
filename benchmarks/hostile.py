"""Hostile texts: a million characters each of what could make a pattern or a loop run away, read to JSON.

    python benchmarks/hostile.py [--write]

Each is read by a fresh process, at 100,000 and at 1,000,000 characters. The bars: 20 seconds, and an exponent of 1.2
between the two sizes where the longer takes a second or more.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time

from measure import report

SIZES = (100_000, 1_000_000)
BAR_SECONDS, BAR_EXPONENT = 20.0, 1.2
HEAD = "云汀市养老服务实施方案\n为做好服务，制定本方案。\n一、主要任务\n"
HOSTILE = "--hostile"
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
}


def child(name: str, size: int) -> None:
    """Read one text and print seconds and the most memory taken, in MB."""
    from plan_extract import parse_text

    parse_text(HEAD + "建设床位100张。").model_dump_json()  # loads word lists and patterns
    piece = PIECES[name]
    text = HEAD + piece * (size // len(piece))
    start = time.process_time()
    parse_text(text).model_dump_json()
    print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(name: str, size: int) -> tuple[float, float]:
    """Seconds and megabytes of one text, read by a process of its own."""
    told = subprocess.check_output([sys.executable, __file__, HOSTILE, name, str(size)], text=True)
    seconds, most = map(float, told.split())
    return seconds, most


def main() -> int:
    """Measure each piece at both sizes."""
    if HOSTILE in sys.argv:
        child(sys.argv[-2], int(sys.argv[-1]))
        return 0
    rows: list[list[str]] = []
    broken = False
    for name in PIECES:
        (short, _), (long, most) = (measured(name, size) for size in SIZES)
        slope = math.log(long / max(short, 0.01)) / math.log(SIZES[1] / SIZES[0])
        told = f"{slope:.2f}" if long >= 1 else ""
        broken |= long > BAR_SECONDS or bool(told and slope > BAR_EXPONENT)
        rows.append([name, f"{short:.2f}", f"{long:.2f}", told, f"{most:.0f}"])
    said = f"Bars: {BAR_SECONDS:g} s, exponent {BAR_EXPONENT}."
    report("hostile", "Hostile texts", ("text", "s at 100,000", "s at 1,000,000", "exponent", "MB"), rows, said)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
