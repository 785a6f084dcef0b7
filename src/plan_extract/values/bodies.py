"""Read lists of bodies: where they are cut, and what shared parts are given back.

`市发展改革、财政、民政部门，各区人民政府` is 市发展改革部门, 市财政部门, 市民政部门, 各区人民政府. The sharing rules are those of
the record contract; the words stand in lexicon/bodies.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ..lexicon import any_of, pattern, words
from ..span import Span

LONGEST_NAME = 40
_FAR = 60  # how far to look for the two names that a 和 might join
_OPEN, _CLOSE = "([<", ")]>"
_SEPARATORS = frozenset("、,;:。|\t\n ")
_TRAILING_BRACKET = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]$")
_EDGE = " \t\n、,;:。.·"


@dataclass(frozen=True, slots=True)
class Body:
    """One body: its name as written, shared parts given back, and the characters it was read from."""

    name: str
    mention: Span


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of a list: `run` counts the runs of items joined by 、 alone, `rest` is what stands after 等."""

    span: Span
    name: str
    run: int
    rest: str | None = None


def read_bodies(text: str, folded: str, span: Span) -> tuple[Body, ...]:
    """Give the bodies of a list, in order.

    >>> from plan_extract.document.fold import fold
    >>> text = "省委组织部、宣传部，各市、县人民政府，商务、文旅等部门"
    >>> [body.name for body in read_bodies(text, fold(text), Span(0, len(text)))]
    ['省委组织部', '省委宣传部', '各市、县人民政府', '商务部门', '文旅部门']
    """
    items = [item for piece, run in _pieces(folded, span) for item in _items(text, folded, piece, run)]
    runs: dict[int, list[_Item]] = {}
    for item in items:
        runs.setdefault(item.run, []).append(item)
    return tuple(
        Body(item.name, item.span)
        for run in runs.values()
        for item in _shared(run)
        if 2 <= len(item.name) <= LONGEST_NAME
    )


def is_complete(name: str) -> bool:
    """Tell whether a folded name ends as the name of a whole body does; brackets at its end are passed over.

    >>> is_complete("市财政局"), is_complete("市管委会(筹)"), is_complete("住房城乡建设"), is_complete("农业农村")
    (True, True, False, False)
    """
    base = _TRAILING_BRACKET.sub("", name)
    return base.endswith(_ends()) and not base.endswith(words("bodies", "not_endings"))


def is_body_in_text(name: str) -> bool:
    """Tell whether a piece of running text is surely a public body: it ends as one, and holds no verb.

    >>> is_body_in_text("市财政局"), is_body_in_text("加强市财政局"), is_body_in_text("保险公司"), is_body_in_text("市主要领导")
    (True, False, False, False)
    """
    base = _bare(name)
    if not is_named(name):
        return False
    own = base.endswith(("协会", "学会", "商会")) and _level().match(base) is not None  # 省计划生育协会
    return own or not base.endswith(words("bodies", "third_parties"))


def is_named(name: str) -> bool:
    """Like `is_body_in_text`, but companies, hospitals and the like count too (医联体牵头医院牵头)."""
    base = _bare(name)
    if not 2 <= len(base) <= 24 or base in ("政府", "地方") or base in words("bodies", "bare_classes"):
        return False
    if not is_complete(base):
        return False
    return not base.endswith(words("bodies", "people")) and not holds_verb(base)


def holds_verb(name: str) -> bool:
    """Tell whether a name holds a word that no body's name holds (加强市财政局); 牵头医院 and 负责单位 are nouns."""
    if name.startswith(words("bodies", "opening_verbs")):
        return True
    return _verbs().search(_nouns().sub("", name)) is not None


def leading_bodies(text: str, folded: str, span: Span) -> tuple[tuple[Body, ...], int]:
    """Read the bodies that running text begins with, and tell where they end.

    >>> text = "市财政局等部门健全机制、完善政策"
    >>> bodies, end = leading_bodies(text, text, Span(0, len(text)))
    >>> [body.name for body in bodies], text[end:]
    (['市财政局'], '健全机制、完善政策')
    """
    end = position = span.start
    for _ in range(40):
        stop = _item_end(folded, position, span.end)
        if stop is None:
            return (read_bodies(text, folded, Span(span.start, end)) if end > span.start else ()), end
        position, whole = stop
        end = position if whole else end
        joint = _joint().match(folded, position, span.end)
        if joint is None:
            break
        position = joint.end()
    return (read_bodies(text, folded, Span(span.start, end)) if end > span.start else ()), end


def _item_end(folded: str, start: int, limit: int) -> tuple[int, bool] | None:
    """Where the item that begins here ends, and whether it is whole; an item before 、 may lack its ending."""
    collective = _collective().match(folded, start, limit)
    if collective:
        return collective.end(), True
    found = _first_ending().match(folded, start, min(limit, start + 30))
    part = re.compile("[一-龥]{2,10}(?=、)").match(folded, start, limit)
    if part and (found is None or part.end() < found.end()):
        return part.end(), is_complete(part[0])
    return (found.end(), True) if found else None


