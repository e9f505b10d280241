"""The first tables, and the full-text index of each database."""

from alembic import op

from reportedly.store.schema import metadata

revision = "0001"
down_revision = None

# External content: the words stand once, in documents; the triggers keep the index in step within the same transaction.
_FTS5 = (
    "CREATE VIRTUAL TABLE documents_index USING fts5("
    "body, names, content='documents', content_rowid='number', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN"
    " INSERT INTO documents_index(rowid, body, names) VALUES (new.number, new.body, new.names); END",
    "CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN"
    " INSERT INTO documents_index(documents_index, rowid, body, names) VALUES ('delete', old.number, old.body, old.names); END",
)
_TSVECTOR = (
    "ALTER TABLE documents ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body) || to_tsvector('simple', names)) STORED",
    # Without fastupdate a search never has to go through a list of words that wait to be put in.
    "CREATE INDEX ix_documents_words ON documents USING gin (words) WITH (fastupdate = off)",
)


def upgrade() -> None:
    """Make all tables."""
    connection = op.get_bind()
    metadata.create_all(connection)
    for statement in _TSVECTOR if connection.dialect.name == "postgresql" else _FTS5:
        op.execute(statement)
