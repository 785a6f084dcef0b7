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
    # structure
    "PS001": "number_gap",
    "PS002": "number_repeated",
    "PS003": "number_backwards",
    "PS004": "empty_section",
    "PS005": "level_skipped",
    "PS006": "goals_missing",
    "PS007": "tasks_missing",
    "PS008": "safeguards_missing",
    "PS009": "duplicate_heading",
    "PS010": "annex_absent",
    "PS011": "annex_unnamed",
    "PS012": "mark_unbalanced",
    # tasks
    "PT001": "task_without_owner",
    "PT002": "no_lead_among_several",
    "PT003": "task_without_deadline",
    "PT004": "vague_deadline",
    "PT005": "duplicate_task",
    "PT006": "task_without_action",
    "PT007": "task_very_long",
    "PT008": "lead_supports_too",
    # indicators
    "PI001": "unit_missing",
    "PI002": "target_missing",
    "PI003": "target_against_direction",
    "PI004": "ratio_over_hundred",
    "PI005": "table_text_contradict",
    "PI006": "repeated_indicator",
    "PI007": "row_number_gap",
    "PI008": "binding_without_number",
    "PI009": "baseline_after_target",
    "PI010": "range_reversed",
    # deadlines
    "PD001": "deadline_past_at_issue",
    "PD002": "deadline_outside_period",
    "PD003": "deadline_reversed",
    "PD004": "deadline_unclear",
    "PD005": "no_such_day",
    # bodies
    "PU001": "unknown_form_of_body",
    "PU002": "renamed_body",
    "PU003": "body_under_two_names",
    # metadata and form
    "PM001": "number_missing",
    "PM002": "number_malformed",
    "PM003": "number_year_differs",
    "PM004": "issuer_missing",
    "PM005": "date_missing",
    "PM006": "dates_out_of_order",
    "PM007": "period_unclear",
    "PM008": "printed_title_differs",
    # plan files
    "PF001": "schema_violated",
    "PF002": "quote_differs",
    "PF003": "unknown_schema_version",
    "PF004": "unused_suppression",
}

RULES: Registry[Rule | FileRule] = Registry("rule", {code: f"{__name__}.{name}" for code, name in _MODULES.items()})
