"""A finding of `validate` that people know and accept."""

from __future__ import annotations

from pydantic import Field

from .base import Record


class Suppression(Record):
    """What `validate` is not to report: the findings of a rule, all of them or those on a record or on some words."""

    code: str = Field(description="Code of a rule, or a prefix of codes: PT001, PT.")
    record: str | None = Field(default=None, description="Id of the record it is about: T003, I001, D002, S004.")
    quote: str | None = Field(default=None, description="Words that the finding quotes.")
    reason: str | None = Field(default=None, description="Why it is accepted, for those who come later.")
