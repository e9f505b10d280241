"""The tables of known people and organisations, and of links to them."""

from alembic import op

from reportedly.store.known_tables import metadata

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
