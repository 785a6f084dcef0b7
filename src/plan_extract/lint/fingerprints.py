"""What a finding is known by from one run to the next."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable


def fingerprints(findings: Iterable[tuple[str, str, str]]) -> list[str]:
    """Give a fingerprint for each finding of a file, told as code, quote and message.

    It is made of the rule and the quoted characters without their white space, so edits elsewhere do not change it,
    nor does a line that was wrapped anew. A finding about the whole document is known by its message. Those alike are
    numbered.

    >>> first, second = fingerprints([("PT001", "健全网络", "a"), ("PT001", "健全 网络", "b")])
    >>> first == second
    False
    """
    counts: Counter[str] = Counter()
    given: list[str] = []
    for code, quote, message in findings:
        key = f"{code}\0{''.join(quote.split()) or message}"
        counts[key] += 1
        given.append(hashlib.sha256(f"{key}\0{counts[key]}".encode()).hexdigest()[:32])
    return given
