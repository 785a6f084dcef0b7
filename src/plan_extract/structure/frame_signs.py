"""What a single line of the frame is: a number, those addressed, a signature, a remark, a label, a page's tail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..characters import compiled
from ..document.model import Document
from ..lexicon import any_of, pattern, words
from ..span import Span
from ..values.dates import PrintedDate, first_date, whole_date
from .frame_pieces import NUMBER, Piece, squeeze

_NUMBER_LINE = re.compile(rf"\(?({NUMBER})\)?")
_CLOCK_LINE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d\d?[-/.]\d\d?|年\d{1,2}月\d{1,2}日)\d{1,2}:\d{2}")
_MONTH_LINE = re.compile(r"\(?(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,2}月\)?")
_HEADING = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:部分|章|编|篇|节|条)|[一二三四五六七八九十]{1,3}[、.](?!\d)|1[、.](?!\d)"
    r"|\([一二三四五六七八九十]{1,3}\)(?!.{0,20}\))|(?:前言|序言|引言|导言|总则|引子|序)$"
)
_PROSE_MARKS = re.compile("[。;!?]")
_PAGE_NUMBER = compiled(r"\d{1,3}\s+(?=[一-鿿])")
FIELDS = ("issuer", "publisher", "number", "written", "published", "effective", "expires", "status", "title", "other")


def is_number(piece: Piece) -> bool:
    """Tell a line that is the document's number: 国发〔2016〕65号, （黔府办发〔2022〕17号）."""
    return len(piece.bare) <= 44 and _NUMBER_LINE.fullmatch(piece.bare) is not None


def bare_span(folded: str, span: Span) -> Span:
    """The span without brackets, quotes, white space and Markdown's marks at its ends, and without a page's number.

    >>> bare_span("《X规划》", Span(0, 5))
    Span(start=1, end=4)
    """
    match = _PAGE_NUMBER.match(folded, span.start, span.end)
    start, end = match.end() if match else span.start, span.end
    while start < end and (folded[start] in "#*> " or folded[start].isspace()):
        start += 1
    while end > start and (folded[end - 1] in "*> " or folded[end - 1].isspace()):
        end -= 1
    inner = folded[start:end]
    if inner.endswith("》") and (inner.count("》") > inner.count("《") or _wraps(inner)):
        end -= 1
    if inner.startswith("《") and (inner.count("《") > inner.count("》") or _wraps(inner)):
        start += 1
    inner = folded[start:end]
    if inner.startswith("(") and inner.endswith(")") and inner.count("(") == 1:
        start, end = start + 1, end - 1
    return Span(start, end)


def _wraps(name: str) -> bool:
    """The first 《 and the last 》 belong together: 《X规划》, but not 《X》和《Y》."""
    depth = 0
    for i, char in enumerate(name):
        depth += (char == "《") - (char == "》")
        if depth == 0:
            return i == len(name) - 1
    return False


def opens(piece: Piece) -> bool:
    """Tell the first heading of a text: 一、…, 第一章 …, 前言."""
    return _HEADING.match(piece.bare) is not None


@cache
def _kinds() -> re.Pattern[str]:
    kinds = pattern("document_types", "plan", "guide", "rule", "notice_only")
    versions = pattern("document_types", "versions")
    return re.compile(rf"({kinds})[》\"'>]*(?:\d{{4}})?(?:{versions}|\([^()]{{1,40}}\)|[》\"'>]){{0,4}}$")


def kind_of(bare: str) -> str | None:
    """Give the last word of a title's kind, what stands in brackets behind it left out.

    >>> kind_of("杭州市行动计划(2026-2028年)(征求意见稿)"), kind_of("步行街高质量发展评价指标体系(试行)")
    ('计划', None)
    """
    match = _kinds().search(bare, max(0, len(bare) - 140))
    return match[1] if match else None


@cache
def _bodies() -> re.Pattern[str]:
    names = rf"[一-鿿·、()\"]{{0,40}}{pattern('frame_words', 'body_ends')}"
    return re.compile(rf"{names}(?:\([^()]{{2,12}}\)|党委|党组)?")


