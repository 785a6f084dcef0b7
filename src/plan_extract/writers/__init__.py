"""PlanDocument to bytes."""
