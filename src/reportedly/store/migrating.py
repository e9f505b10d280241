"""Bringing the tables of a store up to date, one numbered migration after the other."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from reportedly.errors import StoreError

__all__ = ["upgrade"]


def upgrade(connection: Connection, current: str | None) -> None:
    """Run all migrations that are missing, inside the transaction of the connection.

    Raises:
        StoreError: If a newer version of the program has made the store.
    """
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        mend = "use the version of this program that made it, or a newer one"
        raise StoreError(f"the store has the tables of a newer version ({current})", mend=mend)
    command.upgrade(config, "head")
