"""Bodies run together, told apart: 成都市经济和信息化局成都市科学技术局 is two."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..characters import compiled
from ..lexicon import pattern, words

_SEAL = re.compile(r"\((?:代章|盖章|公章|印章|章|印)\)|文件$")
_GAP = compiled(r"[\t\n]+(?![\s(])| {2,}(?![\s(])|[、;]|,(?=[^)]*(?:\(|$))|(?<=[局委厅部会室府院行署]) (?=[一-鿿]{3})")


def split_bodies(folded: str, text: str) -> tuple[str, ...]:
    """Give the bodies of a signature, a label or a letterhead, each as written; `text` has `folded`'s length.

    >>> split_bodies("成都市经济和信息化局成都市科学技术局", "成都市经济和信息化局成都市科学技术局")
    ('成都市经济和信息化局', '成都市科学技术局')
    >>> split_bodies("科 技 部", "科 技 部"), split_bodies("长沙县财政局  长沙县住建局", "长沙县财政局  长沙县住建局")
    (('科技部',), ('长沙县财政局', '长沙县住建局'))
    """
    if all(len(part) == 1 for part in folded.split()):
        return ("".join(text.split()),)
    found: list[str] = []
    start = 0
    for gap in [*_GAP.finditer(folded), None]:
        end = gap.start() if gap else len(folded)
        bare = "".join(text[start:end].split())
        if gap and "\n" in gap[0] and bare and not ends_body(bare):
            continue  # 市“双百”行动 / 工作专班办公室 is one name over two lines
        found += _unglued(
            _SEAL.sub("", bare.replace("（", "(").replace("）", ")")) if "章" in bare or "文件" in bare else bare
        )
        start = gap.end() if gap else end
    return tuple(dict.fromkeys(body for body in found if body))


def _unglued(name: str) -> list[str]:
    """Cut where the place that a name begins with comes again behind the end of a body's name."""
    for size in range(6, 1, -1):
        place = name[:size]
        if name.count(place) < 2 or place[-1] not in "省市县区州旗国":
            continue
        cuts = [
            _before_vertical(name, m.start())
            for m in re.finditer(re.escape(place), name)
            if ends_body(name[: m.start()])
        ]
        cuts = [at for at in cuts if at]
        if cuts:
            edges = [0, *cuts, len(name)]
            return [name[a:b] for a, b in pairwise(edges)]
    return _central(name)


def _before_vertical(name: str, at: int) -> int:
    """国家税务总局淮北市税务局 is one body: its place comes second."""
    for vertical in words("frame_words", "vertical_bodies"):
        if name.endswith(vertical, 0, at):
            return at - len(vertical)
    return at


@cache
def _body_end() -> re.Pattern[str]:
    return re.compile(pattern("frame_words", "body_ends") + "$")


def ends_body(name: str) -> bool:
    """Tell whether a name ends as the name of a body does: 广东省人民政府, but not 福田区."""
    return _body_end().search(name) is not None


def _central(name: str) -> list[str]:
    """中共中央国务院, 国家发展改革委财政部: bodies of the centre carry no place; their names are a closed list."""
    known = re.compile("|".join(sorted(words("frame_words", "central_bodies"), key=len, reverse=True)))
    found = known.findall(name)
    return found if len(found) > 1 and "".join(found) == name else [name]
