"""The document out of the page: which element holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from ..lexicon import words

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
        "svg",
        "nav",
        "footer",
        "aside",
        "head",
    ]
)
# Names of classes and ids. The first kind holds nothing else; the second may (`<div class="position">` around a post).
_SURE = re.compile(
    r"(?i)(?:^|[-_\s])(?:nav|navbar|crumbs?|breadcrumbs?|sharebox|footer|footbox|copyright|sidebar|qrcode|pagination|"
    r"related)(?:$|[-_\s])"
)
_FURNITURE = re.compile(
    r"(?i)(?:^|[-_\s])(?:menu|position|share|foot|search|login|toolbar|recommend|print|pager|prevpage|nextpage|fare|"
    r"header)(?:$|[-_\s])"
)
_HIDDEN = re.compile(r"(?i)display\s{0,3}:\s{0,3}none")
_SENTENCE = re.compile(r"[，。；：,;]")
_SHORTEST_SENTENCE = 20
_SHORTEST_TITLE = 10
_MOST_OF_IT = 0.9
_FOOTER = 60  # characters of sentences that a footer may have in a page with a short text
_LEAST_SEEN = 0.25  # of the sentences are seen in a page that hides a second copy, for reading aloud or for telephones
_LITTLE_MORE = 900  # characters of title and metadata that may stand around the text itself
_TEXT_TAGS = frozenset(["p", "table", "tbody", "tr", "td", "span"])


@dataclass(frozen=True, slots=True)
class Content:
    """`outer` holds the document with its title and metadata, `inner` its text alone; `dropped` are ids of furniture."""

    outer: LexborNode
    inner: LexborNode
    dropped: frozenset[int]


@dataclass(slots=True)
class _Weight:
    """Characters in an element: of all its text, and of its sentences."""

    text: int = 0
    sentences: int = 0


def find_content(root: LexborNode) -> Content:
    """Tell which element holds the document.

    The text is where the sentences are: the deepest element that holds nine tenths of them. Menus and links have
    words, and hardly a comma.
    """
    start = root.css_first("body") or root
    weights = _weigh(start, frozenset())
    dropped = frozenset(_furniture(start, weights))
    weights = _weigh(start, dropped)
    inner = start
    while (heavy := _heavy_child(inner, weights, weights[start.mem_id].sentences)) is not None:
        inner = heavy
    outer, most = inner, weights[inner.mem_id].text + _LITTLE_MORE
    while outer.mem_id != start.mem_id and outer.parent is not None and weights[outer.parent.mem_id].text <= most:
        outer = outer.parent
    return Content(outer, inner, dropped)


def _weigh(start: LexborNode, dropped: frozenset[int]) -> dict[int, _Weight]:
    """Weigh each element in one pass, children before parents."""
    weights: dict[int, _Weight] = {}
    stack: list[tuple[LexborNode, bool]] = [(start, True)]
    open_weights: list[_Weight] = []
    while stack:
        node, entering = stack.pop()
        if node.is_text_node:
            text = (node.text_content or "").strip()
            open_weights[-1].text += len(text)
            if len(text) >= _SHORTEST_SENTENCE and _SENTENCE.search(text):
                open_weights[-1].sentences += len(text)
        elif not entering:
            done = open_weights.pop()
            if open_weights:
                open_weights[-1].text += done.text
                open_weights[-1].sentences += done.sentences
        elif node.tag not in _DROPPED and node.mem_id not in dropped:
            weights[node.mem_id] = _Weight()
            open_weights.append(weights[node.mem_id])
            stack.append((node, False))
            stack.extend((child, True) for child in node.iter(include_text=True))
    return weights


def _furniture(start: LexborNode, weights: dict[int, _Weight]) -> Iterator[int]:
    """Elements for no text, those called navigation in which hardly any of the text stands, and those never shown."""
    total = weights[start.mem_id].sentences
    for node in start.css(",".join(sorted(_DROPPED))):
        yield node.mem_id
    titled = _above_titles(start)
    for node in start.css("[class],[id]"):
        named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        weight = weights.get(node.mem_id)
        if weight is None or node.mem_id in titled:
            continue
        if (weight.sentences <= total * 0.1 and _FURNITURE.search(named)) or (
            weight.sentences <= total * 0.4 and _SURE.search(named)
        ):
            yield node.mem_id
    yield from _hidden(start, weights, total)


def _hidden(start: LexborNode, weights: dict[int, _Weight], total: int) -> Iterator[int]:
    """Elements that the page does not show, unless that is where its text stands (scripts show it later)."""
    found = [n for n in start.css("[style],[hidden]") if _is_hidden(n) and n.mem_id in weights]
    within = {n.mem_id for n in found}
    outermost = (n for n in found if n.parent is None or n.parent.mem_id not in within)
    if total - sum(weights[n.mem_id].sentences for n in outermost) >= total * _LEAST_SEEN:
        yield from within


def _is_hidden(node: LexborNode) -> bool:
    return "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style") or ""))


def _above_titles(start: LexborNode) -> frozenset[int]:
    """Elements that hold the title of a document: an h1 as long as one (a site's own name is shorter).

    `<header class="policy-header"><h1>云汀市养老服务行动计划</h1>` is no furniture for its name.
    """
    found: set[int] = set()
    for heading in start.css("h1"):
        above: LexborNode | None = heading
        title = "".join(heading.text().split())
        if len(title) < _SHORTEST_TITLE or title.endswith(words("page_furniture", "sites")):
            continue
        while above is not None and above.mem_id not in found:
            found.add(above.mem_id)
            above = above.parent
    return frozenset(found)


def _heavy_child(node: LexborNode, weights: dict[int, _Weight], total: int) -> LexborNode | None:
    enough = max(1.0, total * 0.6, min(total * _MOST_OF_IT, total - _FOOTER))
    for child in node.iter():
        weight = weights.get(child.mem_id)
        if weight is not None and weight.sentences >= enough and child.tag not in _TEXT_TAGS:
            return child
    return None
