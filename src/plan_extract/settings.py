"""Bounds on what is read, so that no file can take the machine down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may be; 1 MB is 1,000,000 bytes.

    The longest plans known to us (provincial 规划纲要 with all their annexes) have some 200,000 characters, 600 KB:
    twenty megabytes of text leave room for thirty of them in one file. Other files carry pictures.
    """

    text_bytes: int = 20_000_000
    file_bytes: int = 200_000_000

    def bytes_of(self, media_type: str) -> int:
        """The bound for a kind of file."""
        return self.text_bytes if media_type.startswith("text/") else self.file_bytes

    @property
    def most_bytes(self) -> int:
        """The bound before the kind is known."""
        return max(self.text_bytes, self.file_bytes)


DEFAULT_LIMITS = Limits()
