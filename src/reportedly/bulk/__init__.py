"""Whole archives: read by many processes, kept as tables, and loaded into a store."""
