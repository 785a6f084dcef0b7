"""What a page says, in the language asked for; the words are data (`lexicon/page_labels.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from ..errors import UsageError
from ..lexicon import pairs

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
HTML_LANG: Mapping[Lang, str] = {"zh": "zh-Hans", "en": "en"}


@cache
def labels(lang: Lang) -> Mapping[str, str]:
    """Give every label in a language, by name; raises UsageError for a language that is not there.

    >>> labels("zh")["tasks"], labels("en")["tasks"]
    ('任务', 'Tasks')
    """
    if lang not in LANGS:
        raise UsageError(f"unknown language {lang!r}; known: {', '.join(LANGS)}")
    column = LANGS.index(lang)
    return {name: row[column] for name, row in pairs("page_labels", "labels").items()}
