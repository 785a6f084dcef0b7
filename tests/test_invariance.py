"""The same plan gives the same records, whatever it comes in: every sample, written out in every format."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

import formats
import samples
import score
from plan_extract import pipeline
from plan_extract.layout import scan
from plan_extract.readers import read

NAMES = [path.stem for path in samples.texts()]
KINDS = ("metadata", "sections", "tasks", "actions", "assignments", "indicators", "deadlines", "units")
# Where something stands is not what it says.
PLACES = frozenset({"span", "mentions"})
EXACT: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "GBK text": ("a.txt", formats.as_gbk),
    "HTML": ("a.html", formats.as_html),
    "Markdown": ("a.md", formats.as_markdown),
    "DOCX": ("a.docx", formats.as_docx),
    "PDF": ("a.pdf", formats.as_pdf),
    "OFD": ("a.ofd", formats.as_ofd),
}
SCANS_AT_LEAST = 0.95

# Values of fields as the scorer sees them: width and look-alike marks do not count.
ALIKE = str.maketrans(
    {"—": "-", "–": "-", "－": "-", "~": "-", "“": '"', "”": '"', "〔": "[", "〕": "]", "【": "[", "】": "]"}
)

Records = dict[str, list[Any]]


def text_of(name: str) -> str:
    return (score.SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def bare(value: Any) -> Any:
    """A record without its places, white space dropped."""
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items() if key not in PLACES}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return re.sub(r"\s+", "", value) if isinstance(value, str) else value


def records(data: bytes, name: str) -> Records:
    """The records by kind; those inside of tasks stand by themselves, with the number and title of their task."""
    plan = bare(pipeline.extract(read(data, name=name)).model_dump(mode="json"))
    found = {kind: plan[kind] for kind in KINDS if kind in plan}
    found["metadata"] = [[field, value] for field, value in plan["metadata"].items()]
    for kind in ("actions", "assignments"):
        found[kind] = [[t["number"], t["title"], inner] for t in plan["tasks"] for inner in t[kind]]
    found["tasks"] = [{k: v for k, v in t.items() if k not in ("actions", "assignments")} for t in plan["tasks"]]
    return found


@cache
def expected(name: str) -> Records:
    return records(text_of(name).encode(), "a.txt")


@pytest.mark.parametrize("form", EXACT)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_records_in_every_format(name: str, form: str) -> None:
    if form == "OFD":
        pytest.importorskip("ofdkit", reason="needs the extra ofd")
    file, write = EXACT[form]
    found = records(write(text_of(name)), file)
    for kind, those in expected(name).items():
        assert found[kind] == those, kind


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each value with the names that lead to it, as the scorer compares them; ids count for nothing."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("id", "task", "section", "parent", "deadlines", "indicators", "tasks"):
                yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif value is not None:
        text = unicodedata.normalize("NFKC", str(value)).translate(ALIKE)
        yield path, text.translate(MARKS)


MARKS = str.maketrans("", "", ".,;:、，；：。·")


def f1(expected: list[Any], found: list[Any]) -> float:
    """F1 over the records' values."""
    a, b = Counter(leaves(expected)), Counter(leaves(found))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 1.0


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_scans_give_almost_the_same(name: str) -> None:
    font = formats.chinese_font()
    if not scan.available():
        pytest.skip("needs the extra ocr")
    if font is None:
        pytest.skip("no Chinese font to render pages with (make system-deps)")
    found = records(formats.as_scan(text_of(name), font), "a.pdf")
    for kind, those in expected(name).items():
        assert f1(those, found[kind]) >= SCANS_AT_LEAST, kind
