"""What the document says of itself: title, kind, issuers, number, dates, recipients, period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ..lexicon import pattern
from ..records.metadata import Metadata, PlanPeriod
from ..span import Span
from ..structure.frame_issuers import ends_body, split_bodies
from ..structure.frame_pieces import squeeze
from ..structure.frame_signs import bare_span, kind_of, released_by
from ..structure.model import Reading
from ..values.dates import first_date
from ..values.jurisdiction import jurisdiction_of
from ..values.plan_period import outlook_year
from .base import Doubt

_SIGNS = str.maketrans("[]()<>", "〔〕〔〕〔〕")


def extract(reading: Reading) -> tuple[Metadata, tuple[Doubt, ...]]:
    """Fill the metadata from what the frame holds; nothing is guessed, what is not printed is null."""
    frame, folded = reading.frame, reading.document.folded
    title = _title(reading)
    told = "".join(_fold_of(reading, _title_span(reading)))
    issuers = _issuers(reading)
    dates = {name: _labelled_date(reading, name) for name in ("written", "published", "effective", "expires")}
    written = dates["written"] or frame.written_on
    published = dates["published"] or _released(reading)[0]
    issuers = issuers or _released(reading)[1]
    number = _number(reading)
    metadata = Metadata(
        title=title,
        document_type=kind_of(told) if told else _kind_of_itself(reading),
        issuers=issuers,
        document_number=number,
        written_on=written,
        published_on=published,
        effective_on=dates["effective"] or _in_force(reading),
        expires_on=dates["expires"] or _ends(reading),
        status=_status(reading),
        recipients=_recipients(reading),
        plan_period=PlanPeriod(start=frame.period[0], end=frame.period[1]) if frame.period else None,
        outlook_year=outlook_year(folded, frame.body.start, frame.body.end, told) if frame.plans else None,
        jurisdiction=jurisdiction_of(issuers, title, number, written or published, folded),
    )
    return metadata, tuple(_doubts(reading, metadata))


def _kind_of_itself(reading: Reading) -> str | None:
    """What a document without a title calls itself: 特制定本意见, 制定以下措施."""
    said = _calls_itself().search(reading.document.folded)
    return kind_of(said["what"]) if said else None


@cache
def _calls_itself() -> re.Pattern[str]:
    return re.compile(
        r"(?:制定|制订|提出)(?:本|以下|如下)(?P<what>[^,。;:、\n]{0,4}?(?:规划|计划|方案|意见|措施|办法|细则))"
    )


def _labels(reading: Reading, field: str) -> Iterator[Span]:
    """The values of a label that are filled: `----`, `-` and 无 say that there is none."""
    for name, span in reading.frame.labels:
        bare = squeeze(span.of(reading.document.folded))
        if name == field and bare.strip("-/—.") and bare not in ("无", "暂无"):
            yield span


def _fold_of(reading: Reading, span: Span | None) -> str:
    return squeeze(span.of(reading.document.folded)) if span else ""


def _title_span(reading: Reading) -> Span | None:
    return reading.frame.title or next(_labels(reading, "title"), None)


def _title(reading: Reading) -> str | None:
    span = _title_span(reading)
    if span is None:
        return None
    text = "".join(span.of(reading.document.text).split()).replace("**", "")
    return _VERSION.sub("", text) or None


_VERSION = re.compile(r"(?<=[）)])文本$|(?<=[）)])(?:全文)$|发布[（(]全文[）)]$")


def _issuers(reading: Reading) -> tuple[str, ...]:
    """发文机关 as labelled, else the signature, else the site's 发布机构, else who the title says."""
    frame = reading.frame
    spans = list(_labels(reading, "issuer"))[:1] or list(frame.signature) or list(_labels(reading, "publisher"))[:1]
    found = [body for span in spans for body in _bodies(reading, span)]
    return tuple(dict.fromkeys(found)) or _titled(reading)


def _bodies(reading: Reading, span: Span) -> tuple[str, ...]:
    return tuple(filter(None, split_bodies(span.of(reading.document.folded), span.of(reading.document.text))))


@cache
def _issuer_title() -> re.Pattern[str]:
    # 广东省人民政府关于印发…, 中共中央 国务院印发《…》, 国务院办公厅转发…, 广东省人民政府令
    return re.compile(
        r"^(?P<who>[一-鿿、 ,·()]{2,60}?(?:人民政府(?=令)|))\s*(?:关于|印发|转发|批转|发布|公布|令(?=\s|\(|第|$))"
    )


def _titled(reading: Reading) -> tuple[str, ...]:
    frame, folded = reading.frame, reading.document.folded
    for span in (frame.heading, frame.title, *_labels(reading, "title")):
        match = _issuer_title().match(" ".join(span.of(folded).split())) if span else None
        if (
            span
            and match
            and not re.search(r"等\d|^关|\d", match["who"])
            and kind_of(match["who"]) is None
            and ends_body(match["who"])
        ):
            start = folded.index(match["who"].split()[0], span.start)
            length, end = len("".join(match["who"].split())), start
            while length:
                length -= not folded[end].isspace()
                end += 1
            return _bodies(reading, Span(start, end))
    return ()


def _number(reading: Reading) -> str | None:
    for span in (*_labels(reading, "number"), reading.frame.number):
        if span is None:
            continue
        inner = bare_span(reading.document.folded, span)
        folded = _TITLE_END.sub("", squeeze(inner.of(reading.document.folded)))
        if re.search(r"\d{4}|第?\d+号", folded) and len(folded) <= 40:
            return _bracketed(folded)
    return None


