"""Text of a document on a page: always text, whatever it holds."""

from __future__ import annotations

from markupsafe import escape

# A browser drops NUL and obeys what turns the direction of text; both are shown instead. One character stays one.
_STANDS_FOR = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys(
        (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)), 0xFFFD
    )
    | {0x2028: 0x0A, 0x2029: 0x0A}
)


def shown(text: str) -> str:
    r"""Give what is shown for a text, character for character.

    >>> shown("云汀\x00\u202e市")
    '云汀␀�市'
    """
    return text.translate(_STANDS_FOR)


def escaped(text: str) -> str:
    """Give a text as markup that shows it.

    >>> escaped("<script>")
    '&lt;script&gt;'
    """
    return str(escape(shown(text)))
