"""Lines into which several paragraphs were glued, where line breaks were lost on the way.

Plans copied from web pages and PDF files reach us with their whole body on one physical line, paragraph ends kept as
runs of blanks, as single blanks or not at all. The text stays as it is: what is found here are spans.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ..characters import compiled
from ..lexicon import pattern
from ..span import Span
from ..structure.numbering import Number, number_at, ordinal

_GLUED = 300  # a paragraph seldom is longer
_HEADING = 70  # a heading with its number
_SENTENCE_END = frozenset("。!?")
# Brackets and quotes, closed again soon: nothing inside opens a paragraph. （按照“一、二”的要求）
_INSIDE = re.compile(
    r"\([^()]{0,300}(?:\([^()]{0,100}\)[^()]{0,300}){0,3}\)|《[^《》]{0,200}》|\[[^\[\]]{0,100}\]|“[^“”]{0,300}”"
)
_ROW = re.compile(r"[\t|]")  # a row of a table, its cells told apart already
_BLANKS = re.compile(r" {2,}")  # in folded text the ideographic space is a space
_BLANK = re.compile(r"(?<=[^ ]) (?=[^ ])")
# A date alone between blanks is a signature's: 云汀市人民政府 2021年3月5日 （此件公开发布）
_DATED = re.compile(r"(?<= )((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?: |$)(\(此件[^()]{2,20}\) ?)?")
_NUMBER_START = re.compile(
    r"第(?=[一二三四五六七八九十\d])|\((?=[一二三四五六七八九十\d])|[一二三四五六七八九十]{1,4}[、.]|(?<![\d.])\d{1,3}[.、]"
)
# A heading behind a run of blanks, and a box behind a sentence: ……重点内容　　四、重点工程, ……环境安全。专栏2　主要指标
_OPENED = re.compile(rf" {{2,}}(?={_NUMBER_START.pattern})|(?<=[。)])(?=专栏 ?\d{{1,2}}(?:-\d{{1,2}})?[ :])")
_OUTER = 50  # the rank of （一）: it and those above may follow any colon
_LABEL = compiled(r".{0,10}?[。)\]][一-鿿]{2,8}:$")  # ……落到实处。主要措施：（1）
_STOPS = re.compile(r"[。!?;]")
_TEXT_BEGINS = compiled(r"[一-鿿]|(?:19|20)\d{2}年")
_IDEOGRAPH = compiled(r"[一-鿿]")
_FRONT = 800  # title, number and recipients stand at the beginning
_KIND = "(?:通知|意见|规划|方案|计划|决定|办法|要点|措施|细则|纲要|公告|通告|批复|复函)"
# …的通知国发〔2007〕37号各省、自治区、直辖市人民政府：…
_NUMBER_LINE = compiled(rf"{_KIND} ?((?:(?!{_KIND}|的)[一-鿿]){{1,10}}[\[(]\d{{4}}[\])] ?(?:第 ?)?\d{{1,4}} ?号) ?")
# 各省、自治区、直辖市人民政府，国务院各部委、各直属机构：党中央……
_RECIPIENTS = re.compile(
    r"各[^。;!?:]{2,150}(?:机构|单位|部门|政府|组织|团体|[局委厅办院会]|公司|企业|中心|学校|高校|办事处):(?=[^ ])"
)
# Bodies in a bracket after the last sentence end a paragraph: ……落地见效。（各地区、各部门负责）各地区要认真……
_ANSWERED = compiled(
    r"(?<=。)[(\[](?:[^()\[\]。]{2,400}(?:负责|牵头|配合|参与|参加|落实|实施|组织)"
    r"|(?:牵头|责任|主办|主责|配合)[^()\[\]。]{2,400})[)\]](?= ?[一-鿿])"
)
# ……确保改革措施落地见效。国务院办公厅2020年7月15日（此件公开发布）
_SIGNED = compiled(
    r"(?<=。) ?([一-鿿]{2,40}[院府厅局委会部室办]) ?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日) ?(?=$|\(此件|附件|抄送)"
)
# The plan's own title behind the notice that prints it: 2020年2月20日 XX市养老服务实施方案 为贯彻……
_TITLE = re.compile(rf"[^ 。;:]{{4,60}}{_KIND}(?= [^ ])")


def unglued(text: str, folded: str, line: Span, *, main: bool) -> Iterator[Span]:
    """Cut a line where paragraphs were glued together; `main`: it holds much of the document, its body probably."""
    if line.end - line.start > _GLUED and (main or not _ROW.search(folded, *line)):
        yield from _pieces(text, folded, line, main=main)
    else:
        yield from _cut(text, line, {match.end() for match in _OPENED.finditer(folded, *line)})


def _pieces(text: str, folded: str, line: Span, *, main: bool) -> Iterator[Span]:
    """Cut a long line where paragraphs were glued together."""
    inside = _inside(text, folded, line)
    cuts = {cut for cut in _at_runs(folded, line, main=main) if not inside[cut - line.start]}
    if main:
        headings = list(_headings(text, folded, line, inside))
        numbers = [number for _, number in headings]
        cuts.update(at for at, _ in headings)
        cuts.update(_after_titles(folded, numbers))
        cuts.update(_at_blanks(folded, line, inside, numbers))
        cuts.update(_at_front(folded, line, inside))
        cuts.update(match.end() for match in _ANSWERED.finditer(folded, line.start, line.end))
        cuts.update(at for match in _SIGNED.finditer(folded, line.start, line.end) for at in match.span(2))
        cuts.update(match.start(1) for match in _SIGNED.finditer(folded, line.start, line.end))
    cuts.update(match.end() for match in _OPENED.finditer(folded, *line) if not inside[match.end() - line.start])
    yield from _cut(text, line, cuts)


def _cut(text: str, line: Span, cuts: set[int]) -> Iterator[Span]:
    start = line.start
    for cut in (*sorted(cuts), line.end):
        piece = Span(start, cut).trimmed(text)
        if piece.end > piece.start:
            yield piece
            start = cut


def _inside(text: str, folded: str, line: Span) -> bytearray:
    """Mark the places that lie inside brackets and quotes (their first character is still outside)."""
    marks = bytearray(line.end - line.start + 1)
    for source in (folded, text):  # the quotes “ and ” are alike once folded
        for match in _INSIDE.finditer(source, line.start, line.end):
            begin, end = match.start() + 1 - line.start, match.end() - line.start
            marks[begin:end] = b"\1" * (end - begin)
    return marks


def _at_runs(folded: str, line: Span, *, main: bool) -> Iterator[int]:
    """Cut at runs of blanks after a sentence; in a glued body everywhere but in spread-out words (目　　录)."""
    for match in _BLANKS.finditer(folded, line.start, line.end):
        single = folded[match.start() - 2 : match.start()].lstrip(" ")[1:] == "" or match.start() - 1 == line.start
        spread = single and folded[match.end() + 1 : match.end() + 2] in ("", " ")
        if folded[match.start() - 1] in "。!?:)" or (main and not spread):
            yield match.end()


def _headings(text: str, folded: str, line: Span, inside: bytearray) -> Iterator[tuple[int, Number]]:
    """Find the numbers that go on as headings do: 一、 then 二、, under each （一）（二）, or the count running on."""
    last: dict[str, int] = {}
    found: list[tuple[int, Number]] = []
    for match in _NUMBER_START.finditer(folded, line.start, line.end):
        at = match.start()
        number = None if inside[at - line.start] else number_at(folded, text, Span(at, line.end))
        value = ordinal(number.printed) if number else None
        if number is None or value is None or not _expected(last, number, value):
            continue
        first_below = bool(found) and _glued_to_heading(folded, found[-1], at, number)
        if at == line.start or first_below or _after_end(folded, line, at, value, number):
            last[number.style] = value
            found.append((at, number))
    counts = Counter(number.style for _, number in found)
    yield from ((at, number) for at, number in found if counts[number.style] > 1)


def _glued_to_heading(folded: str, heading: tuple[int, Number], at: int, number: Number) -> bool:
    """Tell whether a deeper number follows a heading without any mark between.

    一、持续提升投资便利度（一）优化审批流程。
    """
    begin, above = heading
    return (
        number.rank > above.rank
        and above.end + 2 <= at <= begin + _HEADING
        and not _STOPS.search(folded, above.end, at)
    )


def _after_titles(folded: str, numbers: list[Number]) -> Iterator[int]:
    """Cut after usual titles that are glued to what follows: 一、总体要求以习近平…为指导, 三、保障措施加强领导."""
    for number in numbers:
        match = _usual_title().match(folded, number.end)
        if match:
            yield match.end()


@cache
def _usual_title() -> re.Pattern[str]:
    words = pattern("section_roles", "background", "guidance", "goals", "tasks", "safeguards")
    return re.compile(
        rf"(?:总体|工作|主要|发展)?{words}(?:[和与及、]{words})?(?=(?:以|为|按照|坚持|全面|深入|到20|各[地级部]|加强|--))"
    )


def _expected(last: dict[str, int], number: Number, value: int) -> bool:
    """A number opens a count (of an excerpt with any number), or goes on with the next one (one may be lost)."""
    before = last.get(number.style)
    return value == 1 or before is None or before < value <= before + 2


def _after_end(folded: str, line: Span, at: int, value: int, number: Number) -> bool:
    """Tell whether a sentence has ended before: 。, a bracket or a blank after it, or a colon before a first."""
    before = folded[line.start : at].rstrip()[-1:] if at - line.start < 40 else folded[at - 40 : at].rstrip()[-1:]
    if before in _SENTENCE_END or before in (")", "]"):
        return True
    blank = folded[at - 1] == " "
    if before == ":" and value == 1:
        return number.rank <= _OUTER or blank or bool(_LABEL.match(folded, max(line.start, at - 12), at))
    return blank and (before == ";" or bool(_IDEOGRAPH.match(before)))


def _at_blanks(folded: str, line: Span, inside: bytearray, numbers: list[Number]) -> Iterator[int]:
    """Where line breaks became single blanks: cut after sentences and after headings, not where 2025 年 is spaced."""
    blanks = [m.start() for m in _BLANK.finditer(folded, line.start, line.end) if not inside[m.start() - line.start]]
    ends = [at for at in blanks if folded[at - 1] in "。!?:;"]
    commas = [at for at in blanks if folded[at - 1] == ","]
    if len(ends) < 3 or len(commas) * 5 > folded.count(",", line.start, line.end):
        return  # a blank after commas too is a habit of typing
    yield from (at + 1 for at in ends)
    for match in _DATED.finditer(folded, line.start, line.end):
        yield from (match.start(), match.end(1), match.end())
        named = _TITLE.match(folded, match.end(), line.end)
        if named:
            yield named.end()
    for number in numbers:
        at = folded.find(" ", number.end, number.end + _HEADING)
        title = folded[number.end : at] if at > 0 and not inside[at - line.start] else ""
        if len(title) >= 4 and not _STOPS.search(title) and _TEXT_BEGINS.match(folded, at + 1):
            yield at + 1


def _at_front(folded: str, line: Span, inside: bytearray) -> Iterator[int]:
    """Cut title, document number and recipients apart."""
    front = min(line.end, line.start + _FRONT)
    begin = line.start
    for match in _NUMBER_LINE.finditer(folded, line.start, front):
        if not inside[match.start(1) - line.start]:
            yield match.start(1)
            yield match.end()
            begin = match.end()
            break
    addressed = _RECIPIENTS.search(folded, begin, front)
    if addressed and not inside[addressed.start() - line.start]:
        yield addressed.end()
