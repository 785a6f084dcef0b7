"""Which language a command speaks: the one asked for, or on a terminal that of the locale.

What goes to standard error is for people, and follows the locale. What goes to standard output does so on a terminal
only: a file or the next program gets the same bytes everywhere.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from ..tables.labels import Language

_NO_LANGUAGE = re.compile(r"(?:C|POSIX)(?:\..*)?")
_CHINESE = re.compile(r"zh(?:[_.@-].*)?")
_ENGLISH = re.compile(r"en(?:[_.@-].*)?")


def in_output(lang: str | None) -> Language:
    """The language of what goes to standard output: English where that is no terminal, unless another is asked for."""
    return _asked(lang) or (_of_terminal(sys.stdout) if sys.stdout.isatty() else "en")


def in_summary(lang: str | None) -> Language:
    """The language of what goes to standard error."""
    return _asked(lang) or _of_terminal(sys.stderr)


def of_locale(environment: Mapping[str, str]) -> Language:
    """The language of the messages as gettext would choose it of two: zh_TW.UTF-8 is Chinese, fr_FR.UTF-8 English.

    The first that is set of LC_ALL, LC_MESSAGES and LANG is the locale; unless it is C or POSIX, LANGUAGE, where set, is a
    list that goes before it. https://www.gnu.org/software/gettext/manual/html_node/Locale-Environment-Variables.html
    """
    locale = next((set_ for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (set_ := environment.get(name))), "C")
    if _NO_LANGUAGE.fullmatch(locale):
        return "en"
    for wanted in (environment.get("LANGUAGE") or locale).split(":"):
        if _CHINESE.fullmatch(wanted):
            return "zh"
        if _ENGLISH.fullmatch(wanted):
            return "en"
    return "en"


def _asked(lang: str | None) -> Language | None:
    """The language asked for; raises UsageError for one that is not there."""
    if lang is None:
        return None
    from ..tables.labels import language_of

    return language_of(lang)


def _of_terminal(stream: TextIO) -> Language:
    """The language of the locale, unless the stream has no characters for it."""
    language = of_locale(os.environ)
    try:
        "任务责任单位".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "en"
    return language