@cache
def _ends() -> tuple[str, ...]:
    return words("bodies", "endings", "ending_marks")


@cache
def _nouns() -> re.Pattern[str]:
    """牵头医院, 推进办公室, 投资促进局, 协调小组, 市场监督管理局: verbs that are part of a name."""
    office = "(?:牵头|负责|配合|承担|参与)(?=单位|部门|医院|机构|企业|高校|处室)"
    return re.compile(
        office + "|(?:推进|促进|协调|监督|指导|联合|实施|落实|提升|统筹|共同)"
        "(?=办|组|中心|局|会|小组|委|机制|领导|管理|检验|体|处|工作|总局|主体|部门|单位)"
    )


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(pattern("bodies", "verbs") + '|[的了着"%0-9<>]')


@cache
def _first_ending() -> re.Pattern[str]:
    """市文化和旅游局|制定方案: up to the first ending, with what belongs to it (市委|组织部) and 等部门 behind it."""
    # 厦门市|卫健委 is one name: a place ends a body only where no office of it follows
    apart = "(?![一-龥]{0,10}?(?:局|委|办|厅|院|部门|中心|政府|管委会|小组))"
    marks = "|".join(
        (
            "部(?![门署分委])", "委(?![员托会派])", "局(?![部面限势])", "厅", "办(?![公事理法好学])", "署(?!名)",
            f"院(?![校士]){apart}", "会(?![同议商计保员展])", "司(?![法机])", "处(?![理罚置于])",
            "科(?![学技研])", "室(?!内)", "组(?![织建成])", "队(?!伍)", "所(?![有需在属])", "站(?!点)",
            f"区(?![域块位级]){apart}", f"县(?!级|域){apart}", f"(?<!城)市(?![场级民直容政圈]){apart}", f"州(?!级){apart}",
            f"省(?![级直]){apart}", f"镇(?![街区]){apart}", f"(?<!城)乡(?![村镇]){apart}", "街(?![道区镇])", "旗", "盟",
        )
    )  # fmt: skip
    ending = f"(?:{pattern('bodies', 'endings')}(?!门)|{marks})"
    extension = f"(?:{pattern('bodies', 'extensions')}|[(][^()]{{1,20}}[)])"
    # 市经信局|市新经济委|要: one body that bears two names
    twin = "(?:[省市区县][一-龥]{1,8}?(?:局|委|办|厅|中心)(?=[、,要应将]|和[省市区县]|会同|牵头|负责))?"
    field = "(?!(?:和|与)[一-龥]{2,6}(?:局|厅|委))"  # 商务部|和, but not 市教委和...局
    return re.compile(f"[一-龥A-Z·()]{{1,24}}?(?<!社){ending}{field}(?:{extension}){{0,2}}{twin}")


@cache
def _joint() -> re.Pattern[str]:
    """Between two items of running text: 、, 和, 及, 等."""
    rest = f"等(?:{pattern('bodies', 'bare_classes')})?"
    return re.compile(f"(?:{rest})?(?:、|以及|和|及)|等(?=相关|有关|各|其他|国务院|市级|省级)|{rest}(?=[^一-龥]|$)")


@cache
def _collective() -> re.Pattern[str]:
    """各市、州、县人民政府; 各区、县(市)政府; 省、市、县人民政府; 各级党委、政府."""
    place = f"(?:{pattern('bodies', 'generic_places')}(?:[(][^()]{{1,20}}[)]|[\\[][^\\[\\]]{{1,20}}[\\]])?)"
    tail = f"(?:{any_of('人民政府', '政府', '党委政府', '党委和政府', '党委', '管委会', '人民政府(管委会)', '政府(管委会)')})"
    several = f"{place}(?:[、和及]{place}){{1,6}}"
    return re.compile(
        f"(?:各{several}{tail}|各{several}(?=[、,;。)]|$)|{several}{tail}|各级党委[、和及]?(?:人民)?政府)(?:[(][^()]{{1,20}}[)])?"
    )


@cache
def _level() -> re.Pattern[str]:
    """市|发展改革, 各级|教育, 广州市|财政."""
    return re.compile(f"(?:{pattern('bodies', 'levels')}|[一-龥]{{2,3}}(?:省|市(?![场政容])))(?=[一-龥]{{2}})")


def _bare(name: str) -> str:
    return _TRAILING_BRACKET.sub("", name)


