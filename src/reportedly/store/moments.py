"""Moments as text that stands in the order of time in every database: ISO 8601 in UTC, always of the same length."""

from datetime import UTC, datetime

__all__ = ["moment_of", "text_of"]


def text_of(moment: datetime) -> str:
    """A moment as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str | None) -> datetime | None:
    """The moment that a text tells."""
    return datetime.fromisoformat(text) if text else None
