"""The tables of sources that are followed, fetches and alerts."""

from alembic import op

from reportedly.store.source_tables import metadata

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
