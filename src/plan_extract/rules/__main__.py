"""`python -m plan_extract.rules [FILE]` writes the pages of all rules to `docs/rules.md`."""

from __future__ import annotations

import sys
from pathlib import Path

from .book import book

if __name__ == "__main__":
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    rates = path.with_name("rule-rates.json")
    path.write_bytes(book(rates.read_text(encoding="utf-8") if rates.exists() else None).encode())
