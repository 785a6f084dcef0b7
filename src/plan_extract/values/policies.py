"""The documents that a text cites: 《民法典》, 《关于落实〈养老服务条例〉的意见》."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import pattern

_PLAIN = "[^《》]"
# 《民法典》, 《关于落实《养老服务条例》的意见》: no title is longer; a mark that is never closed is a misprint
_TITLE = re.compile(f"《({_PLAIN}{{0,120}}(?:《{_PLAIN}{{0,80}}》{_PLAIN}{{0,80}}){{0,4}})》")


def cited(text: str) -> tuple[str, ...]:
    """Give the titles in 《》, without the marks, in order, each once; titles within titles stay inside them.

    Certificates, contracts and forms (《商品房预售许可证》) are no policies and left out.

    >>> cited("落实《养老服务条例》和《关于贯彻〈民法典〉的意见》，修订《养老服务条例》")
    ('养老服务条例', '关于贯彻〈民法典〉的意见')
    """
    if "《" not in text:
        return ()
    titles = ("".join(found[1].split()) for found in _TITLE.finditer(text))
    return tuple(dict.fromkeys(title for title in titles if title and not _papers().search(title)))


@cache
def _papers() -> re.Pattern[str]:
    return re.compile(pattern("document_types", "papers") + r"(?:[(（][^()（）]{1,20}[)）])?$")
