"""The tables of what case files are found by."""

from alembic import op

from reportedly.store.facet_tables import metadata

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
