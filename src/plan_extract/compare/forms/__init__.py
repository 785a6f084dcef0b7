"""A comparison to bytes: one file a form, and its name in the table below.

A member is `write(comparison, look) -> bytes`; its name is also the suffix by which `-o` tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...registry import Registry

if TYPE_CHECKING:
    from .base import Form

FORMS: Registry[Form] = Registry("format", {name: f"{__name__}.{name}:write" for name in ("text", "json", "html")})
