"""Full names of standing bodies, at a date: 卫生计生委 of 2016 is another body than 卫生健康委 of 2019.

The names and the days of the reforms are lexicon/offices.yaml. A body that was renamed before the document was
written is given as what it has become by then; one that did not stand yet is not given at all.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..lexicon import pairs

Kind = Literal["national", "local", "party"]
_STEPS = 6  # renamings that are followed: 银监会, 银保监会, 金融监管总局


def full_name(table: str, name: str, on: date | None) -> str | None:
    """Give the full name, at a date, of a short form in one of the tables of offices.yaml.

    >>> full_name("national", "银保监会", date(2022, 1, 1)), full_name("national", "银保监会", date(2024, 1, 1))
    ('中国银行保险监督管理委员会', '国家金融监督管理总局')
    >>> full_name("national", "国家数据局", date(2020, 1, 1)) is None
    True
    """
    kind = table.partition("_")[0]
    full: str | list[str] | None = pairs("offices", table).get(name)
    if full is None:
        return None
    if isinstance(full, str):
        return at_date(kind, full, on)
    standing = {at_date(kind, one, on) for one in full} - {None} if on else set()
    return standing.pop() if len(standing) == 1 else None


def at_date(kind: str, full: str, on: date | None) -> str | None:
    """Give the name that a body bears at a date; without one, the name as written."""
    if on is None:
        return full
    history: dict[str, dict[str, str]] = pairs("offices", f"{kind}_history")
    day = on.isoformat()
    name: str | None = full
    for _ in range(_STEPS):
        told = history.get(name or "")
        if name is None or told is None or (told.get("since", "") <= day <= told.get("until", "9999")):
            return name
        if day < told.get("since", ""):
            return None
        name = told.get("now")
    return None


def department(field: str, *, province: bool) -> str | None:
    """Give the office behind 市民政部门; fields that places give to offices of different names are not in the list.

    >>> department("民政", province=True), department("民政", province=False), department("文化", province=False)
    ('民政厅', '民政局', None)
    """
    names: list[str] | None = pairs("offices", "departments").get(field)
    return names[0 if province else 1] if names else None
