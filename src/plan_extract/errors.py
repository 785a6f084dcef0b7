"""Every error that plan-extract raises on purpose.

    PlanExtractError
    ├── ReadError            a file could not be read: what, where, what to do
    │   ├── UnknownFormatError   no reader takes this kind of file
    │   ├── EncodingError        the bytes are no text in any encoding known here
    │   ├── EmptyDocumentError   nothing to read in it
    │   ├── MissingExtraError    needs an extra that is not installed
    │   ├── MissingProgramError  needs a program that is not installed
    │   └── TooLargeError        over a bound (size, pages, members)
    ├── WriteError           an output could not be written
    └── UsageError           a name or an option that does not exist

Each message is one line for people: it says what is wrong and what to do. The file's name is in `source`
and stands before the message in `str()`.
"""

from __future__ import annotations


class PlanExtractError(Exception):
    """The root: catch it to catch everything that plan-extract raises on purpose."""

    def __init__(self, message: str, *, source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message


class ReadError(PlanExtractError):
    """A file could not be read."""


class UnknownFormatError(ReadError):
    """No reader takes this kind of file."""


class EncodingError(ReadError):
    """The bytes are no text in the encoding asked for, or in any known here."""


class EmptyDocumentError(ReadError):
    """There is no text in the file."""


class TooLargeError(ReadError):
    """The file is over a bound."""


class MissingExtraError(ReadError):
    """A part that is installed only on request is needed: the message names the extra."""

    def __init__(self, extra: str, purpose: str, *, source: str | None = None) -> None:
        super().__init__(f"needs an extra to {purpose}; pip install 'plan-extract[{extra}]'", source=source)
        self.extra = extra


class MissingProgramError(ReadError):
    """A program that is installed apart is needed: the message says how to get it."""

    def __init__(self, program: str, purpose: str, how: str, *, source: str | None = None) -> None:
        super().__init__(f"needs {program} to {purpose}; on Debian: {how}", source=source)
        self.program = program


class WriteError(PlanExtractError):
    """An output could not be written."""


class UsageError(PlanExtractError):
    """A name or an option that does not exist."""
