"""Bounds on what is read, so that no file can take the machine down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may be.

    The longest plans known to us (provincial 规划纲要 with all their annexes) have some 200,000 characters, 600 KB;
    twenty megabytes leave room for thirty of them in one file.
    """

    text_bytes: int = 20_000_000


DEFAULT_LIMITS = Limits()
