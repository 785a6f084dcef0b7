"""What is checked: one file a rule, and its line in the table below, in the order of codes.

A rule is a module of the form that `base.py` tells (rules about plan files: `plan_file.py`). It is imported when it
is first asked for, so that a rule that is not wanted costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..registry import Registry

if TYPE_CHECKING:
    from .base import Rule
    from .plan_file import FileRule

_MODULES = {
    # plan files
    "PF001": "schema_violated",
    "PF002": "quote_differs",
    "PF003": "unknown_schema_version",
    "PF004": "unused_suppression",
}

RULES: Registry[Rule | FileRule] = Registry("rule", {code: f"{__name__}.{name}" for code, name in _MODULES.items()})
