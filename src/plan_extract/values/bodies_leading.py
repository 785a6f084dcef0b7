"""Where the bodies end that running text begins with: 会同|市财政局等部门|制定办法."""

from __future__ import annotations

import re
from functools import cache

from ..characters import compiled
from ..lexicon import pattern
from ..span import Span
from .bodies import Body, read_bodies
from .bodies_names import collective, is_complete

_MOST_BODIES = 40


def leading_bodies(text: str, folded: str, span: Span) -> tuple[tuple[Body, ...], int]:
    """Read the bodies that running text begins with, and tell where they end.

    >>> text = "市财政局等部门健全机制、完善政策"
    >>> bodies, end = leading_bodies(text, text, Span(0, len(text)))
    >>> [body.name for body in bodies], text[:end]
    (['市财政局'], '市财政局')
    """
    end = position = span.start
    for _ in range(_MOST_BODIES):
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
    whole = collective().match(folded, start, limit)
    if whole:
        return whole.end(), True
    found = _first_ending().match(folded, start, min(limit, start + 30))
    part = compiled("[一-鿿]{2,10}(?=、)").match(folded, start, limit)
    if part and (found is None or part.end() < found.end()):
        return part.end(), is_complete(part[0])
    return (found.end(), True) if found else None


@cache
def _first_ending() -> re.Pattern[str]:
    """市文化和旅游局|制定方案: up to the first ending, with what belongs to it (市委|组织部) and 等部门 behind it."""
    marks = "|".join(
        (
            "部(?![门署分委])", "委(?![员托会派])", "局(?![部面限势])", "厅", "办(?![公事理法好学])", "署(?!名)",
            "会(?![同议商计保员展])", "司(?![法机])", "处(?![理罚置于])", "科(?![学技研])", "室(?!内)", "组(?![织建成])",
            "队(?!伍)", "所(?![有需在属])", "站(?!点)", "街(?![道区镇])", "旗", "盟",
        )
    )  # fmt: skip
    places = "|".join(
        (
            "院(?![校士])", "区(?![域块位级])", "县(?![级域])", "(?<!城)市(?![场级民直容政圈])", "州(?!级)", "省(?![级直])",
            "镇(?![街区])", "(?<!城)乡(?![村镇])",
        )
    )  # fmt: skip
    # 厦门市|卫健委 is one name: a place ends a body only where no office of it follows
    apart = "(?![一-鿿]{0,10}?(?:局|委|办|厅|院|部门|中心|政府|管委会|小组))"
    marks = f"(?:{marks}|(?:{places}){apart})"
    ending = f"(?:{pattern('bodies', 'endings')}(?!门)|{marks})"
    extension = f"(?:{pattern('bodies', 'extensions')}|[(][^()]{{1,20}}[)])"
    # 市经信局|市新经济委|要: one body that bears two names
    twin = "(?:[省市区县][一-鿿]{1,8}?(?:局|委|办|厅|中心)(?=[、,要应将]|和[省市区县]|会同|牵头|负责))?"
    field = "(?!(?:和|与)[一-鿿]{2,6}(?:局|厅|委))"  # 商务部|和, but not 市教委和...局
    return compiled(f"[一-龥A-Z·()]{{1,24}}?(?<!社){ending}{field}(?:{extension}){{0,2}}{twin}")


@cache
def _joint() -> re.Pattern[str]:
    """Between two items of running text: 、, 和, 及, 等."""
    rest = f"等(?:{pattern('bodies', 'bare_classes')})?"
    return compiled(f"(?:{rest})?(?:、|以及|和|及)|等(?=相关|有关|各|其他|国务院|市级|省级)|{rest}(?![一-鿿])")
