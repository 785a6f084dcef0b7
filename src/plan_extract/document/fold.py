"""Fold look-alike characters, one to one, so that spans found in the folded text hold in the text itself.

Unicode's NFKC is no help here: it turns `㎡`, `℃` and `…` into two characters and moves every later offset.
"""

from __future__ import annotations

import unicodedata

_LOOKALIKES = {
    "　": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " ", "\x0b": " ",
    "—": "-", "–": "-", "―": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "─": "-",
    "～": "~", "〜": "~", "∼": "~",
    "“": '"', "”": '"', "„": '"', "〝": '"', "〞": '"', "‘": "'", "’": "'",
    "〔": "[", "〕": "]", "【": "[", "】": "]", "﹝": "[", "﹞": "]", "［": "[", "］": "]",
    "〈": "<", "〉": ">", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤",
    "○": "〇", "◯": "〇", "Ｏ": "O", "﹪": "%", "‧": "·", "•": "·", "・": "·", "∙": "·", "．": ".", "﹒": ".",
    "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0c": "\n", "\x85": "\n",
}  # fmt: skip


def _table() -> dict[int, str]:
    """Full-width ASCII and the CJK and Kangxi radicals that PDF files print for characters, then the look-alikes."""
    table: dict[int, str] = {}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    table.update({ord(mark): plain for mark, plain in _LOOKALIKES.items()})
    return table


_FOLD = _table()


def fold(text: str) -> str:
    """Return `text` with widths, quotes, dashes and brackets made alike; the length never changes.

    `（` becomes `(`, `，` `,`, `：` `:`, `；` `;`, `％` `%`, `５` `5`, `“` and `”` `"`, `〔` and `【` `[`, every dash `-`,
    `～` `~`, the ideographic space a space, a carriage return a line feed; `。`, `、`, `《》` stay.

    >>> fold("到２０２５年，达到９５％（约束性）")
    '到2025年,达到95%(约束性)'
    """
    return text.translate(_FOLD)
