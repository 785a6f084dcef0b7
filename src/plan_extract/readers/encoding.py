"""Bytes to text: which encoding a Chinese text file is in.

Asked in this order, the surest first:

1. a byte order mark (UTF-8, UTF-16, UTF-32); the mark is no part of the text;
2. strict UTF-8 without a NUL;
3. UTF-16 or UTF-32 without a mark, where nearly every character is one that Chinese texts use;
4. an encoding that the document itself declares (HTML), where the bytes obey it;
5. UTF-8 with a little damage (a file cut in the middle of a character);
6. GB18030 or Big5, the one whose common characters the bytes hit;
7. what charset-normalizer says.

A little damage (less than one bad place for twenty good characters) leaves U+FFFD in the text and a remark with the
offset of the first bad byte; more of it is an error. An encoding that the user names is obeyed to the letter.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..document.model import Remark
from ..errors import EncodingError, UnknownFormatError
from ..span import Span

_MARKS = (  # UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NO_DOCUMENT = frozenset(
    ["charmap", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "unicode_escape", "utf-7"]
)
_SAMPLE = 16_384
_LOST = "\N{REPLACEMENT CHARACTER}"
_GOOD_FOR_ONE_BAD = 20
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@cache
def _usual() -> re.Pattern[str]:
    """What Chinese texts are made of: ASCII, general punctuation, arrows to geometric shapes, CJK punctuation,
    ideographs, full-width forms.
    """
    return re.compile("[\t\n\r -~·×÷°\u2010-\u203b\u2103-\u22ff\u2460-\u25ff\u3000-\u303f\u4e00-\u9fff\uff01-\uffe5]")


class Decoded(NamedTuple):
    """A text, the encoding it was in, and what was doubted."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Turn bytes into text; `encoding` is the user's word, `declared` the document's own.

    >>> decode("实施方案".encode("gbk")).encoding
    'gb18030'
    """
    if encoding is not None:
        return _as_told(data, encoding)
    found = _by_mark(data) or _plain_utf8(data) or _wide(data) or _strict(data, "utf-8") or _declared(data, declared)
    found = found or _damaged(data, "utf-8") or _chinese(data) or _guessed(data)
    if found is None:
        raise EncodingError("is in no encoding that can be told; name it with --encoding")
    return _with_controls(found)


def named(encoding: str) -> str:
    """The plain name of an encoding that the user named; raises EncodingError for what is none."""
    name = _known(encoding)
    if name is None:
        raise EncodingError(f"unknown encoding {encoding!r}; known are utf-8, gb18030, big5, utf-16 and others")
    return name


def _as_told(data: bytes, encoding: str) -> Decoded:
    name = named(encoding)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(f"is not {encoding}: byte {error.start} cannot be decoded; leave --encoding out") from None
    return Decoded(text.removeprefix("\ufeff"), name)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            found = _strict(rest, encoding) or _damaged(rest, encoding, offset=len(mark))
            if found is None and encoding.startswith("utf-16"):
                continue
            if found is None:
                raise EncodingError(f"has the byte order mark of {encoding}, but is not in that encoding")
            return found
    return None


def _plain_utf8(data: bytes) -> Decoded | None:
    return None if b"\0" in data else _strict(data, "utf-8")


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 and UTF-32 without a mark: bytes of any other Chinese encoding give rare characters when read so."""
    for encoding in _WIDE:
        width = 4 if encoding.startswith("utf-32") else 2
        if len(data) % width == 0 and _share(data[:_SAMPLE].decode(encoding, "ignore"), _usual()) >= 0.95:
            found = _strict(data, encoding)
            if found:
                return found
    return None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """The document's own word; gb2312 and gbk are read as the GB18030 that contains them, as browsers do."""
    name = _known(declared.strip()) if declared else None
    if name is None:
        return None
    return _strict(data, "gb18030" if name in ("gb2312", "gbk") else name)


def _known(encoding: str) -> str | None:
    """Python's name of an encoding; None for what it does not know, and for codecs that are no encoding of a document."""
    try:
        name = codecs.lookup(encoding).name
        b"a".decode(name)
    except (LookupError, ValueError):  # unknown; not of text (zlib); no name at all (a NUL in it); `undefined`
        return None
    return None if name in _NO_DOCUMENT else name


def _damaged(data: bytes, encoding: str, *, offset: int = 0) -> Decoded | None:
    """Decode with U+FFFD for what is bad, if that is little."""
    text = data.decode(encoding, "replace")
    bad = text.count(_LOST)
    good = sum(1 for char in text if char > "\x7f") - bad
    if bad == 0 or good < _GOOD_FOR_ONE_BAD * (bad - 1) or good < _GOOD_FOR_ONE_BAD // 2:
        return None
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        first = error.start + offset
    message = f"{bad} place(s) cannot be decoded as {encoding} and read as U+FFFD; the first is byte {first}"
    at = text.index(_LOST)
    return Decoded(text, encoding, (Remark("encoding-damaged", "warning", message, Span(at, at + 1)),))


def _chinese(data: bytes) -> Decoded | None:
    """GB18030 or Big5, whichever gives more of the characters that are common in its own country."""
    found = [d for e in ("gb18030", "big5", "cp950", "big5hkscs") if (d := _strict(data, e))]
    if not found or max(_likeness(d) for d in found) < _LIKELY:
        damaged = (_damaged(data, e) for e in ("gb18030", "cp950"))
        found += [d for d in damaged if d]
    found = [d for d in found if _likeness(d) >= _LIKELY]
    return max(found, key=_likeness) if found else None  # the first of equals


_LIKELY = 0.8


def _likeness(decoded: Decoded) -> float:
    """The share of characters beyond ASCII that are common in texts of that encoding."""
    return _share_of(decoded.text[:_SAMPLE], _common("gb2312" if decoded.encoding == "gb18030" else "big5"))


@cache
def _common(charset: str) -> frozenset[str]:
    """The marks and the level-1 characters of a national set: the 3,755 or 5,401 most used, by the standards' count.

    GB/T 2312 keeps them in rows 16 to 55, Big5 between A440 and C67E.
    """
    leads = (0xA1, 0xA2, 0xA3, *range(0xB0, 0xD8)) if charset == "gb2312" else range(0xA1, 0xC7)
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF)) if charset == "big5" else range(0xA1, 0xFF)
    pairs = (bytes((lead, trail)).decode(charset, "ignore") for lead in leads for trail in trails)
    return frozenset("".join(pairs)) | frozenset("—·…–")


def _share_of(text: str, chars: Iterable[str]) -> float:
    beyond = [char for char in text if char > "\x7f"]
    known = frozenset(chars)
    return sum(char in known for char in beyond) / len(beyond) if beyond else 0.0


def _share(text: str, pattern: re.Pattern[str]) -> float:
    return len(pattern.findall(text)) / len(text) if text else 0.0


def _guessed(data: bytes) -> Decoded | None:
    """Anything else is left to charset-normalizer."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return _strict(data, best.encoding) if best else None


def _with_controls(found: Decoded) -> Decoded:
    """Refuse what is no text after all; remark on stray control characters, which stay in the text."""
    controls = list(_CONTROL.finditer(found.text))
    if not controls:
        return found
    if len(controls) * 25 > len(found.text):  # of random bytes, one in ten is one
        raise UnknownFormatError("is a binary file of a kind that is not known here")
    first = Span(*controls[0].span())
    message = f"{len(controls)} control character(s) in the text; the first is U+{ord(first.of(found.text)):04X}"
    return Decoded(found.text, found.encoding, (*found.remarks, Remark("control-characters", "info", message, first)))
