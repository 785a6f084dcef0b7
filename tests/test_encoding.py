"""Bytes to text: what must not be taken for another encoding first."""

from __future__ import annotations

import codecs

import pytest

from plan_extract.errors import EncodingError, PlanExtractError, UnknownFormatError
from plan_extract.readers.encoding import decode

SIMPLIFIED = (
    "各县区人民政府，市直各单位：现将《云汀市养老服务体系建设实施方案》印发给你们，请认真贯彻执行。"
    "到2025年，护理型床位占比达到55%以上，新建社区养老服务中心12个。（责任单位：市民政局、市财政局）"
)
TRADITIONAL = (
    "各區公所、本府各局處：為落實高齡社會白皮書，訂定長期照顧服務實施計畫，請確實辦理並於年底前提報成果。"
    "一、健全評估機制，縮短等候時間；二、擴充專業人力，辦理照顧服務員訓練，每年培訓五百人。（主辦：社會局）"
)
RARE = "镕、堃、喆、垚、㙍、龘、鬱鬱蔥蔥、囧"


@pytest.mark.parametrize("length", [6, 8, 12, 20, 40])
@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
    ],
)
def test_every_window_of_a_text_is_told_right(text: str, encoding: str, told: str, length: int) -> None:
    wrong = []
    for start in range(len(text) - length):
        piece = text[start : start + length]
        found = decode(piece.encode(encoding))
        if found.text != piece or found.remarks or (found.encoding != told and not piece.isascii()):
            wrong.append((piece, found.encoding))
    assert wrong == []


@pytest.mark.parametrize("length", [12, 20, 40])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(encoding: str, length: int) -> None:
    wrong = [
        piece
        for start in range(len(SIMPLIFIED) - length)
        if decode((piece := SIMPLIFIED[start : start + length]).encode(encoding)).text != piece
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    found = decode(mark + "云".encode(encoding))
    assert (found.text, found.encoding) == ("云", encoding)


def test_a_byte_order_mark_inside_stays() -> None:
    assert decode("云\ufeff汀".encode()).text == "云\ufeff汀"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_rare_characters(encoding: str) -> None:
    text = SIMPLIFIED + RARE
    assert decode(text.encode(encoding)).text == text


def test_line_ends_are_untouched() -> None:
    text = "一、目标\r\n二、任务\r三、保障\n"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5"), ("nonsense", "gb18030")]
)
def test_the_documents_own_word(declared: str, encoding: str) -> None:
    text = TRADITIONAL if encoding == "big5" else SIMPLIFIED
    assert decode(text.encode(encoding), declared=declared).encoding == encoding


NO_ENCODINGS = (
    "",
    " ",
    "a\0b",
    "gb\udcff",
    "hex",
    "zlib",
    "rot13",
    "undefined",
    "punycode",
    "idna",
    "unicode_escape",
    "utf-7",
)


@pytest.mark.parametrize("name", NO_ENCODINGS)
def test_what_is_no_encoding_of_a_document_is_not_asked(name: str) -> None:
    """A NUL was found by atheris; Python's codecs that unpack, escape or encode names are for other things."""
    assert decode(SIMPLIFIED.encode("gb18030"), declared=name).text == SIMPLIFIED
    with pytest.raises(EncodingError, match="unknown encoding"):
        decode(SIMPLIFIED.encode("gb18030"), encoding=name)


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(SIMPLIFIED.encode(), declared="gb2312").text == SIMPLIFIED


@pytest.mark.parametrize(
    ("data", "encoding", "first"),
    [
        (SIMPLIFIED.encode()[:-1], "utf-8", len(SIMPLIFIED.encode()) - 3),
        (SIMPLIFIED.encode("gb18030")[:-1], "gb18030", len(SIMPLIFIED.encode("gb18030")) - 2),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode()[:-2], "utf-8", len(SIMPLIFIED.encode())),
        (SIMPLIFIED.encode()[:30] + b"\xff" + SIMPLIFIED.encode()[30:], "utf-8", 30),
    ],
    ids=["cut utf-8", "cut gb18030", "cut after a mark", "a bad byte"],
)
def test_a_little_damage_is_read_and_told(data: bytes, encoding: str, first: int) -> None:
    found = decode(data)
    assert found.encoding == encoding
    (remark,) = found.remarks
    assert remark.code == "encoding-damaged"
    assert remark.message.endswith(f"the first is byte {first}")
    assert remark.span is not None
    assert remark.span.of(found.text) == "\ufffd"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (bytes(range(256)) * 20, PlanExtractError),
        (b"\x00\x01\x02\x03" * 100, UnknownFormatError),
        (b"plan\x00\x00\x00\x00\x00\x00\x01\x02", UnknownFormatError),
        (codecs.BOM_UTF32_LE + b"\xff" * 400, EncodingError),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        decode(data)


def test_a_stray_control_character_stays_and_is_told() -> None:
    text = SIMPLIFIED * 2 + "\x1a"
    found = decode(text.encode())
    assert found.text == text
    assert [r.code for r in found.remarks] == ["control-characters"]


def test_the_users_word_is_obeyed() -> None:
    assert decode(TRADITIONAL.encode("big5"), encoding="BIG5").text == TRADITIONAL
    assert decode("é".encode("latin-1"), encoding="latin-1").text == "é"
    assert decode(codecs.BOM_UTF8 + "云".encode(), encoding="utf-8").text == "云"


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        ("klingon", "unknown encoding 'klingon'; known are utf-8, gb18030, big5, utf-16 and others"),
        ("rot13", "unknown encoding 'rot13'; known are utf-8, gb18030, big5, utf-16 and others"),
        ("", "unknown encoding ''; known are utf-8, gb18030, big5, utf-16 and others"),
        ("utf-8", "is not utf-8: byte 0 cannot be decoded; leave --encoding out"),
        ("ascii", "is not ascii: byte 0 cannot be decoded; leave --encoding out"),
    ],
)
def test_the_users_word_may_be_wrong(encoding: str, message: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(SIMPLIFIED.encode("gbk"), encoding=encoding)
    assert caught.value.message == message
