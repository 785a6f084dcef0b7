"""What a page says, in the language asked for; the words are data (`lexicon/page_labels.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping

from ..tables.labels import Language, language_of, said


def labels(lang: Language) -> Mapping[str, str]:
    """Give every label in a language, by name; raises UsageError for a language that is not there."""
    return said("page_labels", "labels", language_of(lang))
