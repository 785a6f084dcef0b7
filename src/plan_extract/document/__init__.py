"""What was read: one text, never moved."""
