"""Text from a file or a file name, made harmless to a terminal."""

from __future__ import annotations

import re

# Terminal control (C0, DEL, C1) and marks that turn the direction of text: a file may hold them, a terminal obeys them.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


def clean(text: str) -> str:
    r"""Spell out what a terminal would obey.

    >>> clean("\x1b[31m红")
    '\\x1b[31m红'
    """
    return _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def clean_lines(text: str) -> str:
    r"""Spell out what a terminal would obey, line ends and tabs left as they are.

    >>> clean_lines("甲\t乙\n\x9b31m")
    '甲\t乙\n\\x9b31m'
    """
    return _UNSAFE.sub(lambda match: match[0] if match[0] in "\n\t" else ascii(match[0])[1:-1], text)