_TITLE_END = re.compile(r"^.{0,40}(?:通知|意见|决定|方案|规划|批复)(?=[^\[]{1,12}\[)")


def _bracketed(folded: str) -> str:
    """Print the year's brackets as 〔〕, however they were typed.

    >>> _bracketed("门民发[2023]76号")
    '门民发〔2023〕76号'
    """
    return re.sub(r"[\[(<](\d{4})[\])>]", r"〔\1〕", folded)


def _labelled_date(reading: Reading, field: str) -> date | None:
    for span in _labels(reading, field):
        found = first_date(reading.document.folded, span.start, span.end)
        if found:
            return found.value
    return None


def _status(reading: Reading) -> str | None:
    span = next(_labels(reading, "status"), None)
    bare = "".join(span.of(reading.document.text).split()) if span else ""
    return bare if bare and len(bare) <= 12 else None


_LIST_CUT = re.compile(r"[,;]\s*|、(?=各[^、]{1,14}$|各[^、,]{1,14}[、,])")


def _recipients(reading: Reading) -> tuple[str, ...]:
    """Those addressed, cut at commas, and at 、 where a whole body of its own follows (国务院各部委、各直属机构)."""
    span = reading.frame.recipients
    if span is None:
        return ()
    folded, text = span.of(reading.document.folded), span.of(reading.document.text)
    cuts = [0]
    depth = 0
    for i, char in enumerate(folded):
        depth += (char in "([") - (char in ")]")
        if depth <= 0 and (char in ",;" or (char == "、" and _whole(folded[cuts[-1] : i], folded[i + 1 :]))):
            cuts.append(i + 1)
    parts = [text[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    clean = ["".join(part.split()).strip("，,；;、：:*") for part in parts]
    return tuple(part for part in clean if part)


_ENDED = re.compile(r"(?:部委|部门|机构|单位|局|委|政府|企业|公司|厅|院校)$")


def _whole(left: str, right: str) -> bool:
    """Both sides of 、 are whole: 省政府各部门、各直属机构, but not 各市、县人民政府."""
    return right.lstrip().startswith(("各", "有关")) and _ENDED.search(left.strip()) is not None and "各" in left


_DAY = r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
_FORCE = rf"自 ?(?P<day>{_DAY}) ?起 ?(?:正式)?(?:施行|实施|执行|生效|试行)"
_SINCE = "(?:本?(?:政策|通知|文件|方案|意见|措施|办法)?(?:发布|印发|公布|下发|发文|施行|实施)之日)"
_TERM = rf"(?:有效期|(?:执行|实施|施行)期)(?:限)?(?:暂定|截止?)?(?:至|到|为|自|从|是|:|,|{_DAY}|{_SINCE}|起|-){{1,6}}(?P<day>{_DAY})"


@cache
def _of_itself(what: str) -> re.Pattern[str]:
    return re.compile(what)


@cache
def _itself() -> re.Pattern[str]:
    # 本办法自…起施行, 以上政策…有效期至…; 该政策 would be another document
    return re.compile(rf"(?:本|以上|上述){pattern('frame_words', 'self_names')}|现予|现印发")


def _in_force(reading: Reading) -> date | None:
    return _said(reading, _FORCE)


def _ends(reading: Reading) -> date | None:
    return _said(reading, _TERM)


def _said(reading: Reading, what: str) -> date | None:
    """What a document says of its own force: 本办法自2021年11月25日起施行, 现予公布，自…起施行, 有效期至2027年9月5日."""
    folded = reading.document.folded
    if "起" not in folded and "期" not in folded:
        return None
    for match in _of_itself(what).finditer(folded):
        reach = max(0, match.start() - 200)
        start = max(reach - 1, folded.rfind("。", reach, match.start()), folded.rfind("\n", reach, match.start())) + 1
        front = folded[start : match.start()]
        if _itself().search(front):
            found = first_date(folded, *match.span("day"))
            return found.value if found else None
    return None


def _released(reading: Reading) -> tuple[date | None, tuple[str, ...]]:
    """The closing line of a draft: 杭州市科学技术局2026年5月25日发布."""
    document = reading.document
    if reading.frame.signature or "发布" not in document.folded[-400:]:
        return None, ()
    for block in document.blocks[-4:]:
        match = released_by(squeeze(block.span.of(document.folded)))
        found = first_date(document.folded, *block.span) if match else None
        if found:
            who = Span(block.span.start, found.span.start).trimmed(document.folded)
            return (found.value if match and match["told"] else None), _bodies(reading, who)
    return None, ()


def _doubts(reading: Reading, metadata: Metadata) -> Iterator[Doubt]:
    """Doubts: a misprinted date, dates out of order."""
    frame, folded = reading.frame, reading.document.folded
    if frame.signed:
        found = first_date(folded, *frame.signed)
        if found and not found.exact:
            yield Doubt(
                "date-misprint",
                "warning",
                "The signature's date is misprinted; read as printed otherwise.",
                frame.signed,
            )
    written, effective, expires = metadata.written_on, metadata.effective_on, metadata.expires_on
    if written and metadata.published_on and metadata.published_on < written:
        yield Doubt("dates-out-of-order", "warning", "Published before it was written.", frame.signed)
    if expires and (effective or written) and expires <= (effective or written or expires):
        yield Doubt("dates-out-of-order", "warning", "Expires before it takes effect.", frame.signed)
    if frame.written_on and written and written != frame.written_on:
        yield Doubt("date-disagrees", "info", "The header's date of writing is not the signature's.", frame.signed)
