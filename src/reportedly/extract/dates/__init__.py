"""Expressions of time in a report, resolved to intervals against the day of publication."""

from reportedly.extract.dates.finding import find_dates
from reportedly.extract.dates.hosts import date_for, until_for

__all__ = ["date_for", "find_dates", "until_for"]
