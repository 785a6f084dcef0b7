"""A plan as a page to be looked at: its text beside its records, in one file of HTML."""
