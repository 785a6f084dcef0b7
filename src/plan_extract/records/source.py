"""The file that a plan was read from."""

from __future__ import annotations

from pydantic import Field

from .base import Record


class Source(Record):
    """The file that a plan was read from."""

    name: str = Field(description="File name without folders; `-` for standard input.")
    media_type: str = Field(description="Media type by content: text/plain, text/html, application/pdf …")
    encoding: str | None = Field(description="Character encoding of a text format; null for binary formats.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes, in hexadecimal.")
    chars: int = Field(ge=0, description="Length of the plain text in code points.")
    pages: int | None = Field(default=None, description="Number of pages; null where the format has none.")
