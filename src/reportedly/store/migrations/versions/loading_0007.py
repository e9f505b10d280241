"""The tables of loading in bulk."""

from alembic import op

from reportedly.store.loading_tables import metadata

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