def _pieces(folded: str, span: Span) -> Iterator[tuple[Span, int]]:
    """Cut at separators outside brackets; a collective of places stays whole, whatever its commas."""
    start = i = span.start
    depth = run = 0
    while i < span.end:
        char = folded[i]
        if i == start and (whole := _collective().match(folded, i, span.end)):
            i = whole.end()
            continue
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in _SEPARATORS and (char not in " \t\n" or _is_gap(folded, Span(start, span.end), i)):
            if i > start:
                yield Span(start, i), run
            start = i + 1
            run += char != "、"
        i += 1
    if start < span.end:
        yield Span(start, span.end), run


def _is_gap(folded: str, span: Span, at: int) -> bool:
    """White space parts two bodies where the left one is whole; else it is a line broken inside a name."""
    left = "".join(folded[max(span.start, at - _FAR) : at].split())
    right = folded[at : min(at + _FAR, span.end)].lstrip()
    wide = at + 1 < span.end and folded[at + 1] in " \t\n"
    return len(left) > 2 and is_complete(left) and len(right) > 1 and (wide or right[0] not in "([")


def _items(text: str, folded: str, piece: Span, run: int) -> Iterator[_Item]:
    """Cut a piece at 和, 及 and between 各地区各部门; take 等 off its end."""
    parts = list(_conjuncts(folded, piece))
    for part in parts:
        span = _trimmed(folded, part)
        name = "".join(span.of(text).split())
        plain = "".join(span.of(folded).split())
        cut = _others(plain)
        if cut is None:
            yield _Item(span, name, run)
            continue
        rest = _bare(plain[cut + 1 :]).lstrip("和及与、")
        if cut:
            yield _Item(
                Span(span.start, span.start + cut) if len(plain) == span.end - span.start else span,
                name[:cut],
                run,
                rest,
            )
        if rest.startswith(words("bodies", "collective_words", "levels")) and is_complete(rest):
            for other in _conjuncts(rest, Span(0, len(rest))):
                yield _Item(span, name[cut + 1 :][other.start : other.end].lstrip("及和"), run)


def _others(name: str) -> int | None:
    """Where the 等 of 等部门 stands, or None (平等, 高等教育处 hold none)."""
    found = re.search("(?<![平高中初均同])等(?![级效待])", name)
    return found.start() if found else None


def _conjuncts(folded: str, piece: Span) -> Iterator[Span]:
    """市政府和有关部门 is two; 市文化和旅游局, 有关部门和单位, 党委和政府 are one."""
    start, depth, i = piece.start, 0, piece.start
    if _collective().fullmatch(folded, piece.start, piece.end):
        yield piece
        return
    while i < piece.end:
        char = folded[i]
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth <= 0 and char in "和及与各以" and i > start:
            width = _joins(folded[max(start, i - _FAR) : i], folded[i : min(i + _FAR, piece.end)])
            if width is not None:
                yield Span(start, i)
                start = i + width
                i = start
                continue
        i += 1
    if start < piece.end:
        yield Span(start, piece.end)


def _joins(left: str, right: str) -> int | None:
    """How many characters join two bodies here, or None where they are one name."""
    left = "".join(left.split()).removesuffix("等")
    if len(left) < 2 or not is_complete(left):
        return None
    if right.startswith("各"):
        return 0 if len(right) > 2 else None
    joint = re.match("以及|及其?|和|与", right)
    if joint is None:
        return None
    after = re.split("以及|[及和与]", "".join(right[joint.end() :].split()), maxsplit=1)[0]
    if len(after) < 2 or after in words("bodies", "bare_classes") or (left.endswith("党委") and after.endswith("政府")):
        return None
    if joint[0] == "与" and not after.startswith(words("bodies", "collective_words", "levels")):
        return None
    return joint.end()


def _trimmed(folded: str, span: Span) -> Span:
    """Leave out marks at both ends, and words before the first body (由市财政局)."""
    start, end = span
    while start < end and folded[start] in _EDGE:
        start += 1
    while end > start and folded[end - 1] in _EDGE:
        end -= 1
    number = _number().match(folded, start, end)
    start = number.end() if number else start
    lead = re.compile(
        "(?:以及|由|请|近期|目前|同时|其中|另外|此外|今后|下一步|及(?=[各有相市省县区])|和(?=[各有相市省县])(?!县))"
    ).match(folded, start, end)
    return Span(lead.end() if lead else start, end)


@cache
def _number() -> re.Pattern[str]:
    """The number of an item or article before its first body: (一), 1., 第五条."""
    digits = "[一二三四五六七八九十百0-9]{1,4}"
    return re.compile(f"(?:[(]{digits}[)]|{digits}[.、]|第{digits}条)\\s*")


def _shared(run: list[_Item]) -> list[_Item]:
    """Give back what the items of one run of 、 share: endings first, then the offices of a Party committee."""
    return _party(_endings(_split_last(_bare_levels(run))))


