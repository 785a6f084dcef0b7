"""Reads Chinese government plans into validated records."""

__version__ = "0.1.0"
