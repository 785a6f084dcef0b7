"""All rules on a plan that was just parsed, without configuration and places: for many documents."""

from __future__ import annotations

from functools import cache

from ..records.plan import PlanDocument
from ..rules.base import Finding, Plan
from .orders import Orders, Wishes, orders_for
from .profiles import profile_of
from .runner import found_in_plan


def findings(plan: PlanDocument, text: str) -> list[Finding]:
    """Give what the rules find, in the order of places; the profile is told from the plan, levels are the rules' own."""
    found = [one.finding for one in found_in_plan(Plan(plan, text, profile_of(plan)), _orders())]
    return sorted(found, key=lambda one: (one.span or (-1, -1), one.code))


@cache
def _orders() -> Orders:
    return orders_for("-", lambda _: None, Wishes())
