"""What several tests share: the folder of real documents, the locale, and how Hypothesis behaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import score

os.environ["LC_ALL"] = "C.UTF-8"  # what is told to people is English, whatever the machine speaks

# The same examples on every run and machine; `--hypothesis-profile=explore` looks further, `fuzz` (`make fuzz`) for long.
_CALM = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]  # no fixture here changes from example to example
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=_CALM)
settings.register_profile("fuzz", deadline=None, max_examples=5000, suppress_health_check=_CALM)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents, hand-made answers and their scorer; a test that needs it skips without it."""
    if not (score.SHARED / "score" / "score.py").exists():
        pytest.skip("no shared folder beside the checkout (PLAN_EXTRACT_SHARED names another place)")
    return score.SHARED