@cache
def _no_body() -> re.Pattern[str]:
    return re.compile(
        r"^(?:各|请|由|附|表|抄|报|主送|责任|牵头|配合|联系|主办|[一二三四五六七八九十]+、|\()|的通知|关于|加强"
    )


def is_bodies(piece: Piece) -> bool:
    """Tell a line that names a body and nothing else: 国务院办公厅, 科 技 部, 安徽省…联席会议（代章）."""
    bare = piece.bare
    return 2 <= len(bare) <= 60 and not _no_body().search(bare) and _bodies().fullmatch(bare) is not None


def is_name_in_two(heading: str, first: Piece, second: Piece) -> bool:
    """Tell whether two lines are one name, which the title begins with, there without quotation marks.

    市“双百”行动 / 工作专班办公室（代章） under 市双百行动工作专班办公室关于印发…的通知.
    """
    name = (first.bare + second.bare.removesuffix("(代章)")).replace('"', "")
    return heading.replace('"', "").startswith(name)


def signed_date(document: Document, piece: Piece) -> tuple[Span | None, PrintedDate] | None:
    """Read a line of date, or of body and date (国务院办公厅2018年12月4日): the body's span, if any, and the date."""
    if len(piece.bare) > 70:
        return None
    found = first_date(document.folded, piece.span.start, piece.span.end)
    if found is None:
        return None
    rest = squeeze(document.folded[found.span.end : piece.span.end]).strip("()。")
    if rest and not _remark().match(rest):
        return None
    front = Span(piece.span.start, found.span.start).trimmed(document.folded)
    bare = squeeze(front.of(document.folded)).strip("()")
    if not bare:
        return None, found
    return (front, found) if is_bodies(Piece(front, bare)) else None


def is_date(document: Document, piece: Piece) -> bool:
    """Tell a line that is a day or a month and nothing else."""
    if len(piece.bare) > 24:
        return len(piece.bare) <= 60 and _CLOCK_LINE.match(piece.bare) is not None
    if _CLOCK_LINE.match(piece.bare):
        return True
    return whole_date(document.folded, piece.span) is not None or _MONTH_LINE.fullmatch(piece.bare) is not None


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(rf"\(?(?:{pattern('frame_words', 'remarks')})[^。]{{0,40}}\)?$")


def is_remark(piece: Piece) -> bool:
    """Tell the note under a date: （此件公开发布）, （此件有删改）."""
    return len(piece.bare) <= 48 and piece.bare[:1] in "(此信联公" and _remark().match(piece.bare) is not None


@cache
def _tail() -> re.Pattern[str]:
    tails, copies = pattern("frame_words", "page_tails"), pattern("frame_words", "copies")
    marked = pattern("frame_words", "page_tails_marked")
    printed = r".{0,40}(?:\d{4}年\d{1,2}月\d{1,2}日|[一二][〇零一二三四五六七八九]{3}年.{2,8}日)印(?:发.{0,30})?$"
    return re.compile(
        rf"[【\[(]?{tails}[^。]{{0,60}}$|[【\[(]?{marked}(?:[:】\]|>].{{0,90}})?$|{copies}:|{printed}"
        r"|https?:|[-=_]{3,}$|-?\d{1,3}-?$|!?\[[^\]]*\]\(http"
    )


def is_page_tail(piece: Piece) -> bool:
    """Tell a line at the foot that is no part of the text: 责任编辑：…, 抄送：…, 某办公室2021年10月27日印发."""
    return len(piece.bare) <= 400 and _tail().match(piece.bare) is not None


def is_copies(piece: Piece) -> bool:
    """Tell where the imprint begins: 抄送：省委办公厅，省军区."""
    return piece.bare.startswith(words("frame_words", "copies")) and ":" in piece.bare[:4]


def is_imprint(piece: Piece) -> bool:
    """Tell the imprint's last line: 2021年9月30日印发, its body before it maybe on a line of its own."""
    return "印" in piece.bare[-32:] and "日印" in piece.bare


