"""Decisions of people, and the case files that follow from claims and decisions."""
