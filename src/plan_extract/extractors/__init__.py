"""Each extractor finds one kind of thing; the table below is their list and their order.

A member is `extract(reading) -> (found, doubts)`; it reads the outline and never another extractor's output.
"""

from __future__ import annotations

from typing import Any

from ..registry import Registry

EXTRACTORS: Registry[Any] = Registry(
    "extractor",
    {
        name: f"plan_extract.extractors.{name}:extract"
        for name in (
            "metadata",
            "tasks",
            "actions",
            "assignments",
            "table_indicators",
            "prose_indicators",
            "present_values",
            "deadlines",
        )
    },
)
