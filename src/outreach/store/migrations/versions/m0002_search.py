"""An index over the search words of people: FTS5 in SQLite (where this build has it), a text search vector in PostgreSQL."""

from alembic import op

revision = "0002"
down_revision = "0001"

# The words are split before they are kept, so the tokenizer has only to split at blanks. Positions serve phrases, which are not
# searched for: without them the index is half as large. Sizes of columns serve ranking, which is not done.
SQLITE = (
    """CREATE VIRTUAL TABLE contacts_search USING fts5(
        words, content='contacts', content_rowid='no', detail=none, columnsize=0, tokenize='ascii')""",
    """CREATE TRIGGER contacts_search_insert AFTER INSERT ON contacts BEGIN
        INSERT INTO contacts_search(rowid, words) VALUES (new.no, new.words);
    END""",
    """CREATE TRIGGER contacts_search_delete AFTER DELETE ON contacts BEGIN
        INSERT INTO contacts_search(contacts_search, rowid, words) VALUES ('delete', old.no, old.words);
    END""",
    """CREATE TRIGGER contacts_search_update AFTER UPDATE OF words ON contacts WHEN old.words IS NOT new.words BEGIN
        INSERT INTO contacts_search(contacts_search, rowid, words) VALUES ('delete', old.no, old.words);
        INSERT INTO contacts_search(rowid, words) VALUES (new.no, new.words);
    END""",
    "INSERT INTO contacts_search(contacts_search) VALUES ('rebuild')",
)
POSTGRESQL = "CREATE INDEX ix_contacts_search ON contacts USING gin (array_to_tsvector(string_to_array(words, ' ')))"


def upgrade() -> None:
    """Make the index and fill it."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(POSTGRESQL)
    elif connection.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").first():
        for statement in SQLITE:
            connection.exec_driver_sql(statement)
