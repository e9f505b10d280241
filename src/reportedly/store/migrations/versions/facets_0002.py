"""The tables of what case files are found by, filled from the case files that are kept already."""

from alembic import op

from reportedly.store.facet_tables import metadata
from reportedly.store.facets import fill_facets
from reportedly.store.proposals import fill_proposals

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables and fill them."""
    connection = op.get_bind()
    metadata.create_all(connection)
    fill_facets(connection)
    fill_proposals(connection)
