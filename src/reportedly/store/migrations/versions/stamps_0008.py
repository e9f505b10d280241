"""The table of time stamps."""

from alembic import op

from reportedly.store.stamp_tables import metadata

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    metadata.create_all(op.get_bind())
