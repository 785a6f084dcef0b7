"""Plain text: paragraphs as spans; what must not be cut first."""

from __future__ import annotations

import time

import pytest

from plan_extract.errors import EmptyDocumentError, EncodingError, TooLargeError, UnknownFormatError
from plan_extract.readers import format_of, read
from plan_extract.settings import Limits

LONG = "统筹城乡养老服务设施布局，推动机构、社区、居家服务衔接，提高服务供给的质量和效率，" * 8


def pieces(text: str) -> list[str]:
    document = read(text.encode(), name="plan.txt")
    assert document.text == text
    return [block.span.of(text) for block in document.blocks]


WHOLE = {
    "enumeration in a sentence": f"{LONG}包括：（1）托育；（2）养老；（3）助残。{LONG}一是加强领导。二是落实责任。",
    "numbers inside quotes": f"{LONG}按照“一、健全机制。二、压实责任。”的要求办理。{LONG}",
    "numbers inside brackets": f"{LONG}按规定办理（一、健全机制。二、压实责任。）的要求{LONG}",
    "decimals": f"{LONG}增长到1.5亿元。2.5万户受益。3.5万人次参加{LONG}",
    "a single number": f"{LONG}一、健全机制。{LONG}",
    "blanks after every mark": "。 ".join([LONG.replace("，", "， ").strip()] * 5),
    "spaced figures": f"{LONG}到 2025 年，建成 12 个中心，覆盖 80 % 的社区{LONG}",
    "a count out of order": f"{LONG}。九、健全机制。三、压实责任。{LONG}",
    "a bracket of bodies in the middle": f"{LONG}（市民政局负责）{LONG}",
    "a blank inside a title in brackets": f"{LONG}（十五）按照《云汀市委办公厅 云汀市政府办公厅通知》的要求{LONG}",
    "a document number in brackets": f"{LONG}根据《XX意见》（国发〔2016〕65号）的通知精神{LONG}",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_long_paragraph_stays_whole(text: str) -> None:
    assert pieces(text) == [text]


def test_a_spread_out_word_stays_whole() -> None:
    assert pieces(f"目　　录　　{LONG}") == ["目　　录", LONG]


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_a_row_of_a_table_stays_whole(mark: str) -> None:
    row = mark.join(["1", f"{LONG}。  ", f"{LONG}。　　{LONG}", "市民政局"])
    text = "\n".join([mark.join(["序号", "任务", "措施", "单位"]), row, row, row])
    assert pieces(text) == text.split("\n")


def test_numbers_in_one_paragraph_of_many_open_nothing() -> None:
    paragraph = f"{LONG}。1.健全机制。{LONG}。2.压实责任。{LONG}"
    text = "\n".join(["一、主要任务", paragraph, *[LONG] * 6, "二、保障措施"])
    assert pieces(text) == text.split("\n")


GLUED = {
    "chinese numbers": ["为推进工作，提出以下意见：", "一、健全机制。" + LONG + "。", "二、压实责任。" + LONG + "。"],
    "subheadings follow a heading at once": [
        LONG + "。", "一、提升投资建设便利度", "（一）优化审批流程。" + LONG + "。", "（二）提高审批效率。" + LONG + "。",
        "二、简化经营审批条件", "（三）降低准入门槛。" + LONG + "。", "（四）降低经营成本。" + LONG + "。",
    ],
    "chapters": [LONG + "。", "第一章　总则。" + LONG + "。", "第二章　任务。" + LONG + "。"],
    "bodies end a paragraph": [
        LONG + "。", "一、健全机制。" + LONG + "。（市民政局牵头，市财政局配合）", "二、压实责任。" + LONG + "。（各区负责）",
        "各区要认真落实。",
    ],
    "an excerpt begins anywhere": [LONG + "。", "五、健全机制。" + LONG + "。", "六、压实责任。" + LONG + "。"],
    "a label before a first": [
        "1.健全机制。" + LONG + "。主要措施：", "（1）" + LONG + "。（市民政局负责）", "（2）" + LONG + "。", "2.压实责任。" + LONG + "。",
    ],
    "a signature": [
        LONG + "。", "一、健全机制。" + LONG + "。", "二、压实责任。" + LONG + "。", "云汀市人民政府办公室", "2021年3月5日",
        "（此件公开发布）",
    ],
    "title, number and recipients": [
        "云汀市人民政府办公室关于优化营商环境的实施意见", "云政办发〔2021〕3号", "各县区人民政府，市直各单位：", LONG + "。",
        "一、健全机制。" + LONG + "。", "二、压实责任。" + LONG + "。",
    ],
    "a usual title is glued to its text": [
        "一、总体要求", "以高质量发展为主题。" + LONG + "。", "二、保障措施", "加强组织领导。" + LONG + "。",
    ],
}  # fmt: skip


@pytest.mark.parametrize("parts", GLUED.values(), ids=GLUED)
def test_glued_paragraphs_are_told_apart(parts: list[str]) -> None:
    assert pieces("".join(parts)) == parts


BLANKS = {
    "runs of blanks": ("　　", ["云汀市养老服务实施方案", LONG + "。", "一、健全机制", LONG + "。", "二、压实责任", LONG + "。"]),
    "single blanks": (
        " ",
        [
            "各县区人民政府：", "现将方案印发给你们，请认真执行。", "云汀市人民政府", "2021年3月5日", "云汀市养老服务实施方案",
            "为健全体系，制定本方案。", "一、健全机制", LONG + "。" + LONG + "。", LONG + "。" + LONG + "。", "二、压实责任",
            LONG + "。" + LONG + "。", LONG + "。" + LONG + "。",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("blank", "parts"), BLANKS.values(), ids=BLANKS)
def test_blanks_where_line_ends_were(blank: str, parts: list[str]) -> None:
    assert pieces(blank.join(parts)) == parts


WRAPPED = (
    "为贯彻落实上级关于养老服务工作的部署要求，结合本市\n实际，制定本方案。\n一、健全机制\n"
    "（一）建立联席会议制度，统筹解决养老服务工作中的\n重大问题，每季度召开一次会议，研究部署年度工作任务\n并抓好落实。\n"
    "（二）建立评估制度，委托第三方机构每年开展一次服\n务质量评估，评估结果向社会公布，并作为安排补助资金\n的依据。\n"
    "二、压实责任\n各县区人民政府要把养老服务纳入经济社会发展规划，加\n大投入力度，建立稳定增长的投入机制，确保各项任务落\n"
    "到实处，取得实效，接受社会各界和广大人民群众的监督\n和评议，并将结果纳入年度考核，作为评价领导班子工作\n的重要依据。\n"
    "对工作成效明显的单位和个人，按照有关规定给予表扬激\n励；对推进不力的，予以通报批评并责令限期整改到位，直\n至问责。\n"
)


def test_lines_broken_at_a_margin_are_joined() -> None:
    found = pieces(WRAPPED)
    assert [p[:4] for p in found] == [
        "为贯彻落",
        "一、健全",
        "（一）建",
        "（二）建",
        "二、压实",
        "各县区人",
        "对工作成",
    ]
    document = read(WRAPPED.encode(), name="plan.txt")
    assert all("\n" not in block.span.of(document.folded) for block in document.blocks)
    assert len(document.folded) == len(document.text)


def test_short_lines_are_no_broken_lines() -> None:
    table = "序号\n指标名称\n单位\n2020年\n2025年\n" + "\n".join(
        f"{n}\n每千名老年人拥有床位数\n张\n{n}\n{n}" for n in range(30)
    )
    assert pieces(table) == table.split("\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\f"])
def test_line_ends_stay_in_the_text(end: str) -> None:
    text = end.join(["一、目标", "　　二、任务  ", "三、保障"]) + end
    assert pieces(text) == ["一、目标", "二、任务", "三、保障"]


HOSTILE = {
    "open brackets": "（" * 400_000, "numbers": "1." * 200_000, "counts": "一、" * 200_000, "quotes": "“" * 400_000,
    "bracketed": "（一）" * 130_000, "chapters": "第一" * 200_000, "blanks": "。 " * 200_000, "one count": "第" + "一" * 400_000,
    "recipients": "各" * 400_000, "lines": ("中" * 26 + "\n") * 15_000, "runs": "中  " * 130_000, "signed": "。中" * 200_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_anything_is_linear(text: str) -> None:
    start = time.process_time()
    read(text.encode(), name="x.txt")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("text", ["", " \n\t\r\n　　", "\ufeff", "\f"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(EmptyDocumentError):
        read(text.encode(), name="x.txt")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "plan.txt", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.docx", "doc"),
        (b"PK\x03\x04....word/document.xml", "plan.zip", "docx"),
        (b"PK\x03\x04....OFD.xml", "plan", "ofd"),
        (b"PK\x03\x04....a.txt", "plan.docx", "zip"),
        (b"\x89PNG\r\n\x1a\n", "plan.txt", "image"),
        (b"\x7fELF\x02", "plan", "program"),
        (b"<!DOCTYPE html><html>", "plan.txt", "html"),
        ("\ufeff<?xml version='1.0'?>\n<!-- x -->\n<html>".encode(), "plan.txt", "html"),
        ("<p>一、目标</p>".encode("utf-16"), "plan.txt", "html"),
        ("一、目标".encode(), "plan.HTML", "html"),
        ("一、目标".encode(), "plan.txt", "text"),
        ("<一、目标>".encode(), "plan", "text"),
        ("《方案》".encode("gbk"), "plan.v2", "text"),
        (b"a < b <p", "plan.txt", "text"),
    ],
)
def test_content_first_suffix_second(data: bytes, name: str, kind: str) -> None:
    assert format_of(data, name) == kind


def test_a_kind_that_is_known_but_not_read_is_named() -> None:
    with pytest.raises(UnknownFormatError, match=r"^plan\.txt: compressed file is not read yet; unpack it$"):
        read(b"\x1f\x8b\x08", name="plan.txt")


def test_the_limit_is_kept_and_named() -> None:
    limits = Limits(text_bytes=100, file_bytes=100)
    read(b"a" * 100, name="x.txt", limits=limits)
    with pytest.raises(TooLargeError, match=r"^x\.txt: is over the limit of 0\.0001 MB; split it"):
        read(b"a" * 101, name="x.txt", limits=limits)


def test_an_error_names_the_file() -> None:
    with pytest.raises(EncodingError, match=r"^notes\.txt: "):
        read(b"\xff\xff\xff", name="notes.txt", encoding="utf-8")
