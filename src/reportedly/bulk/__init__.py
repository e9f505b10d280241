"""Whole archives: cut into pieces, read by many processes or a cluster, kept as tables, and loaded into a store."""
