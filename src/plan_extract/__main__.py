"""`python -m plan_extract` is `plan-extract`."""

from __future__ import annotations

from .cli import main

main()
