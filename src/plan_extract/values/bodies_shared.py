"""Give back what the items of a list share: 市发展改革、财政部门 is 市发展改革部门 and 市财政部门."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..characters import compiled
from ..lexicon import any_of, words
from ..span import Span
from .bodies_names import bare, is_complete, level_before
from .divisions import divisions_at


class Item(NamedTuple):
    """A piece of a list: `run` counts the runs of items joined by 、 alone, `rest` is what stands after 等."""

    span: Span
    name: str
    run: int
    rest: str | None = None


def give_back(run: list[Item]) -> list[Item]:
    """Give back what the items of one run of 、 share: endings first, then the offices of a Party committee."""
    return _party(_endings(_split_last(_bare_levels(run))))


def _bare_levels(run: list[Item]) -> list[Item]:
    """市、区财政部门: the name goes on from the last level to the bare ones before it."""
    out: list[Item] = []
    follower: Item | None = None
    for item in reversed(run):
        place = _place().fullmatch(item.name)
        if place and follower is not None:
            item = item._replace(name=item.name + follower.name)
        else:
            own = _place().match(item.name)
            office = item.name[own.end() :] if own else ""
            follower = (
                item._replace(name=office)
                if len(office) > 2 and office[0] not in "直级属辖" and is_complete(office)
                else None
            )
        out.append(item)
    out.reverse()
    return out


def _split_last(run: list[Item]) -> list[Item]:
    """发展改革、教育和财政部门: 和 joins two fields, where the list has left out endings before it."""
    last = run[-1]
    at = last.name.find("和")
    if len(run) < 2 or at < 2 or is_complete(run[-2].name) or not last.name.endswith("部门"):
        return run
    if any(name in last.name for name in words("bodies", "joined")):
        return run
    return [*run[:-1], last._replace(name=last.name[:at]), last._replace(name=last.name[at + 1 :])]


def _endings(run: list[Item]) -> list[Item]:
    """From right to left, an item without an ending takes that of the item after it; then the level of the first."""
    named: list[Item] = []
    shared: set[int] = set()
    ending: str | None = None
    for i in range(len(run) - 1, -1, -1):
        item = run[i]
        if item.rest and not is_complete(item.name):
            ending = next((e for e in words("bodies", "shared_endings") if item.rest.endswith(e)), ending)
        given = _given(item.name, ending, last=i == len(run) - 1)
        if given:
            shared.add(i)
            named.append(item._replace(name=item.name + given))
            continue
        ending = _sharable(item.name)
        named.append(item)
    named.reverse()
    return _levels(named, shared)


def _sharable(name: str) -> str | None:
    """The ending that earlier items may take: 部门 of 市民政部门, 市政府 of 东莞市政府."""
    if name.endswith("政府") and (place := compiled("(?<=[一-鿿]{2})[市区县](?:人民)?政府$").search(name)):
        return place[0]
    endings = words("bodies", "shared_endings")
    if not name.endswith(endings):
        return None
    return next((e for e in endings if name.endswith(e) and len(name) > len(e)), None)


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
    if name.startswith("各") or not compiled("(?:[一-鿿]|[·A-Z]){2,12}").fullmatch(name):
        return None
    if "管" in tail and _is_county(name):
        return None  # 奉贤区和某片区管委会: a county has a government
    if tail != ending and name.endswith("州") and len(name) <= 3:
        return ending
    if name.endswith(("区", "县", "市", "州", "旗", "镇", "乡", "街道")):
        return tail
    return ending if tail != ending and len(name) <= 4 and not is_complete(name) else None


def _is_county(name: str) -> bool:
    found, end = divisions_at(name)
    return end == len(name) and any(division.county for division in found)


def _levels(run: list[Item], shared: set[int]) -> list[Item]:
    """市发展改革部门、财政部门: the level of the first goes on over the items that took its ending, and the giver."""
    level: str | None = None
    out: list[Item] = []
    for i, item in enumerate(run):
        own = level_before().match(item.name)
        follows = i - 1 in shared
        if i in shared or follows:
            if own and not item.name[own.end() :].startswith(("域", "场", "容")):
                level = own[0]
            elif level and follows and item.name.endswith(("部门", "局", "厅", "委")):
                item = item._replace(name=level + item.name)
        else:
            level = None
        out.append(item)
    return out


def _party(run: list[Item]) -> list[Item]:
    """省委组织部、宣传部: the committee goes on over its offices."""
    committee: str | None = None
    offices = words("bodies", "party_parts")
    out: list[Item] = []
    for item in run:
        found = _committee().match(item.name)
        if found:
            committee = found[1]
        elif committee and bare(item.name) in offices:
            item = item._replace(name=committee + item.name)
        out.append(item)
    return out


@cache
def _place() -> re.Pattern[str]:
    """A bare level with its bracket: 市, 县(市), 各区."""
    return re.compile("各?(?:自治区|[省市州县区旗盟镇乡])(?:[(（][^()（）]{1,8}[)）])?")


@cache
def _committee() -> re.Pattern[str]:
    """省委|组织部, 区委|宣传部, 中央|组织部."""
    offices = any_of(*words("bodies", "party_parts"))
    return compiled(f"([一-鿿]{{0,6}}?(?:[省市区县州旗]委|自治区党委|党工委|中央))(?={offices})")