@cache
def _released() -> re.Pattern[str]:
    return re.compile(
        r"(?P<who>[一-鿿、()]{4,60})?(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:(?P<told>发布)(?:[,。;].{0,90})?|,(?:公开)?(?:征求|征集)意见.{0,80})$"
    )


def released_by(bare: str) -> re.Match[str] | None:
    """Read the closing line of a draft (who, day): 杭州市科学技术局2026年5月25日发布，征求意见截止…."""
    match = _released().match(bare) if "日发布" in bare or "意见" in bare else None
    who = match["who"] if match else None
    return match if match and (who is None or is_bodies(Piece(Span(0, 0), who))) else None


@cache
def _addressed() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    ends = re.compile(rf"{pattern('frame_words', 'recipient_ends')}(?:\([^()]{{1,30}}\))?:?$")
    starts = re.compile(
        r"各|有关|相关|本[市区县]|全[省市区县体]|广大|驻|国务院|中央|省|市|区|县|局|机关|厅|委|自治|国家|公司|.{2,12}?(?:人民政府|各|管委会|办公厅|局|委员会|厅|市|省|区|县)"
    )
    never = re.compile(
        r"责任单位|责任部门|^[^,、]{0,8}牵头|联系|发布|来源|主管部门:|配合|实施单位|联席会议召集人|[。《》]|决定|通知|意见|如下|要求|措施|负责|建设单位|主办|承办|[:].|关于|尊敬的"
    )
    return ends, starts, never


def is_recipients(piece: Piece) -> bool:
    """Tell those addressed, with their colon: 各省、自治区、直辖市人民政府，国务院各部委、各直属机构：."""
    bare = piece.bare
    if not (bare.endswith(":") and 3 <= len(bare) <= 500) or "。" in bare:
        return False
    ends, starts, never = _addressed()
    return bool(ends.search(bare) and starts.match(bare) and not never.search(bare))


def is_prose(piece: Piece) -> bool:
    """Tell running text from a set-off line."""
    bare = piece.bare
    if len(bare) > 110 or _PROSE_MARKS.search(bare) or bare.endswith((":", ",")):
        return True
    # a wrapped line of a page: it has a comma, which titles seldom have
    return "," in bare and len(bare) >= 20 and not bare.startswith("各") and kind_of(bare) is None


class Label(NamedTuple):
    """A label of the header block and its value, which may be empty: 发文机关：省政府办公厅."""

    field: str
    value: Span
    at: int = 0


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    fields = {word: field for field in FIELDS for word in words("metadata_labels", field)}
    spaced = sorted((" {0,6}".join(map(re.escape, word)) for word in fields), key=lambda p: (-len(p), p))
    label = rf"(?:(?<=^)|(?<=[\s|\[]))(?P<label>{'|'.join(spaced)})(?P<close> {{0,4}}[:\]]\s{{0,2}}:?)"
    return re.compile(label, re.M), fields


@cache
def _bare_label() -> re.Pattern[str]:
    return re.compile(
        any_of(
            *(
                word
                for field in FIELDS[:-1]
                for word in words("metadata_labels", field)
                if word not in ("状态", "名称", "标题", "时效")
            )
        )
    )


def labels_in(document: Document, span: Span) -> Iterator[Label]:
    """Give the labels of a line with their values, up to the next label, tab or wide gap."""
    folded = document.folded
    if folded.find(":", *span) < 0 and folded.find("]", *span) < 0:
        return
    pattern_, fields = _labels()
    matches = list(pattern_.finditer(folded, span.start, span.end))
    for match, after in zip(matches, [*matches[1:], None], strict=False):
        end = after.start() if after else span.end
        value = Span(min(match.end(), end), end).trimmed(folded)
        cut = re.search(r"\t| {3,}", folded[value.start : value.end])
        value = Span(value.start, value.start + cut.start()) if cut else value
        yield Label(fields["".join(match["label"].split())], value, match.start("label"))


def is_bare_label(piece: Piece) -> str | None:
    """Give the field of a line that is a label without a colon, its value standing on the next line."""
    match = _bare_label().fullmatch(piece.bare.rstrip(":"))
    return _labels()[1][match[0]] if match else None