def _bare_levels(run: list[_Item]) -> list[_Item]:
    """市、区财政部门: the name goes on from the last level to the bare ones before it."""
    out: list[_Item] = []
    follower: _Item | None = None
    for item in reversed(run):
        place = _place().fullmatch(item.name)
        if place and follower is not None:
            item = replace(item, name=item.name + follower.name)
        else:
            own = _place().match(item.name)
            office = item.name[own.end() :] if own else ""
            follower = (
                replace(item, name=office)
                if len(office) > 2 and office[0] not in "直级属辖" and is_complete(office)
                else None
            )
        out.append(item)
    out.reverse()
    return out


@cache
def _place() -> re.Pattern[str]:
    """A bare level with its bracket: 市, 县(市), 各区."""
    return re.compile("各?(?:自治区|[省市州县区旗盟镇乡])(?:[(（][^()（）]{1,8}[)）])?")


def _split_last(run: list[_Item]) -> list[_Item]:
    """发展改革、教育和财政部门: 和 joins two fields, where the list has left out endings before it."""
    last = run[-1]
    at = last.name.find("和")
    if len(run) < 2 or at < 2 or is_complete(run[-2].name) or not last.name.endswith("部门"):
        return run
    if any(name in last.name for name in words("bodies", "joined")):
        return run
    return [*run[:-1], replace(last, name=last.name[:at]), replace(last, name=last.name[at + 1 :])]


def _endings(run: list[_Item]) -> list[_Item]:
    """From right to left, an item without an ending takes that of the item after it; then the level of the first."""
    named: list[_Item] = []
    shared: set[int] = set()
    ending: str | None = None
    for i in range(len(run) - 1, -1, -1):
        item = run[i]
        if item.rest and not is_complete(item.name):
            ending = next((e for e in words("bodies", "shared_endings") if item.rest.endswith(e)), ending)
        given = _given(item.name, ending, last=i == len(run) - 1)
        if given:
            shared.add(i)
            named.append(replace(item, name=item.name + given))
            continue
        ending = _sharable(item.name)
        named.append(item)
    named.reverse()
    return _levels(named, shared)


def _sharable(name: str) -> str | None:
    """The ending that earlier items may take: 部门 of 市民政部门, 市政府 of 东莞市政府."""
    place = re.search("(?<=[一-龥]{2})[市区县](?:人民)?政府$", name)
    if place:
        return place[0]
    return next((e for e in words("bodies", "shared_endings") if name.endswith(e) and len(name) > len(e)), None)


def _given(name: str, ending: str | None, *, last: bool) -> str | None:
    """What of the ending an item takes: 钦南区 takes 人民政府, 发展改革 takes 部门, 住建 takes 局; 杭州资本 takes nothing."""
    if not ending or (last and not ending.endswith("部门")):
        return None
    if ending.endswith(("政府", "管委会", "管理委员会", "办事处")):
        return _given_place(name, ending)
    if is_complete(name) or not 2 <= len(name) <= 12:
        return None
    if ending.endswith("部门"):
        return ending
    field = name.lstrip("省市区县州旗")
    return ending if field in words("bodies", "fields") and ending in ("局", "厅", "委") else None


def _given_place(name: str, ending: str) -> str | None:
    tail = ending.lstrip("市区县")
    if name.startswith("各") or not re.fullmatch("[一-龥·A-Z]{2,12}", name):
        return None
    if tail != ending and name.endswith("州") and len(name) <= 3:
        return ending
    if name.endswith(("区", "县", "市", "州", "旗", "镇", "乡", "街道")):
        return tail
    return ending if tail != ending and len(name) <= 4 and not is_complete(name) else None


def _levels(run: list[_Item], shared: set[int]) -> list[_Item]:
    """市发展改革部门、财政部门: the level of the first goes on over the items that took its ending, and the giver."""
    level: str | None = None
    out: list[_Item] = []
    for i, item in enumerate(run):
        own = _level().match(item.name)
        follows = i - 1 in shared
        if i in shared or follows:
            if own and not item.name[own.end() :].startswith(("域", "场", "容")):
                level = own[0]
            elif level and follows and item.name.endswith(("部门", "局", "厅", "委")):
                item = replace(item, name=level + item.name)
        else:
            level = None
        out.append(item)
    return out


def _party(run: list[_Item]) -> list[_Item]:
    """省委组织部、宣传部: the committee goes on over its offices."""
    committee: str | None = None
    offices = words("bodies", "party_parts")
    pattern_ = re.compile("([一-龥]{0,6}?(?:[省市区县州旗]委|自治区党委|党工委|中央))(?=" + any_of(*offices) + ")")
    out: list[_Item] = []
    for item in run:
        found = pattern_.match(item.name)
        if found:
            committee = found[1]
        elif committee and _bare(item.name) in offices:
            item = replace(item, name=committee + item.name)
        out.append(item)
    return out
