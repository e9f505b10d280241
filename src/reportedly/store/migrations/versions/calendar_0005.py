"""The tables that remember which days were given out to calendars."""

from alembic import op

from reportedly.store.calendar_tables import metadata

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
