"""Saved web pages: the page inside, whatever its encoding and wherever it stands."""

from __future__ import annotations

import base64
import quopri

import pytest

from plan_extract.errors import EmptyDocumentError, ReadError
from plan_extract.readers import format_of, read

PAGE = "<html><body><h1>云汀市养老服务计划</h1><p>一、重点任务，健全服务网络，完善工作机制。</p></body></html>"
TEXT = "云汀市养老服务计划\n一、重点任务，健全服务网络，完善工作机制。\n"


def saved(body: bytes, *, how: str, charset: str = "utf-8", before: bytes = b"") -> bytes:
    head = b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="XX"\r\n\r\n'
    part = f"--XX\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {how}\r\n\r\n".encode()
    return head + before + part + body + b"\r\n--XX--\r\n"


PICTURE = b"--XX\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"


@pytest.mark.parametrize(
    "data",
    [
        saved(quopri.encodestring(PAGE.encode()), how="quoted-printable"),
        saved(base64.encodebytes(PAGE.encode()), how="base64"),
        saved(base64.encodebytes(PAGE.encode("gb18030")), how="base64", charset="gb2312"),
        saved(PAGE.encode(), how="8bit"),
        saved(base64.encodebytes(PAGE.encode()), how="base64", before=PICTURE),
    ],
)
def test_the_page_inside(data: bytes) -> None:
    assert format_of(data, "a.doc") == "mhtml"
    document = read(data, name="a.mht")
    assert (document.text, document.source.media_type) == (TEXT, "multipart/related")


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (saved(b"", how="8bit").replace(b"text/html", b"text/css"), ReadError, "holds no web page"),
        (saved(b"<html><body></body></html>", how="8bit"), EmptyDocumentError, "holds no text"),
        (saved(PAGE.encode(), how="8bit")[:90], ReadError, "holds no web page"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + b"--\r\n" * 100_000,
            ReadError,
            "holds no web page",
        ),
    ],
)
def test_bad_files_are_told(data: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        read(data, name="a.mht")


def test_deep_messages_are_told() -> None:
    nested = b"".join(b"Content-Type: multipart/related; boundary=x%d\r\n\r\n--x%d\r\n" % (n, n) for n in range(3000))
    with pytest.raises(ReadError):
        read(b"MIME-Version: 1.0\r\n" + nested, name="a.mht")
