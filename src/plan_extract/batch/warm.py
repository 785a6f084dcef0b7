"""Importing this loads what every document needs, so that workers forked from here start at once."""

from __future__ import annotations

import gc

import pyarrow as pa

from ..pipeline import parse_text
from . import work  # noqa: F401 - imported to be there

parse_text("云汀市养老服务实施方案\n一、重点任务\n（一）健全网络。到2025年，建成养老服务中心5个。（市民政局牵头）\n")
pa.array(["云汀市"], pa.string())  # which looks for pandas, and loads it where it is installed
gc.freeze()  # what is loaded stays shared between workers
