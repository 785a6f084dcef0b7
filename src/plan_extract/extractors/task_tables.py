"""Task tables: 序号, 任务, 责任单位, 完成时限, in any order and wording."""

from __future__ import annotations

from ..structure.model import Reading
from .base import FoundTask


def table_tasks(reading: Reading) -> list[FoundTask]:
    """Give a task for each row of a task table that has its own measure."""
    return []
