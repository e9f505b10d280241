"""The tables of accounts, sessions and the audit log."""

from alembic import op

from reportedly.store.account_tables import metadata

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind())
