"""Checking: which rules, of which files, and what of it is told. `runner.py` is the story."""
