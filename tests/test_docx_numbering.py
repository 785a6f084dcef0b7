"""Numbers that Word generates: each case is a document and the numbers that stand before its paragraphs.

LibreOffice, where it is installed, prints the same documents: it is asked whether it counts as we do.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from plan_extract.readers import read
from plan_extract.readers.docx_numbering import FORMATS
from word_files import abstract, docx, lvl, num, p, style

CHAPTERS = abstract(
    1, lvl(0, "chineseCounting", "第%1章"), lvl(1, "chineseCounting", "（%2）"), lvl(2, "decimal", "%3."),
    lvl(3, "decimalEnclosedCircleChinese", "%4"),
)  # fmt: skip
OUTLINE = abstract(1, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3"))
ONE = num(1, 1)
START_AT_5 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


@dataclass(frozen=True)
class Case:
    """A document: `levels` are its paragraphs (甲 each); `oracle` is False where LibreOffice is known to differ."""

    labels: str
    body: str
    numbering: str
    styles: str = ""
    oracle: bool = True

    def file(self) -> bytes:
        return docx(self.body, numbering=self.numbering, styles=self.styles)

    def lines(self) -> list[str]:
        return [label.removeprefix("-") for label in self.labels.split()]


def run(*levels: int, num: int = 1) -> str:
    return "".join(p("甲", num=num, level=level) for level in levels)


NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
HEADS = (
    NORMAL
    + style("H1", num=1, level=0)
    + style("H2", num=1, level=1)
    + style("Sub", based="H2")
    + style("Off", num=0, based="H1")
    + style("Deeper", level=2, based="H1")
)
# - stands for a paragraph without a number
CASES: dict[str, Case] = {
    "no list of that number": Case("- -", run(0, 0, num=9), abstract(1, lvl(0, "decimal", "%1.")) + ONE),
    "bullets": Case("- -", run(0, 0), abstract(1, lvl(0, "bullet", "●")) + ONE, oracle=False),
    "a level that is not defined": Case("-", run(4), abstract(1, lvl(0, "decimal", "%1.")) + ONE, oracle=False),
    "number 0 switches a style's list off": Case(
        "第一章 - 第二章", p("甲", style="H1") + p("甲", style="H1", num=0) + p("甲", style="H1"), CHAPTERS + ONE, HEADS,
    ),
    "a style with number 0 switches its base's list off": Case(
        "第一章 - 第二章", p("甲", style="H1") + p("甲", style="Off") + p("甲", style="H1"), CHAPTERS + ONE, HEADS,
    ),
    "number none": Case("- -", run(0, 0), abstract(1, lvl(0, "none", "")) + ONE),
    "words without a number": Case("附则 附则", run(0, 0), abstract(1, lvl(0, "none", "附则")) + ONE, oracle=False),
    "chapters, parts, items, circles": Case(
        "第一章 （一） 1. ① ② 2. ① （二） 1. 第二章 （一）", run(0, 1, 2, 3, 3, 2, 3, 1, 2, 0, 1), CHAPTERS + ONE,
    ),
    "Chinese counting": Case(
        " ".join(f"{n}、" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")),
        run(*[0] * 12), abstract(1, lvl(0, "chineseCounting", "%1、")) + ONE,
    ),
    "Chinese counting by thousands": Case(
        "九十九、 一百、 一百零一、", run(0, 0, 0), abstract(1, lvl(0, "chineseCountingThousand", "%1、", start=99)) + ONE,
    ),
    "stems": Case("甲、 乙、 丙、", run(0, 0, 0), abstract(1, lvl(0, "ideographTraditional", "%1、")) + ONE),
    "branches": Case("子、 丑、", run(0, 0), abstract(1, lvl(0, "ideographZodiac", "%1、")) + ONE),
    "legal numerals": Case("壹、 贰、", run(0, 0), abstract(1, lvl(0, "chineseLegalSimplified", "%1、")) + ONE),
    "Japanese counting": Case("十、 十一、", run(0, 0), abstract(1, lvl(0, "japaneseCounting", "%1、", start=10)) + ONE),
    "letters": Case("Y. Z. AA.", run(0, 0, 0), abstract(1, lvl(0, "upperLetter", "%1.", start=25)) + ONE),
    "Roman": Case("III. IV.", run(0, 0), abstract(1, lvl(0, "upperRoman", "%1.", start=3)) + ONE),
    "zeros before": Case("09. 10.", run(0, 0), abstract(1, lvl(0, "decimalZero", "%1.", start=9)) + ONE),
    "circles": Case("① ②", run(0, 0), abstract(1, lvl(0, "decimalEnclosedCircle", "%1")) + ONE),
    "full width": Case("１． ２．", run(0, 0), abstract(1, lvl(0, "decimalFullWidth", "%1．")) + ONE),
    "starts at three": Case("三、 四、", run(0, 0), abstract(1, lvl(0, "chineseCounting", "%1、", start=3)) + ONE),
    "starts at zero": Case("0. 1.", run(0, 0), abstract(1, lvl(0, "decimal", "%1.", start=0)) + ONE),
    "several levels in one number": Case("1. 1.1 1.1.1 1.1.2 1.2 1.2.1 2. 2.1", run(0, 1, 2, 2, 1, 2, 0, 1), OUTLINE + ONE),
    "legal form of Chinese chapters": Case(
        "第一章 1.1 1.2 第二章 2.1", run(0, 1, 1, 0, 1),
        abstract(1, lvl(0, "chineseCounting", "第%1章"), lvl(1, "decimal", "%1.%2", more="<w:isLgl/>")) + ONE,
        oracle=False,  # LibreOffice 7 does not know w:isLgl
    ),
    "mixed form without legal": Case(
        "第一章 一.1", run(0, 1), abstract(1, lvl(0, "chineseCounting", "第%1章"), lvl(1, "decimal", "%1.%2")) + ONE,
    ),
    "a level that never restarts": Case(
        "第一章 第1条 第2条 第二章 第3条", run(0, 1, 1, 0, 1),
        abstract(1, lvl(0, "chineseCounting", "第%1章"), lvl(1, "decimal", "第%2条", more='<w:lvlRestart w:val="0"/>')) + ONE,
        oracle=False,  # LibreOffice 7 always restarts
    ),
    "a level that restarts with the outermost only": Case(
        "1. a. i. b. ii. 2. a. i.", run(0, 1, 2, 1, 2, 0, 1, 2),
        abstract(
            1, lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "%2."),
            lvl(2, "lowerRoman", "%3.", more='<w:lvlRestart w:val="1"/>'),
        ) + ONE, oracle=False,  # as above
    ),
    "two lists by one definition count on": Case(
        "一、 二、 三、 四、", run(0, 0) + run(0, num=2) + run(0), abstract(1, lvl(0, "chineseCounting", "%1、")) + ONE + num(2, 1),
    ),
    "two lists by two definitions do not": Case(
        "一、 1. 二、 2.", run(0) + run(0, num=2) + run(0) + run(0, num=2),
        abstract(1, lvl(0, "chineseCounting", "%1、")) + abstract(2, lvl(0, "decimal", "%1.")) + ONE + num(2, 2),
    ),
    "a list that starts anew": Case(
        "1. 2. 1. 2.", run(0, 0) + run(0, 0, num=2), abstract(1, lvl(0, "decimal", "%1.")) + ONE + num(2, 1, ANEW),
    ),
    "a list that starts at five": Case(
        "1. 5. 6.", run(0) + run(0, 0, num=2), abstract(1, lvl(0, "decimal", "%1.")) + ONE + num(2, 1, START_AT_5),
    ),
    "a list that starts anew below a level not yet used": Case(
        "（一） （二）", run(1, 1, num=2), CHAPTERS + num(2, 1, ANEW),
    ),
    "a list with a level of its own": Case(
        "1. 一、", run(0) + run(0, num=2),
        abstract(1, lvl(0, "decimal", "%1.")) + abstract(2, lvl(0, "decimal", "%1."))
        + ONE + num(2, 2, f'<w:lvlOverride w:ilvl="0">{lvl(0, "chineseCounting", "%1、")}</w:lvlOverride>'),
    ),
    "a part before the first chapter": Case("（一） 第一章 （一）", run(1, 0, 1), CHAPTERS + ONE, oracle=False),
    "a paragraph without text is counted": Case(
        "一、 三、", run(0) + p(num=1, level=0) + run(0), abstract(1, lvl(0, "chineseCounting", "%1、")) + ONE,
    ),
    "by style": Case(
        "第一章 （一） （二） 第二章 （一）",
        "".join(p("甲", style=s) for s in ["H1", "H2", "H2", "H1", "H2"]), CHAPTERS + ONE, HEADS,
    ),
    "by the style that it is based on": Case(
        "第一章 （一） （二）", "".join(p("甲", style=s) for s in ["H1", "H2", "Sub"]), CHAPTERS + ONE, HEADS,
    ),
    "a style that tells its level only": Case(
        "第一章 1. 2.", "".join(p("甲", style=s) for s in ["H1", "Deeper", "Deeper"]), CHAPTERS + ONE, HEADS,
    ),
    "a level of its own over the style's list": Case(
        "第一章 （一） 第二章", p("甲", style="H1") + p("甲", style="H1", level=1) + p("甲", style="H1"), CHAPTERS + ONE, HEADS,
    ),
    "a list of its own over the style's": Case(
        "第一章 A. （一）", p("甲", style="H1") + p("甲", style="H2", num=2, level=0) + p("甲", style="H2"),
        CHAPTERS + abstract(2, lvl(0, "upperLetter", "%1.")) + ONE + num(2, 2), HEADS,
    ),
    "a style named by a level": Case(
        "第一章 （一） （二）", p("甲", style="H1") + p("甲", style="Linked") * 2,
        abstract(
            1, lvl(0, "chineseCounting", "第%1章"), lvl(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="Linked"/>'),
        ) + ONE, HEADS + style("Linked", num=1), oracle=False,  # by ECMA-376 17.9.23; LibreOffice takes the first level
    ),
    "styles based on each other": Case(
        "- -", p("甲", style="A") + p("甲", style="B"), CHAPTERS + ONE, style("A", based="B") + style("B", based="A"),
        oracle=False,
    ),
    "a style that is not there": Case("-", p("甲", style="None"), CHAPTERS + ONE, HEADS),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_numbers(case: Case) -> None:
    lines = read(case.file(), name="plan.docx").text.splitlines()
    assert [line.removesuffix("甲").strip() for line in lines] == case.lines()


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (make system-deps)")
def test_libreoffice_counts_alike(tmp_path: Path) -> None:
    asked = {f"{n}.docx": case for n, case in enumerate(CASES.values()) if case.oracle}
    for name, case in asked.items():
        (tmp_path / name).write_bytes(case.file())
    command = [
        str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
        "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *(str(tmp_path / name) for name in asked),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    told = {name: (tmp_path / name).with_suffix(".txt").read_text("utf-8-sig").splitlines() for name in asked}
    found = {name: [line.removesuffix("甲").strip() for line in lines if "甲" in line] for name, lines in told.items()}
    assert found == {name: case.lines() for name, case in asked.items()}


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 20, "二十"), ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseLegalSimplified", 15, "壹拾伍"), ("decimalEnclosedCircleChinese", 21, "21"),
        ("decimalEnclosedParen", 3, "⑶"), ("decimalEnclosedFullstop", 3, "⒊"), ("ideographEnclosedCircle", 2, "㊁"),
        ("ideographDigital", 20, "二〇"), ("upperRoman", 1994, "MCMXCIV"), ("lowerLetter", 28, "bb"),
    ],
)  # fmt: skip
def test_formats(form: str, number: int, text: str) -> None:
    assert FORMATS[form](number) == text


@pytest.mark.parametrize("number", [0, 10_000, 32_767])
def test_no_number_breaks_a_format(number: int) -> None:
    for write in FORMATS.values():
        assert isinstance(write(number), str)
