"""The numbers that Word generates: 第一章, 一、, （一）, 1., ① stand in no text run and must be counted.

Rules of ECMA-376 Part 1: numbering definitions 17.9, formats 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LONGEST_CHAIN = 50
_LONGEST_LABEL = 100
_GREATEST = 32_767  # the numbers that Word counts to


def counting(number: int) -> str:
    """Chinese counting: 3 is 三, 12 is 十二, 20 is 二十, 101 is 一百零一.

    >>> [counting(n) for n in (3, 10, 12, 20, 101, 110)]
    ['三', '十', '十二', '二十', '一百零一', '一百一十']
    """
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    return _scaled(number, _DIGITS.replace("〇", "零"), "十百千")


def _scaled(number: int, digits: str, scales: str) -> str:
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + (scales[power - 1] if power else "")
        gap = not digit
    return out


def _roman(number: int) -> str:
    steps = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")]
    steps += [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    out = ""
    for value, letters in steps:
        out, number = out + letters * (number // value), number % value
    return out


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, most: int) -> Callable[[int], str]:
    """Numbers that Unicode has ready: ① to ⑳, ⑴ to ⒇; beyond them plain digits."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= most else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "decimalHalfWidth": str,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "ideographDigital": lambda n: "".join(_DIGITS[int(c)] for c in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join(_DIGITS[int(c)] for c in str(n)),
    "taiwaneseDigital": lambda n: "".join(_DIGITS[int(c)] for c in str(n)),
    "chineseLegalSimplified": lambda n: _scaled(n, _LEGAL, "拾佰仟"),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": _letter,
    "lowerLetter": lambda n: _letter(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "none": lambda _: "",
}


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A w:num: its levels, and from which of them counting starts anew when the list is first used."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)

    def start(self, depth: int) -> int:
        """The first number of a level."""
        return self.starts.get(depth, self.levels.get(depth, _Level()).start)


def value(node: Any, name: str) -> str | None:  # noqa: ANN401 - an lxml element
    """The w:val of a child element, or None."""
    child = node.find(W + name) if node is not None else None
    return None if child is None else child.get(W + "val")


class Numbering:
    """Counts the paragraphs of a document, in order, and gives the number that Word prints before each."""

    def __init__(self, numbering: Any, styles: Any) -> None:  # noqa: ANN401 - lxml elements
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = {s.get(W + "styleId"): s for s in styles.iter(W + "style")} if styles is not None else {}
        self._default = next((s for s, e in self._styles.items() if _is_default(e)), None)
        self._chains: dict[str | None, list[Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Any) -> str:  # noqa: ANN401
        """The number printed before the paragraph with its punctuation: （一）; empty where there is none."""
        number, depth = self._of_paragraph(paragraph.find(W + "pPr"))
        known = self._lists.get(number or "0")
        if known is None or depth not in known.levels:
            return ""
        counts = self._count(number or "0", known, depth)
        level = known.levels[depth]
        if level.format == "bullet":
            return ""
        label = level.text
        for k in range(depth + 1):
            at = known.levels.get(k, _Level())
            shown = "decimal" if level.legal and at.format != "none" else at.format
            label = label.replace(f"%{k + 1}", FORMATS.get(shown, str)(counts.get(k, known.start(k))))
        return label.strip()

    def style_chain(self, name: str | None) -> list[Any]:
        """A style and those it is based on, nearest first; the default style where it is unknown. A loop ends it."""
        if name not in self._chains:
            chain: dict[str, Any] = {}
            at = name if name in self._styles else self._default
            while at is not None and at in self._styles and at not in chain and len(chain) < _LONGEST_CHAIN:
                chain[at] = self._styles[at]
                at = value(chain[at], "basedOn")
            self._chains[name] = list(chain.values())
        return self._chains[name]

    def _of_paragraph(self, properties: Any) -> tuple[str | None, int]:  # noqa: ANN401
        """List and level, each by itself: the paragraph's own word first, then that of its style and those below it.

        A style names no level where one of the list's levels names the style.
        """
        own = properties.find(W + "numPr") if properties is not None else None
        number, depth = value(own, "numId"), value(own, "ilvl")
        for style in self.style_chain(value(properties, "pStyle")):
            if number is not None and depth is not None:
                break
            told = style.find(f"{W}pPr/{W}numPr")
            if told is None:
                continue
            depth = depth if depth is not None else value(told, "ilvl")
            if number is None and (number := value(told, "numId")) is not None and depth is None:
                return number, self._level_of_style(number, style.get(W + "styleId"))
        return number, _whole(depth, 0)

    def _level_of_style(self, number: str, style: str | None) -> int:
        levels = self._lists[number].levels if number in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def _count(self, number: str, known: _List, depth: int) -> dict[int, int]:
        """Count the paragraph: lists of one definition count on together, unless one starts anew at its first use."""
        counts = self._counts.setdefault(known.abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for level in known.starts:
                counts.pop(level, None)
        counts[depth] = counts[depth] + 1 if depth in counts else known.start(depth)
        for below in [level for level in counts if level > depth]:
            restart = known.levels[below].restart if below in known.levels else None
            if restart is None or (restart and depth < restart):
                del counts[below]
        return counts


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text[:6]), _GREATEST) if text and text.isascii() and text.isdigit() else otherwise


def _is_default(style: Any) -> bool:  # noqa: ANN401
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")


def _lists(numbering: Any) -> dict[str, _List]:  # noqa: ANN401
    abstracts = {a.get(W + "abstractNumId"): a for a in numbering.iter(W + "abstractNum")}
    linked = {value(a, "styleLink"): a for a in abstracts.values() if value(a, "styleLink")}
    lists: dict[str, _List] = {}
    for num in numbering.iter(W + "num"):
        abstract = abstracts.get(value(num, "abstractNumId"))
        if abstract is None:
            continue
        followed = linked.get(value(abstract, "numStyleLink"), abstract)
        levels = {_whole(e.get(W + "ilvl"), 0): _level(e) for e in followed.iter(W + "lvl")}
        starts: dict[int, int] = {}
        for override in num.iter(W + "lvlOverride"):
            depth = _whole(override.get(W + "ilvl"), 0)
            own = override.find(W + "lvl")
            if own is not None:
                levels[depth] = _level(own)
            if (start := value(override, "startOverride")) is not None:
                starts[depth] = _whole(start, 1)
        lists[num.get(W + "numId")] = _List(followed.get(W + "abstractNumId"), levels, starts)
    return lists


def _level(element: Any) -> _Level:  # noqa: ANN401
    restart = value(element, "lvlRestart")
    legal = element.find(W + "isLgl")
    return _Level(
        start=_whole(value(element, "start"), 1),
        format=value(element, "numFmt") or "decimal",
        text=(value(element, "lvlText") or "")[:_LONGEST_LABEL],
        legal=legal is not None and legal.get(W + "val") not in ("0", "false", "off"),
        restart=None if restart is None else _whole(restart, 0),
        style=value(element, "pStyle"),
    )
